/** Splits text into rows of values, fast: a line without a quotation mark is one native split.
 *  Ours, because the check of a police row has to keep up with the parser (README.md has the measurement). */
import { refuse } from './file_problem.ts';

export interface RowBatch {
  readonly rows: string[][];
  /** Line of the file on which each row starts, counted from 1; as long as `rows`. */
  readonly lines: number[];
  /** Rows that could not be split honestly, left out of `rows`. */
  readonly broken: { readonly line: number; readonly value: string; readonly reason: string }[];
}

export interface RowSplitter {
  /** The rows completed by this piece of text. Throws FileRefused for a quotation mark that never closes. */
  readonly push: (text: string) => RowBatch;
  /** The last row, where the file does not end in a line break. */
  readonly end: () => RowBatch;
}

/** No row of a real table is longer, in characters; it bounds memory, and how often an open quote is read again. */
const LONGEST_ROW = 1_000_000;
const QUOTE = 34;
const RETURN = 13;

interface QuotedRow {
  readonly fields: string[];
  readonly next: number;
  readonly lineBreaks: number;
  readonly textAfterQuote: boolean;
}
/** The text ended inside the row: inside quotes opened so many lines after its start, or null when not. */
interface Unfinished {
  readonly openedAfter: number | null;
}

/** RFC 4180, and more tolerant: any line break, blank lines skipped, a quotation mark inside an unquoted value is a letter.
 *  `firstLine`: number of the line on which the text begins. */
export function rowSplitter(delimiter: string, firstLine = 1): RowSplitter {
  let carry = '';
  let line = firstLine;
  let onlyReturns: boolean | null = null;

  function split(text: string, last: boolean): RowBatch {
    const batch: RowBatch = { rows: [], lines: [], broken: [] };
    // Old Macs ended lines with a carriage return alone.
    onlyReturns ??= text.includes('\r') && !text.includes('\n') && (last || text.length > 4096);
    let buffer = carry + (onlyReturns ? text.replaceAll('\r', '\n') : text);
    if (last && buffer !== '' && !buffer.endsWith('\n')) buffer += '\n';
    let at = 0;
    let quote = buffer.indexOf('"');
    for (;;) {
      const end = buffer.indexOf('\n', at);
      if (end < 0) break;
      if (quote < 0 || quote > end) {
        const stop = end > at && buffer.charCodeAt(end - 1) === RETURN ? end - 1 : end;
        if (stop > at) {
          batch.rows.push(buffer.slice(at, stop).split(delimiter));
          batch.lines.push(line);
        }
        at = end + 1;
        line++;
        continue;
      }
      const row = quotedRow(buffer, at, delimiter, last);
      if ('openedAfter' in row) {
        if (row.openedAfter !== null && (last || buffer.length - at > LONGEST_ROW)) {
          throw refuse('unclosed-quote', line + row.openedAfter);
        }
        break;
      }
      if (row.textAfterQuote) {
        // A value that closes lines later, in the middle of something, is a quotation mark that was never closed.
        if (row.lineBreaks > 0) throw refuse('unclosed-quote', line);
        batch.broken.push({
          line,
          value: buffer.slice(at, Math.min(row.next, at + 200)).trimEnd(),
          reason: 'has text after a closing quotation mark',
        });
      } else {
        batch.rows.push(row.fields);
        batch.lines.push(line);
      }
      at = row.next;
      line += row.lineBreaks + 1;
      quote = buffer.indexOf('"', at);
    }
    carry = buffer.slice(at);
    if (carry.length > LONGEST_ROW) throw refuse('endless-line', line);
    return batch;
  }
  return { push: (text) => split(text, false), end: () => split('', true) };
}

/** One row with at least one quotation mark, from `start`; or how it breaks off. */
function quotedRow(
  text: string,
  start: number,
  delimiter: string,
  last: boolean,
): QuotedRow | Unfinished {
  const fields: string[] = [];
  let at = start;
  let lineBreaks = 0;
  let textAfterQuote = false;
  for (;;) {
    let value = '';
    let from = at;
    if (text.charCodeAt(at) === QUOTE) {
      const openedAfter = lineBreaks;
      let inside = at + 1;
      for (;;) {
        const close = text.indexOf('"', inside);
        // A mark at the very end may be half of a doubled one.
        if (close < 0 || (close + 1 >= text.length && !last)) return { openedAfter };
        value += text.slice(inside, close);
        inside = close + 1;
        if (text.charCodeAt(inside) !== QUOTE) break;
        value += '"';
        inside++;
      }
      if (value.includes('\n')) lineBreaks += value.split('\n').length - 1;
      from = inside;
    }
    const quoted = from !== at;
    const nextLine = text.indexOf('\n', from);
    const nextValue = text.indexOf(delimiter, from);
    if (nextLine < 0) return { openedAfter: null };
    const endsRow = nextValue < 0 || nextValue > nextLine;
    let stop = endsRow ? nextLine : nextValue;
    if (endsRow && stop > from && text.charCodeAt(stop - 1) === RETURN) stop--;
    if (stop > from) {
      if (quoted) textAfterQuote = true;
      value += text.slice(from, stop);
    }
    fields.push(value);
    if (endsRow) return { fields, next: nextLine + 1, lineBreaks, textAfterQuote };
    at = nextValue + 1;
  }
}
