/** Seasons as windows: the Met Office's, whole months; winter is December to February. */
import type { Window } from './brush.ts';
import { addMonths, monthEnd, monthNumber, monthOf, monthStart } from '#web/lib/days.ts';

export const SEASONS = ['winter', 'spring', 'summer', 'autumn'] as const;
export type Season = (typeof SEASONS)[number];

export interface SeasonWindow extends Window {
  readonly season: Season;
}

const MONTHS = 3;
const FIRST_MONTH_OF_WINTER = 11; // December, counted from 0

/** The `most` latest seasons that lie wholly in the history's months, the latest first. */
export function seasonsOf(history: Window, most: number): SeasonWindow[] {
  const found: SeasonWindow[] = [];
  const last = monthNumber(history.to);
  const sinceStart = (((last - FIRST_MONTH_OF_WINTER) % MONTHS) + MONTHS) % MONTHS;
  for (let n = last - sinceStart; found.length < most; n -= MONTHS) {
    const from = monthOf(n);
    const to = monthEnd(addMonths(from, MONTHS - 1));
    if (from < monthStart(history.from)) break;
    if (to > history.to) continue;
    const at = ((((n - FIRST_MONTH_OF_WINTER) / MONTHS) % 4) + 4) % 4;
    found.push({ from, to, season: SEASONS[at] ?? 'winter' });
  }
  return found;
}
