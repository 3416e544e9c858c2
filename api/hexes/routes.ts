/** /api/hexes and what stands around it: the timeline, the rail's numbers, one hexagon's facts. */
import { access, route } from '../http/access.ts';
import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { Cell } from '../contract/common.ts';
import { COMPACT_MEDIA_TYPE, encodeCompact } from '../contract/compact_hexes.ts';
import { HexCollection } from '../contract/geojson.ts';
import {
  Facets,
  Filters,
  HexDetail,
  Hexes,
  HexesQuery,
  Timeline,
  TimelineQuery,
} from '../contract/hexes.ts';
import { INCIDENT_TYPES, KIND_OF_CODE, KINDS, type Kind } from '../contract/kinds.ts';
import { XLSX_MEDIA_TYPE } from '../files/xlsx.ts';
import { keyOfString } from '../geo/cells.ts';
import type { HexServices } from './services.ts';
import { json, router } from '../http/router.ts';
import { asViewer } from '../http/transaction.ts';
import { ask, cellsAsked, indexFilter, type Asked } from './ask.ts';
import { countHexes } from './count_hexes.ts';
import { readDetail } from './detail.ts';
import { mustNotBeAPlace } from './resolution_limit.ts';
import { grantsText } from '../hex_index/grants.ts';
import { hexFile } from './hex_file.ts';
import type { HexIndex } from '../hex_index/hex_index.ts';
import { isoOf } from '../time/local_day.ts';
import { hexesJson } from './print_hexes.ts';
import { INDEX_RESOLUTION } from '../hex_index/select_ranges.ts';
import { squeezed } from '../http/compress.ts';

const hexes = route(access('counts.read', 'granted'), {
  method: 'get',
  path: '/hexes',
  operationId: 'getHexes',
  tags: ['hexes'],
  request: { query: HexesQuery },
  responses: {
    200: {
      ...json(Hexes, 'Counts per hexagon; cells without incidents are not listed'),
      content: {
        'application/json': { schema: Hexes },
        'application/geo+json': { schema: HexCollection },
        'text/csv': { schema: z.string() },
        [XLSX_MEDIA_TYPE]: { schema: z.string() },
        [COMPACT_MEDIA_TYPE]: { schema: z.string() },
      },
    },
    304: { description: 'As before: neither data nor grants have changed' },
  },
});
const timeline = route(access('counts.read', 'granted'), {
  method: 'get',
  path: '/timeline',
  operationId: 'getTimeline',
  tags: ['hexes'],
  request: { query: TimelineQuery },
  responses: { 200: json(Timeline, 'Counts per day and month over the whole history') },
});
const facets = route(access('counts.read', 'granted'), {
  method: 'get',
  path: '/facets',
  operationId: 'getFacets',
  tags: ['hexes'],
  request: { query: Filters },
  responses: { 200: json(Facets, 'Counts by type and agency, each under the other filters') },
});
const detail = route(access('counts.read', 'granted'), {
  method: 'get',
  path: '/hexes/{cell}',
  operationId: 'getHex',
  tags: ['hexes'],
  request: { params: z.object({ cell: Cell }), query: Filters },
  responses: { 200: json(HexDetail, 'Why here?') },
});

/** Same data, same grants, same outlines, same question: same answer. An outline drawn anew changes no incident,
 *  and so no data version. */
const etagOf = (c: Context, { grants, outlines }: Asked): string => {
  const url = new URL(c.req.url);
  const key = `${grants.dataVersion} ${grantsText(grants)} ${url.pathname}${url.search} ${JSON.stringify(outlines)}`;
  return `"${createHash('sha256').update(key).digest('base64url').slice(0, 27)}"`;
};

/** What agreements of level `cell` say of one kind in one month. */
const ofPartners = (
  partners: ReturnType<HexIndex['partnerMonths']>,
  kind: Kind,
  month: number,
): number =>
  partners
    .filter(({ grant }) => KIND_OF_CODE[grant.kind] === kind)
    .reduce((sum, { byMonth }) => sum + (byMonth.get(month) ?? 0), 0);

export const hexRoutes = (services: HexServices) => {
  return router()
    .openapi(hexes, async (c) => {
      const query = c.req.valid('query');
      const asked = await ask(services, c, query);
      const { resolution, format } = query;
      const isFile = format !== 'json' && format !== 'compact';
      // a file says when it was taken and by whom, and each is in the audit: none is like another
      if (!isFile) {
        const etag = etagOf(c, asked);
        c.header('etag', etag);
        if (c.req.header('if-none-match') === etag) return c.body(null, 304);
      }
      const counts = await countHexes(services, c, asked, query);
      if (format === 'compact') {
        const { keys, byKind, leftOut } = counts;
        const bytes = encodeCompact({ resolution, keys, byKind, leftOut });
        c.header('x-from', isoOf(asked.wanted.from));
        c.header('x-to', isoOf(asked.wanted.to));
        c.header('x-total', String(counts.total.reduce((sum, n) => sum + n, 0)));
        c.header('x-no-place', String(leftOut.noPlace));
        c.header('x-month-only', String(leftOut.monthOnlyCut));
        c.header('content-type', COMPACT_MEDIA_TYPE);
        return c.body(await squeezed(c, bytes), 200);
      }
      const answer = hexesJson(counts, asked.wanted, resolution);
      if (isFile) return hexFile(services, c, { asked, question: query, counts, answer, format });
      c.header('content-type', 'application/json');
      return c.body(await squeezed(c, JSON.stringify(answer)), 200);
    })
    .openapi(detail, async (c) => {
      const { cell } = c.req.valid('param');
      mustNotBeAPlace(c, Number.parseInt(cell.slice(1, 2), 16));
      const asked = await ask(services, c, c.req.valid('query'));
      return c.json(await asViewer(services, c, (tx) => readDetail(tx, cell, asked)), 200);
    })
    .openapi(timeline, async (c) => {
      const { cell, ...filters } = c.req.valid('query');
      const asked = await ask(services, c, filters);
      const resolution = cell
        ? Math.min(INDEX_RESOLUTION, Number.parseInt(cell.slice(1, 2), 16))
        : 9;
      const cells = cell ? new Set([keyOfString(cell, resolution)]) : cellsAsked(asked, resolution);
      const window = asked.history;
      if (!window) return c.json({ first: isoOf(0), last: isoOf(0), days: {}, months: [] }, 200);
      const partners = asked.index.partnerMonths(
        { ...indexFilter(asked.wanted), resolution, cells },
        asked.grants,
      );
      const counted = asked.index.timeline(
        { ...indexFilter(asked.wanted), from: window.first, to: window.last, resolution, cells },
        asked.grants,
      );
      return c.json(
        {
          first: isoOf(window.first),
          last: isoOf(window.last),
          days: Object.fromEntries(
            KINDS.map((kind, k) => [kind, Array.from(counted.days[k] ?? [])] as const).filter(
              ([, days]) => days.some((n) => n > 0),
            ),
          ),
          months: Array.from(counted.months, (month, i) => ({
            month: isoOf(month),
            counts: Object.fromEntries(
              KINDS.map(
                (kind, k) =>
                  [
                    kind,
                    (counted.byMonth[k]?.[i] ?? 0) + ofPartners(partners, kind, month),
                  ] as const,
              ).filter(([, n]) => n > 0),
            ),
          })),
        },
        200,
      );
    })
    .openapi(facets, async (c) => {
      const asked = await ask(services, c, c.req.valid('query'));
      const resolution = 9;
      const cells = cellsAsked(asked, resolution);
      const query = { ...indexFilter(asked.wanted), resolution, cells };
      const { byType, byAgency: rows } = asked.index.typeCounts(query, asked.grants);
      const byAgency = new Map(rows);
      const { leftOut } = asked.index.count(query, asked.grants);
      // at the agreement's own hexagons where those are coarser than the map's
      for (const { grant } of asked.index.partnerTables(asked.grants)) {
        const at = Math.min(resolution, grant.resolution);
        const added = asked.index
          .partnerCounts(
            { ...query, agencies: null, resolution: at, cells: cellsAsked(asked, at) },
            asked.grants,
          )
          .find((one) => one.grant === grant);
        const n = added?.counts.total.reduce((sum, count) => sum + count, 0) ?? 0;
        byAgency.set(grant.agency, (byAgency.get(grant.agency) ?? 0) + n);
      }
      return c.json(
        {
          types: INCIDENT_TYPES.map(({ id, slug }) => ({
            slug,
            total: byType.get(id) ?? 0,
          })).filter(({ total }) => total > 0),
          agencies: asked.agencies.map(({ id, slug }) => ({ slug, total: byAgency.get(id) ?? 0 })),
          left_out: { no_place: leftOut.noPlace, month_only: leftOut.monthOnlyCut },
        },
        200,
      );
    });
};
