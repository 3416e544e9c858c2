/** /api/retention: for how long the caller's agency keeps what; a run is the operator's. */
import {
  Retention,
  RetentionPeriods,
  RetentionPreview,
  RetentionRun,
  RunRetention,
} from '../contract/retention.ts';
import { audit } from '../audit/queries.ts';
import { access, route } from '../http/access.ts';
import { Problem } from '../http/problem.ts';
import { body, json, router } from '../http/router.ts';
import { asMember, asViewer } from '../http/transaction.ts';
import { periodsOf } from './periods.ts';
import { readOwnPeriods, setPeriods } from './queries.ts';
import type { RetentionServices } from './services.ts';

const read = route(access('agreements.read', 'own_agency'), {
  method: 'get',
  path: '/retention',
  operationId: 'getRetention',
  tags: ['retention'],
  responses: { 200: json(Retention, 'For how many months the caller’s agency keeps what') },
});
const set = route(access('agreements.manage', 'own_agency'), {
  method: 'put',
  path: '/retention',
  operationId: 'setRetention',
  tags: ['retention'],
  request: { body: body(RetentionPeriods) },
  responses: { 200: json(Retention, 'Set: from the coming night on') },
});
const preview = route(access('agreements.manage', 'own_agency'), {
  method: 'post',
  path: '/retention/preview',
  operationId: 'previewRetention',
  tags: ['retention'],
  request: { body: body(RetentionPeriods) },
  responses: {
    200: json(RetentionPreview, 'What is older than these periods; nothing was set or changed'),
  },
});
const run = route(access('partnership.manage', 'partnership'), {
  method: 'post',
  path: '/retention/runs',
  operationId: 'runRetention',
  tags: ['retention'],
  request: { body: body(RunRetention) },
  responses: { 200: json(RetentionRun, 'Of every agency what was due, and whether it was done') },
});

/** What others' records lost, and whether they lost anything, is not for the host's administrators. */
function ofAgency(found: RetentionRun, slug: string | null): RetentionRun {
  const agencies = found.agencies.filter(({ agency }) => agency === slug);
  const some = agencies.some(({ due }) => due.some(({ records }) => records > 0));
  return { ...found, done: found.done && some, agencies };
}

export const retentionRoutes = (services: RetentionServices) =>
  router()
    .openapi(read, async (c) => {
      const periods = await asViewer(services, c, readOwnPeriods);
      return c.json({ periods: periodsOf(periods), chosen: periods.length > 0 }, 200);
    })
    .openapi(set, async (c) => {
      const periods = c.req.valid('json');
      await asMember(services, c, async (tx, agencyId) => {
        const { count } = await setPeriods(tx, agencyId, periods);
        if (count === 0) return;
        await audit(tx, { event: 'retention.set', outcome: 'done', about: periods });
      });
      return c.json({ periods, chosen: true }, 200);
    })
    .openapi(preview, async (c) => {
      const principal = c.get('principal');
      if (!principal) throw new Problem('sign_in_first');
      const due = await services.retention.preview(principal.agencyId, c.req.valid('json'));
      return c.json({ due }, 200);
    })
    .openapi(run, async (c) => {
      const principal = c.get('principal');
      if (!principal) throw new Problem('sign_in_first');
      const found = await services.retention.run(c.req.valid('json').dry_run);
      return c.json(principal.kind === 'operator' ? found : ofAgency(found, principal.agency), 200);
    });
