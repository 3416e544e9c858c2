/** The smallest window that counts in hexagons may have, for those who may not read incidents one by one. A small hexagon
 *  over a short window is a single incident, so the smaller the hexagon, the longer the window. Windows are made of whole
 *  steps that nest (days in weeks, weeks in months, months in quarters): the difference of two windows is whole steps again,
 *  and sums of smaller hexagons say nothing new of a larger one. A step counts when it is over: while it lasts, each new
 *  record would show in the next answer. Pure. */
import { firstOfMonth, firstOfNextMonth, isoOf, type Window } from '../time/local_day.ts';

/** week: of a month, the 1st to the 7th, the 8th to the 14th, the 15th to the 21st, the 22nd to the end. */
export type Step = 'day' | 'week' | 'month' | 'quarter';

/** Resolution 7 is a district of a town (5 km²), 8 a neighbourhood (0.7 km²), 9 some streets (0.1 km²), 10 some houses. */
const STEP_AT: Readonly<Record<number, Step>> = { 8: 'week', 9: 'month', 10: 'quarter' };
/** Any days, and days that are not over. */
export const ANY_DAYS_RESOLUTION = 7;

/** What windows are made of at a resolution; null: such counts are not given at all. Nor are hours of the week in small
 *  hexagons: the weekday of the only incident of a week is its day. */
export function stepAt(resolution: number, byHours = false): Step | null {
  if (resolution <= ANY_DAYS_RESOLUTION) return 'day';
  return byHours ? null : (STEP_AT[resolution] ?? null);
}

/** The step that a day lies in. Days since 1970-01-01. */
export function stepAround(day: number, step: Step): Window {
  if (step === 'day') return { from: day, to: day };
  const month = firstOfMonth(day);
  if (step === 'week') {
    const from = month + 7 * Math.min(3, Math.floor((day - month) / 7));
    return { from, to: from < month + 21 ? from + 6 : firstOfNextMonth(day) - 1 };
  }
  if (step === 'month') return { from: month, to: firstOfNextMonth(day) - 1 };
  const number = Number(isoOf(month).slice(5, 7)) - 1;
  let from = month;
  for (let i = number % 3; i > 0; i--) from = firstOfMonth(from - 1);
  let next = from;
  for (let i = 0; i < 3; i++) next = firstOfNextMonth(next);
  return { from, to: next - 1 };
}

/** The last day of the last step that is over. @param today the first day that is not over */
export const lastOver = (step: Step, today: number): number => stepAround(today, step).from - 1;

/** The window's whole steps, outwards, as far as they are over. */
export function widened(window: Window, step: Step, today: number): Window {
  if (step === 'day') return window;
  const to = Math.min(stepAround(window.to, step).to, lastOver(step, today));
  return { from: stepAround(Math.min(window.from, to), step).from, to };
}

/** Whether a window is whole steps that are over. */
export function isWhole(window: Window, step: Step, today: number): boolean {
  if (step === 'day') return true;
  return (
    window.from <= window.to &&
    stepAround(window.from, step).from === window.from &&
    stepAround(window.to, step).to === window.to &&
    window.to <= lastOver(step, today)
  );
}

export interface RequestedWindow {
  readonly window: Window;
  /** First and last day of what the caller may count; null: nothing. */
  readonly history: { readonly first: number; readonly last: number } | null;
  readonly today: number;
}

/** The window with ends at or beyond the history's moved to whole steps: nothing lies beyond it to be cut. An open end that
 *  is not over ends with the last step that is. An end that is whole already stays. */
export function settled({ window, history, today }: RequestedWindow, step: Step): Window {
  if (step === 'day' || !history) return window;
  return settledFrom(settledTo(window, history.last, step, today), history.first, step);
}

function settledTo(window: Window, newest: number, step: Step, today: number): Window {
  const last = lastOver(step, today);
  const isWholeEnd = stepAround(window.to, step).to === window.to && window.to <= last;
  if (isWholeEnd || window.to < newest) return window;
  return { from: window.from, to: Math.min(stepAround(newest, step).to, last) };
}

function settledFrom(window: Window, oldest: number, step: Step): Window {
  const { from, to } = window;
  const isWholeStart = stepAround(from, step).from === from && from <= to;
  if (isWholeStart || from > oldest) return window;
  return { from: stepAround(Math.min(oldest, to), step).from, to };
}

/** The window that counts at a resolution are given for; null: this one is not. */
export function windowAt(
  requested: RequestedWindow,
  resolution: number,
  byHours = false,
): Window | null {
  const step = stepAt(resolution, byHours);
  if (step === null) return null;
  const window = settled(requested, step);
  return isWhole(window, step, requested.today) ? window : null;
}

/** The smallest hexagons, of at most `resolution`, whose counts are given for the window. */
export function finestFor(requested: RequestedWindow, resolution: number, byHours = false): number {
  for (let finest = resolution; finest > ANY_DAYS_RESOLUTION; finest--)
    if (windowAt(requested, finest, byHours)) return finest;
  return Math.min(resolution, ANY_DAYS_RESOLUTION);
}

const STEP_WORDS: Readonly<Record<Step, string>> = {
  day: 'days',
  week: 'weeks of a month (the 1st to the 7th, the 8th to the 14th, the 15th to the 21st, the 22nd to its end)',
  month: 'calendar months',
  quarter: 'calendar quarters',
};

/** The rule at a resolution, as a sentence; with the window that would be given. */
export function windowWords(
  { window, today }: RequestedWindow,
  resolution: number,
  byHours = false,
): string {
  const step = stepAt(resolution, byHours);
  const hexagons = `Hexagons of resolution ${resolution}${byHours ? ', by hours of the week,' : ''}`;
  if (step === null)
    return `${hexagons} show single incidents. They are for those who may read incidents one by one. Choose hexagons of resolution ${ANY_DAYS_RESOLUTION} or larger.`;
  const { from, to } = widened(window, step, today);
  return (
    `${hexagons} are counted over whole ${STEP_WORDS[step]} that are over, because a small hexagon over a short time shows ` +
    `single incidents. Choose ${isoOf(from)} to ${isoOf(to)}, or hexagons of resolution ${ANY_DAYS_RESOLUTION}, which take any days.`
  );
}
