/** /api/backups: of the whole installation, so for its host agency's administrators and its operator. */
import { access, route } from '../http/access.ts';
import { BackupRun, Backups, NewBackup } from '../contract/backups.ts';
import { Problem } from '../http/problem.ts';
import { body, json, router } from '../http/router.ts';
import type { BackupServices } from './services.ts';

const list = route(access('partnership.manage', 'partnership'), {
  method: 'get',
  path: '/backups',
  operationId: 'listBackups',
  tags: ['operations'],
  responses: {
    200: json(Backups, 'Backups that are kept, when the next is due, how the last ones went'),
  },
});
const make = route(access('partnership.manage', 'partnership'), {
  method: 'post',
  path: '/backups',
  operationId: 'createBackup',
  tags: ['operations'],
  request: { body: body(NewBackup) },
  responses: { 202: json(BackupRun, 'Begun: GET /api/backups tells how it goes') },
});

export const backupRoutes = ({ backups }: BackupServices) =>
  router()
    .openapi(list, async (c) =>
      c.json(await backups.status(c.get('principal')?.kind === 'operator'), 200),
    )
    .openapi(make, async (c) => {
      const wanted = c.req.valid('json');
      const principal = c.get('principal');
      if (!principal) throw new Problem('sign_in_first');
      const { kind, name, accountId, agencyId } = principal;
      // a path of the server's machine: whoever administers the partnership in a browser is not at home there
      if (kind !== 'operator' && (wanted.file !== undefined || wanted.passphrase !== undefined))
        throw new Problem('not_allowed', {
          detail: 'Only the operator chooses a file: npm run cli -- backup FILE.',
        });
      const by = { name, accountId, agencyId: agencyId > 0 ? agencyId : null };
      return c.json(await backups.start(wanted, by), 202);
    });
