/** /api/hotspots */
import { access, route } from '../http/access.ts';
import { z } from '@hono/zod-openapi';
import { IdParam } from '../contract/common.ts';
import { Hotspot, HotspotChange, NewHotspot } from '../contract/hotspots.ts';
import { takeEvidence } from './evidence.ts';
import { runQuery } from '../hexes/run_query.ts';
import type { HexServices } from '../hexes/services.ts';
import { inAllowedWindow } from '../hexes/window_limit.ts';
import { isoOf } from '../time/local_day.ts';
import { shownTo } from './shown_to.ts';
import { editedVersion, IF_MATCH } from '../http/if_match.ts';
import { body, json, router } from '../http/router.ts';
import { Problem } from '../http/problem.ts';
import { asMember, asViewer } from '../http/transaction.ts';
import { checkCells } from './check_cells.ts';
import {
  insertEvidence,
  insertHotspot,
  listHotspots,
  readHotspot,
  updateHotspot,
} from './queries.ts';

const list = route(access('actions.read', 'granted'), {
  method: 'get',
  path: '/hotspots',
  operationId: 'listHotspots',
  tags: ['hotspots'],
  responses: { 200: json(z.object({ hotspots: z.array(Hotspot) }), 'Hotspots, newest first') },
});
const read = route(access('actions.read', 'granted'), {
  method: 'get',
  path: '/hotspots/{id}',
  operationId: 'getHotspot',
  tags: ['hotspots'],
  request: { params: IdParam },
  responses: { 200: json(Hotspot, 'One hotspot') },
});
const propose = route(access('hotspots.edit', 'own_agency'), {
  method: 'post',
  path: '/hotspots',
  operationId: 'createHotspot',
  tags: ['hotspots'],
  request: { body: body(NewHotspot) },
  responses: { 201: json(Hotspot, 'Proposed, with the evidence of this moment') },
});
const change = route(access('hotspots.edit', 'partnership'), {
  method: 'patch',
  path: '/hotspots/{id}',
  operationId: 'changeHotspot',
  tags: ['hotspots'],
  parameters: IF_MATCH,
  request: { params: IdParam, body: body(HotspotChange) },
  responses: { 200: json(Hotspot, 'Changed; If-Match must name the version edited') },
});

export const hotspotRoutes = (services: HexServices) =>
  router()
    .openapi(list, async (c) => {
      const hotspots = await asViewer(services, c, (tx) => listHotspots(tx));
      return c.json({ hotspots: hotspots.map((one) => shownTo(services, c, one)) }, 200);
    })
    .openapi(read, async (c) => {
      const { id } = c.req.valid('param');
      const hotspot = await asViewer(services, c, (tx) => readHotspot(tx, id));
      return c.json(shownTo(services, c, hotspot), 200);
    })
    .openapi(propose, async (c) => {
      const proposal = c.req.valid('json');
      checkCells(proposal.cells, proposal.resolution);
      const { from, to } = proposal;
      const requested = await runQuery(services, c, { from, to });
      const { filters } = inAllowedWindow(services, c, requested, proposal.resolution);
      const window = { from: isoOf(filters.from), to: isoOf(filters.to) };
      const hotspot = await asMember(services, c, async (tx, agencyId) => {
        const evidence = await takeEvidence(tx, { ...proposal, ...window }, services.now());
        const id = await insertHotspot(tx, agencyId, proposal, evidence);
        return readHotspot(tx, id);
      });
      return c.json(shownTo(services, c, hotspot), 201);
    })
    .openapi(change, async (c) => {
      const { id } = c.req.valid('param');
      const wanted = c.req.valid('json');
      const version = editedVersion(c);
      const hotspot = await asMember(services, c, async (tx, agencyId) => {
        const before = await readHotspot(tx, id);
        if (wanted.cells) checkCells(wanted.cells, before.resolution);
        const next = {
          name: wanted.name ?? before.name,
          note: wanted.note ?? before.note,
          cells: wanted.cells ?? before.cells,
          state: wanted.state ?? before.state,
        };
        const now = services.now();
        if (await updateHotspot(tx, id, version, next, now)) {
          if (next.cells.join() !== before.evidence.cells.join()) {
            const where = { resolution: before.resolution, cells: next.cells };
            const taken = await takeEvidence(tx, { ...before.evidence, ...where }, now);
            await insertEvidence(tx, id, agencyId, taken);
          }
          return readHotspot(tx, id);
        }
        const current = shownTo(services, c, await readHotspot(tx, id));
        throw new Problem('changed_meanwhile', { current });
      });
      return c.json(shownTo(services, c, hotspot), 200);
    });
