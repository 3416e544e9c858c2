/** /api/health: for whoever watches the server. Counts nobody's rows: the total is of the index as a whole. */
import { access, route } from './access.ts';
import { z } from '@hono/zod-openapi';
import { asOwner } from './db/as_agency.ts';
import { readEngine } from './db/engine.ts';
import { readVersion } from './hexes/queries.ts';
import type { House } from './house.ts';
import { json, router } from './openapi.ts';

const Health = z
  .object({
    status: z.literal('ok'),
    database: z.object({
      engine: z.enum(['embedded', 'server']),
      version: z.string(),
      postgis: z.string(),
    }),
    incidents: z.number().int(),
  })
  .meta({ id: 'Health' });

const health = route(access('anyone', 'none'), {
  method: 'get',
  path: '/health',
  tags: ['health'],
  responses: { 200: json(Health, 'The server and its database answer') },
});

export const healthRoutes = (house: House) =>
  router().openapi(health, async (c) => {
    const facts = await asOwner(house.database, async (tx) => ({
      ...(await readEngine(tx)),
      version: await readVersion(tx),
    }));
    const index = await house.hexes.at(facts.version);
    return c.json(
      {
        status: 'ok' as const,
        database: {
          engine: house.database.engine,
          version: facts.server,
          postgis: facts.postgis,
        },
        incidents: index.size,
      },
      200,
    );
  });
