/** How unusual a day, a week or a rise must be to alert anybody, when many series are looked at.
 *
 *  Each series at each look whose p falls below the level is an alert. If nothing is going on, that happens at most
 *  (series × looks × level) times on average, however the series and looks hang together: expectations add. So the level
 *  is what people are ready to be called out for in vain, divided among all looks. Benjamini and Hochberg within each day
 *  would not hold that: on a day when one true spike stands, it lets others in more easily, and over a month it promises
 *  a share of the alerts, not a number of them.
 *
 *  A series without a row in the days that are read never alerts, and takes no share. That keeps the bound: its p is held
 *  given each series' total, and whether a total is zero is known from the totals. */
import type { Look } from '../contract/alerts.ts';
import { LONGEST_RISE } from './rise.ts';

export const DAYS_A_MONTH = 365.25 / 12;

/** False alarms a month, over all series together, on average: 0.7 of all looks. Where weeks are as uneven as 6 times
 *  Poisson they are up to 1.5 times as many: at most one a month (test/unit/alerts/alerts_by_simulation.test.ts). */
export const FALSE_ALARMS_A_MONTH: Readonly<Record<Look, number>> = {
  day: 0.3,
  week: 0.2,
  rise: 0.2,
};

/** Tests of a series a month. */
const TESTS_A_MONTH: Readonly<Record<Look, number>> = {
  day: DAYS_A_MONTH,
  week: DAYS_A_MONTH / 7,
  rise: (DAYS_A_MONTH / 7) * (LONGEST_RISE - 1),
};

/** The p at or below which one of so many series alerts. series: ≥ 1; not whole where they do not share alike. Throws
 *  RangeError for less. */
export function alarmLevel(
  look: Look,
  series: number,
  falseAlarmsAMonth = FALSE_ALARMS_A_MONTH[look],
): number {
  if (!(series >= 1)) throw new RangeError('An alarm level needs at least one series.');
  return falseAlarmsAMonth / (series * TESTS_A_MONTH[look]);
}

/** Days between two alarms as unusual as this one, where chance alone is at work: over all series, of this look. */
export const onceInDays = (look: Look, p: number, level: number): number =>
  (DAYS_A_MONTH / FALSE_ALARMS_A_MONTH[look]) * (level / Math.max(p, 1e-300));
