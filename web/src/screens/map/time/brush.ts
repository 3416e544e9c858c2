/** The time brush's arithmetic: bins, windows, steps. A window is two inclusive local days. */
import type { Timeline } from '#api/contract/hexes.ts';
import {
  addDays,
  addMonths,
  daysBetween,
  monthEnd,
  monthNumber,
  monthOf,
  monthStart,
} from '#web/lib/days.ts';

export interface Window {
  readonly from: string;
  readonly to: string;
}

export interface Bin extends Window {
  /** known to the day */
  readonly dated: number;
  /** known by month only */
  readonly monthOnly: number;
}

export const windowDays = (window: Window): number => daysBetween(window.from, window.to) + 1;

/** Does it begin and end with whole months, or with the history itself? */
export const isWholeMonths = (window: Window, history?: Window): boolean =>
  (window.from === monthStart(window.from) || window.from === history?.from) &&
  (window.to === monthEnd(window.to) || window.to === history?.to);

export const hasMonthOnly = (timeline: Timeline): boolean =>
  timeline.months.some((month) => Object.values(month.counts).some((n) => n > 0));

/** Whether a window holds a month of records that are known by month only. */
export const holdsMonthOnly = ({ months }: Timeline, { from, to }: Window): boolean =>
  months.some(
    ({ month, counts }) =>
      month >= from && monthEnd(month) <= to && Object.values(counts).some((n) => n > 0),
  );

/** Bars of the histogram: months where a feed knows months only or the history is long, otherwise weeks or days, the
 *  finest that stays within `most` bars. Every incident is in exactly one bar. */
export function bins(timeline: Timeline, most: number): Bin[] {
  const days = daysBetween(timeline.first, timeline.last) + 1;
  if (days <= 0) return [];
  const perDay = new Float64Array(days);
  for (const counts of Object.values(timeline.days)) {
    counts.forEach((n, i) => {
      if (i < days) perDay[i] = (perDay[i] ?? 0) + n;
    });
  }
  const byMonth = hasMonthOnly(timeline) || days / 7 > most;
  const cuts: Window[] = [];
  if (byMonth) {
    for (let n = monthNumber(timeline.first); n <= monthNumber(timeline.last); n++) {
      cuts.push({ from: monthOf(n), to: monthEnd(monthOf(n)) });
    }
  } else {
    const width = days <= most ? 1 : 7;
    for (let i = 0; i < days; i += width) {
      const from = addDays(timeline.first, i);
      cuts.push({ from, to: addDays(from, width - 1) });
    }
  }
  const monthOnly = new Map<string, number>();
  for (const { month, counts } of timeline.months) {
    const sum = Object.values(counts).reduce((total, n) => total + n, 0);
    const start = monthStart(month);
    monthOnly.set(start, (monthOnly.get(start) ?? 0) + sum);
  }
  return cuts.map((cut) => {
    let dated = 0;
    const start = Math.max(0, daysBetween(timeline.first, cut.from));
    const end = Math.min(days - 1, daysBetween(timeline.first, cut.to));
    for (let i = start; i <= end; i++) dated += perDay[i] ?? 0;
    return { ...cut, dated, monthOnly: byMonth ? (monthOnly.get(cut.from) ?? 0) : 0 };
  });
}

/** The window one length of its own earlier (−1) or later (+1): whole months move by months, others by days.
 *  null when nothing of it would lie in the history. */
export function step(window: Window, history: Window, by: 1 | -1): Window | null {
  let next: Window;
  if (isWholeMonths(window)) {
    const months = monthNumber(window.to) - monthNumber(window.from) + 1;
    const from = addMonths(window.from, by * months);
    next = { from, to: monthEnd(addMonths(from, months - 1)) };
  } else {
    const days = windowDays(window);
    next = { from: addDays(window.from, by * days), to: addDays(window.to, by * days) };
  }
  return next.to < history.from || next.from > history.to ? null : next;
}

/** Widened to whole months. */
export const wholeMonths = (window: Window): Window => ({
  from: monthStart(window.from),
  to: monthEnd(window.to),
});

/** A window drawn between two days, in either order, kept inside the history's months. */
export function drawn(a: string, b: string, history: Window, snap: boolean): Window {
  const earliest = snap ? monthStart(history.from) : history.from;
  const latest = snap ? monthEnd(history.to) : history.to;
  const clamp = (day: string) => (day < earliest ? earliest : day > latest ? latest : day);
  const [from, to] = a <= b ? [clamp(a), clamp(b)] : [clamp(b), clamp(a)];
  return snap ? wholeMonths({ from, to }) : { from, to };
}

/** One end moved to a day; it pushes no further than the other end. */
export function moveEnd(
  window: Window,
  end: 'from' | 'to',
  day: string,
  history: Window,
  snap: boolean,
): Window {
  const wanted =
    end === 'from'
      ? { from: day > window.to ? window.to : day, to: window.to }
      : { from: window.from, to: day < window.from ? window.from : day };
  return drawn(wanted.from, wanted.to, history, snap);
}

export const PRESETS = ['month', 'quarter', 'year', 'all'] as const;
export type Preset = (typeof PRESETS)[number];
const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** The last 1, 3 or 12 whole months of the history, or all of it. They end with the months that were delivered: a month
 *  still running, or of which hardly anything has come, would look quiet. Where that is not known (null), with the last whole month
 *  of the history. A history shorter than one whole month is shown as it is. */
export function preset(which: Preset, history: Window, deliveredTo: string | null): Window {
  if (which === 'all') return history;
  const lastWhole =
    deliveredTo ??
    (history.to === monthEnd(history.to) ? history.to : addDays(monthStart(history.to), -1));
  if (lastWhole < history.from) return history;
  const from = addMonths(lastWhole, 1 - MONTHS[which]);
  return { from: from < history.from ? monthStart(history.from) : from, to: lastWhole };
}

/** How much of the history a window is, above 0 and at most 1: what the legend is scaled by. Months count alike, or
 *  the legend would move between February and March. */
export function shareOfHistory(window: Window, history: Window): number {
  if (window.from <= history.from && window.to >= history.to) return 1;
  if (isWholeMonths(window)) {
    const months = monthNumber(window.to) - monthNumber(window.from) + 1;
    return Math.min(1, (months * 365.25) / 12 / Math.max(1, windowDays(history)));
  }
  return Math.min(1, windowDays(window) / Math.max(1, windowDays(history)));
}

/** Months (first days) of `missing` that the window touches. */
export const missingIn = (window: Window, missing: readonly string[]): string[] =>
  missing.filter((month) => month <= window.to && monthEnd(month) >= window.from);
