/** The sentence over the time brush: what is on the map, what it is compared with, what it leaves out. */
import type { Partnership } from '#api/contract/partnership.ts';
import type { HexAnswer } from '#web/lib/api/hexes.ts';
import { day, period } from '#web/lib/format.ts';
import { mapWords, shownSentences } from '#web/screens/map/words.ts';
import type { Window } from '../time/brush.ts';
import type { Change, Compared } from '../compare/comparison.ts';
import { missingInAll } from './missing.ts';

interface Known {
  /** the answer shown: the sentence speaks of its window, not of the one just requested */
  readonly answer: HexAnswer;
  /** how it differs from the other window; null while that is not known */
  readonly change: Change | null;
  /** what the view wants to compare with */
  readonly compared: Compared | null;
  readonly history: Window | null;
  /** of the agencies and kinds that are shown */
  readonly datasets: Partnership['datasets'];
  /** agencies that have an incident in the view */
  readonly contributing: number;
  /** what agreements keep off it, in sentences */
  readonly notVisible: readonly string[];
}

export function factsOf(known: Known): ReturnType<typeof shownSentences> {
  const { answer, change, compared, history } = known;
  const { from, to } = answer;
  const windows = [{ from, to }, ...(change ? [change.window] : [])];
  return shownSentences({
    total: answer.sum,
    within: answer.requested.within !== undefined,
    from,
    to,
    agencies: known.contributing,
    noPlace: answer.noPlace,
    monthOnly: answer.monthOnly,
    outside: answer.outside ?? 0,
    countedBy: answer.countedBy,
    compared: change && {
      ...change.window,
      then: change.changes.sumThen,
      now: change.changes.sumNow,
      monthOnly: change.monthOnly,
    },
    remarks: [
      ...(change && change.leftOutFeeds.length > 0
        ? [mapWords.compare.leftOut(change.leftOutFeeds)]
        : []),
      ...(compared && history ? remarks(compared, { from, to }, history) : []),
    ],
    notVisible: known.notVisible,
    missing: missingInAll(known.datasets, windows),
  });
}

function remarks({ window, why }: Compared, shown: Window, history: Window): string[] {
  const words = mapWords.compare;
  const other = period(window.from, window.to);
  if (why === 'outside') return [words.outside(other, period(history.from, history.to))];
  if (why === 'missing') return [words.missing(other)];
  return shown.to > history.to ? [words.cut(day(history.to))] : [];
}
