/** /api/exports: what would be in a file, and the files. Counts by hexagon are files of /api/hexes. */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { access, mayOf, route } from '../http/access.ts';
import { selectActions } from '../actions/queries.ts';
import { shown } from '../actions/shown.ts';
import { LIVE_STATES } from '../actions/state.ts';
import {
  ActionsExportQuery,
  EXPORT_LIMIT,
  ExportFilters,
  ExportPreview,
  IncidentsExportQuery,
} from '../contract/exports.ts';
import { IncidentCollection } from '../contract/geojson.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { localDateOf } from '../time/local_date.ts';
import { runQuery } from '../hexes/run_query.ts';
import { isoOf } from '../time/local_day.ts';
import type { HexServices } from '../hexes/services.ts';
import { json, router } from '../http/router.ts';
import { Problem } from '../http/problem.ts';
import { ACTION_COLUMNS } from './action_table.ts';
import { csvChunks, CSV_MEDIA_TYPE } from '../files/csv.ts';
import { describeIncidents, type DescribedIncidents } from './describe_incidents.ts';
import { geojsonChunks, GEOJSON_MEDIA_TYPE } from '../files/geojson.ts';
import { INCIDENT_COLUMNS, incidentFeature, type IncidentRow } from './incident_table.ts';
import { makeFile, type Ready } from './make_file.ts';
import { markingColumns, type Marking } from '../files/marking.ts';
import { previewOf, tooMany } from './preview.ts';
import { readPage, type Selection } from './queries.ts';
import type { Column, Pages } from '../files/table.ts';
import { Turns } from '../jobs/limited_queue.ts';
import { whoExports } from '../partnership/exporter.ts';
import { xlsxChunks, XLSX_MEDIA_TYPE } from '../files/xlsx.ts';

const file = (types: readonly string[], description: string) => ({
  description,
  content: Object.fromEntries(
    types.map((type) => [
      type,
      { schema: type === GEOJSON_MEDIA_TYPE ? IncidentCollection : z.string() },
    ]),
  ),
});

const preview = route(access('exports.make', 'granted'), {
  method: 'get',
  path: '/exports/preview',
  operationId: 'previewExport',
  tags: ['exports'],
  request: { query: ExportFilters },
  responses: { 200: json(ExportPreview, 'What each file would hold, and what is left out of it') },
});
// whoever may read places may export; whoever may export counts may not read places
const incidents = route(access('points.read', 'granted'), {
  method: 'get',
  path: '/exports/incidents',
  operationId: 'exportIncidents',
  tags: ['exports'],
  request: { query: IncidentsExportQuery },
  responses: {
    200: file([CSV_MEDIA_TYPE, XLSX_MEDIA_TYPE, GEOJSON_MEDIA_TYPE], 'Incidents one by one'),
  },
});
const actions = route(access('exports.make', 'partnership'), {
  method: 'get',
  path: '/exports/actions',
  operationId: 'exportActions',
  tags: ['exports'],
  request: { query: ActionsExportQuery },
  responses: { 200: file([CSV_MEDIA_TYPE, XLSX_MEDIA_TYPE], 'The action log') },
});

/** Rows of a page: some 40 ms to write, in which nobody else is served. */
const PAGE = 1000;
const AT_ONCE = 2;
const IN_LINE = 10;

/** @param folder for files on their way to whoever asked */
export const exportRoutes = (services: HexServices, folder: string) => {
  const turns = new Turns(AT_ONCE, IN_LINE);
  const make = (c: Context, prepare: (tx: AgencyTx) => Promise<Ready>): Promise<Response> => {
    if (!mayOf(c, 'exports.make')) throw new Problem('not_allowed');
    // HEAD asks whether there is something, and makes nothing
    if (c.req.method === 'HEAD') return Promise.resolve(c.body(null, 200));
    return turns.take(() => makeFile(services, c, folder, prepare), c.req.raw.signal);
  };

  return router()
    .openapi(preview, async (c) => c.json(await previewOf(services, c, c.req.valid('query')), 200))
    .openapi(incidents, async (c) => {
      const { format, ...request } = c.req.valid('query');
      const query = await runQuery(services, c, request);
      return make(c, async (tx) => {
        const described = await describeIncidents(services, c, tx, query, request);
        const { marking, selection, count, concerns } = described;
        if (count === 0) throw new Problem('nothing_to_export');
        if (count > EXPORT_LIMIT) throw new Problem('export_too_large', { detail: tooMany(count) });
        const pages = allPages(tx, selection, count);
        return {
          marking,
          about: `incidents ${isoOf(selection.from)} to ${isoOf(selection.to)}`,
          file: { what: 'incidents', format, rows: count, concerns },
          ...incidentChunks(format, described, pages),
        };
      });
    })
    .openapi(actions, (c) => {
      const { format, state, agency } = c.req.valid('query');
      const today = localDateOf(services.now());
      return make(c, async (tx) => {
        const states = state === 'live' ? LIVE_STATES : undefined;
        const rows = (await selectActions(tx, { states, agency })).map((row) => shown(row, today));
        if (rows.length === 0) throw new Problem('nothing_to_export');
        const marking: Marking = {
          ...(await whoExports(services, c, tx)),
          mark: 'OFFICIAL-SENSITIVE',
          title: 'Action log',
          filters: [
            ['Actions', state === 'live' ? 'those still to be done' : 'all'],
            ['Owner', agency ?? 'every agency'],
          ],
          provided: [],
          leftOut: [],
        };
        const columns = [
          ...ACTION_COLUMNS,
          ...markingColumns(marking, () => 'shared among partners'),
        ];
        return {
          marking,
          about: `actions ${today}`,
          file: { what: 'actions', format, rows: rows.length, concerns: [] },
          ...tableChunks(format, 'Actions', columns, [rows], marking),
        };
      });
    });
};

function tableChunks<Row>(
  format: 'csv' | 'xlsx',
  name: string,
  columns: readonly Column<Row>[],
  pages: Pages<Row>,
  marking: Marking,
): Pick<Ready, 'chunks' | 'mediaType'> {
  return format === 'csv'
    ? { mediaType: CSV_MEDIA_TYPE, chunks: csvChunks(columns, pages) }
    : { mediaType: XLSX_MEDIA_TYPE, chunks: xlsxChunks({ name, columns, pages }, marking) };
}

function incidentChunks(
  format: 'csv' | 'xlsx' | 'geojson',
  { marking, under }: DescribedIncidents,
  pages: Pages<IncidentRow>,
): Pick<Ready, 'chunks' | 'mediaType'> {
  if (format === 'geojson')
    return {
      mediaType: GEOJSON_MEDIA_TYPE,
      chunks: geojsonChunks(incidentFeature(marking, under), marking, pages),
    };
  const columns = [...INCIDENT_COLUMNS, ...markingColumns(marking, under)];
  return tableChunks(format, 'Incidents', columns, pages, marking);
}

/** Every row once. Throws where their number is not what the same moment's count said. */
async function* allPages(
  tx: AgencyTx,
  selection: Selection,
  count: number,
): AsyncGenerator<readonly IncidentRow[]> {
  let [after, read] = [0n, 0];
  for (;;) {
    const page = await readPage(tx, selection, after, PAGE);
    yield page;
    read += page.length;
    if (page.length < PAGE) break;
    after = page.at(-1)?.id ?? after;
  }
  if (read !== count) throw new Error(`an export read ${read} rows of ${count}`);
}
