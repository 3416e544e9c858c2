/** When an agency is reminded of what it owes. Days are yyyy-mm-dd in London. */
import type { ReminderReason } from '../contract/deliveries.ts';
import type { QuarterArrived } from './due.ts';

export interface Reminded {
  /** Its first day. */
  readonly quarter: string;
  readonly why: ReminderReason;
  readonly on: string;
}

/** A quarter that nobody sent is announced this long before it is due: once. */
const AHEAD = 14;
/** A quarter that has been missing for longer was missing before this server looked: partners ask for it by hand. */
const BEHIND = 31;
/** Days between one partner's asking and the next: two letters in a week are one too many. */
export const BETWEEN = 7;

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** What the calendar says today of one feed: at most one reminder a quarter and reason. */
export function remindersDue(
  quarters: readonly QuarterArrived[],
  reminded: readonly Reminded[],
  today: string,
): { quarter: QuarterArrived; why: 'due_soon' | 'missing' }[] {
  return quarters.flatMap((quarter) => {
    const why = reasonOf(quarter, today);
    const told = reminded.some((one) => one.quarter === quarter.from && one.why === why);
    return why === null || told ? [] : [{ quarter, why }];
  });
}

function reasonOf(
  { state, expected_by }: QuarterArrived,
  today: string,
): 'due_soon' | 'missing' | null {
  const left = daysBetween(today, expected_by);
  if (state === 'due' && left <= AHEAD) return 'due_soon';
  if (state === 'missing' && left >= -BEHIND) return 'missing';
  return null;
}

/** Whether a partner may ask now: null, or why not. */
export function mayAsk(
  quarter: QuarterArrived | undefined,
  reminded: readonly Reminded[],
  today: string,
): 'nothing_owed' | 'reminded_already' | null {
  if (!quarter || quarter.months_missing.length === 0) return 'nothing_owed';
  const recent = reminded.some(
    (one) => one.quarter === quarter.from && daysBetween(one.on, today) < BETWEEN,
  );
  return recent ? 'reminded_already' : null;
}

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' });
const LIST = new Intl.ListFormat('en-GB');
const day = (text: string): string => DAY.format(new Date(`${text}T00:00:00Z`));

/** What the reminder says. Names of feeds and months, nothing of what is in them. */
export function reminderText(
  feed: string,
  quarter: QuarterArrived,
  askedBy: string | null,
): { subject: string; text: string } {
  const months = quarter.months_missing.map((month) =>
    MONTH.format(new Date(`${month}T00:00:00Z`)),
  );
  const year = quarter.quarter.slice(0, 4);
  const missing = quarter.state === 'missing';
  const expected = missing
    ? `It was expected by ${day(quarter.expected_by)} (SI 2007/1831).`
    : `It is expected by ${day(quarter.expected_by)} (SI 2007/1831).`;
  return {
    subject: `${feed}, ${quarter.quarter}: ${missing ? 'not received' : 'not received yet'}`,
    text: [
      `${askedBy === null ? '' : `${askedBy} asks for your data. `}Of “${feed}”, ${LIST.format(months)} ${year} ${months.length === 1 ? 'has' : 'have'} not arrived. ${expected}`,
      'Until it comes the map hatches these months, and says nothing of what is hot there by your records.',
    ].join('\n\n'),
  };
}
