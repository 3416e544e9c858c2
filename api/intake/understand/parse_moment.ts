/** Dates and times as files write them. Whole columns decide the order of day and month; here it is known. */
import type { DayOrder } from '#api/contract/intake.ts';
import type { TimePrecision } from '#api/contract/kinds.ts';
import { DAY, londonToUtc } from '../../time/local_time.ts';

export interface Moment {
  /** UTC milliseconds; the local start of the day or month where that is all there is. */
  readonly utc: number;
  readonly precision: TimePrecision;
}

/** Completes "31/02/2025 …". */
export interface MomentProblem {
  readonly reason: string;
}

/** The result for a date such as 03/04/2025 while the order of day and month is open. */
export const AMBIGUOUS: MomentProblem = { reason: 'could be day first or month first' };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const CLOCK = String.raw`(\d{1,2})[:.](\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?`;
const YEAR_FIRST = new RegExp(
  String.raw`^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[T\s]+(?:${CLOCK}|(\d{1,2}))\s*(Z|[+-]\d{2}:?\d{2}|UTC|GMT)?)?)?$`,
);
const YEAR_LAST = new RegExp(
  String.raw`^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2}|[A-Za-z]{3,9})[-/.\s](\d{1,2}|[A-Za-z]{3,9}),?[-/.\s]+(\d{4}|\d{2})(?:,?\s+(?:at\s+)?(?:${CLOCK}|(\d{1,2})))?$`,
);
const TIME_ALONE = new RegExp(`^${CLOCK}$`);
/** Days since 1899-12-30, as a spreadsheet keeps them: 1990 to 2099. */
const SERIAL = /^(3[2-9]\d{3}|[4-6]\d{4}|7[0-3]\d{3})(?:\.\d+)?$/;

/** Reads one cell. `order` matters only for dates such as 03/04/2025; null leaves those unread. */
export function parseMoment(text: string, order: DayOrder | null): Moment | MomentProblem {
  const first = YEAR_FIRST.exec(text);
  if (first) {
    const [, year, month, day, h, m, s, half, hour, zone] = first;
    const clock = h === undefined ? hourAlone(hour) : readClock(h, m, s, half);
    return assemble(
      Number(year),
      Number(month),
      day === undefined ? null : Number(day),
      clock,
      zone,
    );
  }
  const last = YEAR_LAST.exec(text);
  if (last) {
    const [, a = '', b = '', year = '', h, m, s, half, hour] = last;
    const named = namedMonth(a, b);
    if (!named && order === null) return AMBIGUOUS;
    if (!named && order !== 'dmy' && order !== 'mdy') {
      return { reason: 'does not start with the year, as the dates of this column do' };
    }
    const [day, month] =
      named ?? (order === 'mdy' ? [Number(b), Number(a)] : [Number(a), Number(b)]);
    const clock = h === undefined ? hourAlone(hour) : readClock(h, m, s, half);
    return assemble(year.length === 2 ? 2000 + Number(year) : Number(year), month, day, clock);
  }
  if (SERIAL.test(text)) return fromSerial(Number(text));
  return { reason: 'is not a date: write it as dd/mm/yyyy hh:mm or yyyy-mm-dd' };
}

/** Minutes after midnight out of a time by itself, or a problem. */
export function parseClock(text: string): number | MomentProblem {
  const match = TIME_ALONE.exec(text) ?? /^(\d{2})(\d{2})()()$/.exec(text);
  if (match) {
    const clock = readClock(match[1] ?? '', match[2], match[3], match[4]);
    if (typeof clock !== 'string') return Math.floor(clock.ms / 60_000);
  }
  return { reason: 'is not a time: write it as hh:mm' };
}

/** Day and month of a date with the month in words, either way round; null where both are numbers. */
function namedMonth(a: string, b: string): [number, number] | null {
  const named = (word: string) => MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;
  if (/^[A-Za-z]/.test(b)) return [Number(a), named(b)];
  if (/^[A-Za-z]/.test(a)) return [Number(b), named(a)];
  return null;
}

type Clock = { readonly ms: number; readonly precision: TimePrecision };
const NO_CLOCK: Clock = { ms: 0, precision: 'day' };

function hourAlone(hour: string | undefined): Clock | string {
  if (hour === undefined) return NO_CLOCK;
  return Number(hour) < 24 ? { ms: Number(hour) * 3_600_000, precision: 'hour' } : 'an hour';
}

/** Time of day in milliseconds, or the word for what is out of range. */
function readClock(h: string, m = '0', s = '0', half = ''): Clock | string {
  let hour = Number(h);
  if (half) {
    if (hour < 1 || hour > 12) return 'an hour';
    hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0);
  }
  if (hour > 23) return 'an hour';
  if (Number(m) > 59) return 'a minute';
  if (Number(s || 0) > 59) return 'a second';
  return { ms: (hour * 60 + Number(m)) * 60_000 + Number(s || 0) * 1000, precision: 'minute' };
}

function assemble(
  year: number,
  month: number,
  day: number | null,
  clock: Clock | string,
  zone?: string,
): Moment | MomentProblem {
  if (!(month >= 1 && month <= 12)) return { reason: 'has a month that no year has' };
  const midnight = Date.UTC(year, month - 1, day ?? 1);
  const date = new Date(midnight);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== (day ?? 1)) {
    return { reason: 'is a day that the month does not have' };
  }
  if (typeof clock === 'string') return { reason: `has ${clock} that no day has` };
  if (day === null) return { utc: londonToUtc(midnight), precision: 'month' };
  const wall = midnight + clock.ms;
  return { utc: zone ? wall - zoneOffset(zone) : londonToUtc(wall), precision: clock.precision };
}

function zoneOffset(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -1 : 1) * minutes * 60_000;
}

/** Spreadsheet days → the wall clock, to the minute: the fraction is too coarse for seconds. */
function fromSerial(serial: number): Moment {
  const days = Math.floor(serial);
  const minutes = Math.round((serial - days) * 1440);
  const wall = (days - 25_569) * DAY + minutes * 60_000;
  return { utc: londonToUtc(wall), precision: minutes === 0 ? 'day' : 'minute' };
}
