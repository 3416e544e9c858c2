/** How unusual a day must be to alert anybody, when many series are looked at every day.
 *
 *  Each series on each day whose p falls below the level is an alert. If nothing is going on, that happens at most
 *  (series × days × level) times on average, however the series hang together: expectations add. So the level is what
 *  people are ready to be called out for in vain, divided among all looks. Benjamini and Hochberg within each day would
 *  not hold that: on a day when one true spike stands, it lets others in more easily, and over a month it promises
 *  a share of the alerts, not a number of them. */
const DAYS_A_MONTH = 365.25 / 12;

/** False alarms a month, over all series together, on average. At one in two months, two within a month are rare
 *  (9 % of months), and a rota still believes the third alert of a year. */
export const FALSE_ALARMS_A_MONTH = 0.5;

/** The p at or below which a day of one of so many series alerts. series: ≥ 1, each looked at once a day.
 *  Throws RangeError for less. */
export function alarmLevel(series: number, falseAlarmsAMonth = FALSE_ALARMS_A_MONTH): number {
  if (!(series >= 1)) throw new RangeError('An alarm level needs at least one series.');
  return falseAlarmsAMonth / (series * DAYS_A_MONTH);
}

/** Of a day's p (null: not tested), those that alert: their places in the list, the most unusual first.
 *  A series that is not tested still counts as one of the family: which series those are may depend on their counts. */
export function alarmsOf(p: readonly (number | null)[], level = alarmLevel(p.length)): number[] {
  return p
    .flatMap((one, i) => (one !== null && one <= level ? [{ one, i }] : []))
    .sort((a, b) => a.one - b.one)
    .map(({ i }) => i);
}
