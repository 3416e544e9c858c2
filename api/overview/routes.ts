/** /api/partnership: what every screen needs first. */
import { access, mayOf, route } from '../http/access.ts';
import { INCIDENT_TYPES, KIND_LABELS, KINDS } from '../contract/kinds.ts';
import { Partnership } from '../contract/partnership.ts';
import type { PartnerCounts } from '../hex_index/partner_tables.ts';
import { deliveredToOf, monthsMissing, readDeliveries } from './deliveries.ts';
import { historyOf } from '../hexes/history.ts';
import { isoOf } from '../time/local_day.ts';
import { localDateOf } from '../time/local_date.ts';
import { whenClosed } from '../hexes/run_query.ts';
import { visibilityFor } from '../hexes/visibility.ts';
import type { HexServices } from '../hexes/services.ts';
import { json, router } from '../http/router.ts';
import { asViewer } from '../http/transaction.ts';
import { listAgencies } from '../agencies/queries.ts';
import { listAreas, listPlaces } from '../areas/queries.ts';
import { listDatasets } from '../deliveries/queries.ts';
import { readPartnership } from '../partnership/queries.ts';

/** Where the server serves its own basemap archive. */
export const PMTILES_PATH = '/basemap.pmtiles';

const partnership = route(access('partnership.read', 'partnership'), {
  method: 'get',
  path: '/partnership',
  operationId: 'getPartnership',
  tags: ['partnership'],
  responses: { 200: json(Partnership, 'The partnership, its agencies, words and areas') },
});
const sumOf = (partners: readonly PartnerCounts[]): number =>
  partners.reduce((sum, { counts }) => sum + counts.total.reduce((a, b) => a + b, 0), 0);

export const overviewRoutes = (services: HexServices) =>
  router().openapi(partnership, async (c) => {
    const facts = await whenClosed(services, () =>
      asViewer(services, c, async (tx) => ({
        partnership: await readPartnership(tx),
        agencies: await listAgencies(tx),
        areas: await listAreas(tx),
        places: await listPlaces(tx),
        datasets: await listDatasets(tx),
        ...(await readDeliveries(services, tx, mayOf(c, 'counts.read'))),
      })),
    );
    const index = await services.hexes.at(facts.grants.dataVersion);
    const history = historyOf(index, facts.grants);
    const known = {
      index,
      ...{ grants: facts.grants, agencies: facts.agencies, history, feeds: facts.feeds },
      today: localDateOf(services.now()),
    };
    const missing = monthsMissing(known);
    const everything = {
      resolution: 6,
      from: history?.first ?? 0,
      to: history?.last ?? 0,
      types: null,
      agencies: null,
      cells: null,
    };
    const all = index.count(everything, facts.grants);
    const { basemap } = services.config;
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
        seen: visibilityFor(
          facts.grants,
          c.get('principal')?.agencyId ?? 0,
          facts.agencies,
          index.held(),
          index.partnerTables(facts.grants),
          known.today,
        ),
        datasets: facts.datasets.map(({ id, agency, slug, name }) => ({
          agency,
          slug,
          name,
          kinds: [...(facts.feeds.find((feed) => feed.id === id)?.kinds ?? [])],
          missing_months: [...(missing.get(id) ?? [])],
        })),
        delivered_to: deliveredToOf(known, facts.feedRecords),
      },
      200,
    );
  });
