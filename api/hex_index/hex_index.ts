/** Every incident's cell, day, type and share key in this process's memory, sorted for the map: any window, kinds,
 *  agencies and cells, at resolutions 6 to 10: a hexagon counts what lies in it. PostgreSQL is the only truth: the index is built from it, follows each
 *  commit, and is thrown away at any doubt. README.md has the reasons, sorted_rows.ts the columns. */
import { addCells, type CellCounts, columns, correctCells } from './cell_counts.ts';
import {
  countRowClasses,
  type Source,
  sourcesOf,
  typeCountsOf,
  type TypeCounts,
} from './class_counts.ts';
import { countCells, countUnplaced, stepOf } from './count_cells.ts';
import type { ClosedCounts } from './closed_counts.ts';
import type { Grants } from './grants.ts';
import { boundsOf, type HexQuery, mustBeAnswerable } from './hex_query.ts';
import { IndexRows } from './index_rows.ts';
import type { PartnerQuery, PartnerTable } from './partner_table.ts';
import {
  type PartnerCounts,
  type PartnerMonths,
  PartnerTables,
  withPartners,
} from './partner_tables.ts';
import { passes, REMOVED, type RowClassTable, type RowFilter } from './row_class.ts';
import type { Batch } from './row_sorter.ts';
import { rangeSpan } from './select_ranges.ts';
import type { RowSets } from './row_sets.ts';
import { AREA_SETS } from './sorted_rows.ts';
import { signOf } from './window_ranges.ts';
import { NOT_COUNTED, type Timeline, timelineOf } from './timeline.ts';

export interface HexCounts extends CellCounts {
  readonly leftOut: {
    /** Rows without a place, under the same filters and window; no choice of cells applies to them. */
    readonly noPlace: number;
    /** Month-only rows of the months the window cuts; those without a place too, unless cells are chosen. */
    readonly monthOnlyCut: number;
  };
}

/** As HexQuery; `from` and `to` null mean from the first to the last day that counts. */
export type TimelineQuery = Omit<HexQuery, 'from' | 'to'> &
  (Pick<HexQuery, 'from' | 'to'> | { readonly from: null; readonly to: null });

export class HexIndex {
  readonly #rows: IndexRows;
  readonly #partners = new PartnerTables();
  #areaSets: ReadonlyMap<number, readonly number[]> = new Map();

  constructor(rowClasses: RowClassTable, sets: RowSets) {
    this.#rows = new IndexRows(rowClasses, sets);
  }

  /** Rows held, anybody's: for health checks, never for a viewer. */
  get size(): number {
    return this.#rows.size;
  }

  /** Bytes in the columns. */
  get byteLength(): number {
    return this.#rows.byteLength;
  }

  /** Counts by cell and kind: of rows, of agreements of level `cell`, and of both. @throws RangeError as `count` does. */
  countAll(
    query: HexQuery,
    grants: Grants,
  ): { all: HexCounts; own: HexCounts; partners: PartnerCounts[] } {
    const own = this.count(query, grants);
    const partners = this.#partners.counts(query, grants);
    return { all: { ...withPartners(own, partners), leftOut: own.leftOut }, own, partners };
  }

  /** Counts of rows by cell and kind. @throws RangeError for a resolution other than 6 to 10 or a window that is none. */
  count(query: HexQuery, grants: Grants): HexCounts {
    mustBeAnswerable(query);
    const plan = {
      span: rangeSpan(query.resolution),
      bounds: boundsOf(query),
      steps: this.#byRowClass(query, grants, new Int32Array(this.#rows.rowClasses.size), stepOf),
    };
    const none = columns(0);
    const sums = { all: none, minus: none, plus: none };
    const leftOut = { noPlace: 0, monthOnlyCut: 0 };
    for (const { sorted, runs, set } of this.#rows.select(query.resolution, query.cells)) {
      const { monthOnlyCut, ...counted } = countCells(sorted, { ...plan, runs });
      const unplaced = countUnplaced(sorted, plan);
      sums[set] = addCells(sums[set], counted);
      leftOut.noPlace += unplaced.noPlace;
      leftOut.monthOnlyCut +=
        signOf(set) * monthOnlyCut + (query.cells === null ? unplaced.monthOnlyCut : 0);
    }
    const { keys, total, byKind } = correctCells(sums.all, sums.minus, sums.plus);
    return { keys, total, byKind, leftOut };
  }

  /** Counts under agreements of level `cell`. @throws RangeError as `count` does. */
  partnerCounts(query: PartnerQuery, grants: Grants): PartnerCounts[] {
    mustBeAnswerable(query);
    return this.#partners.counts(query, grants);
  }

  partnerMonths(query: Omit<PartnerQuery, 'from' | 'to'>, grants: Grants): PartnerMonths[] {
    return this.#partners.months(query, grants);
  }

  partnerTables(grants: Grants): PartnerTable[] {
    return this.#partners.of(grants);
  }

  /** Counts by day and month, of rows with a place. @throws RangeError as `count` does. */
  timeline(query: TimelineQuery, grants: Grants): Timeline {
    const window = query.from === null ? null : { from: query.from, to: query.to };
    mustBeAnswerable({ ...query, ...(window ?? { from: 0, to: 0 }) });
    const kinds = new Uint8Array(this.#rows.rowClasses.size).fill(NOT_COUNTED);
    this.#byRowClass(query, grants, kinds, (kind) => kind);
    return timelineOf(this.#rows.selectForSums(query.resolution, query.cells), kinds, window);
  }

  /** Counts by type and by agency, of rows with a place. @throws RangeError as `count` does. */
  typeCounts(query: HexQuery, grants: Grants): TypeCounts {
    return typeCountsOf(this.#countClasses(query), this.#rows.rowClasses.granted(grants), query);
  }

  /** Whose the rows are that `count` finds in cells. @throws RangeError as `count` does. */
  sources(query: HexQuery, grants: Grants): Source[] {
    return sourcesOf(this.#countClasses(query), this.#rows.rowClasses.granted(grants), query);
  }

  /** Pairs of agency and kind code of which there are (or were) rows. Partners know which agency keeps records of what,
   *  and not how many. */
  held(): { readonly agency: number; readonly kind: number }[] {
    const pairs = new Set(
      [...this.#rows.rowClasses.pairs()].map(({ agency, kind }) => agency * 4 + kind),
    );
    return [...pairs]
      .sort((a, b) => a - b)
      .map((pair) => ({ agency: Math.floor(pair / 4), kind: pair % 4 }));
  }

  /** The counts of closed months that agreements and releases give, instead of those before. */
  setClosed(closed: ClosedCounts): void {
    this.#partners.setClosed(closed);
  }

  /** Areas (ids) by the number of each set, instead of those before. */
  setAreaSets(sets: ReadonlyMap<number, readonly number[]>): void {
    this.#areaSets = sets;
  }

  /** By the number of a set: 1 where one of the areas is in it. */
  setsOf(areas: readonly number[]): Uint8Array {
    const chosen = new Set(areas);
    const sets = new Uint8Array(AREA_SETS);
    for (const [set, members] of this.#areaSets)
      if (members.some((area) => chosen.has(area))) sets[set] = 1;
    return sets;
  }

  /** Adds rows that the database has committed. @throws RangeError as RowSorter.add does, adding none. */
  append(batch: Batch): void {
    this.#rows.append(batch);
  }

  /** Takes out one row for each of the batch: same cells, day, type, precision and share key.
   *  Returns how many were not there; more than none means that the index and the database differ: rebuild. */
  remove(batch: Batch): number {
    return this.#rows.remove(batch);
  }

  /** Merges newer rows with the others and drops what was removed: one pass over the rows. */
  compact(): void {
    this.#rows.compact();
  }

  /** What a file keeps of it (index_file.ts), merged. */
  columns(): { readonly rowClasses: RowClassTable; readonly sets: RowSets } {
    return { rowClasses: this.#rows.rowClasses, sets: this.#rows.merged() };
  }

  #countClasses(query: HexQuery): Uint32Array {
    mustBeAnswerable(query);
    const parts = this.#rows.selectForSums(query.resolution, query.cells);
    return countRowClasses(parts, boundsOf(query), this.#rows.rowClasses.size);
  }

  /** Fills in the value of each row class that the viewer may count and the filter lets pass. */
  #byRowClass<T extends Int32Array | Uint8Array>(
    filter: RowFilter,
    grants: Grants,
    values: T,
    valueOf: (kind: number) => number,
  ): T {
    for (const rowClass of this.#rows.rowClasses.granted(grants)) {
      if (rowClass.id !== REMOVED && passes(rowClass, filter))
        values[rowClass.id] = valueOf(rowClass.kind);
    }
    return values;
  }
}
