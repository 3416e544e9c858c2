/** /api/hexes, /api/timeline, /api/facets, and one hexagon's facts. */
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
import { XLSX_MEDIA_TYPE } from '../files/xlsx.ts';
import { grantsText } from '../hex_index/grants.ts';
import { compressed } from '../http/compress.ts';
import { json, router } from '../http/router.ts';
import { asViewer } from '../http/transaction.ts';
import { isoOf } from '../time/local_day.ts';
import { countHexes } from './count_hexes.ts';
import { readDetail } from './detail/read_detail.ts';
import { hexFile } from './export/hex_file.ts';
import { facetsOf } from './facets.ts';
import { hexesJson, hexesText } from './hexes_json.ts';
import { inSlices } from '../jobs/slices.ts';
import type { ResolvedQuery } from './read_query.ts';
import { mustNotBeAPlace } from './resolution_limit.ts';
import { runQuery } from './run_query.ts';
import type { HexServices } from './services.ts';
import { timelineOf } from './timeline.ts';

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

/** Same data, same grants, same outlines, same request: same response. An outline drawn anew changes no incident, and so
 *  no data version. */
const etagOf = (c: Context, { grants, outlines }: ResolvedQuery): string => {
  const url = new URL(c.req.url);
  const key = `${grants.dataVersion} ${grantsText(grants)} ${url.pathname}${url.search} ${JSON.stringify(outlines)}`;
  return `"${createHash('sha256').update(key).digest('base64url').slice(0, 27)}"`;
};

export const hexRoutes = (services: HexServices) =>
  router()
    .openapi(hexes, async (c) => {
      const request = c.req.valid('query');
      const query = await runQuery(services, c, request);
      const { resolution, format } = request;
      const isFile = format !== 'json' && format !== 'compact';
      // a file names its time and its maker, and each is in the audit: no two are alike
      if (!isFile) {
        const etag = etagOf(c, query);
        c.header('etag', etag);
        if (c.req.header('if-none-match') === etag) return c.body(null, 304);
      }
      const counts = await countHexes(services, c, query, request);
      if (format === 'compact') {
        const { keys, byKind, leftOut } = counts;
        const bytes = encodeCompact({ resolution, keys, byKind, leftOut });
        c.header('x-from', isoOf(query.filters.from));
        c.header('x-to', isoOf(query.filters.to));
        c.header('x-total', String(counts.total.reduce((sum, n) => sum + n, 0)));
        c.header('x-no-place', String(leftOut.noPlace));
        c.header('x-month-only', String(leftOut.monthOnlyCut));
        c.header('content-type', COMPACT_MEDIA_TYPE);
        return c.body(await compressed(c, bytes), 200);
      }
      const { signal } = c.req.raw;
      const response = await inSlices(hexesJson(counts, query.filters, resolution), { signal });
      if (isFile) return hexFile(services, c, { query, request, counts, hexes: response, format });
      c.header('content-type', 'application/json');
      return c.body(await compressed(c, await inSlices(hexesText(response), { signal })), 200);
    })
    .openapi(detail, async (c) => {
      const { cell } = c.req.valid('param');
      mustNotBeAPlace(c, Number.parseInt(cell.slice(1, 2), 16));
      const query = await runQuery(services, c, c.req.valid('query'));
      return c.json(await asViewer(services, c, (tx) => readDetail(tx, cell, query)), 200);
    })
    .openapi(timeline, async (c) => {
      const { cell, ...filters } = c.req.valid('query');
      return c.json(await timelineOf(await runQuery(services, c, filters), cell), 200);
    })
    .openapi(facets, async (c) => {
      return c.json(await facetsOf(await runQuery(services, c, c.req.valid('query'))), 200);
    });
