/** May two windows be compared, and does what the server answered belong together? */
import type { Partnership } from '#api/contract/partnership.ts';
import type { HexAnswer } from '#web/lib/api/hexes.ts';
import { changeBreaks, changesBetween, comparedWindow, isHeld } from './compare.ts';
import type { Changes, Comparison } from './compare.ts';
import { shareOfHistory, type Window } from '../time/brush.ts';
import { hasAll } from '../visibility/missing.ts';

export interface Compared {
  readonly window: Window;
  /** outside: the history does not hold all of it; missing: no feed has delivered both */
  readonly why: 'outside' | 'missing' | null;
}

/** The window to compare with, and why there may be nothing to compare with. */
export function comparison(
  window: Window,
  by: Comparison,
  history: Window,
  datasets: Partnership['datasets'],
): Compared {
  const other = comparedWindow(window, by);
  if (!isHeld(other, history)) return { window: other, why: 'outside' };
  // What did not come is no quiet month: everything would look like a change. Feeds that lack months of one are left out of
  // both; where none has both, there is nothing to compare.
  const compares = datasets.length === 0 || datasets.some((one) => hasAll(one, [window, other]));
  return { window: other, why: compares ? null : 'missing' };
}

export interface Change {
  readonly changes: Changes;
  readonly breaks: readonly number[];
  readonly window: Window;
  /** left out of the other window, because it cuts months */
  readonly monthOnly: number;
  /** by name: they have not delivered both windows */
  readonly leftOutFeeds: readonly string[];
}

/** The change between two answers; null while they do not belong together. */
export function changeOf(
  ever: HexAnswer,
  now: HexAnswer,
  then: HexAnswer | null,
  by: Comparison,
  history: Window,
): Change | null {
  const { from = '', to = '' } = now.requested;
  const window = comparedWindow({ from, to }, by);
  const { beside } = now.requested;
  if (beside?.from !== window.from || beside.to !== window.to) return null;
  const wanted = JSON.stringify({ ...now.requested, ...window, beside: { from, to } });
  if (!then || then.resolution !== now.resolution || JSON.stringify(then.requested) !== wanted)
    return null;
  return {
    changes: changesBetween(now, then),
    breaks: changeBreaks(ever.total, shareOfHistory({ from, to }, history)),
    window,
    monthOnly: then.monthOnly,
    leftOutFeeds: now.leftOutFeeds,
  };
}
