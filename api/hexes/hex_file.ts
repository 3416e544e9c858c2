/** Counts per hexagon as a file to take away: marked, named for its marking, and written into the audit. */
import { buffer, text } from 'node:stream/consumers';
import type { Context } from 'hono';
import { mayOf } from '../http/access.ts';
import type { Hexes } from '../contract/hexes.ts';
import { auditExport } from '../audit/audit_export.ts';
import { csvChunks, CSV_MEDIA_TYPE } from '../files/csv.ts';
import { attachment, fileName } from '../files/file_name.ts';
import { GEOJSON_MEDIA_TYPE } from '../files/geojson.ts';
import { HEXAGON_COLUMNS, type HexagonRow } from '../files/hexagon_table.ts';
import { basisNames, markingColumns, type Marking } from '../files/marking.ts';
import { xlsxChunks, XLSX_MEDIA_TYPE } from '../files/xlsx.ts';
import type { HexServices } from './services.ts';
import { Problem } from '../http/problem.ts';
import { asViewer } from '../http/transaction.ts';
import type { Asked } from './ask.ts';
import { sourcesOfHexes } from './count_hexes.ts';
import { describeHexes, type Question } from './describe_hexes.ts';
import type { HexCounts } from '../hex_index/hex_index.ts';
import { hexesGeojson } from './print_hexes.ts';

export const HEX_FILE_FORMATS = ['csv', 'xlsx', 'geojson'] as const;
export type HexFileFormat = (typeof HEX_FILE_FORMATS)[number];

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
    readonly asked: Asked;
    readonly question: Question;
    readonly counts: HexCounts;
    readonly answer: Hexes;
    readonly format: HexFileFormat;
  },
): Promise<Response> {
  if (!mayOf(c, 'exports.make')) throw new Problem('not_allowed', { detail: NO_FILES });
  const { asked, question, counts, answer, format } = made;
  const sources = await sourcesOfHexes(services, c, asked, question);
  // the audit has it before anybody else does
  const marking = await asViewer(services, c, async (tx) => {
    const described = await describeHexes(services, c, tx, { asked, question, counts, sources });
    await auditExport(tx, described, {
      what: 'hexagons',
      format,
      rows: answer.cells.length,
      concerns: [...new Set(sources.map(({ agency }) => agency))],
    });
    return described;
  });
  const { resolution, from, to } = answer;
  const name = fileName(marking, `hexes-r${resolution}-${from}-${to}`, format);
  return c.body(await contentOf(answer, marking, format), 200, {
    'content-type': TYPES[format],
    'content-disposition': attachment(name),
  });
}

async function contentOf(
  answer: Hexes,
  marking: Marking,
  format: HexFileFormat,
): Promise<string | Uint8Array<ArrayBuffer>> {
  if (format === 'geojson') return JSON.stringify(hexesGeojson(answer, marking));
  const { resolution, from, to } = answer;
  const rows = answer.cells.map((cell): HexagonRow => ({ ...cell, resolution, from, to }));
  const reasons = basisNames(marking.provided).join(', ');
  const columns = [...HEXAGON_COLUMNS, ...markingColumns<HexagonRow>(marking, () => reasons)];
  if (format === 'xlsx')
    return new Uint8Array(
      await buffer(xlsxChunks({ name: 'Hexagons', columns, pages: [rows] }, marking)),
    );
  // without a byte order mark: programs have read it so since the first version
  return text(csvChunks(columns, [rows], { bom: false }));
}
