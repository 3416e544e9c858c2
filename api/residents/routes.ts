/** /api/residents */
import { access, route } from '../http/access.ts';
import { NewResidents, ResidentsLayer } from '../contract/residents.ts';
import { asOwner } from '../db/as_agency.ts';
import type { BaseServices } from '../http/services.ts';
import { body, json, router } from '../http/router.ts';
import { asViewer } from '../http/transaction.ts';
import { putZones, readResidentsLayer } from './queries.ts';
import { zonesFrom } from './zones_from_geojson.ts';

const layer = route(access('partnership.read', 'partnership'), {
  method: 'get',
  path: '/residents',
  operationId: 'getResidents',
  tags: ['partnership'],
  responses: { 200: json(ResidentsLayer, 'What rates are made of; no zones: none was brought in') },
});
const add = route(access('partnership.manage', 'partnership'), {
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
    .openapi(add, async (c) => {
      const wanted = c.req.valid('json');
      const zones = zonesFrom(wanted);
      await asOwner(services.database, (tx) => putZones(tx, zones, wanted.source));
      return c.json(await asViewer(services, c, readResidentsLayer), 201);
    });
