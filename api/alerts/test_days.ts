/** Which days of one series are unusual enough for an alert. Days are whole numbers (time/local_day.ts). */
import { needleSpikeOf } from '../statistics/needle_spike.ts';
import { spikeOf, WEEKS } from '../statistics/spike.ts';

/** What a day is held to. */
export const HISTORY_DAYS = WEEKS * 7;

/** One area's days, from `from` on. */
export interface DaySeries {
  readonly from: number;
  readonly counts: Float64Array;
  /** Needles of each find, by day; days without any are left out. */
  readonly needles: ReadonlyMap<number, readonly number[]>;
}

export interface Alarm {
  readonly signal: 'incidents' | 'needles';
  readonly day: number;
  readonly n: number;
  readonly finds: number | null;
  readonly usual: number;
  readonly held_to: number;
  readonly p: number;
}

/** Days from first to last (both included) that alert at the level. The series reaches 56 days before `first`; what was not
 *  delivered is neither tested nor compared with. */
export function alarmsIn(
  { from, counts, needles }: DaySeries,
  delivered: Uint8Array,
  { first, last }: { readonly first: number; readonly last: number },
  level: number,
): Alarm[] {
  const known = counts.map((count, i) => (delivered[i] === 1 ? count : NaN));
  const alarms: Alarm[] = [];
  for (let day = first; day <= last; day++) {
    const at = day - from;
    const n = known[at] ?? NaN;
    // one is nowhere unusual, and most days have none: not worth the arithmetic
    if (Number.isNaN(n) || n < 1) continue;
    const past = known.slice(at - HISTORY_DAYS, at);
    if (n > 1) {
      const spike = spikeOf(n, past);
      if (spike.p !== null && spike.p <= level)
        alarms.push({
          ...{ signal: 'incidents', day, n, finds: null },
          ...{ usual: spike.usual, held_to: spike.days, p: spike.p },
        });
    }
    alarms.push(...unusualNeedles(needles, day, level));
  }
  return alarms;
}

function unusualNeedles(needles: DaySeries['needles'], day: number, level: number): Alarm[] {
  const today = needles.get(day);
  if (!today) return [];
  const before = Array.from(
    { length: HISTORY_DAYS },
    (_, i) => needles.get(day - HISTORY_DAYS + i) ?? [],
  ).flat();
  const spike = needleSpikeOf(today, before);
  if (spike.p === null || spike.p > level) return [];
  const n = today.reduce((sum, one) => sum + one, 0);
  return [
    {
      ...{ signal: 'needles', day, n, finds: today.length },
      ...{ usual: spike.usual, held_to: spike.finds, p: spike.p },
    },
  ];
}
