/** One request's way to the index: who asks (in a transaction of theirs), then what (in memory). */
import type { Context } from 'hono';
import type { MultiPolygon, Polygon } from 'geojson';
import type { Filters } from '../contract/hexes.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { aboutHowMany, areaCells } from '../geo/cells_in_area.ts';
import type { HexServices } from './services.ts';
import { listAgencies } from '../agencies/queries.ts';
import { readArea } from '../areas/queries.ts';
import type { Agency } from '../contract/partnership.ts';
import { Problem } from '../http/problem.ts';
import { asViewer } from '../http/transaction.ts';
import { grantsText, type Grants } from '../hex_index/grants.ts';
import type { HexCounts, HexIndex, PartnerCounts } from '../hex_index/hex_index.ts';
import { addCells, type CellCounts } from '../hex_index/cell_counts.ts';
import { monthsSpan } from '../hex_index/partner_counts.ts';
import { firstOfNextMonth } from '../time/local_day.ts';
import { readGrants, type RowsWanted } from './queries.ts';
import { agencyIds, typeIds, windowOf } from './read_filters.ts';

export interface Asked {
  readonly grants: Grants;
  /** The viewer's own agency. */
  readonly own: number;
  readonly index: HexIndex;
  readonly agencies: readonly Agency[];
  readonly wanted: RowsWanted;
  /** The area and the drawn polygon, as asked for: cells must lie in all of them. */
  readonly outlines: readonly (MultiPolygon | Polygon)[];
  /** The area's name. */
  readonly areaName: string | null;
  /** First and last day of what the viewer may count; null when that is nothing. */
  readonly history: History | null;
}

/** Days since 1970-01-01, inclusive. */
export interface History {
  readonly first: number;
  readonly last: number;
}

/** What a question needs of the database, read in one transaction. Throws Problem `unknown_area`. */
export interface AskedRows {
  readonly grants: Grants;
  readonly agencies: readonly Agency[];
  readonly area: { readonly name: string; readonly outline: MultiPolygon } | null;
}
export const readAsked = async (tx: AgencyTx, filters: Filters): Promise<AskedRows> => ({
  grants: await readGrants(tx),
  agencies: await listAgencies(tx),
  area: filters.area ? await readArea(tx, filters.area) : null,
});

/** Resolves the filters. index: at the grants' data version or newer. own: the viewer's agency. Throws Problems for what is
 *  not known. */
export function askedOf(
  index: HexIndex,
  own: number,
  { grants, agencies, area }: AskedRows,
  filters: Filters,
): Asked {
  const history = historyOf(index, grants);
  const wanted = {
    ...windowOf(filters, history ?? { first: 0, last: 0 }),
    types: typeIds(filters),
    agencies: agencyIds(filters.agency, agencies),
  };
  const outlines = [
    ...(area ? [area.outline] : []),
    ...(filters.within ? [polygonOf(filters.within)] : []),
  ];
  const areaName = area?.name ?? null;
  return { grants, own, index, agencies, wanted, outlines, areaName, history };
}

/** Reads the viewer's grants and resolves the filters. Throws Problems for what is not known. */
export async function ask(services: HexServices, c: Context, filters: Filters): Promise<Asked> {
  const rows = await asViewer(services, c, (tx) => readAsked(tx, filters));
  const index = await services.hexes.at(rows.grants.dataVersion);
  return askedOf(index, c.get('principal')?.agencyId ?? 0, rows, filters);
}

/** The filters as the index takes them. */
export const indexFilter = ({ from, to, types, agencies }: RowsWanted) => ({
  from,
  to,
  types: types && new Set(types),
  agencies: agencies && new Set(agencies),
});

/** Rows that the viewer reads, and what others' agreements let them count, as one. */
export function withPartners(counts: HexCounts, partners: readonly PartnerCounts[]): HexCounts {
  const sum = partners.reduce<CellCounts>(
    (cells, partner) => addCells(cells, partner.counts),
    counts,
  );
  return { keys: sum.keys, total: sum.total, byKind: sum.byKind, leftOut: counts.leftOut };
}

/** What viewers' histories were at a data version: finding one walks over every row, which took longer than the
 *  count itself, and between two changes of the data the answer stays. */
const histories = new WeakMap<
  HexIndex,
  { version: bigint; byGrants: Map<string, History | null> }
>();

/** First and last day that a viewer's rows cover; a month-only row covers its month. */
export function historyOf(index: HexIndex, grants: Grants): History | null {
  let known = histories.get(index);
  if (known?.version !== grants.dataVersion) {
    known = { version: grants.dataVersion, byGrants: new Map() };
    histories.set(index, known);
  }
  const key = grantsText(grants);
  let history = known.byGrants.get(key);
  if (history === undefined) {
    history = findHistory(index, grants);
    known.byGrants.set(key, history);
  }
  return history;
}

function findHistory(index: HexIndex, grants: Grants): History | null {
  const timeline = index.timeline(
    { resolution: 6, from: null, to: null, types: null, agencies: null, cells: null },
    grants,
  );
  const days = timeline.days[0].length;
  const ends = [
    ...(days > 0 ? [timeline.firstDay, timeline.firstDay + days - 1] : []),
    ...(timeline.months.length > 0
      ? [timeline.months[0] ?? 0, firstOfNextMonth(timeline.months.at(-1) ?? 0) - 1]
      : []),
    ...index
      .partnerTables(grants)
      .map(monthsSpan)
      .filter((span) => span !== null)
      .flatMap(({ first, last }) => [first, firstOfNextMonth(last) - 1]),
  ];
  return ends.length === 0 ? null : { first: Math.min(...ends), last: Math.max(...ends) };
}

const kept = new Map<string, ReadonlySet<number>>();
/** Cells of an outline that are listed: 2 µs each, and nobody else is answered meanwhile. */
const MOST_LISTED = 500_000;

/** Cells of an area at a resolution, kept because outlines rarely change and are asked for at every step of a
 *  playback; the outline itself is the key, so a changed one is another. */
function cellsOfOutline(outline: MultiPolygon | Polygon, resolution: number): ReadonlySet<number> {
  const key = `${resolution} ${JSON.stringify(outline)}`;
  let cells = kept.get(key);
  if (!cells) {
    // a county at resolution 10 has 130,000
    if (aboutHowMany(outline, resolution) > MOST_LISTED) throw new Problem('area_too_large');
    cells = areaCells(outline, resolution);
    if (kept.size >= 64) kept.clear();
    kept.set(key, cells);
  }
  return cells;
}

/** Corners to a closed ring. */
const polygonOf = (corners: readonly (readonly [number, number])[]): Polygon => ({
  type: 'Polygon',
  coordinates: [[...corners, ...corners.slice(0, 1)].map(([lon, lat]) => [lon, lat])],
});

/** Keys of the cells inside all outlines; null where none was asked for. */
export function cellsAsked(
  { outlines }: Pick<Asked, 'outlines'>,
  resolution: number,
): ReadonlySet<number> | null {
  const [first, ...others] = outlines.map((outline) => cellsOfOutline(outline, resolution));
  if (!first) return null;
  return others.length === 0
    ? first
    : new Set([...first].filter((key) => others.every((cells) => cells.has(key))));
}
