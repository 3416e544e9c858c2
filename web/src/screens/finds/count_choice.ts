/** How many needles: four tiles and an exact number. A range keeps both ends; "more" has no upper one. */

export type CountChoice = '1' | '2-5' | '6-10' | 'more' | 'exact';

export interface Needles {
  readonly needles_min: number;
  readonly needles_max: number | null;
}

const RANGES: Readonly<Record<Exclude<CountChoice, 'exact'>, Needles>> = {
  '1': { needles_min: 1, needles_max: 1 },
  '2-5': { needles_min: 2, needles_max: 5 },
  '6-10': { needles_min: 6, needles_max: 10 },
  more: { needles_min: 11, needles_max: null },
};

/** A search that found nothing. */
export const NO_NEEDLES: Needles = { needles_min: 0, needles_max: 0 };

/** The needles of a choice; null where an exact number is missing, not whole, below one or beyond 10,000. */
export function needlesOf(choice: CountChoice, exact: string): Needles | null {
  if (choice !== 'exact') return RANGES[choice];
  const tidy = exact.trim();
  if (!/^\d{1,5}$/.test(tidy)) return null;
  const count = Number(tidy);
  return count >= 1 && count <= 10_000 ? { needles_min: count, needles_max: count } : null;
}

/** "2 to 5", "more than 10", "1", "none". */
export function needleWords({ needles_min, needles_max }: Needles): string {
  if (needles_max === 0) return 'none';
  if (needles_max === null) return `more than ${String(needles_min - 1)}`;
  if (needles_min === needles_max) return String(needles_min);
  return `${String(needles_min)} to ${String(needles_max)}`;
}
