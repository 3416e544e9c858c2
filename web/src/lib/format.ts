/** How numbers and dates are written. */

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const money = new Intl.NumberFormat('en-GB', {
  style: 'currency',
  currency: 'GBP',
  maximumFractionDigits: 0,
});
// Days are calendar days without a zone: formatted in UTC, they never slip across midnight.
const date = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options });
const longDay = date({ day: 'numeric', month: 'long', year: 'numeric' });
const shortDay = date({ day: 'numeric', month: 'short', year: 'numeric' });
const dayAndMonth = date({ day: 'numeric', month: 'long' });
const longMonth = date({ month: 'long', year: 'numeric' });
const shortMonth = date({ month: 'short', year: 'numeric' });
const monthOnly = date({ month: 'long' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const minute = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const at = (day: string) => new Date(`${day}T00:00:00Z`);

/** 8,745 */
export const number = (n: number): string => whole.format(n);
/** £1,200 */
export const pounds = (n: number): string => money.format(n);
/** `2025-06-01` → 1 June 2025 */
export const day = (text: string): string => longDay.format(at(text));
/** `2025-06-01` → 1 Jun 2025 */
export const dayShort = (text: string): string => shortDay.format(at(text));
/** `2025-06-01` → June 2025 */
export const month = (text: string): string => longMonth.format(at(text));
/** `2025-06-01` → Jun 2025 */
export const monthShort = (text: string): string => shortMonth.format(at(text));

/** 14:32, by the clock of this machine */
export const clockTime = (instant: Date): string => clock.format(instant);
/** 5 Jun 2025, 14:32, by the clock of this machine */
export const moment = (instant: string): string => minute.format(new Date(instant));

/** `1 incident`, `2 incidents` */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${number(n)} ${n === 1 ? one : many}`;

/** 1–30 June 2025 · 28 May – 3 June 2025 · 1 December 2024 – 31 January 2025 */
export function period(from: string, to: string): string {
  if (from === to) return day(from);
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))}–${day(to)}`;
  if (from.slice(0, 4) === to.slice(0, 4)) return `${dayAndMonth.format(at(from))} – ${day(to)}`;
  return `${day(from)} – ${day(to)}`;
}

/** Months as runs: July to September 2025, November 2025. `months` are first days, in any order. */
export function monthRuns(months: readonly string[]): string {
  const index = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
  const runs: { first: string; last: string }[] = [];
  for (const next of [...new Set(months)].sort()) {
    const run = runs.at(-1);
    if (run && index(next) === index(run.last) + 1) run.last = next;
    else runs.push({ first: next, last: next });
  }
  return runs
    .map(({ first, last }) => {
      if (first === last) return month(first);
      const start =
        first.slice(0, 4) === last.slice(0, 4) ? monthOnly.format(at(first)) : month(first);
      return `${start} to ${month(last)}`;
    })
    .join(', ');
}

// Agreements and the audit speak of London’s days, wherever the reader’s machine thinks it is.
const inLondon = (seconds: boolean) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
  });
const londonMinute = inLondon(false);
const londonSecond = inLondon(true);

/** 5 Jun 2026, 14:32 */
export const momentInLondon = (instant: string): string => londonMinute.format(new Date(instant));
/** 5 Jun 2026, 14:32:07 */
export const exactlyInLondon = (instant: string): string => londonSecond.format(new Date(instant));
