/** Every way a whole file is refused, with the one sentence its owner reads. */
import type { FileProblem, FileProblemCode } from '#api/contract/intake.ts';

/** Thrown anywhere between the first byte and the last row: nothing of the file is imported. */
export class FileRefused extends Error {
  readonly problem: FileProblem;
  /** Of a workbook without the chosen sheet: those that it has. */
  readonly sheets: readonly string[] | null;
  constructor(problem: FileProblem, sheets: readonly string[] | null = null) {
    super(problem.sentence);
    this.name = 'FileRefused';
    this.problem = problem;
    this.sheets = sheets;
  }
}

/** A refusal ready to throw. `detail` fills the sentence: a line, a name, a list. */
export function refuse(code: FileProblemCode, detail: string | number = ''): FileRefused {
  return new FileRefused({ code, sentence: SENTENCES[code](String(detail)) });
}

export const refuseSheet = (sheets: readonly string[]): FileRefused =>
  new FileRefused(refuse('workbook-sheet', sheets.join(', ')).problem, sheets);

const AS_CSV = 'In your spreadsheet choose “Save as” and “CSV UTF-8”, and import that file.';

const SENTENCES: Record<FileProblemCode, (detail: string) => string> = {
  'empty-file': () =>
    'The file is empty: download or export it again, and check that it has a size.',
  'blank-file': () => 'The file holds only blank space: export it again from its source.',
  html: () =>
    'This is a web page, not a table: the link probably led to a sign-in or error page, so download the file again.',
  xml: () => `This is an XML file, not a table. ${AS_CSV}`,
  json: () => 'This is a JSON file, not a table: export it as CSV or XLSX and import that.',
  pdf: () =>
    'This is a PDF, which cannot be read as a table: ask its sender for the CSV or XLSX behind it.',
  image: () => 'This is a picture, not a table: ask its sender for the CSV or XLSX behind it.',
  'archive-kind': (kind) =>
    `This is a ${kind} archive, which is not opened here: unpack it and import the CSV files inside, or pack them as .zip.`,
  'old-office': () =>
    'This is an old or password-protected Office file: open it, remove the password, save it as .xlsx or CSV UTF-8, and import that.',
  binary: () => 'This is not a text file or a workbook: export the data as CSV or XLSX.',
  'nul-character': (line) =>
    `Line ${line} holds a NUL character, so the file is damaged or not text: export it again as CSV UTF-8.`,
  'zip-broken': () => 'The archive is damaged or incomplete: download it again.',
  'zip-encrypted': () =>
    'The archive is protected by a password: unpack it and import the files inside.',
  'zip-nested': (name) =>
    `The archive holds another archive (${name}): unpack it and import the inner files by themselves.`,
  'zip-too-many': (limit) =>
    `The archive holds more than ${limit} files: import it in smaller parts, for instance a year at a time.`,
  'zip-too-large': (limit) =>
    `The archive would unpack to more than ${limit}: import it in smaller parts, for instance a year at a time.`,
  'zip-bomb': (name) =>
    `${name} unpacks to far more than a table would, as attacks do, so the archive was not opened: get it again from its source.`,
  'zip-no-csv': () =>
    'The archive holds no CSV file: pack the CSV files themselves, or import a workbook by itself.',
  'zip-mixed': (name) =>
    `${name} has other columns than the files before it: import files of one kind at a time.`,
  'workbook-macro': () =>
    'The workbook contains macros, which are not accepted: save it as .xlsx without macros, or as CSV UTF-8.',
  'workbook-links': () =>
    'The workbook is linked to other workbooks: in Excel use “Break links”, or save the sheet as CSV UTF-8.',
  'workbook-entities': () =>
    `The workbook contains XML declarations that no spreadsheet writes, so it was not opened. ${AS_CSV}`,
  'workbook-broken': () => `The workbook cannot be read. ${AS_CSV}`,
  'workbook-too-large': (limit) =>
    `The workbook unpacks to more than ${limit}: save the sheet as CSV UTF-8, which may have any size.`,
  'workbook-too-much': () =>
    `The workbook takes more memory or time than its size explains, as when one cell stands far from all others. ${AS_CSV}`,
  'workbook-sheet': (sheets) => `The workbook has no sheet of that name: choose one of ${sheets}.`,
  'too-many-rows': (limit) =>
    `The file has more than ${Number(limit).toLocaleString('en-GB')} rows, or more than its size explains: import it in smaller parts, for instance a year at a time.`,
  'too-many-columns': (limit) =>
    `The header has more than ${Number(limit).toLocaleString('en-GB')} columns, which no table of incidents has: export the file again, with the columns that matter.`,
  'not-utf8': (line) =>
    `Line ${line} is not UTF-8: if the file comes from Excel on Windows, choose the encoding Windows-1252; otherwise save it as “CSV UTF-8”.`,
  'is-utf8': (line) =>
    `Line ${line} is UTF-8, not Windows-1252: leave the encoding to be found, or its letters would be garbled.`,
  'mixed-encodings': (lines) =>
    `The file mixes two encodings (${lines}), so letters would be garbled: join its parts again after saving each as CSV UTF-8.`,
  'broken-utf16': (line) =>
    `The file is UTF-16 but breaks off near line ${line}: export it again, best as CSV UTF-8.`,
  'undefined-byte': (line) =>
    `Line ${line} holds a byte that Windows-1252 does not have: export the file again as CSV UTF-8.`,
  'one-column': () =>
    'Only one column was found: the values must be separated by comma, semicolon, tab or |, so export the file again as CSV.',
  'wrong-delimiter': (found) =>
    `The chosen separator is not in the header, which seems to use ${found}: choose that, or let it be found.`,
  'duplicate-header': (names) =>
    `The header has the same name twice (${names}): rename one of the columns, so that it is clear which is meant.`,
  'unclosed-quote': (line) =>
    `A quotation mark opened on line ${line} is never closed: close or remove it there.`,
  'endless-line': (line) =>
    `Line ${line} has no end within a million characters, so this is not a table: export it again as CSV.`,
  'header-only': () =>
    'The file has a header and no rows: check the period or filter of the export.',
  'police-outcomes': () =>
    'This is a police outcomes file: it says how earlier crimes ended and holds no incidents, so import the “street” file of the same month.',
  'stop-and-search': () =>
    'This is a stop-and-search file: searches of people are not incidents and are not kept here, so import the “street” file instead.',
  'unknown-columns': () =>
    'The columns are not known yet: say which column holds the date, the place and the category.',
  'day-order': (example) =>
    `The dates can be read two ways (${example}): say whether the day or the month comes first.`,
  'missing-column': (names) =>
    `The file has no column ${names}, which its mapping uses: choose the columns again for this file.`,
};
