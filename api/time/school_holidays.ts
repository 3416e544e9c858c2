/** School holidays by rule, for a partnership that has entered no dates of its own: what most councils of England keep to,
 *  and no council's own. Each council sets its terms (Education Act 2002, section 32), so they differ by up to a week. */
import { easterSunday, firstMonday, weekdayOf } from './bank_holidays.ts';
import { dayOf } from './local_day.ts';

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Spans that begin in a year, both ends included; weekends beside them are not. */
export function usualSchoolHolidays(year: number): Span[] {
  const weeks = (monday: number, n: number): Span => ({ from: monday, to: monday + 7 * n - 3 });
  const lastMonday = (end: string): number => {
    const day = dayOf(`${year}-${end}`);
    return day - weekdayOf(day);
  };
  return [
    weeks(firstMonday(dayOf(`${year}-02-13`)), 1),
    weeks(easterSunday(year) - 6, 2),
    weeks(lastMonday('05-31'), 1),
    { from: dayOf(`${year}-07-22`), to: dayOf(`${year}-08-31`) },
    weeks(lastMonday('10-31'), 1),
    weeks(lastMonday('12-25'), 2),
  ];
}
