/** /api/agencies */
import { z } from '@hono/zod-openapi';
import { Agency } from '../contract/partnership.ts';
import { access, route } from '../http/access.ts';
import { body, json, router } from '../http/router.ts';
import { asOwnerFor } from '../http/transaction.ts';
import type { BaseServices } from '../http/services.ts';
import { addAgency } from './queries.ts';
import { oneLine } from '../contract/words.ts';

const NewAgency = Agency.omit({ id: true }).extend({
  name: oneLine(z.string().trim().min(1).max(200)),
});
const addAgencyRoute = route(access('partnership.manage', 'partnership'), {
  method: 'post',
  path: '/agencies',
  operationId: 'createAgency',
  tags: ['partnership'],
  request: { body: body(NewAgency) },
  responses: { 201: json(Agency, 'Added') },
});

export const agencyRoutes = (services: BaseServices) =>
  router().openapi(addAgencyRoute, async (c) => {
    const wanted = c.req.valid('json');
    const id = await asOwnerFor(services, c, (tx) => addAgency(tx, wanted));
    return c.json({ id, ...wanted }, 201);
  });
