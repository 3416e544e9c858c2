/** /api/alerts, /api/subscriptions */
import { z } from '@hono/zod-openapi';
import { access, route } from '../http/access.ts';
import { AlertList, NewSubscription, Subscription, SubscriptionList } from '../contract/alerts.ts';
import { IdParam } from '../contract/common.ts';
import type { BaseServices } from '../http/services.ts';
import { body, json, router } from '../http/router.ts';
import { Problem } from '../http/problem.ts';
import { asMember, asViewer } from '../http/transaction.ts';
import { listAlerts } from './queries.ts';
import { dropSubscription, listSubscriptions, putSubscription } from './subscription_queries.ts';

const Limit = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(200).describe('at most so many'),
});

const alerts = route(access('counts.read', 'granted'), {
  method: 'get',
  path: '/alerts',
  operationId: 'listAlerts',
  tags: ['alerts'],
  request: { query: Limit },
  responses: { 200: json(AlertList, 'Unusual days, the newest first') },
});
const list = route(access('counts.read', 'self'), {
  method: 'get',
  path: '/subscriptions',
  operationId: 'listSubscriptions',
  tags: ['alerts'],
  responses: { 200: json(SubscriptionList, 'What the caller subscribed to') },
});
const put = route(access('counts.read', 'self'), {
  method: 'post',
  path: '/subscriptions',
  operationId: 'saveSubscription',
  tags: ['alerts'],
  request: { body: body(NewSubscription) },
  responses: { 201: json(Subscription, 'Kept; an earlier one of the same area is replaced') },
});
const drop = route(access('counts.read', 'self'), {
  method: 'delete',
  path: '/subscriptions/{id}',
  operationId: 'removeSubscription',
  tags: ['alerts'],
  request: { params: IdParam },
  responses: { 200: json(SubscriptionList, 'Removed; what is left') },
});

export const alertRoutes = (services: BaseServices) =>
  router()
    .openapi(alerts, async (c) => {
      const { limit } = c.req.valid('query');
      return c.json({ alerts: await asViewer(services, c, (tx) => listAlerts(tx, limit)) }, 200);
    })
    .openapi(list, async (c) =>
      c.json({ subscriptions: await asViewer(services, c, (tx) => listSubscriptions(tx)) }, 200),
    )
    .openapi(put, async (c) => {
      const wanted = c.req.valid('json');
      // nobody would read what is sent to the operator
      if (c.get('principal')?.kind === 'operator')
        throw new Problem('not_allowed', { detail: 'Sign in as a person: alerts go to people.' });
      const made = await asMember(services, c, (tx, agencyId) =>
        putSubscription(tx, agencyId, wanted, services.now()),
      );
      return c.json(made, 201);
    })
    .openapi(drop, async (c) => {
      const { id } = c.req.valid('param');
      const subscriptions = await asViewer(services, c, async (tx) => {
        await dropSubscription(tx, id);
        return listSubscriptions(tx);
      });
      return c.json({ subscriptions }, 200);
    });
