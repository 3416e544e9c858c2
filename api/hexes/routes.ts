/** /api/hexes, /api/timeline, /api/facets, and one hexagon's facts. */
import { access, route } from '../http/access.ts';
import { z } from '@hono/zod-openapi';
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
import { compressed } from '../http/compress.ts';
import { etagOf } from '../http/etag.ts';
import { json, router } from '../http/router.ts';
import { asViewer } from '../http/transaction.ts';
import { dayOf, isoOf } from '../time/local_day.ts';
import { areaFigures } from './area_figures.ts';
import { countCompared } from './count_compared.ts';
import { readDetail } from './detail/read_detail.ts';
import { hexFile } from './export/hex_file.ts';
import { detailLimits } from './detail/detail_limits.ts';
import { countedPlace } from './counted_place.ts';
import { facetsOf } from './facets.ts';
import { hexesJson, hexesText } from './hexes_json.ts';
import { inSlices } from '../jobs/slices.ts';
import { countsParts, insideOf } from './inside.ts';
import { mustNotBeAPlace } from './resolution_limit.ts';
import { readFeeds } from './read_feeds.ts';
import { runQuery } from './run_query.ts';
import type { HexServices } from './services.ts';
import { timelineOf, timelinePlace } from './timeline.ts';
import { inAllowedWindow, inAreaWindow } from './window_limit.ts';

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
    304: { description: 'As before' },
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

/** As H3 writes it into the index's text; readDetail checks that there is such a cell. */
const resolutionOf = (cell: string): number => Number.parseInt(cell.slice(1, 2), 16);

type Format = z.infer<typeof HexesQuery>['format'];
const isFile = (format: Format): format is Exclude<Format, 'json' | 'compact'> =>
  format !== 'json' && format !== 'compact';

export const hexRoutes = (services: HexServices) =>
  router()
    .openapi(hexes, async (c) => {
      const request = c.req.valid('query');
      const { resolution, format } = request;
      const query = inAllowedWindow(services, c, await runQuery(services, c, request), resolution);
      // a file says what it holds: all that was counted
      const shape = isFile(format) ? { resolution, bbox: request.bbox } : request;
      const { counts, gaps, ...compared } = await countCompared(services, c, query, shape);
      const area = await areaFigures(compared.query, request, counts, compared.taken);
      if (format === 'compact') {
        const { keys, byKind, leftOut } = counts;
        const bytes = encodeCompact({ resolution, keys, byKind, leftOut });
        const figures = {
          'x-from': isoOf(query.filters.from),
          'x-to': isoOf(query.filters.to),
          'x-total': String(area.total),
          'x-counted-by': JSON.stringify(area.counted_by),
          'x-outside': JSON.stringify(area.outside),
          'x-no-place': String(leftOut.noPlace),
          'x-month-only': String(leftOut.monthOnlyCut),
          'x-left-out-feeds': [
            ...new Set(gaps.map(({ dataset }) => encodeURIComponent(dataset))),
          ].join(),
        };
        for (const [name, value] of Object.entries(figures)) c.header(name, value);
        c.header('etag', etagOf(bytes, JSON.stringify(figures)));
        c.header('content-type', COMPACT_MEDIA_TYPE);
        return c.body(await compressed(c, bytes), 200);
      }
      const { signal } = c.req.raw;
      const response = await inSlices(hexesJson(counts, query.filters, resolution, area, gaps), {
        signal,
      });
      // a file names its time and its maker, and each is in the audit: no two are alike
      if (isFile(format))
        return hexFile(services, c, { query, request, counts, hexes: response, format });
      const text = await inSlices(hexesText(response), { signal });
      c.header('etag', etagOf(text));
      c.header('content-type', 'application/json');
      return c.body(await compressed(c, text), 200);
    })
    .openapi(detail, async (c) => {
      const { cell } = c.req.valid('param');
      mustNotBeAPlace(c, resolutionOf(cell));
      const resolution = resolutionOf(cell);
      const query = inAllowedWindow(
        services,
        c,
        await runQuery(services, c, c.req.valid('query')),
        resolution,
      );
      const finely = detailLimits(services, c, query, resolution);
      const inside = countsParts(query) ? await insideOf(query) : null;
      return c.json(
        await asViewer(services, c, async (tx) =>
          readDetail(tx, cell, query, finely, inside, await readFeeds(tx, services, query)),
        ),
        200,
      );
    })
    .openapi(timeline, async (c) => {
      const { cell, ...filters } = c.req.valid('query');
      const query = await runQuery(services, c, filters);
      const place = await timelinePlace(query, cell);
      if (cell) mustNotBeAPlace(c, resolutionOf(cell));
      return c.json(timelineOf(query, place, { step: place.step, today: dayOf(query.today) }), 200);
    })
    .openapi(facets, async (c) => {
      const query = await runQuery(services, c, c.req.valid('query'));
      const allowed = inAreaWindow(services, c, query);
      return c.json(facetsOf(allowed, await countedPlace(allowed, [allowed.filters])), 200);
    });
