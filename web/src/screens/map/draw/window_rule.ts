/** How small hexagons may be in a window, for readers of counts (api/geo/smallest_window.ts): the map draws the smallest that
 *  the server counts for them, so that neither zooming nor playing meets a refusal. */
import {
  finestFor,
  isWhole,
  stepAt,
  widened,
  windowAt,
  type Step,
} from '#api/geo/smallest_window.ts';
import { dayOf, isoOf } from '#api/time/local_day.ts';
import { periodBefore, yearBefore } from '#api/time/period_before.ts';
import type { Window } from '../time/brush.ts';

export interface Reader {
  /** Whether they may read incidents one by one: then nothing is limited. */
  readonly oneByOne: boolean;
  /** First and last day of what they may count; null: nothing. */
  readonly history: { readonly first: string; readonly last: string } | null;
  /** The first day that is not over. */
  readonly today: string;
}

export interface WindowRule {
  /** The resolution that the zoom or the reader chose, and the one that the window allows. */
  readonly wanted: number;
  readonly shown: number;
  /** What windows are made of at `wanted`; null: it is never counted so. */
  readonly step: Step | null;
  /** The window in whole steps; null: it is already, and what it is compared with is not. */
  readonly offer: Window | null;
}

const requestedWindow = ({ history, today }: Reader, { from, to }: Window) => ({
  window: { from: dayOf(from), to: dayOf(to) },
  history: history && { first: dayOf(history.first), last: dayOf(history.last) },
  today: dayOf(today),
});

/** @param windows the shown one, then the one it is compared with @returns null where nothing is limited */
export function windowRuleOf(
  reader: Reader,
  windows: readonly Window[],
  wanted: number,
  byHours: boolean,
): WindowRule | null {
  const [first] = windows;
  if (reader.oneByOne || !first?.from) return null;
  const shown = Math.min(
    ...windows.map((one) => finestFor(requestedWindow(reader, one), wanted, byHours)),
  );
  if (shown >= wanted) return null;
  const step = stepAt(wanted, byHours);
  const requested = requestedWindow(reader, first);
  const whole = step && widened(requested.window, step, requested.today);
  const offer = whole && { from: isoOf(whole.from), to: isoOf(whole.to) };
  const isSame = offer?.from === first.from && offer.to === first.to;
  return { wanted, shown, step, offer: isSame ? null : offer };
}

/** Whether hexagons of a resolution are counted in the window. */
export const isCounted = (
  reader: Reader,
  window: Window,
  resolution: number,
  byHours = false,
): boolean =>
  reader.oneByOne ||
  !window.from ||
  windowAt(requestedWindow(reader, window), resolution, byHours) !== null;

/** Whether the same is so of windows that an answer derives: the period before, and the year's. */
export function isComparedBefore(
  reader: Reader,
  window: Window,
  resolution: number,
  byHours = false,
): boolean {
  if (reader.oneByOne || !window.from) return true;
  const step = stepAt(resolution, byHours);
  const now = windowAt(requestedWindow(reader, window), resolution, byHours);
  if (!step || !now) return false;
  const today = dayOf(reader.today);
  return [periodBefore(now), yearBefore(now)].every((one) => isWhole(one, step, today));
}

/** Whether single months are counted at a resolution. */
export const isMonthly = ({ oneByOne }: Reader, resolution: number, byHours: boolean): boolean =>
  oneByOne || ['day', 'week', 'month'].includes(stepAt(resolution, byHours) ?? '');
