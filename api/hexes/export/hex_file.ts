/** Counts per hexagon as a file: marked, named for its marking, and written into the audit. */
import { buffer, text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import type { Context } from 'hono';
import { mayOf } from '../../http/access.ts';
import type { Hexes } from '../../contract/hexes.ts';
import { auditExport } from '../../audit/audit_export.ts';
import { csvChunks, CSV_MEDIA_TYPE } from '../../files/csv.ts';
import { attachment, fileName } from '../../files/file_name.ts';
import { GEOJSON_MEDIA_TYPE } from '../../files/geojson.ts';
import { HEXAGON_COLUMNS, type HexagonRow } from '../../files/hexagon_table.ts';
import { basisNames, markingColumns, type Marking } from '../../files/marking.ts';
import { xlsxChunks, XLSX_MEDIA_TYPE } from '../../files/xlsx.ts';
import type { HexServices } from '../services.ts';
import { Problem } from '../../http/problem.ts';
import { asViewer } from '../../http/transaction.ts';
import { inSlices } from '../../jobs/slices.ts';
import type { ResolvedQuery } from '../read_query.ts';
import { sourcesOfHexes } from '../count_hexes.ts';
import { describeHexes, type HexesRequest } from './describe_hexes.ts';
import type { HexCounts } from '../../hex_index/hex_index.ts';
import { hexesGeojson } from './hexes_geojson.ts';

type HexFileFormat = 'csv' | 'xlsx' | 'geojson';

const TYPES: Readonly<Record<HexFileFormat, string>> = {
  csv: CSV_MEDIA_TYPE,
  xlsx: XLSX_MEDIA_TYPE,
  geojson: GEOJSON_MEDIA_TYPE,
};

const NO_FILES =
  'Files to take away are for those whose role includes exports. The same counts are on the map.';

/** Throws Problem `not_allowed` to those who may only look. */
export async function hexFile(
  services: HexServices,
  c: Context,
  made: {
    readonly query: ResolvedQuery;
    readonly request: HexesRequest;
    readonly counts: HexCounts;
    readonly hexes: Hexes;
    readonly format: HexFileFormat;
  },
): Promise<Response> {
  if (!mayOf(c, 'exports.make')) throw new Problem('not_allowed', { detail: NO_FILES });
  const { query, request, counts, hexes, format } = made;
  const sources = await sourcesOfHexes(services, c, query, request);
  // the audit has it before anybody else does
  const marking = await asViewer(services, c, async (tx) => {
    const described = await describeHexes(services, c, tx, { query, request, counts, sources });
    await auditExport(tx, described, {
      what: 'hexagons',
      format,
      rows: hexes.cells.length,
      concerns: [...new Set(sources.map(({ agency }) => agency))],
    });
    return described;
  });
  const { resolution, from, to } = hexes;
  const name = fileName(marking, `hexes-r${resolution}-${from}-${to}`, format);
  return c.body(await contentOf(hexes, marking, format, c.req.raw.signal), 200, {
    'content-type': TYPES[format],
    'content-disposition': attachment(name),
  });
}

async function contentOf(
  hexes: Hexes,
  marking: Marking,
  format: HexFileFormat,
  signal: AbortSignal,
): Promise<string | Uint8Array<ArrayBuffer>> {
  if (format === 'geojson') return inSlices(hexesGeojson(hexes, marking), { signal });
  const { resolution, from, to } = hexes;
  const pages = pagesOf(hexes.cells, (cell): HexagonRow => ({ ...cell, resolution, from, to }));
  const reasons = basisNames(marking.provided).join(', ');
  const columns = [...HEXAGON_COLUMNS, ...markingColumns<HexagonRow>(marking, () => reasons)];
  if (format === 'xlsx')
    return new Uint8Array(await buffer(xlsxChunks({ name: 'Hexagons', columns, pages }, marking)));
  // without a byte order mark: programs have read it so since the first version
  return text(csvChunks(columns, pages, { bom: false }));
}

/** Rows of a page: some 20 ms to write, after which others are served. */
const PAGE = 2000;

async function* pagesOf<From, Row>(
  all: readonly From[],
  rowOf: (one: From) => Row,
): AsyncGenerator<readonly Row[]> {
  for (let from = 0; from < all.length; from += PAGE) {
    yield all.slice(from, from + PAGE).map(rowOf);
    await setImmediate();
  }
}
