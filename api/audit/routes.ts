/** /api/audit: search, and the check of the chain. */
import { z } from '@hono/zod-openapi';
import { access, route } from '../http/access.ts';
import { AuditCheck, AuditPage, AuditQuery } from '../contract/audit.ts';
import { asOwner } from '../db/as_agency.ts';
import type { BaseServices } from '../http/services.ts';
import { json, router } from '../http/router.ts';
import { asViewer } from '../http/transaction.ts';
import { auditNames, newestVisibleHash, searchAudit } from './queries.ts';
import { checkFor, verifyAudit } from './verify.ts';

const search = route(access('audit.read', 'own_agency'), {
  method: 'get',
  path: '/audit',
  operationId: 'searchAudit',
  tags: ['audit'],
  request: { query: AuditQuery },
  responses: {
    200: json(AuditPage, 'Lines of one’s own agency and those that concern it, newest first'),
  },
});
const check = route(access('audit.read', 'partnership'), {
  method: 'get',
  path: '/audit/check',
  operationId: 'checkAudit',
  tags: ['audit'],
  request: {
    query: z.object({
      head: z
        .string()
        .regex(/^[0-9a-f]{64}$/, 'Write the hash as 64 hexadecimal digits.')
        .optional()
        .describe('a hash noted earlier, which must still be in the chain'),
    }),
  },
  responses: { 200: json(AuditCheck, 'Whether every line follows from the one before') },
});

export const auditRoutes = (services: BaseServices) =>
  router()
    .openapi(search, async (c) => {
      const query = c.req.valid('query');
      const page = await asViewer(services, c, async (tx) => {
        const rows = await searchAudit(tx, query);
        const ids = [...new Set(rows.flatMap(({ account_id }) => account_id ?? []))];
        const names = new Map((await auditNames(tx, ids)).map(({ id, name }) => [id, name]));
        const events = rows.map(({ account_id, ...line }) => ({
          ...line,
          person: account_id === null ? null : (names.get(account_id) ?? null),
        }));
        return { events, next: rows.length === query.limit ? (rows.at(-1)?.id ?? null) : null };
      });
      return c.json(page, 200);
    })
    .openapi(check, async (c) => {
      const { head } = c.req.valid('query');
      const found = await asOwner(services.database, (tx) => verifyAudit(tx, head ?? null));
      if (c.get('principal')?.kind === 'operator') return c.json(found, 200);
      return c.json(checkFor(found, await asViewer(services, c, newestVisibleHash)), 200);
    });
