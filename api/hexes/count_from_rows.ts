/** Counts by SQL in the form of the index's: for resolutions beyond its limit. */
import { KINDS, type Kind } from '../contract/kinds.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { toKey } from '../geo/cells.ts';
import type { CellSelection } from '../hex_index/select_ranges.ts';
import type { HexCounts } from '../hex_index/hex_index.ts';
import { inSlices, type Sliced } from '../jobs/slices.ts';
import type { Source } from '../hex_index/class_counts.ts';
import { countByCell, countCutByCell, countLeftOut, sourcesByCell } from './count_queries.ts';
import type { RowsInside } from './inside.ts';
import { keeper } from './keeper.ts';
import type { ResolvedFilters } from './read_filters.ts';

/** Whose the rows are that `countFromRows` finds in cells. */
export async function sourcesFromRows(
  tx: AgencyTx,
  filters: ResolvedFilters & Partial<RowsInside> & { resolution: number },
  cells: CellSelection,
): Promise<Source[]> {
  const { resolution } = filters;
  const keep = keeper(cells, resolution);
  const sums = new Map<string, Source>();
  for (const { cell, n, ...whose } of await sourcesByCell(tx, filters)) {
    if (!keep(toKey(cell, resolution))) continue;
    const name = Object.values(whose).join(' ');
    sums.set(name, { ...whose, incidents: (sums.get(name)?.incidents ?? 0) + n });
  }
  return [...sums.values()];
}

/** Rows of a step. */
const A_STEP = 1000;

/** Rows of the cells to keep. */
function* kept(
  rows: readonly { readonly cell: bigint; readonly kind: Kind; readonly n: number }[],
  keep: (key: number) => boolean,
  resolution: number,
): Sliced<{ key: number; kind: number; n: number }[]> {
  const found = [];
  for (const [i, { cell, kind, n }] of rows.entries()) {
    if (i % A_STEP === A_STEP - 1) yield 5 * A_STEP;
    const key = toKey(cell, resolution);
    if (keep(key)) found.push({ key, kind: KINDS.indexOf(kind), n });
  }
  return found;
}

/** @param cells the cells to keep: a set of keys at the resolution, or a region; null for all */
export async function countFromRows(
  tx: AgencyTx,
  filters: ResolvedFilters & Partial<RowsInside> & { resolution: number },
  cells: CellSelection,
): Promise<HexCounts> {
  const { resolution } = filters;
  const keep = keeper(cells, resolution);
  const rows = await inSlices(kept(await countByCell(tx, filters), keep, resolution));
  const keys = Float64Array.from([...new Set(rows.map(({ key }) => key))]).sort();
  const place = new Map(Array.from(keys, (key, i) => [key, i]));
  const byKind = [0, 1, 2, 3].map(() => new Uint32Array(keys.length));
  const total = new Uint32Array(keys.length);
  for (const { key, kind, n } of rows) {
    const i = place.get(key) ?? 0;
    total[i] = (total[i] ?? 0) + n;
    const column = byKind[kind];
    if (column) column[i] = n;
  }
  const [crime, asb, needles, alcohol] = byKind;
  if (!crime || !asb || !needles || !alcohol) throw new Error('four kinds');
  const leftOut = await countLeftOut(tx, filters);
  // as in the index: a choice of cells applies to rows that have one
  const cut = cells === null ? null : await countCutByCell(tx, filters);
  const monthOnlyCut = cut
    ?.filter(({ cell }) => keep(toKey(cell, resolution)))
    .reduce((sum, { n }) => sum + n, 0);
  return {
    keys,
    total,
    byKind: [crime, asb, needles, alcohol],
    leftOut: { noPlace: leftOut.no_place, monthOnlyCut: monthOnlyCut ?? leftOut.month_only },
  };
}
