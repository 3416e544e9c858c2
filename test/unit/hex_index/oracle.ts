/** Incidents made up for the laws of the hex index, and the slow, plain way to count them. */
import fc from 'fast-check';
import { cellToBoundary } from 'h3-js';
import { cellToString, toKey } from '#api/geo/cells.ts';
import { cellAt, cellsOf, LARGEST_COUNTED, type PointCells } from '#api/geo/edge_cells.ts';
import { INCIDENT_TYPES, KINDS } from '#api/contract/kinds.ts';
import { dayOf, firstOfMonth, firstOfNextMonth } from '#api/time/local_day.ts';
import type { Batch } from '#api/hex_index/row_sorter.ts';

export interface Row extends PointCells {
  /** 0n without a place. */
  readonly cell: bigint;
  readonly day: number;
  readonly type: number;
  readonly monthOnly: boolean;
  readonly share: number;
}

export interface OracleQuery {
  readonly resolution: number;
  readonly from: number;
  readonly to: number;
  readonly types: ReadonlySet<number> | null;
  readonly agencies: ReadonlySet<number> | null;
  readonly cells: ReadonlySet<number> | null;
  readonly shareKeys: readonly number[];
}

/** Places in one street, one town, one county and one far away, so that cells share ancestors at each step. */
export const PLACES: readonly (readonly [number, number])[] = [
  [-2.22, 52.19],
  [-2.2201, 52.1901],
  [-2.2215, 52.191],
  [-2.225, 52.195],
  [-2.25, 52.2],
  [-2.3, 52.25],
  [-1.95, 52.09],
  [-0.12, 51.5],
];
/** Near the corners of the hexagons around the town, of each resolution: places that lie in another hexagon than the ancestor
 *  of their cell. */
const CORNERS = [6, 7, 8, 9, 10, 11]
  .flatMap((resolution) => {
    const [lon, lat] = PLACES[0] ?? [0, 0];
    return cellToBoundary(cellToString(cellAt(cellsOf(lon, lat), resolution)));
  })
  .flatMap(([lat = 0, lon = 0]) =>
    [-3, -1, 1, 3].map((step) => cellsOf(lon + step * 3e-5, lat + step * 1e-5)),
  )
  .filter(({ edges }) => edges !== null);
const PLACED: readonly PointCells[] = [
  ...PLACES.map(([lon, lat]) => cellsOf(lon, lat)),
  ...CORNERS,
];
const NOWHERE: PointCells = { cell: 0n, edges: null };

/** The key of the cell that a row lies in; of larger cells than any that is counted, the ancestor of that. */
export const keyOf = (row: PointCells, resolution: number): number =>
  toKey(cellAt(row, resolution), resolution);
const TYPES = [1, 13, 20, 25, 42, 60, 61];
const SHARES = [4, 5, 8, 11, 28];
const FIRST = dayOf('2024-01-20');
const LAST = dayOf('2025-03-10');

const row: fc.Arbitrary<Row> = fc
  .record({
    place: fc.constantFrom(NOWHERE, ...PLACED),
    day: fc.integer({ min: FIRST, max: LAST }),
    type: fc.constantFrom(...TYPES),
    monthOnly: fc.boolean(),
    share: fc.constantFrom(...SHARES),
  })
  .map(({ place, ...rest }) => ({ ...place, ...rest }));

/** Some incidents come many times over, as at a police snap point: more than a byte can count. */
export const rows: fc.Arbitrary<Row[]> = fc
  .array(fc.tuple(row, fc.constantFrom(1, 1, 1, 2, 9, 300)), { maxLength: 60 })
  .map((list) => list.flatMap(([one, times]) => Array<Row>(times).fill(one)));

/** Windows that begin and end anywhere, and those of whole months. */
export const window = fc
  .tuple(fc.integer({ min: FIRST - 40, max: LAST + 40 }), fc.integer({ min: 0, max: 420 }))
  .chain(([from, length]) =>
    fc.constantFrom(
      { from, to: from + length },
      { from: firstOfMonth(from), to: firstOfNextMonth(from + length) - 1 },
      { from: firstOfMonth(from), to: from + length },
      { from, to: firstOfNextMonth(from + length) - 1 },
    ),
  );

const someOf = (values: readonly number[]): fc.Arbitrary<ReadonlySet<number> | null> =>
  fc.option(
    fc.subarray([...values]).map((chosen) => new Set(chosen)),
    { nil: null },
  );

export const anyQuery: fc.Arbitrary<OracleQuery> = fc
  .tuple(window, fc.integer({ min: LARGEST_COUNTED, max: 10 }))
  .chain(([days, resolution]) =>
    fc.record({
      resolution: fc.constant(resolution),
      from: fc.constant(days.from),
      to: fc.constant(days.to),
      types: someOf(TYPES),
      agencies: someOf([1, 2, 7]),
      cells: someOf([...new Set(PLACED.map((place) => keyOf(place, resolution)))]),
      shareKeys: fc.subarray(SHARES),
    }),
  );

export function batchOf(list: readonly Row[]): Batch {
  const edges = list.flatMap(({ edges }, row) =>
    (edges ?? []).flatMap((cell) => (cell === null ? [] : [{ row, cell }])),
  );
  return {
    edges: {
      rows: Uint32Array.from(edges, ({ row }) => row),
      cells: BigInt64Array.from(edges, ({ cell }) => cell),
    },
    cells: BigInt64Array.from(list, ({ cell }) => cell),
    days: Int32Array.from(list, ({ day }) => day),
    types: Uint8Array.from(list, ({ type }) => type),
    monthOnly: Uint8Array.from(list, ({ monthOnly }) => (monthOnly ? 1 : 0)),
    shares: Uint16Array.from(list, ({ share }) => share),
    count: list.length,
  };
}

const kindOf = new Map(INCIDENT_TYPES.map(({ id, kind }) => [id, KINDS.indexOf(kind)]));

/** How a row stands to a window: a month-only row is its whole month. */
export function placeInTime(row: Row, from: number, to: number): 'inside' | 'cut' | 'outside' {
  const first = row.monthOnly ? firstOfMonth(row.day) : row.day;
  const last = row.monthOnly ? firstOfNextMonth(row.day) - 1 : row.day;
  if (first >= from && last <= to) return 'inside';
  return last < from || first > to ? 'outside' : 'cut';
}

export function passes(row: Row, { types, agencies, shareKeys }: OracleQuery): boolean {
  if (!shareKeys.includes(row.share)) return false;
  return (types?.has(row.type) ?? true) && (agencies?.has(row.share >> 2) ?? true);
}

export interface Counted {
  readonly cells: readonly (readonly [number, readonly number[]])[];
  readonly leftOut: { readonly noPlace: number; readonly monthOnlyCut: number };
}

/** One row at a time, by the words of the rules. */
export function countPlainly(list: readonly Row[], query: OracleQuery): Counted {
  const found = new Map<number, number[]>();
  const leftOut = { noPlace: 0, monthOnlyCut: 0 };
  for (const row of list) {
    const time = placeInTime(row, query.from, query.to);
    if (time === 'outside' || !passes(row, query)) continue;
    const key = row.cell === 0n ? null : keyOf(row, query.resolution);
    const chosen = query.cells === null || (key !== null && query.cells.has(key));
    if (time === 'cut') {
      if (chosen) leftOut.monthOnlyCut++;
    } else if (key === null) {
      leftOut.noPlace++;
    } else if (chosen) {
      const counts = found.get(key) ?? [0, 0, 0, 0];
      const kind = kindOf.get(row.type) ?? -1;
      counts[kind] = (counts[kind] ?? 0) + 1;
      found.set(key, counts);
    }
  }
  return { cells: [...found].sort(([a], [b]) => a - b), leftOut };
}
