/** When something happened, as people there read it off the clock: London's wall clock, and no finer than known. */
import type { TimePrecision } from '../contract/kinds.ts';
import { londonOffset } from './local_time.ts';

export interface Moment {
  /** The wall clock's reading as if it were UTC milliseconds: what a spreadsheet, which has no time zone, keeps. */
  readonly wall: number;
  /** Milliseconds that the clock was ahead of UTC. */
  readonly ahead: number;
  readonly precision: TimePrecision;
}

export function momentOf(instant: Date, precision: TimePrecision): Moment {
  const utc = instant.getTime();
  const ahead = londonOffset(utc);
  return { wall: utc + ahead, ahead, precision };
}

/** A local date that is known as one: yyyy-mm-dd. */
export const dayMoment = (day: string): Moment => ({
  wall: Date.parse(`${day}T00:00:00Z`),
  ahead: 0,
  precision: 'day',
});

/** yyyy-mm, yyyy-mm-dd, or ISO 8601 with the offset, which the hour that comes twice in October needs. */
export function momentText({ wall, ahead, precision }: Moment): string {
  const text = new Date(wall).toISOString();
  if (precision === 'month') return text.slice(0, 7);
  if (precision === 'day') return text.slice(0, 10);
  const hours = String(ahead / 3_600_000).padStart(2, '0');
  return `${text.slice(0, 19)}+${hours}:00`;
}
