/** When a row says it happened, from up to five columns: date, time, end date, end time, or a month alone. */
import type { DayOrder, FieldName } from '#api/contract/intake.ts';
import { TIME_PRECISIONS, type TimePrecision } from '#api/contract/kinds.ts';
import { refuse } from '../read/file_problem.ts';
import { DAY, londonDay, londonToUtc } from '../../time/local_time.ts';
import {
  AMBIGUOUS,
  parseClock,
  parseMoment,
  type Moment,
  type MomentProblem,
} from '../understand/parse_moment.ts';

export interface RowTime {
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly precision: TimePrecision;
  readonly localDay: number;
}

export interface TimeProblem {
  readonly field: FieldName;
  readonly value: string;
  readonly reason: string;
}

export interface TimeFields {
  readonly started: string;
  readonly startedTime: string;
  readonly ended: string;
  readonly endedTime: string;
  readonly month: string;
}

const EARLIEST = Date.UTC(1990, 0, 1);
const REMEMBERED = 5000;

/** A check for one column of dates. `now`: UTC milliseconds; a start more than a day later is rejected.
 *  The check throws FileRefused('day-order') at the first date that `order` leaves open. */
export function timeChecker(
  order: DayOrder | null,
  limit: TimePrecision,
  now: number,
): (given: TimeFields) => RowTime | TimeProblem {
  const known = new Map<string, Moment | MomentProblem>();
  const read = (text: string) => {
    let moment = known.get(text);
    if (!moment) {
      moment = parseMoment(text, order);
      if (moment === AMBIGUOUS) throw refuse('day-order', text);
      if (known.size > REMEMBERED) known.clear();
      known.set(text, moment);
    }
    return moment;
  };

  /** One end of the time, or the problem with it. */
  function moment(field: 'started' | 'ended' | 'month', date: string, time: string) {
    const day = read(date);
    if ('reason' in day) return { field, value: date, reason: day.reason };
    if (time === '' || day.precision !== 'day') return coarser(day, limit);
    const minutes = parseClock(time);
    if (typeof minutes !== 'number') {
      return { field: `${field}_time` as FieldName, value: time, reason: minutes.reason }; // month has no time column
    }
    const utc = londonToUtc(londonDay(day.utc) * DAY + minutes * 60_000);
    return coarser({ utc, precision: 'minute' }, limit);
  }

  function check(given: TimeFields): RowTime | TimeProblem {
    const field = given.started !== '' ? 'started' : 'month';
    const value = field === 'started' ? given.started : given.month;
    if (value === '') {
      return { field: 'started', value, reason: 'is blank: every incident needs a date' };
    }
    const start = moment(field, value, field === 'started' ? given.startedTime : '');
    if ('reason' in start) return start;
    if (start.utc < EARLIEST) return { field, value, reason: 'is before 1990: check the year' };
    if (start.utc > now + DAY) return { field, value, reason: 'is in the future: check the year' };
    const localDay = londonDay(start.utc);
    let endedAt: number | null = null;
    if (given.ended !== '') {
      const end = moment('ended', given.ended, given.endedTime);
      if ('reason' in end) return end;
      // "Until the 3rd" may last to the end of the 3rd.
      endedAt = end.precision === 'day' ? londonToUtc((londonDay(end.utc) + 1) * DAY) : end.utc;
      if (endedAt < start.utc) {
        return { field: 'ended', value: given.ended, reason: 'is before the incident started' };
      }
      if (end.utc > now + DAY) {
        return { field: 'ended', value: given.ended, reason: 'is in the future: check the year' };
      }
    }
    return { startedAt: start.utc, endedAt, precision: start.precision, localDay };
  }

  // A month's file has one month: whatever needs only one cell is worked out once for each text in it.
  const whole = new Map<string, RowTime | TimeProblem>();
  return (given) => {
    if (given.startedTime !== '' || given.ended !== '') return check(given);
    const text = given.started === '' ? given.month : given.started;
    let time = whole.get(text);
    if (!time) {
      time = check(given);
      if (whole.size > REMEMBERED) whole.clear();
      whole.set(text, time);
    }
    return time;
  };
}

/** Never finer than the dataset can claim: the start of the hour or day then. */
function coarser(moment: Moment, limit: TimePrecision): Moment {
  if (TIME_PRECISIONS.indexOf(moment.precision) >= TIME_PRECISIONS.indexOf(limit)) return moment;
  if (limit === 'hour')
    return { utc: Math.floor(moment.utc / 3_600_000) * 3_600_000, precision: limit };
  const day = londonDay(moment.utc);
  if (limit === 'day') return { utc: londonToUtc(day * DAY), precision: limit };
  const date = new Date(day * DAY);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  return { utc: londonToUtc(first), precision: limit };
}
