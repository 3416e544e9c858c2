/** Sentences of the Data screens. */
import type { Import } from '#api/contract/imports.ts';
import type { DayOrder, FieldName, FormatName, Mapping } from '#api/contract/intake.ts';
import type { PlacePrecision, TimePrecision } from '#api/contract/kinds.ts';

export const FIELD_NAME_LABELS: Readonly<Record<FieldName, string>> = {
  reference: 'Reference',
  category: 'Category',
  started: 'When (or from when)',
  started_time: 'Time of day',
  ended: 'Until when',
  ended_time: 'Time of day until',
  month: 'Month',
  longitude: 'Longitude',
  latitude: 'Latitude',
  easting: 'Easting (National Grid)',
  northing: 'Northing (National Grid)',
  grid_reference: 'Grid reference',
  needles: 'Number of needles',
  location: 'Place in words',
  place_type: 'Type of place',
  outcome: 'Outcome',
  force: 'Police force',
  notes: 'Notes',
};

export const FORMAT_LABELS: Readonly<Record<FormatName, string>> = {
  'police-street': 'data.police.uk, street-level crime and ASB',
  'police-outcomes': 'data.police.uk, outcomes',
  'stop-and-search': 'data.police.uk, stop and search',
  fixmystreet: 'FixMyStreet reports',
  'boston-311': 'Boston 311 requests',
  columns: 'Columns mapped by hand',
};

export const DAY_ORDER_LABELS: Readonly<Record<DayOrder, string>> = {
  dmy: 'Day first: 31/12/2025',
  mdy: 'Month first: 12/31/2025',
  ymd: 'Year first: 2025/12/31',
  iso: 'ISO: 2025-12-31',
};

export const TIME_LABELS: Readonly<Record<TimePrecision, string>> = {
  minute: 'Minutes',
  hour: 'Hours',
  day: 'Days',
  month: 'Months',
};

export const PLACE_PRECISION_LABELS: Readonly<Record<PlacePrecision, string>> = {
  exact: 'Exact, to metres',
  snapped: 'Moved to an anonymous map point',
  area: 'Middle of an area',
};

export const ENCODING_LABELS: Readonly<Record<NonNullable<Mapping['encoding']>, string>> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows (Western European)',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16, big-endian',
};

export const IMPORT_STATE_LABELS: Readonly<Record<Import['state'], string>> = {
  received: 'Waiting',
  reading: 'Being read',
  previewed: 'Dry run, not brought in',
  committing: 'Coming in',
  done: 'Brought in',
  failed: 'Refused',
  undone: 'Undone',
  discarded: 'Discarded',
};

export const IMPORT_STATE_TONES: Readonly<
  Record<Import['state'], 'calm' | 'info' | 'good' | 'warn' | 'bad'>
> = {
  received: 'info',
  reading: 'info',
  previewed: 'warn',
  committing: 'info',
  done: 'good',
  failed: 'bad',
  undone: 'calm',
  discarded: 'calm',
};

export const dataWords = {
  toDeliveries: 'Who owes what',
  toExport: 'Export…',
  title: 'Data',
  lead: 'Bring in a file of incidents. It is always looked at first; nothing comes in until you say so.',
  drop: 'Drop a file here',
  dropHint:
    'The zip from data.police.uk, or any CSV or XLSX with a date, a category and a place in each row.',
  choose: 'Choose a file',
  chooseOther: 'Choose another file',
  oneAtATime: 'One file at a time: the first was taken.',
  chosen: (name: string, size: string) => `${name}, ${size}`,
  agency: (name: string) => `It comes in as data of ${name}.`,
  dataset: 'Dataset',
  datasetHint: 'Corrections to the columns are remembered for the dataset.',
  datasetGuess: 'Recognise it from the file',
  datasetNew: 'A new dataset…',
  sensitivity: 'How sensitive are its records?',
  sensitivityHint: 'Agreements share records up to a sensitivity.',
  sensitivityAsBefore: 'As this dataset has been so far (a new one: official)',
  sensitivities: [
    '0 · public already',
    '1 · official',
    '2 · sensitive',
    '3 · most sensitive: rarely shared',
  ],
  datasetName: 'Name of the new dataset',
  datasetNameMissing: 'Name the new dataset, such as “Street cleansing”.',
  read: 'Look at the file',
  readHint: 'A dry run: it shows what would come in.',
  sending: 'Sending the file',
  stopSending: 'Stop',
  checking: 'Sent. Waiting for the server…',
  notArrived:
    'The file did not arrive: the server did not answer. Nothing came in. The file is still chosen; send it again.',
  tooLarge: 'The file is larger than this server takes. Split it and send the parts.',
  stillChosen: 'The file is still chosen.',

  history: 'Imports so far',
  loading: 'Fetching the imports…',
  loadingOne: 'Fetching the import…',
  noHistory: 'Nothing has been brought in yet',
  noHistoryHint: 'Start with the zip of your police force from data.police.uk.',
  columns: {
    when: 'When',
    file: 'File',
    dataset: 'Dataset',
    period: 'Period',
    state: 'State',
    accepted: 'Came in',
    rejected: 'Rejected',
  },
  back: 'Data',
  facts: (agency: string, dataset: string, size: string) => `${agency} · ${dataset} · ${size}`,

  reading: 'Reading the file',
  committing: 'Bringing the rows in',
  rowsRead: (rows: string) => `${rows} rows read`,
  leaveOpen: 'You may leave this page; it goes on, and stands in the list of imports.',
  unavailable: 'The server does not answer at the moment. Asking again by itself; nothing is lost.',

  refused: 'This file cannot be brought in',
  refusedAgain: 'Choose another file',
  asking: 'The file needs an answer from you',
  dryRun: 'Dry run: nothing has come in yet',
  dryRunHint: 'This is what would happen. The numbers will be the same when you bring it in.',
  nothingNew: 'There is nothing new in this file',
  nothingNewHint:
    'Every row is here already, or was rejected. Bringing it in would change nothing.',
  done: 'Brought in',
  undone: 'This import was undone',
  undoneHint: 'Its rows are gone again. Hand the file in again if that was a mistake.',
  discarded: 'This import was discarded: nothing of the file was brought in',

  bringIn: (changes: string) => `Bring in ${changes}`,
  rows: (n: number, text: string) => (n === 1 ? '1 row' : `${text} rows`),
  discard: 'Discard',
  stopReading: 'Stop and discard',
  undo: 'Undo this import',
  undoTitle: 'Undo this import?',
  undoSure: (rows: string) =>
    `${rows} that came in with it will be taken out again, on the map and in every count. What it had changed or withdrawn comes back.`,
  undoYes: 'Yes, undo it',
  onMap: 'See it on the map',
  rejects: 'Download the rejected rows (CSV)',

  counts: {
    read: 'Rows read',
    accepted: { before: 'Would come in', after: 'Came in' },
    already_present: 'Already present',
    changed: { before: 'Would change', after: 'Changed' },
    withdrawn: { before: 'Would be withdrawn', after: 'Withdrawn' },
    rejected: 'Rejected',
    without_place: 'Without a place',
  },
  countHints: {
    already_present: 'the same row came in before',
    changed: 'restated by this file',
    withdrawn: 'no longer in the restated month',
    rejected: 'stay out, each with its reason',
    without_place: 'kept and counted, off the map',
  },
  period: 'Period',
  noPeriod: 'no dated row',
  kinds: 'Kinds',
  sweep: 'Searches that found nothing',
  types: 'Types',
  moreTypes: (n: number) => `and ${n} more`,
  map: 'Where',
  mapLabel: (cells: number) =>
    `Map of the rows by hexagon: ${cells} hexagons over the outlines of the areas`,
  mapLegend: 'Rows in a hexagon',
  outside: (n: number) =>
    n === 1 ? '1 hexagon lies far outside this map.' : `${n} hexagons lie far outside this map.`,
  noCells: 'No row has a place on the map.',
  ostn15: 'National Grid places were converted to within centimetres (OSTN15).',
  helmert:
    'National Grid places were converted to within 5 metres; the OSTN15 grid is not installed.',

  problems: 'First problems',
  problemsOf: (shown: number, all: string) =>
    `The first ${shown} of ${all} rejected rows. The CSV has all of them.`,
  problemColumns: {
    part: 'File',
    line: 'Line',
    column: 'Column',
    value: 'Value',
    reason: 'Reason',
  },
  wholeRow: 'whole row',
  empty: '(empty)',
  skipped: 'Left out of the archive',

  mapping: 'How the columns are read',
  mappingHint:
    'A guess from the header and the first rows. Correct it once; it is remembered for this dataset.',
  recognised: (format: string) => `Recognised: ${format}.`,
  column: 'Column',
  examples: 'Examples',
  feeds: 'Feeds',
  feedsFor: (column: string) => `Field that the column ${column} feeds`,
  leaveOut: 'Left in the file',
  kind: 'Kind of incident',
  chooseKind: 'Choose the kind…',
  byCategory: 'By its category',
  dayOrder: 'Order of day and month',
  chooseDayOrder: 'Choose the order…',
  finestTime: 'Times are known to',
  placePrecision: 'Places are',
  placeByRow: 'Exact, or as the row says',
  encoding: 'Letters are written in',
  encodingFound: 'Found from the file',
  sheet: 'Sheet of the workbook',
  sheetHint: 'Remembered for the dataset.',
  sheetFound: 'The first with a table',
  sheetGone: (name: string) => `${name} (not in this workbook)`,
  categories: 'Categories',
  categoriesHint: 'Rows of a category without a type stay out, and are listed as rejected.',
  category: 'Category in the file',
  type: 'Type here',
  typeFor: (category: string) => `Type of the category ${category}`,
  noType: 'Stays out',
  readAgain: 'Read again',
  unread:
    'The numbers below are from before your corrections. Read the file again to see what they change.',
} as const;

const units = ['bytes', 'kB', 'MB', 'GB'];
/** 12 kB, 3.4 MB */
export function bytes(n: number): string {
  let unit = 0;
  let size = n;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size < 10 && unit > 0 ? size.toFixed(1) : String(Math.round(size))} ${units[unit] ?? ''}`;
}
