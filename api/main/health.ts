/** /api/health, for monitoring: 200 while it answers questions, 503 `database_away` while it cannot. The total counts every agency's rows, and a partner could subtract its own: the operator
 *  gets it, and whoever is at this very machine, where the data lies, and not signed in. */
import { z } from '@hono/zod-openapi';
import { access, route } from '../http/access.ts';
import { asOwner } from '../db/as_agency.ts';
import { readEngine } from '../db/engine.ts';
import { readDataVersion } from '../incidents/change_queries.ts';
import type { Services } from './services.ts';
import { callerOf, isAtThisMachine } from '../http/caller.ts';
import { json, router } from '../http/router.ts';

const BackupAges = z.object({
  made_days: z.number().int().nonnegative().nullable(),
  verified_days: z.number().int().nonnegative().nullable(),
});

const Health = z
  .object({
    status: z.enum(['ok', 'read_only']).meta({
      description:
        'read_only: the disk is nearly full, or the database takes no writes; reading goes on',
    }),
    database: z.object({
      engine: z.enum(['embedded', 'server']),
      version: z.string(),
      postgis: z.string(),
    }),
    incidents: z.number().int().nullable().meta({
      description:
        'Rows of all agencies; null unless the operator asks, or somebody at this machine',
    }),
    backup: BackupAges.nullable().meta({
      description:
        'Days since the newest backup in BACKUP_DIR was made, and was verified; to the same callers',
    }),
    disk: z.object({ free: z.number(), total: z.number(), needed: z.number() }).nullable().meta({
      description:
        'Bytes on the disk of the data folder, and how many must be free for writes; null as incidents is',
    }),
  })
  .meta({ id: 'Health' });

const health = route(access('anyone', 'none'), {
  method: 'get',
  path: '/health',
  operationId: 'getHealth',
  tags: ['health'],
  responses: { 200: json(Health, 'The server and its database answer') },
});

function diskOf({ space }: Services['storage']) {
  return space && { free: space.free, total: space.size, needed: Math.round(space.low) };
}

export const healthRoutes = (services: Services) =>
  router().openapi(health, async (c) => {
    const facts = await asOwner(services.database, async (tx) => ({
      ...(await readEngine(tx)),
      version: await readDataVersion(tx),
    }));
    const principal = c.get('principal');
    const { trustedProxies } = services.config;
    const mayCountAll =
      principal?.kind === 'operator' ||
      (principal === null && isAtThisMachine(callerOf(c, trustedProxies), services.config));
    if (mayCountAll) await services.storage.look();
    const index = mayCountAll ? await services.hexes.at(facts.version) : null;
    return c.json(
      {
        status: services.storage.room === 'enough' ? ('ok' as const) : ('read_only' as const),
        database: {
          engine: services.database.engine,
          version: facts.server,
          postgis: facts.postgis,
        },
        incidents: index?.size ?? null,
        backup: mayCountAll ? services.backups.ages() : null,
        disk: mayCountAll ? diskOf(services.storage) : null,
      },
      200,
    );
  });
