/** When do things happen, if all one knows is "between ten at night and six"? An incident counts as one, spread evenly
 *  over the hours it may have happened in (aoristic analysis: Ratcliffe & McCullagh 1998, Ratcliffe 2002). */
import { londonOffset } from '../time/local_time.ts';
import type { TimePrecision } from '../contract/kinds.ts';

const HOUR = 3_600_000;
export const HOURS_A_WEEK = 168;
/** A longer span tells nearly nothing of the hour, and would only lift the whole clock. */
const LONGEST = 24 * HOUR;

export interface Span {
  /** UTC milliseconds. */
  readonly started: number;
  /** Null for a moment. An end at or before the start, too: see `leftOut.backwards`. */
  readonly ended: number | null;
  readonly precision: TimePrecision;
}

export interface Clock {
  /** 168 weights: Monday 00:00 to 01:00 first, by London's wall clock; together `used`. */
  readonly weights: Float64Array;
  /** Incidents in the clock. */
  readonly used: number;
  readonly leftOut: {
    /** Only the day is known. */
    readonly day: number;
    /** Only the month is known. */
    readonly month: number;
    /** A span of more than 24 hours. */
    readonly tooLong: number;
    /** Ended before it started. */
    readonly backwards: number;
  };
}

/** The clock of some incidents. Spans are measured in elapsed time: on the night the clocks go back, the hour that comes
 *  twice gets both its hours. */
export function aoristicClock(spans: Iterable<Span>): Clock {
  const weights = new Float64Array(HOURS_A_WEEK);
  const leftOut = { day: 0, month: 0, tooLong: 0, backwards: 0 };
  let used = 0;
  for (const { started, ended, precision } of spans) {
    const length = ended === null ? 0 : ended - started;
    if (precision === 'day' || precision === 'month') leftOut[precision]++;
    else if (length < 0) leftOut.backwards++;
    else if (length > LONGEST) leftOut.tooLong++;
    else {
      used++;
      spread(weights, started, length);
    }
  }
  return { weights, used, leftOut };
}

/** London is whole hours from UTC, so an hour of the one is an hour of the other. */
function spread(weights: Float64Array, started: number, length: number): void {
  if (length === 0) {
    add(weights, started, 1);
    return;
  }
  const ended = started + length;
  for (let from = started; from < ended;) {
    const until = Math.min(ended, (Math.floor(from / HOUR) + 1) * HOUR);
    add(weights, from, (until - from) / length);
    from = until;
  }
}

function add(weights: Float64Array, moment: number, weight: number): void {
  const hour = hourOfWeek(moment);
  weights[hour] = (weights[hour] ?? 0) + weight;
}

/** 0 … 167 from Monday midnight, London. The first of January 1970 was a Thursday. */
export function hourOfWeek(moment: number): number {
  const hours = Math.floor((moment + londonOffset(moment)) / HOUR) + 3 * 24;
  return ((hours % HOURS_A_WEEK) + HOURS_A_WEEK) % HOURS_A_WEEK;
}
