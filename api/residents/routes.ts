/** /api/residents */
import { access, guards, route } from '../http/access.ts';
import { readJsonApart } from '../jobs/read_json.ts';
import { NewResidents, ResidentsLayer } from '../contract/residents.ts';
import type { BaseServices } from '../http/services.ts';
import { body, json, router } from '../http/router.ts';
import { asOwnerFor, asViewer } from '../http/transaction.ts';
import { putZones, readResidentsLayer, type ZoneToPut } from './queries.ts';

const layer = route(access('partnership.read', 'partnership'), {
  method: 'get',
  path: '/residents',
  operationId: 'getResidents',
  tags: ['partnership'],
  responses: { 200: json(ResidentsLayer, 'What rates are made of; no zones: none was brought in') },
});
const MANAGES = access('partnership.manage', 'partnership');
const add = route(MANAGES, {
  method: 'post',
  path: '/residents',
  operationId: 'addResidents',
  tags: ['partnership'],
  request: { body: body(NewResidents) },
  responses: { 201: json(ResidentsLayer, 'Added, or replaced by code: the whole layer now') },
});

export const residentsRoutes = (services: BaseServices) =>
  router()
    .openapi(layer, async (c) => c.json(await asViewer(services, c, readResidentsLayer), 200))
    // its body is read in a process of its own, and not by the router
    .post('/residents', ...guards(MANAGES, add), async (c) => {
      const module = new URL('./zones_process.ts', import.meta.url);
      await readJsonApart<null, string, ZoneToPut, null>(
        c,
        module,
        () => Promise.resolve(null),
        (source, pieces) =>
          asOwnerFor(services, c, async (tx) => {
            for await (const zones of pieces) await putZones(tx, zones, source);
            return null;
          }),
      );
      return c.json(await asViewer(services, c, readResidentsLayer), 201);
    });

/** Routes that the router serves itself, for the OpenAPI document. */
export const RESIDENTS_DOCUMENTS = [add];
