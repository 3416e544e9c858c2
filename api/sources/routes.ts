/** /api/sources: how records come to be known, by type; an agency corrects its own. */
import { NewSourceMarks, SourceMarks } from '../contract/sources.ts';
import { audit } from '../audit/queries.ts';
import { access, route } from '../http/access.ts';
import { body, json, router } from '../http/router.ts';
import type { BaseServices } from '../http/services.ts';
import { asMember, asViewer } from '../http/transaction.ts';
import { readSourceMarks, setSourceMarks } from './queries.ts';

const read = route(access('counts.read', 'granted'), {
  method: 'get',
  path: '/sources',
  operationId: 'getSourceMarks',
  tags: ['hotspots'],
  responses: { 200: json(SourceMarks, 'The mark of each type, and what agencies corrected') },
});
const set = route(access('agreements.manage', 'own_agency'), {
  method: 'put',
  path: '/sources',
  operationId: 'setSourceMarks',
  tags: ['hotspots'],
  request: { body: body(NewSourceMarks) },
  responses: { 200: json(SourceMarks, 'Set: analyses count by it from now on') },
});

export const sourcesRoutes = (services: BaseServices) =>
  router()
    .openapi(read, async (c) => c.json(await asViewer(services, c, readSourceMarks), 200))
    .openapi(set, async (c) => {
      const marks = c.req.valid('json');
      const about = { types: marks.marks.map(({ type, source }) => `${type}: ${source}`) };
      await asMember(services, c, async (tx, agencyId) => {
        await setSourceMarks(tx, agencyId, marks);
        await audit(tx, { event: 'sources.set', outcome: 'done', about });
      });
      return c.json(await asViewer(services, c, readSourceMarks), 200);
    });
