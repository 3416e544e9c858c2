/** /api/history */
import { History, HistoryParams, HistoryQuery } from '../contract/history.ts';
import { access, route } from '../http/access.ts';
import { json, router } from '../http/router.ts';
import type { BaseServices } from '../http/services.ts';
import { asViewer } from '../http/transaction.ts';
import { readHistory } from './queries.ts';

const read = route(access('partnership.read', 'granted'), {
  method: 'get',
  path: '/history/{subject}/{id}',
  operationId: 'getHistory',
  tags: ['history'],
  request: { params: HistoryParams, query: HistoryQuery },
  responses: {
    200: json(History, 'Its changes, newest first; none where the caller may not read it'),
  },
});

export const historyRoutes = (services: BaseServices) =>
  router().openapi(read, async (c) => {
    const { subject, id } = c.req.valid('param');
    const { limit } = c.req.valid('query');
    return c.json(await asViewer(services, c, (tx) => readHistory(tx, subject, id, limit)), 200);
  });
