/** The twelve months that decide a place's persistence. */
import { PERIODS, type Period } from '../../statistics/persistence.ts';
import { firstOfMonth, firstOfNextMonth, type Window } from '../../time/local_day.ts';
import { changedLately, type Changed } from '../../statistics/changed_lately.ts';
import { daysOf } from '../../time/period_before.ts';
import type { Study } from '../study/study.ts';
import type { TestedWindow } from '../significance/test_window.ts';

/** The twelve months that end with the day's, oldest first. */
export function monthsUntil(day: number): Window[] {
  const firsts = [firstOfMonth(day)];
  while (firsts.length < PERIODS) firsts.unshift(firstOfMonth((firsts[0] ?? day) - 1));
  return firsts.map((from) => ({ from, to: firstOfNextMonth(from) - 1 }));
}

/** What is certain of each hexagon's twelve months. k: steps to the farthest neighbour. */
export const changedOver = (
  study: Study,
  months: readonly TestedWindow[],
  k: number,
): readonly Changed[] =>
  changedLately(
    months.map((month) => ({
      days: daysOf(month.window),
      counts: month.counted.counts.map((n, i) => (periodOf(month, i) === 'missing' ? NaN : n)),
    })),
    study.neighbours(k),
  );

/** i: the hexagon's place in the study. */
export function periodOf({ verdict }: TestedWindow, i: number): Period {
  if (verdict.refused !== null) return 'missing';
  const hotspotClass = verdict.tests.classes[i];
  if (hotspotClass === undefined || hotspotClass === 'untested') return 'missing';
  return hotspotClass.startsWith('hot_') ? 'hot' : 'not';
}
