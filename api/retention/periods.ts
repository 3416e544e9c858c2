/** From periods to days: what is older than its day is due. Pure. */
import type { RetentionPeriods } from '../contract/retention.ts';
import {
  RETENTION_CLASSES,
  RETENTION_MONTHS,
  type RetentionClass,
} from '../contract/retention_classes.ts';

/** What an agency has set, and the usual period for the rest. */
export function periodsOf(
  set: readonly { readonly class: RetentionClass; readonly months: number }[],
): RetentionPeriods {
  const periods = Object.fromEntries(
    RETENTION_CLASSES.map((name) => [
      name,
      set.find((one) => one.class === name)?.months ?? RETENTION_MONTHS[name].usual,
    ]),
  );
  return periods as RetentionPeriods; // as: a number for each class
}

/** The first day of the month that lies `months` before today's: periods run out by whole months, as counts are closed by.
 *  @param today local day, yyyy-mm-dd */
export function monthsBefore(today: string, months: number): string {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10);
}

/** What is older than its class's day is due. */
export type Cutoffs = Readonly<Record<RetentionClass, string>>;

export const cutoffsOf = (periods: RetentionPeriods, today: string): Cutoffs => ({
  places: monthsBefore(today, periods.places),
  texts: monthsBefore(today, periods.texts),
  rejects: monthsBefore(today, periods.rejects),
});
