/** The twelve months by which a place's persistence is told, and what each says of it. */
import { firstOfMonth } from '../../time/local_day.ts';
import type { Judged } from '../significance/judge_window.ts';
import { PERIODS, type Period } from './persistence.ts';

/** First days of the twelve months that end with the day's, oldest first. */
export function monthsUntil(day: number): number[] {
  const months = [firstOfMonth(day)];
  while (months.length < PERIODS) months.unshift(firstOfMonth((months[0] ?? day) - 1));
  return months;
}

/** i: the hexagon's place in the study. */
export function periodOf({ verdict }: Judged, i: number): Period {
  if (verdict.refused !== null) return 'missing';
  const heat = verdict.heat.classes[i];
  if (heat === undefined || heat === 'untested') return 'missing';
  return heat.startsWith('hot_') ? 'hot' : 'not';
}
