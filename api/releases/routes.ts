/** /api/releases: for those who build them. What has been released anybody reads under /releases/. */
import { access, route } from '../http/access.ts';
import { z } from '@hono/zod-openapi';
import {
  Month,
  NewRelease,
  PlannedRelease,
  ReleaseDocument,
  ReleaseList,
  StopRelease,
} from '../contract/releases.ts';
import type { Principal } from '../http/principal.ts';
import type { ReleaseServices } from './services.ts';
import { body, json, router } from '../http/router.ts';
import { Problem } from '../http/problem.ts';
import { asViewer } from '../http/transaction.ts';
import { type Builder, readReleases } from './release_service.ts';

const list = route(access('partnership.read', 'partnership'), {
  method: 'get',
  path: '/releases',
  operationId: 'listReleases',
  tags: ['releases'],
  responses: { 200: json(ReleaseList, 'Months that have been released, the newest first') },
});
const build = route(access('partnership.manage', 'partnership'), {
  method: 'post',
  path: '/releases',
  operationId: 'createRelease',
  tags: ['releases'],
  request: { body: body(NewRelease) },
  responses: {
    200: json(ReleaseDocument, 'Dry run: what would be published; nothing was'),
    202: json(PlannedRelease, 'Announced: it is published a day later, unless it is stopped'),
  },
});
const stop = route(access('agreements.manage', 'partnership'), {
  method: 'post',
  path: '/releases/{period}/stop',
  operationId: 'stopRelease',
  tags: ['releases'],
  request: { params: z.object({ period: Month }), body: body(StopRelease) },
  responses: {
    200: json(PlannedRelease, 'Stopped: it is not published unless it is announced again'),
  },
});

const requester = ({ name, accountId, agencyId }: Principal): Builder => ({
  name,
  accountId,
  agencyId: agencyId > 0 ? agencyId : null,
});

export const releaseRoutes = (services: ReleaseServices) =>
  router()
    .openapi(list, async (c) => c.json(await asViewer(services, c, (tx) => readReleases(tx)), 200))
    .openapi(build, async (c) => {
      const { dry_run, ...wanted } = c.req.valid('json');
      const principal = c.get('principal');
      if (!principal) throw new Problem('sign_in_first');
      if (dry_run) return c.json(await services.releases.preview(wanted), 200);
      return c.json(await services.releases.announce(wanted, requester(principal)), 202);
    })
    .openapi(stop, async (c) => {
      const { period } = c.req.valid('param');
      const { why } = c.req.valid('json');
      const principal = c.get('principal');
      if (!principal) throw new Problem('sign_in_first');
      return c.json(await services.releases.stop(period, why, requester(principal)), 200);
    });
