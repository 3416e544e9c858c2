/** /api/partnership, /api/agencies, /api/areas, /api/datasets: what every screen needs first. */
import { access, route } from '../http/access.ts';
import { z } from '@hono/zod-openapi';
import { Slug } from '../contract/common.ts';
import { INCIDENT_TYPES, KIND_LABELS, KINDS } from '../contract/kinds.ts';
import { Mapping } from '../contract/intake.ts';
import { Agency, Partnership } from '../contract/partnership.ts';
import { asOwner } from '../db/as_agency.ts';
import { historyOf } from '../hexes/ask.ts';
import type { PartnerCounts } from '../hex_index/hex_index.ts';
import { isoOf } from '../time/local_day.ts';
import { readGrants } from '../hexes/queries.ts';
import { seenOf } from '../hexes/visibility.ts';
import type { House } from '../main/services.ts';
import { body, json, router } from '../http/router.ts';
import { asViewer } from '../http/transaction.ts';
import { areasFrom, NewAreas } from '../areas/areas_from_geojson.ts';
import {
  addAgency,
  listAgencies,
  listAreas,
  listAreaSlugs,
  listDatasets,
  listOutlines,
  listPlaces,
  putArea,
  readArea,
  readPartnership,
} from './queries.ts';

/** Where the server serves its own basemap archive. */
export const PMTILES_PATH = '/basemap.pmtiles';

const NewAgency = Agency.omit({ id: true }).extend({ name: z.string().trim().min(1).max(200) });
const partnership = route(access('partnership.read', 'partnership'), {
  method: 'get',
  path: '/partnership',
  tags: ['partnership'],
  responses: { 200: json(Partnership, 'The partnership, its agencies, words and ground') },
});
const addAgencyRoute = route(access('partnership.manage', 'partnership'), {
  method: 'post',
  path: '/agencies',
  tags: ['partnership'],
  request: { body: body(NewAgency) },
  responses: { 201: json(Agency, 'Added') },
});
const areas = route(access('partnership.read', 'partnership'), {
  method: 'get',
  path: '/areas',
  tags: ['partnership'],
  responses: {
    200: json(z.unknown(), 'Outlines as a GeoJSON FeatureCollection, thinned for drawing'),
  },
});
const addAreas = route(access('partnership.manage', 'partnership'), {
  method: 'post',
  path: '/areas',
  tags: ['partnership'],
  request: { body: body(NewAreas) },
  responses: { 201: json(z.object({ added: z.number().int() }), 'Added, or replaced by name') },
});
const area = route(access('partnership.read', 'partnership'), {
  method: 'get',
  path: '/areas/{slug}',
  tags: ['partnership'],
  request: { params: z.object({ slug: Slug }) },
  responses: { 200: json(z.unknown(), 'One outline as a GeoJSON Feature, as stored') },
});
const datasets = route(access('imports.read', 'own_agency'), {
  method: 'get',
  path: '/datasets',
  tags: ['intake'],
  responses: {
    200: json(
      z.object({
        datasets: z.array(
          z.object({ agency: Slug, slug: Slug, name: z.string(), mapping: Mapping.nullable() }),
        ),
      }),
      'Feeds, with the column mapping remembered for each',
    ),
  },
});

const sumOf = (partners: readonly PartnerCounts[]): number =>
  partners.reduce((sum, { counts }) => sum + counts.total.reduce((a, b) => a + b, 0), 0);

const feature = <O>({ outline, ...properties }: { outline: O; slug: string }) => ({
  type: 'Feature' as const,
  id: properties.slug,
  properties,
  geometry: outline,
});

export const partnershipRoutes = (house: House) =>
  router()
    .openapi(partnership, async (c) => {
      const facts = await asViewer(house, c, async (tx) => ({
        partnership: await readPartnership(tx),
        agencies: await listAgencies(tx),
        areas: await listAreas(tx),
        places: await listPlaces(tx),
        datasets: await listDatasets(tx),
        grants: await readGrants(tx),
      }));
      const index = await house.hexes.at(facts.grants.dataVersion);
      const history = historyOf(index, facts.grants);
      const everything = {
        resolution: 6,
        from: history?.first ?? 0,
        to: history?.last ?? 0,
        types: null,
        agencies: null,
        cells: null,
      };
      const all = index.count(everything, facts.grants);
      const { basemap } = house.config;
      return c.json(
        {
          name: facts.partnership.name,
          synthetic: facts.partnership.sample !== 'none',
          agencies: [...facts.agencies],
          kinds: KINDS.map((kind) => ({ kind, label: KIND_LABELS[kind] })),
          types: INCIDENT_TYPES.map((type) => ({ ...type })),
          areas: [...facts.areas],
          places: [...facts.places],
          basemap: {
            form: basemap.form,
            url:
              basemap.form === 'style'
                ? basemap.url
                : basemap.form === 'pmtiles'
                  ? PMTILES_PATH
                  : null,
          },
          history: history && { first: isoOf(history.first), last: isoOf(history.last) },
          incidents:
            all.total.reduce((sum, n) => sum + n, 0) +
            all.leftOut.noPlace +
            sumOf(index.partnerCounts(everything, facts.grants)),
          without_place: all.leftOut.noPlace,
          seen: seenOf(
            facts.grants,
            c.get('principal')?.agencyId ?? 0,
            facts.agencies,
            index.held(),
          ),
          datasets: facts.datasets.map(({ agency, slug, name, missing_months }) => ({
            agency,
            slug,
            name,
            missing_months,
          })),
        },
        200,
      );
    })
    .openapi(addAgencyRoute, async (c) => {
      const wanted = c.req.valid('json');
      const id = await asOwner(house.database, (tx) => addAgency(tx, wanted));
      return c.json({ id, ...wanted }, 201);
    })
    .openapi(areas, async (c) => {
      const outlines = await asViewer(house, c, (tx) => listOutlines(tx));
      return c.json({ type: 'FeatureCollection', features: outlines.map(feature) }, 200);
    })
    .openapi(addAreas, async (c) => {
      const wanted = c.req.valid('json');
      const added = await asOwner(house.database, async (tx) => {
        const areas = areasFrom(wanted, await listAreaSlugs(tx));
        for (const one of areas) await putArea(tx, one);
        return areas.length;
      });
      return c.json({ added }, 201);
    })
    .openapi(area, async (c) => {
      const { slug } = c.req.valid('param');
      return c.json(
        feature(await asViewer(house, c, (tx) => readArea(tx, slug, 'not_found'))),
        200,
      );
    })
    .openapi(datasets, async (c) => {
      const all = await asViewer(house, c, (tx) => listDatasets(tx));
      return c.json(
        {
          datasets: all.map(({ agency, slug, name, mapping }) => ({
            agency,
            slug,
            name,
            mapping: Mapping.nullable().catch(null).parse(mapping),
          })),
        },
        200,
      );
    });
