/** When an agency is reminded of a due delivery, and what the reminder says. Days are yyyy-mm-dd in London. */
import type { ReminderReason } from '../contract/deliveries.ts';
import type { QuarterDelivered } from './due.ts';

export interface Reminded {
  /** Its first day. */
  readonly quarter: string;
  readonly why: ReminderReason;
  readonly on: string;
}

/** A quarter that nobody sent is announced this long before it is due: once. */
const AHEAD = 14;
/** A quarter that has been missing for longer was missing before this server was set up: partners remind by hand. */
const BEHIND = 31;
/** Days between two reminders that partners send: two messages in a week are one too many. */
export const BETWEEN = 7;

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** The reminders that are due today of one feed: at most one a quarter and reason. */
export function remindersDue(
  quarters: readonly QuarterDelivered[],
  reminded: readonly Reminded[],
  today: string,
): { quarter: QuarterDelivered; why: 'due_soon' | 'missing' }[] {
  return quarters.flatMap((quarter) => {
    const why = reasonOf(quarter, today);
    const sent = reminded.some((one) => one.quarter === quarter.from && one.why === why);
    return why === null || sent ? [] : [{ quarter, why }];
  });
}

function reasonOf(
  { state, expected_by }: QuarterDelivered,
  today: string,
): 'due_soon' | 'missing' | null {
  const left = daysBetween(today, expected_by);
  if (state === 'due' && left <= AHEAD) return 'due_soon';
  if (state === 'missing' && left >= -BEHIND) return 'missing';
  return null;
}

/** Whether a partner may send a reminder now: null, or why not. */
export function reminderRefusal(
  quarter: QuarterDelivered | undefined,
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
  quarter: QuarterDelivered,
  requestedBy: string | null,
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
      `${requestedBy === null ? '' : `${requestedBy} asks for your data. `}Of “${feed}”, ${LIST.format(months)} ${year} ${months.length === 1 ? 'has' : 'have'} not arrived. ${expected}`,
      'Until it comes the map hatches these months, and says nothing of what is hot there by your records.',
    ].join('\n\n'),
  };
}
