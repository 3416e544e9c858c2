/** The file of incidents one by one: its description, and every row, a page at a time. */
import type { Context } from 'hono';
import { EXPORT_LIMIT, type ExportFilters, type RowFormat } from '../contract/exports.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { GEOJSON_MEDIA_TYPE, geojsonChunks } from '../files/geojson.ts';
import { markingColumns } from '../files/marking.ts';
import type { Pages } from '../files/table.ts';
import type { ResolvedQuery } from '../hexes/read_query.ts';
import type { HexServices } from '../hexes/services.ts';
import { Problem } from '../http/problem.ts';
import { asViewer } from '../http/transaction.ts';
import { isoOf } from '../time/local_day.ts';
import { describeIncidents, type DescribedIncidents } from './describe_incidents.ts';
import { INCIDENT_COLUMNS, incidentFeature, type IncidentRow } from './incident_table.ts';
import type { Ready } from './make_file.ts';
import { tooMany } from './preview.ts';
import { readIds, readRows } from './queries.ts';
import { tableChunks } from './table_file.ts';

/** Rows of a page: some 40 ms to write, and a transaction, so that others are served between two of them. */
const PAGE = 1000;

/** Throws Problem `nothing_to_export`, `export_too_large`. */
export async function incidentFile(
  services: HexServices,
  c: Context,
  tx: AgencyTx,
  {
    query,
    request,
    format,
  }: { readonly query: ResolvedQuery; readonly request: ExportFilters; readonly format: RowFormat },
): Promise<Ready> {
  const described = await describeIncidents(services, c, tx, query, request);
  const { marking, selection, count, concerns } = described;
  if (count === 0) throw new Problem('nothing_to_export');
  if (count > EXPORT_LIMIT) throw new Problem('export_too_large', { detail: tooMany(count) });
  const ids = await readIds(tx, selection);
  if (ids.length !== count) throw new Error(`an export found ${ids.length} rows of ${count}`);
  const pages = allPages(ids, (part) => asViewer(services, c, (page) => readRows(page, part)));
  return {
    marking,
    about: `incidents ${isoOf(selection.from)} to ${isoOf(selection.to)}`,
    file: { what: 'incidents', format, rows: count, concerns },
    ...incidentChunks(format, described, pages),
  };
}

function incidentChunks(
  format: RowFormat,
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

/** Every row once. Rows are not edited: a correction withdraws one and adds another. Throws Problem `export_changed`
 *  where one was withdrawn, or is not the viewer's to read any more. */
async function* allPages(
  ids: readonly bigint[],
  read: (part: readonly bigint[]) => Promise<readonly IncidentRow[]>,
): AsyncGenerator<readonly IncidentRow[]> {
  for (let from = 0; from < ids.length; from += PAGE) {
    const part = ids.slice(from, from + PAGE);
    const page = await read(part);
    if (page.length !== part.length) throw new Problem('export_changed');
    yield page;
  }
}
