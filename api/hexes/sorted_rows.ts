/** The columns: rows sorted by (cell, precision, day, combo), four bytes a row and twelve a slot.
 *
 *  A slot is a res-10 cell's day-precise rows, or its month-only rows: its key is `cellKey * 2 + monthOnly`.
 *  So a slot's rows share one rule about time, the window is two binary searches in it, and between them
 *  nothing is left to ask about the day. Rows without a place have the cell key -1 and come first. */
import { REMOVED } from './combo.ts';

export interface SortedRows {
  /** Ascending, each once. */
  readonly slotKeys: Float64Array;
  /** Slot s has the rows from starts[s] to before starts[s + 1]. */
  readonly starts: Uint32Array;
  /** Days since FIRST_DAY; a month-only row has the first of its month. */
  readonly days: Uint16Array;
  readonly combos: Uint16Array;
  /** Of those rows, how many are marked as removed: they count nowhere and go at the next merge. */
  removed: number;
}

/** 1900-01-01; two bytes of days reach 2079-06-06. */
export const FIRST_DAY = -25_567;

export const NO_PLACE = -1;

export const EMPTY: SortedRows = Object.freeze({
  slotKeys: new Float64Array(0),
  starts: new Uint32Array(1),
  days: new Uint16Array(0),
  combos: new Uint16Array(0),
  removed: 0,
});

export const rowCount = (rows: SortedRows): number => rows.days.length;

/** The first of `items[from..to)` that is not below `value`, or `to`. For rows' days: no branch depends on the
 *  data, since a day is as likely before as after, and a wrong guess costs more than the comparison. */
export function firstDayFrom(days: Uint16Array, from: number, to: number, value: number): number {
  let left = to - from;
  if (left <= 0) return from;
  while (left > 1) {
    const half = left >>> 1;
    from += (((days[from + half - 1] ?? 0) - value) >> 31) & half;
    left -= half;
  }
  return from + (((days[from] ?? 0) - value) >>> 31);
}

/** The first slot whose key is not below `key`, from `from` to `to`. */
export function firstSlotFrom(keys: Float64Array, key: number, from = 0, to = keys.length): number {
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((keys[middle] ?? 0) < key) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Two sets of rows as one, removed rows left out: one pass over both, no sorting. */
export function mergeRows(a: SortedRows, b: SortedRows): SortedRows {
  const length = rowCount(a) - a.removed + rowCount(b) - b.removed;
  const days = new Uint16Array(length);
  const combos = new Uint16Array(length);
  const slotKeys = new Float64Array(a.slotKeys.length + b.slotKeys.length);
  const starts = new Uint32Array(slotKeys.length + 1);
  let slots = 0;
  let at = 0;
  let sa = 0;
  let sb = 0;
  while (sa < a.slotKeys.length || sb < b.slotKeys.length) {
    const ka = a.slotKeys[sa] ?? Infinity;
    const kb = b.slotKeys[sb] ?? Infinity;
    const before = at;
    let i = a.starts[sa] ?? 0;
    let j = b.starts[sb] ?? 0;
    if (ka <= kb) sa++;
    if (kb <= ka) sb++;
    const iEnd = a.starts[sa] ?? 0;
    const jEnd = b.starts[sb] ?? 0;
    while (i < iEnd && j < jEnd) {
      const x = ((a.days[i] ?? 0) << 16) | (a.combos[i] ?? 0);
      const y = ((b.days[j] ?? 0) << 16) | (b.combos[j] ?? 0);
      const next = x >>> 0 <= y >>> 0 ? x : y;
      if (next === x) i++;
      else j++;
      days[at] = next >>> 16;
      combos[at] = next;
      at += (next & 0xffff) === REMOVED ? 0 : 1; // a removed row is written over by the next
    }
    at = copyLive(a, i, iEnd, days, combos, at);
    at = copyLive(b, j, jEnd, days, combos, at);
    if (at === before) continue;
    slotKeys[slots++] = Math.min(ka, kb);
    starts[slots] = at;
  }
  return {
    slotKeys: slotKeys.slice(0, slots),
    starts: starts.slice(0, slots + 1),
    days,
    combos,
    removed: 0,
  };
}

function copyLive(
  rows: SortedRows,
  from: number,
  to: number,
  days: Uint16Array,
  combos: Uint16Array,
  at: number,
): number {
  for (let i = from; i < to; i++) {
    const combo = rows.combos[i] ?? 0;
    days[at] = rows.days[i] ?? 0;
    combos[at] = combo;
    at += combo === REMOVED ? 0 : 1;
  }
  return at;
}
