/** Every incident's cell, day, type and share key, in this process's memory, in the order in which a map asks:
 *  any window, kinds, agencies and cells, at any resolution to 10. PostgreSQL is the only truth: this is built
 *  from it, told of each commit, and thrown away at any doubt.
 *
 *  Two parts: `base`, and a small `tail` of what came since, sorted too, so that a query reads both alike.
 *  See README.md for why, and sorted_rows.ts for the columns. */
import { type Batch, RowSorter } from './row_sorter.ts';
import { INCIDENT_TYPES, KIND_OF_CODE } from '#api/contract/kinds.ts';
import { addCells, type CellCounts } from './cell_counts.ts';
import { countCells, countUnplaced, stepOf } from './count_cells.ts';
import {
  countCombos,
  type Source,
  sourcesOf,
  typeCountsOf,
  type TypeCounts,
} from './class_counts.ts';
import { ComboTable, passes, REMOVED, type RowFilter } from './row_class.ts';
import { type CellGrant, type Grants, mustBeIssued } from './grants.ts';
import { boundsOf, type HexQuery, mustBeAnswerable } from './hex_query.ts';
import {
  answers,
  countPartner,
  monthsOfPartner,
  nameOfGrant,
  partnerTable,
  type PartnerQuery,
  type PartnerTable,
} from './partner_counts.ts';
import { removeRows } from './remove_rows.ts';
import { selectSlots, slotSpan } from './select_ranges.ts';
import { EMPTY, mergeRows, type SortedRows } from './sorted_rows.ts';
import type { Part } from './window_ranges.ts';
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

const TYPES_OF_KIND: readonly ReadonlySet<number>[] = KIND_OF_CODE.map(
  (kind) => new Set(INCIDENT_TYPES.filter((one) => one.kind === kind).map(({ id }) => id)),
);

/** What one provider's agreement of level `cell` adds to an answer. */
export interface PartnerCounts {
  readonly grant: CellGrant;
  readonly counts: CellCounts;
}

/** The tail is merged when it is larger than this, and than a fiftieth of the base. */
const TAIL_ROWS = 20_000;

export class HexIndex {
  readonly #combos: ComboTable;
  #base: SortedRows;
  #tail: SortedRows = EMPTY;
  /** Base counts under agreements of level `cell`, kept until a row comes or goes. */
  #partners = new Map<string, PartnerTable>();

  constructor(combos: ComboTable, base: SortedRows) {
    this.#combos = combos;
    this.#base = base;
  }

  /** Rows held, anybody's: for health checks, never for a viewer. */
  get size(): number {
    return this.#parts().reduce((sum, { rows, removed }) => sum + rows.length - removed, 0);
  }

  /** Bytes in the columns. */
  get byteLength(): number {
    return this.#parts().reduce(
      (sum, { slotKeys, starts, rows }) =>
        sum + slotKeys.byteLength + starts.byteLength + rows.byteLength,
      0,
    );
  }

  /** Counts by cell and kind. @throws RangeError for a resolution beyond 10 or a window that is none. */
  count(query: HexQuery, grants: Grants): HexCounts {
    mustBeAnswerable(query);
    const plan = {
      span: slotSpan(query.resolution),
      bounds: boundsOf(query),
      steps: this.#byCombo(query, grants, new Int32Array(this.#combos.size), stepOf),
    };
    let cells: CellCounts | null = null;
    const leftOut = { noPlace: 0, monthOnlyCut: 0 };
    for (const { sorted, ranges } of this.#select(query)) {
      const { monthOnlyCut, ...counted } = countCells(sorted, { ...plan, ranges });
      const unplaced = countUnplaced(sorted, plan);
      cells = cells === null ? counted : addCells(cells, counted);
      leftOut.noPlace += unplaced.noPlace;
      leftOut.monthOnlyCut += monthOnlyCut + (query.cells === null ? unplaced.monthOnlyCut : 0);
    }
    const { keys, total, byKind } = cells ?? countCells(EMPTY, { ...plan, ranges: [] });
    return { keys, total, byKind, leftOut };
  }

  /** Pairs of agency and kind code of which there are (or were) rows: which agency keeps records of what is no secret
   *  among partners, how many is. */
  held(): { readonly agency: number; readonly kind: number }[] {
    const pairs = new Set([...this.#combos.pairs()].map(({ agency, kind }) => agency * 4 + kind));
    return [...pairs]
      .sort((a, b) => a - b)
      .map((pair) => ({ agency: Math.floor(pair / 4), kind: pair % 4 }));
  }

  /** What agreements of level `cell` add, a line a grant that has something to say. */
  partnerCounts(query: PartnerQuery, grants: Grants): PartnerCounts[] {
    mustBeAnswerable(query);
    return this.partnerTables(grants)
      .filter((table) => answers(table, query, TYPES_OF_KIND))
      .map((table) => ({ grant: table.grant, counts: countPartner(table, query) }))
      .filter(({ counts }) => counts.keys.length > 0);
  }

  /** The same by month over the whole history: kind code → first day of month → count. */
  partnerMonths(
    query: Omit<PartnerQuery, 'from' | 'to'>,
    grants: Grants,
  ): { readonly grant: CellGrant; readonly byMonth: ReadonlyMap<number, number> }[] {
    return this.partnerTables(grants)
      .filter((table) => answers(table, query, TYPES_OF_KIND))
      .map((table) => ({
        grant: table.grant,
        byMonth: monthsOfPartner(table, query.resolution, query.cells),
      }));
  }

  /** @throws TypeError for grants that the database did not make */
  partnerTables(grants: Grants): PartnerTable[] {
    mustBeIssued(grants);
    return grants.cells.map((grant) => {
      const name = nameOfGrant(grant);
      const kept = this.#partners.get(name) ?? partnerTable(this.#parts(), this.#combos, grant);
      this.#partners.set(name, kept);
      return { ...kept, grant };
    });
  }

  /** Counts by day and month, of rows with a place. @throws RangeError as `count` does. */
  timeline(query: TimelineQuery, grants: Grants): Timeline {
    const window = query.from === null ? null : { from: query.from, to: query.to };
    mustBeAnswerable({ ...query, ...(window ?? { from: 0, to: 0 }) });
    const kinds = new Uint8Array(this.#combos.size).fill(NOT_COUNTED);
    this.#byCombo(query, grants, kinds, (kind) => kind);
    return timelineOf(this.#select(query), kinds, window);
  }

  /** Counts by type and by agency, of rows with a place. @throws RangeError as `count` does. */
  typeCounts(query: HexQuery, grants: Grants): TypeCounts {
    mustBeAnswerable(query);
    const counts = countCombos(this.#select(query), boundsOf(query), this.#combos.size);
    return typeCountsOf(counts, this.#combos.granted(grants), query);
  }

  /** Whose the rows are that `count` finds in cells. @throws RangeError as `count` does. */
  sources(query: HexQuery, grants: Grants): Source[] {
    mustBeAnswerable(query);
    const counts = countCombos(this.#select(query), boundsOf(query), this.#combos.size);
    return sourcesOf(counts, this.#combos.granted(grants), query);
  }

  /** Adds rows that the database has committed. @throws RangeError as RowSorter.add does, adding none. */
  append(batch: Batch): void {
    this.#tail = mergeRows(this.#tail, this.#sorted(batch));
    this.#partners.clear();
    this.#compactWhenDue();
  }

  /** Takes out one row for each of the batch: same cell at resolution 10, day, type, precision and share key.
   *  Returns how many were not there; more than none means that the index and the database differ: rebuild. */
  remove(batch: Batch): number {
    const missing = removeRows([this.#tail, this.#base], this.#sorted(batch));
    this.#partners.clear();
    this.#compactWhenDue();
    return missing;
  }

  /** Merges the tail and drops what was removed: one pass over the rows. */
  compact(): void {
    if (this.#tail.rows.length === 0 && this.#base.removed === 0) return;
    this.#base = mergeRows(this.#base, this.#tail);
    this.#tail = EMPTY;
  }

  /** What a file keeps of it (index_file.ts), merged. */
  columns(): { readonly combos: ComboTable; readonly sorted: SortedRows } {
    this.compact();
    return { combos: this.#combos, sorted: this.#base };
  }

  #parts(): SortedRows[] {
    return this.#tail.rows.length === 0 ? [this.#base] : [this.#base, this.#tail];
  }

  #select({ resolution, cells }: Pick<HexQuery, 'resolution' | 'cells'>): Part[] {
    return this.#parts().map((sorted) => ({
      sorted,
      ranges: selectSlots(sorted, resolution, cells),
    }));
  }

  /** Fills in the value of each combo that the viewer may count and the filter lets pass. */
  #byCombo<T extends Int32Array | Uint8Array>(
    filter: RowFilter,
    grants: Grants,
    values: T,
    valueOf: (kind: number) => number,
  ): T {
    for (const combo of this.#combos.granted(grants)) {
      if (combo.id !== REMOVED && passes(combo, filter)) values[combo.id] = valueOf(combo.kind);
    }
    return values;
  }

  #sorted(batch: Batch): SortedRows {
    const sorter = new RowSorter(this.#combos);
    sorter.add(batch);
    return sorter.sort();
  }

  #compactWhenDue(): void {
    const most = Math.max(TAIL_ROWS, this.#base.rows.length / 50);
    if (this.#tail.rows.length > most || this.#base.removed > most) this.compact();
  }
}

/** Gathers the database's rows, in any order, sorted by cell fastest. */
export class HexIndexBuilder {
  readonly #combos = new ComboTable();
  readonly #sorter = new RowSorter(this.#combos);

  /** @throws RangeError as RowSorter.add does, taking none of the batch. */
  add(batch: Batch): void {
    this.#sorter.add(batch);
  }

  /** Call once: the builder is spent. */
  build(): HexIndex {
    return new HexIndex(this.#combos, this.#sorter.sort());
  }
}
