/** Whether a column writes the day or the month first. The whole column decides, once. */
import type { DayOrder } from '#api/contract/intake.ts';

const NUMBERS = /^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[-/.\s](\d{1,2})[-/.\s](?:\d{4}|\d{2})(?!\d)/;
const YEAR_FIRST = /^\d{4}[-/.]\d{1,2}(?:[-/.]|$)/;

interface Example {
  readonly value: string;
  readonly row: number;
}

/** How many dates of a column point to which order, and the first of each. */
export interface DayOrderEvidence {
  readonly dayFirst: number;
  readonly monthFirst: number;
  /** Dates that fit both orders. */
  readonly ambiguous: number;
  readonly yearFirst: number;
  readonly dayExample: Example | null;
  readonly monthExample: Example | null;
  readonly ambiguousExample: Example | null;
}

const NONE: DayOrderEvidence = {
  dayFirst: 0,
  monthFirst: 0,
  ambiguous: 0,
  yearFirst: 0,
  dayExample: null,
  monthExample: null,
  ambiguousExample: null,
};

export const looksLikeDate = (value: string): boolean =>
  NUMBERS.test(value) || YEAR_FIRST.test(value);

/** Takes the values of one column, row by row. */
export function dayOrderObserver(): {
  add: (value: string, row: number) => void;
  evidence: () => DayOrderEvidence;
} {
  const found = { ...NONE };
  return {
    add(value, row) {
      const match = NUMBERS.exec(value);
      if (match) {
        const [a, b] = [Number(match[1]), Number(match[2])];
        if (a > 12 && b <= 12) {
          found.dayFirst++;
          found.dayExample ??= { value, row };
        } else if (b > 12 && a <= 12) {
          found.monthFirst++;
          found.monthExample ??= { value, row };
        } else {
          found.ambiguous++;
          if (a !== b) found.ambiguousExample ??= { value, row };
        }
      } else if (YEAR_FIRST.test(value)) found.yearFirst++;
    },
    evidence: () => found,
  };
}

const earlier = (a: Example | null, b: Example | null): Example | null =>
  a && b ? (a.row <= b.row ? a : b) : (a ?? b);

/** The evidence of several columns taken together. */
export const joinEvidence = (columns: readonly DayOrderEvidence[]): DayOrderEvidence =>
  columns.reduce(
    (all, one) => ({
      dayFirst: all.dayFirst + one.dayFirst,
      monthFirst: all.monthFirst + one.monthFirst,
      ambiguous: all.ambiguous + one.ambiguous,
      yearFirst: all.yearFirst + one.yearFirst,
      dayExample: earlier(all.dayExample, one.dayExample),
      monthExample: earlier(all.monthExample, one.monthExample),
      ambiguousExample: earlier(all.ambiguousExample, one.ambiguousExample),
    }),
    NONE,
  );

/** A value for the question about the order; '' where there is none to show. */
export const exampleOf = ({ dayExample, monthExample, ambiguousExample }: DayOrderEvidence) =>
  dayExample && monthExample
    ? `${dayExample.value} and ${monthExample.value}`
    : (ambiguousExample?.value ?? '');

/** The order. null: a person has to say, because both orders fit, or some dates fit only one and some only the other. */
export function decideDayOrder(found: DayOrderEvidence): DayOrder | null {
  if (found.dayFirst > 0 && found.monthFirst > 0) {
    // Few dates of the other order are typing errors: their rows are rejected with their line.
    if (found.dayFirst >= 4 * found.monthFirst) return 'dmy';
    if (found.monthFirst >= 4 * found.dayFirst) return 'mdy';
    return null;
  }
  if (found.dayFirst > 0) return 'dmy';
  if (found.monthFirst > 0) return 'mdy';
  if (found.ambiguous > 0) return found.ambiguousExample === null ? 'dmy' : null;
  return 'iso';
}
