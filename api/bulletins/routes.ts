/** /api/releases: for those who build them. What has been released anybody reads under /releases/. */
import { createRoute } from '@hono/zod-openapi';
import { NewRelease, ReleaseDocument, ReleaseList, ReleaseSummary } from '../contract/releases.ts';
import type { House } from '../house.ts';
import { body, json, router } from '../openapi.ts';
import { asMember, asViewer } from '../viewer.ts';
import { readReleases } from './release_desk.ts';

const list = createRoute({
  method: 'get',
  path: '/releases',
  tags: ['releases'],
  responses: { 200: json(ReleaseList, 'Months that have been released, the newest first') },
});
const build = createRoute({
  method: 'post',
  path: '/releases',
  tags: ['releases'],
  request: { body: body(NewRelease) },
  responses: {
    200: json(ReleaseDocument, 'Dry run: what would be published; nothing was'),
    201: json(ReleaseSummary, 'Released, and published under the paths of its files'),
  },
});

export const releaseRoutes = (house: House) =>
  router()
    .openapi(list, async (c) => c.json(await asViewer(house, c, (tx) => readReleases(tx)), 200))
    .openapi(build, async (c) => {
      const { dry_run, ...wanted } = c.req.valid('json');
      const by = await asMember(house, c, async (_, agencyId) => `agency ${agencyId}`);
      if (dry_run) return c.json(await house.releases.preview(wanted), 200);
      return c.json(await house.releases.release(wanted, by), 201);
    });
