/** /api/notices */
import { access, route } from '../http/access.ts';
import { Notices } from '../contract/notices.ts';
import type { NoticeServices } from './services.ts';
import { json, router } from '../http/router.ts';
import { asViewer } from '../http/transaction.ts';
import { listNotices } from './queries.ts';

const MOST = 100;

const list = route(access('signed_in', 'self'), {
  method: 'get',
  path: '/notices',
  operationId: 'listNotices',
  tags: ['notices'],
  responses: { 200: json(Notices, `The caller’s notices, the newest ${MOST}`) },
});

export const noticeRoutes = (services: NoticeServices) =>
  router().openapi(list, async (c) => {
    const notices = await asViewer(services, c, (tx) => listNotices(tx, MOST));
    return c.json({ sent_by: services.config.notices.form, notices }, 200);
  });
