/** Compares one kind's count with an earlier one, or gives the reason why the two cannot be compared. */
import type { Comparison } from '../../contract/change.ts';
import type { Gap } from '../../contract/gap.ts';
import type { RefusalReason } from '../../contract/significance.ts';
import { daysOf } from '../../time/period_before.ts';
import type { Window } from '../../time/local_day.ts';
import { changeBetween } from '../../statistics/poisson_change.ts';
import { figure } from '../study/figure.ts';
import { refusal } from '../study/refusal.ts';

export interface PeriodCount {
  readonly window: Window;
  readonly count: number;
  /** Of the count: others' counts of whole months. Small ones are left out of them, so that a fall from 5 to 4 in a
   *  hexagon may look like one to nothing: they take no part in a comparison. */
  readonly countsOnly: number;
}

export interface Circumstances {
  /** The first day that is not over: days since 1970-01-01. */
  readonly today: number;
  /** Whether any record of the kind has ever been counted here. */
  readonly known: boolean;
  /** Feeds that are left out of both counts, because they have not delivered both periods. */
  readonly gaps: readonly Gap[];
  /** Whether some records are known by month only, and one of the windows cuts months. */
  readonly monthsCut: boolean;
  /** Variance by mean of counts over such windows (overdispersion.ts). */
  readonly psi: number;
}

/** What prevents a comparison; null: nothing does. The first that applies, gravest first. */
export function whyNot(
  now: PeriodCount,
  then: PeriodCount,
  { today, known, gaps, monthsCut }: Circumstances,
): RefusalReason | null {
  if (now.window.to >= today) return 'not_over';
  if (then.window.to >= now.window.from) return 'longer_than_a_year';
  if (!known) return 'no_records';
  const read = now.count - now.countsOnly + then.count - then.countsOnly;
  // nothing is left of what the other feeds counted here: nothing was delivered to compare
  if (gaps.length > 0 && now.count + then.count === 0) return 'not_delivered';
  if (monthsCut) return 'months_only_cut';
  return read === 0 && now.countsOnly + then.countsOnly > 0 ? 'counts_only' : null;
}

/** Days are the exposure: February is shorter than March. now, then: without the feeds that are left out. */
export function compare(
  now: PeriodCount,
  then: PeriodCount,
  circumstances: Circumstances,
): Omit<Comparison, 'count' | 'counts_only' | 'nothing_delivered'> {
  const why = whyNot(now, then, circumstances);
  const gaps = [...circumstances.gaps];
  if (why !== null)
    return {
      gaps,
      refused: refusal(why),
      ...{ compared: null, ratio: null, low: null, high: null, percent: null, verdict: null },
    };
  const [before, after] = [exposed(then), exposed(now)];
  const { ratio, interval, percent, verdict } = changeBetween(before, after, circumstances.psi);
  return {
    gaps,
    refused: null,
    compared: { now: after.count, then: before.count },
    ratio,
    low: figure(interval.low),
    high: Number.isFinite(interval.high) ? interval.high : null,
    percent,
    verdict,
  };
}

const exposed = ({ window, count, countsOnly }: PeriodCount) => ({
  count: count - countsOnly,
  exposure: daysOf(window),
});
