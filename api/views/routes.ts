/** /api/views */
import { access, route } from '../http/access.ts';
import { z } from '@hono/zod-openapi';
import { IdParam } from '../contract/common.ts';
import { NewView, SavedView } from '../contract/views.ts';
import type { BaseServices } from '../http/services.ts';
import { body, json, router } from '../http/router.ts';
import { Problem } from '../http/problem.ts';
import { asViewer } from '../http/transaction.ts';
import { dropView, listViews, saveView } from './queries.ts';

const All = z.object({ views: z.array(SavedView) });
const list = route(access('actions.read', 'partnership'), {
  method: 'get',
  path: '/views',
  operationId: 'listViews',
  tags: ['views'],
  responses: { 200: json(All, 'Saved views, by name') },
});
const save = route(access('views.save', 'own_agency'), {
  method: 'post',
  path: '/views',
  operationId: 'saveView',
  tags: ['views'],
  request: { body: body(NewView) },
  responses: { 201: json(SavedView, 'Saved; a view of the same name is replaced') },
});
const drop = route(access('views.save', 'own_agency'), {
  method: 'delete',
  path: '/views/{id}',
  operationId: 'removeView',
  tags: ['views'],
  request: { params: IdParam },
  responses: { 200: json(All, 'Removed; the views that are left') },
});

export const viewRoutes = (services: BaseServices) =>
  router()
    .openapi(list, async (c) =>
      c.json({ views: await asViewer(services, c, (tx) => listViews(tx)) }, 200),
    )
    .openapi(save, async (c) => {
      const wanted = c.req.valid('json');
      const saved = await asViewer(services, c, async (tx, agencyId) => {
        const id = await saveView(tx, agencyId, wanted, services.now());
        return (await listViews(tx)).find((view) => view.id === id);
      });
      if (!saved) throw new Problem('internal');
      return c.json(saved, 201);
    })
    .openapi(drop, async (c) => {
      const { id } = c.req.valid('param');
      const views = await asViewer(services, c, async (tx) => {
        await dropView(tx, id);
        return listViews(tx);
      });
      return c.json({ views }, 200);
    });
