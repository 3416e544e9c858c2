/** Whether a column writes the day or the month first: decided once for the whole column, from all of it. */
import type { DayOrder } from '#api/contract/intake.ts';

const NUMBERS = /^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[-/.\s](\d{1,2})[-/.\s](?:\d{4}|\d{2})(?!\d)/;
const YEAR_FIRST = /^\d{4}[-/.]\d{1,2}(?:[-/.]|$)/;

export interface DayOrderEvidence {
  /** Dates that only make sense with the day first, with the month first; and those that tell nothing. */
  readonly dayFirst: number;
  readonly monthFirst: number;
  readonly silent: number;
  /** A value for the question, where one is needed. */
  readonly example: string;
  readonly yearFirst: number;
}

/** Looks at values one by one; `evidence` may be asked at any time. */
export function dayOrderObserver(): {
  see: (value: string) => void;
  evidence: () => DayOrderEvidence;
} {
  let dayFirst = 0;
  let monthFirst = 0;
  let silent = 0;
  let yearFirst = 0;
  let example = '';
  let dayExample = '';
  let monthExample = '';
  return {
    see(value) {
      const match = NUMBERS.exec(value);
      if (match) {
        const [a, b] = [Number(match[1]), Number(match[2])];
        if (a > 12 && b <= 12) {
          dayFirst++;
          dayExample ||= value;
        } else if (b > 12 && a <= 12) {
          monthFirst++;
          monthExample ||= value;
        } else {
          silent++;
          if (a !== b) example ||= value;
        }
      } else if (YEAR_FIRST.test(value)) yearFirst++;
    },
    evidence: () => ({
      dayFirst,
      monthFirst,
      silent,
      yearFirst,
      example: dayExample && monthExample ? `${dayExample} and ${monthExample}` : example,
    }),
  };
}

/** The order, or null where a person has to say: both readings fit, or some dates fit one and some the other. */
export function decideDayOrder(seen: DayOrderEvidence): DayOrder | null {
  if (seen.dayFirst > 0 && seen.monthFirst > 0) {
    // A few typing errors are errors of their rows, which are put aside with their line, not of the order.
    if (seen.dayFirst >= 4 * seen.monthFirst) return 'dmy';
    if (seen.monthFirst >= 4 * seen.dayFirst) return 'mdy';
    return null;
  }
  if (seen.dayFirst > 0) return 'dmy';
  if (seen.monthFirst > 0) return 'mdy';
  if (seen.silent > 0) return seen.example === '' ? 'dmy' : null;
  return 'iso';
}
