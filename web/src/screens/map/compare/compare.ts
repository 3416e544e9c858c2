/** Two windows side by side: which one the other is, and what changed in each hexagon (now minus then). */
import { naturalBreaks, type Breaks } from '../draw/breaks.ts';
import { isWholeMonths, windowDays, type Window } from '../time/brush.ts';
import { addDays, addMonths, monthEnd, monthNumber, monthStart } from '#web/lib/days.ts';

export const COMPARISONS = ['before', 'year'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** The window of the same length that ends where this one begins, or the same days a year earlier.
 *  Whole months stay whole months. 29 February is compared with the 28th. */
export function comparedWindow(window: Window, by: Comparison): Window {
  if (isWholeMonths(window)) {
    const months = by === 'year' ? 12 : monthNumber(window.to) - monthNumber(window.from) + 1;
    return {
      from: addMonths(window.from, -months),
      to: monthEnd(addMonths(monthStart(window.to), -months)),
    };
  }
  if (by === 'year') return { from: yearEarlier(window.from), to: yearEarlier(window.to) };
  const days = windowDays(window);
  return { from: addDays(window.from, -days), to: addDays(window.to, -days) };
}

function yearEarlier(day: string): string {
  const month = addMonths(day, -12);
  const same = `${month.slice(0, 7)}${day.slice(7)}`;
  return same > monthEnd(month) ? monthEnd(month) : same;
}

/** Does the history hold the whole of it? A month begun by the history counts as held, because feeds of months are
 *  written under one day. What lies outside is not quiet, it is unknown: no change can be told from it. */
export const isHeld = (window: Window, history: Window): boolean =>
  window.from >= monthStart(history.from) && window.to <= monthEnd(history.to);

export interface CellCounts {
  readonly resolution: number;
  /** ascending, each once */
  readonly keys: ArrayLike<number>;
  readonly cells: readonly string[];
  readonly total: ArrayLike<number>;
}

/** Every hexagon with an incident in either window, in the order of their index. */
export interface Changes {
  readonly cells: readonly string[];
  readonly now: Uint32Array;
  readonly then: Uint32Array;
  /** now minus then */
  readonly change: Int32Array;
  readonly sumNow: number;
  readonly sumThen: number;
}

/** @throws RangeError for answers of two resolutions. */
export function changesBetween(now: CellCounts, then: CellCounts): Changes {
  if (now.resolution !== then.resolution) throw new RangeError('Two resolutions do not compare.');
  const most = now.cells.length + then.cells.length;
  const cells: string[] = [];
  const nows = new Uint32Array(most);
  const thens = new Uint32Array(most);
  const change = new Int32Array(most);
  let sumNow = 0;
  let sumThen = 0;
  for (let i = 0, j = 0; i < now.cells.length || j < then.cells.length;) {
    const left = now.keys[i] ?? Infinity;
    const right = then.keys[j] ?? Infinity;
    const at = cells.length;
    cells.push((left <= right ? now.cells[i] : then.cells[j]) ?? '');
    if (left <= right) nows[at] = now.total[i++] ?? 0;
    if (right <= left) thens[at] = then.total[j++] ?? 0;
    change[at] = (nows[at] ?? 0) - (thens[at] ?? 0);
    sumNow += nows[at] ?? 0;
    sumThen += thens[at] ?? 0;
  }
  const n = cells.length;
  return {
    cells,
    now: nows.slice(0, n),
    then: thens.slice(0, n),
    change: change.slice(0, n),
    sumNow,
    sumThen,
  };
}

/** Classes on either side of no change. */
export const SIDE_CLASSES = 3;

/** Breaks of the size of a change, for either direction: the first is 1, each greater than the one before.
 *  A hexagon with λ incidents a window swings by about √(2λ) between two windows by chance alone; the classes are
 *  natural breaks of twice that, over the whole history under the same filters, so that a quiet hexagon's chance
 *  stays pale, and every window of one length has the same legend, while it plays too.
 *  @param historyCounts per hexagon, over the whole history
 *  @param share of the history that the window is, 0 to 1 */
export function changeBreaks(historyCounts: ArrayLike<number>, share: number): number[] {
  const swings = Float64Array.from(
    { length: historyCounts.length },
    (_, i) => 2 * Math.sqrt(2 * (historyCounts[i] ?? 0) * share),
  );
  const breaks: number[] = [];
  for (const swing of naturalBreaks(swings, SIDE_CLASSES)) {
    breaks.push(Math.max(1, Math.round(swing), (breaks.at(-1) ?? 0) + 1));
  }
  if (breaks.length) breaks[0] = 1;
  return breaks;
}

/** −3 to 3: 0 for no change, the sign is the direction. */
export function sideOf(change: number, breaks: Breaks): number {
  const size = Math.abs(change);
  let at = 0;
  while (at < breaks.length && size >= (breaks[at] ?? 0)) at++;
  return at === 0 ? 0 : Math.sign(change) * at;
}

export const FIRST_CHANGE_CLASS = 11;

/** The map's class numbers for changes, apart from those of counts: 11 (many fewer) to 17 (many more), 14 no change. */
export const changeClass = (change: number, breaks: Breaks): number =>
  FIRST_CHANGE_CLASS + SIDE_CLASSES + sideOf(change, breaks);

export interface RankedChange {
  readonly rank: number;
  readonly cell: string;
  readonly now: number;
  readonly then: number;
  readonly change: number;
}

/** The `limit` greatest changes in either direction; equals in the order of their index. `all`: with those that did
 *  not change, last. */
export function rankChanges(changes: Changes, limit: number, all = false): RankedChange[] {
  const size = (i: number) => Math.abs(changes.change[i] ?? 0);
  const order = changes.cells.map((_, i) => i).filter((i) => all || size(i) > 0);
  order.sort((a, b) => size(b) - size(a) || a - b);
  return order.slice(0, limit).map((i, rank) => ({
    rank: rank + 1,
    cell: changes.cells[i] ?? '',
    now: changes.now[i] ?? 0,
    then: changes.then[i] ?? 0,
    change: changes.change[i] ?? 0,
  }));
}
