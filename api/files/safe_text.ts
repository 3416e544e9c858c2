/** Text for the cells of a spreadsheet: it stays text there, whatever somebody typed.
 *  After OWASP, "CSV Injection": a cell that begins with one of = + - @ (or tab, CR, LF) may run as a formula. */

import { visible } from '../contract/visible.ts';

/** What spreadsheets skip before they decide: white space, invisible characters, quotation marks. */
const PASSED_OVER = /[\s\p{Cc}\p{Cf}\ufffd"'`´‘’‚“”„«»‹›＂＇]/u.source;

/** = + - @ and the full-width, small and raised forms that Unicode takes for the same (NFKC). */
const FORMULA = /[=+\-@＝﹦⁼₌＋﹢⁺₊﬩⩵⩶－﹣＠﹫]/u.source;

const STARTS_FORMULA = new RegExp(`^${PASSED_OVER}*${FORMULA}`, 'u');
const STARTS_BREAK = /^["'\s]*?[\t\n]/;

/** Where a spreadsheet set to another country's separator begins a new cell, quotation marks or not. */
const STARTS_CELL = new RegExp(`([;\t\n])(?=(?:(?![\t\n])${PASSED_OVER})*${FORMULA})`, 'gu');

/** Control characters (NUL among them) have no meaning in a cell, and XML has no way to write them. */
const UNWRITABLE = /(?![\t\n])[\p{Cc}\ufffe\uffff]/gu;

/** Text that every format can hold and a person can read: whole characters, line ends as LF, � where something could not be
 *  kept, and what would be hidden or turn the text around as `‹U+202E›`. */
export const writableText = (text: string): string =>
  visible(text.toWellFormed().replace(/\r\n?/g, '\n').replace(UNWRITABLE, '\ufffd'));

/** The text of one cell. What a spreadsheet would run gets an apostrophe before it; all else is as it was. */
export function safeText(text: string): string {
  const writable = writableText(text);
  return STARTS_FORMULA.test(writable) || STARTS_BREAK.test(writable) ? `'${writable}` : writable;
}

/** The same for a cell of a CSV file, whose borders are only a convention: Excel in a country that separates by
 *  semicolon opens ours at each `;`, so what follows one is made safe too. */
export const safeInCsv = (text: string): string => safeText(text).replace(STARTS_CELL, "$1'");
