/** May two windows be compared, and does what the server answered belong together? */
import type { Partnership } from '#api/contract/partnership.ts';
import type { HexAnswer } from '#web/lib/api/hexes.ts';
import { changeBreaks, changesBetween, comparedWindow, isHeld } from './compare.ts';
import type { Changes, Comparison } from './compare.ts';
import { shareOfHistory, type Window } from '../time/brush.ts';
import { nothingArrived } from '../visibility/missing.ts';

export interface Compared {
  readonly window: Window;
  /** outside: the history does not hold all of it; missing: nothing was received in it */
  readonly why: 'outside' | 'missing' | null;
}

/** The window to compare with, and why there may be nothing to compare with. */
export function comparison(
  window: Window,
  by: Comparison,
  history: Window,
  datasets: Partnership['datasets'],
  agencies: readonly string[],
): Compared {
  const other = comparedWindow(window, by);
  if (!isHeld(other, history)) return { window: other, why: 'outside' };
  // A feed that did not come is no quiet month: everything would look like a rise.
  return { window: other, why: nothingArrived(datasets, agencies, other) ? 'missing' : null };
}

export interface Change {
  readonly changes: Changes;
  readonly breaks: readonly number[];
  readonly window: Window;
  /** left out of the other window, because it cuts months */
  readonly monthOnly: number;
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
  const wanted = JSON.stringify({ ...now.requested, ...window });
  if (!then || then.resolution !== now.resolution || JSON.stringify(then.requested) !== wanted)
    return null;
  return {
    changes: changesBetween(now, then),
    breaks: changeBreaks(ever.total, shareOfHistory({ from, to }, history)),
    window,
    monthOnly: then.monthOnly,
  };
}
