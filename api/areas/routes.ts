/** /api/areas */
import { z } from '@hono/zod-openapi';
import { Slug } from '../contract/common.ts';
import { AreaCollection, AreaFeature } from '../contract/geojson.ts';
import { asOwner } from '../db/as_agency.ts';
import { access, guards, route } from '../http/access.ts';
import { readJsonApart } from '../jobs/read_json.ts';
import { body, json, router } from '../http/router.ts';
import { asOwnerFor, asViewer } from '../http/transaction.ts';
import type { BaseServices } from '../http/services.ts';
import { NewAreas } from './areas_from_geojson.ts';
import {
  listAreaSlugs,
  listOutlines,
  putArea,
  readArea,
  type AreaToPut,
  type KnownArea,
} from './queries.ts';

const areas = route(access('partnership.read', 'partnership'), {
  method: 'get',
  path: '/areas',
  operationId: 'listAreas',
  tags: ['partnership'],
  responses: {
    200: json(AreaCollection, 'Outlines as a GeoJSON FeatureCollection, thinned for drawing'),
  },
});
const MANAGES = access('partnership.manage', 'partnership');
const addAreas = route(MANAGES, {
  method: 'post',
  path: '/areas',
  operationId: 'addAreas',
  tags: ['partnership'],
  request: { body: body(NewAreas) },
  responses: { 201: json(z.object({ added: z.number().int() }), 'Added, or replaced by name') },
});
const area = route(access('partnership.read', 'partnership'), {
  method: 'get',
  path: '/areas/{slug}',
  operationId: 'getArea',
  tags: ['partnership'],
  request: { params: z.object({ slug: Slug }) },
  responses: { 200: json(AreaFeature, 'One outline as a GeoJSON Feature, as stored') },
});
const feature = ({
  slug,
  name,
  kind,
  source,
  outline,
}: AreaFeature['properties'] & { outline: AreaFeature['geometry'] }): AreaFeature => ({
  type: 'Feature',
  id: slug,
  properties: { slug, name, kind, source },
  geometry: outline,
});

export const areaRoutes = (services: BaseServices) =>
  router()
    .openapi(areas, async (c) => {
      const outlines = await asViewer(services, c, (tx) => listOutlines(tx));
      return c.json({ type: 'FeatureCollection' as const, features: outlines.map(feature) }, 200);
    })
    .openapi(area, async (c) => {
      const { slug } = c.req.valid('param');
      const stored = await asViewer(services, c, (tx) => readArea(tx, slug, 'not_found'));
      return c.json(feature(stored), 200);
    })
    // its body is read in a process of its own, and not by the router
    .post('/areas', ...guards(MANAGES, addAreas), async (c) => {
      const module = new URL('./areas_process.ts', import.meta.url);
      const there = async () => [...(await asOwner(services.database, (tx) => listAreaSlugs(tx)))];
      const added = await readJsonApart<KnownArea[], null, AreaToPut, number>(
        c,
        module,
        there,
        (_, pieces) =>
          asOwnerFor(services, c, async (tx) => {
            let n = 0;
            for await (const areas of pieces)
              for (const one of areas) {
                await putArea(tx, one);
                n++;
              }
            return n;
          }),
      );
      return c.json({ added }, 201);
    });

/** Routes that the router serves itself, for the OpenAPI document. */
export const AREA_DOCUMENTS = [addAreas];
