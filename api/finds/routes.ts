/** /api/finds */
import { access, mayOf, route } from '../http/access.ts';
import { audit } from '../audit/queries.ts';
import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { Find, FindsQuery, NewFind } from '../contract/finds.ts';
import { asOwner, type OwnerTx } from '../db/as_agency.ts';
import { cellsOf } from '../geo/edge_cells.ts';
import { localDateOf } from '../time/local_date.ts';
import { toNationalGrid } from '../geo/national_grid.ts';
import { UNITED_KINGDOM } from '../intake/check/allowed_area.ts';
import type { BaseServices } from '../http/services.ts';
import { body, json, router } from '../http/router.ts';
import { agencyBySlug, listAgencies } from '../agencies/queries.ts';
import { Problem } from '../http/problem.ts';
import { asViewer, ownAgency } from '../http/transaction.ts';
import { correctClock, writableTime } from './correct_clock.ts';
import { findByClientId, listFinds, readStoredFind, storeFind } from './queries.ts';

const list = route(access('finds.log', 'granted'), {
  method: 'get',
  path: '/finds',
  operationId: 'listFinds',
  tags: ['finds'],
  request: { query: FindsQuery },
  responses: { 200: json(z.object({ finds: z.array(Find) }), 'Latest first') },
});
const log = route(access('finds.log', 'own_agency'), {
  method: 'post',
  path: '/finds',
  operationId: 'createFind',
  tags: ['finds'],
  request: { body: body(NewFind) },
  responses: {
    200: json(Find, 'Stored before: the same find sent again'),
    201: json(Find, 'Stored'),
  },
});

/** What makes two sends the same find: all of it but the clock at sending. */
const hashOf = ({ sent_at: _, ...find }: NewFind): string =>
  createHash('sha256')
    .update(JSON.stringify(find, Object.keys(find).sort()))
    .digest('hex');

/** Each agency whose finds were read is shown the line. */
const readLine = (
  finds: readonly Find[],
  agencies: readonly { readonly id: number; readonly slug: string }[],
) => ({
  event: 'points.read',
  outcome: 'done' as const,
  concerns: agencies
    .filter(({ slug }) => finds.some((find) => find.agency === slug))
    .map(({ id }) => id),
  about: { what: 'finds', count: finds.length },
});

export const findRoutes = (services: BaseServices) =>
  router()
    .openapi(list, async (c) => {
      const { agency, limit } = c.req.valid('query');
      const agencyId = agency ? await agencyBySlug(services.database, agency) : null;
      const finds = await asViewer(services, c, async (tx) => {
        const found = await listFinds(tx, agencyId, limit);
        // the street team's own list is a memory of what it did itself
        if (mayOf(c, 'finds.read') && found.length > 0)
          await audit(tx, readLine(found, await listAgencies(tx)));
        return found;
      });
      return c.json({ finds }, 200);
    })
    .openapi(log, async (c) => {
      const find = c.req.valid('json');
      if (!UNITED_KINGDOM.contains(find.longitude, find.latitude))
        throw new Problem('invalid_input', {
          fields: [
            {
              path: 'longitude',
              message: 'This place is outside the United Kingdom. Move the pin, then save again.',
            },
          ],
        });
      const slug = find.agency;
      const agencyId = ownAgency(c, { slug, id: await agencyBySlug(services.database, slug) });
      const contentHash = hashOf(find);
      const receivedAt = services.now();
      const phoneTime = new Date(find.found_at);
      const { foundAt } = correctClock(phoneTime, new Date(find.sent_at), receivedAt);
      const { easting, northing } = toNationalGrid(find.longitude, find.latitude);
      const outcome = await asOwner(services.database, (tx) =>
        storeFind(tx, agencyId, c.get('principal')?.accountId ?? null, {
          find,
          contentHash,
          foundAt,
          deviceTime: writableTime(phoneTime),
          receivedAt,
          localDay: localDateOf(foundAt),
          place: cellsOf(find.longitude, find.latitude),
          easting: Math.floor(easting),
          northing: Math.floor(northing),
        }),
      );
      // what the caller has sent themselves, even where a colleague's phone had sent it before
      const read = (tx: OwnerTx) => readStoredFind(tx, agencyId, find.id);
      if (outcome === 'stored') return c.json(await asOwner(services.database, read), 201);
      if (outcome.contentHash === contentHash)
        return c.json(await asOwner(services.database, read), 200);
      const current = await asViewer(services, c, (tx) => findByClientId(tx, agencyId, find.id));
      throw new Problem('find_differs', current ? { current } : {});
    });
