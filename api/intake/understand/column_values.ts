/** What all rows of a table say about its columns: which order their dates follow and which words they hold. Every
 *  column is followed, so that the same pass serves the guess and the mapping that the feed remembers. */
import {
  dayOrderObserver,
  joinEvidence,
  looksLikeDate,
  type DayOrderEvidence,
} from './day_order.ts';

const MOST_WORDS = 500;
/** Characters of a value that may be the name of a kind. */
const LONGEST_WORD = 500;

export interface ColumnValues {
  add: (rows: readonly (readonly string[])[]) => void;
  rows: () => number;
  /** Of the columns with these names, taken together. */
  dates: (names: readonly (string | undefined)[]) => DayOrderEvidence;
  /** Different values of a column, in the order of the file, 500 at most. */
  words: (name: string | undefined) => string[];
}

/** @param head the first rows: a column of other values than dates there is not searched for dates */
export function columnValues(
  header: readonly string[],
  head: readonly (readonly string[])[],
): ColumnValues {
  const mayHoldDates = (column: number): boolean => {
    const values = head.map((row) => (row[column] ?? '').trim()).filter((value) => value !== '');
    return values.length === 0 || values.some(looksLikeDate);
  };
  const dates = header.map((_, column) => (mayHoldDates(column) ? dayOrderObserver() : null));
  const words = header.map(() => new Set<string>());
  let count = 0;
  return {
    add(rows) {
      for (const row of rows) {
        count++;
        for (let column = 0; column < header.length; column++) {
          const observer = dates[column];
          const found = words[column];
          const full = !found || found.size >= MOST_WORDS;
          if (!observer && full) continue;
          const value = (row[column] ?? '').trim();
          if (value === '') continue;
          observer?.add(value, count);
          if (!full && value.length <= LONGEST_WORD) found.add(value);
        }
      }
    },
    rows: () => count,
    dates: (names) =>
      joinEvidence(
        names.flatMap((name) => {
          const observer = name === undefined ? null : dates[header.indexOf(name)];
          return observer ? [observer.evidence()] : [];
        }),
      ),
    words: (name) => (name === undefined ? [] : [...(words[header.indexOf(name)] ?? [])]),
  };
}
