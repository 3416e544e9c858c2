/** /api/releases: for those who build them. What has been released anybody reads under /releases/. */
import { access, route } from '../http/access.ts';
import { NewRelease, ReleaseDocument, ReleaseList, ReleaseSummary } from '../contract/releases.ts';
import type { ReleaseServices } from './services.ts';
import { body, json, router } from '../http/router.ts';
import { Problem } from '../http/problem.ts';
import { asViewer } from '../http/transaction.ts';
import { readReleases } from './release_service.ts';

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
    201: json(ReleaseSummary, 'Released, and published under the paths of its files'),
  },
});

export const releaseRoutes = (services: ReleaseServices) =>
  router()
    .openapi(list, async (c) => c.json(await asViewer(services, c, (tx) => readReleases(tx)), 200))
    .openapi(build, async (c) => {
      const { dry_run, ...wanted } = c.req.valid('json');
      const principal = c.get('principal');
      if (!principal) throw new Problem('sign_in_first');
      if (dry_run) return c.json(await services.releases.preview(wanted), 200);
      const { name, accountId, agencyId } = principal;
      const by = { name, accountId, agencyId: agencyId > 0 ? agencyId : null };
      return c.json(await services.releases.release(wanted, by), 201);
    });
