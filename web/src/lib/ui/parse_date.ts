/** A date as people type it, read the British way: day, month, year. */
import { monthEnd } from '#web/lib/days.ts';

export type ReadDate =
  | { readonly ok: true; readonly day: string }
  | { readonly ok: false; readonly why: 'unreadable' }
  | { readonly ok: false; readonly why: 'no_month'; readonly month: number }
  /** `month`: its first day; `last`: how many days it has */
  | { readonly ok: false; readonly why: 'no_day'; readonly month: string; readonly last: number };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const LONG_MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september'],
  ...['october', 'november', 'december'],
];

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
/** 30/11/2026 · 30.11.26 · 30-11-2026 · 30 11 2026 */
const FIGURES = /^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4}|\d{2})$/;
/** 30 Nov 2026 · 30th November, 2026 · 30-Nov-26 · Mon 30 Nov 2026 */
const NAMED =
  /^(?:[a-z]{3,9}[\s,.]+)?(\d{1,2})(?:st|nd|rd|th)?[\s,./-]*([a-z]{3,9})[\s,./-]*(\d{4}|\d{2})$/;

const two = (n: number) => String(n).padStart(2, '0');

function dayOf(year: number, month: number, day: number): ReadDate {
  if (month < 1 || month > 12) return { ok: false, why: 'no_month', month };
  const first = `${String(year).padStart(4, '0')}-${two(month)}-01`;
  const last = Number(monthEnd(first).slice(8));
  if (day < 1 || day > last) return { ok: false, why: 'no_day', month: first, last };
  return { ok: true, day: `${first.slice(0, 8)}${two(day)}` };
}

/** A year of two digits is of this century. */
const yearOf = (text: string): number => (text.length === 2 ? 2000 : 0) + Number(text);

const monthNamed = (name: string): number => {
  const at = MONTHS.indexOf(name.slice(0, 3));
  return at >= 0 && (LONG_MONTHS[at]?.startsWith(name) ?? false) ? at + 1 : 0;
};

/** @returns the day as yyyy-mm-dd, or why there is none */
export function parseDate(text: string): ReadDate {
  const tidy = text.trim().toLowerCase();
  const iso = ISO.exec(tidy);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const figures = FIGURES.exec(tidy);
  if (figures) return dayOf(yearOf(figures[3] ?? ''), Number(figures[2]), Number(figures[1]));
  const named = NAMED.exec(tidy);
  const month = monthNamed(named?.[2] ?? '');
  if (!named || month === 0) return { ok: false, why: 'unreadable' };
  return dayOf(yearOf(named[3] ?? ''), month, Number(named[1]));
}

/** Whether nothing more will be typed: 1/1/20 may be on its way to 1/1/2026. */
export const isWhole = (text: string): boolean => /(^\s*\d{4}-\d{2}-\d{2}|\D\d{4})\s*$/.test(text);
