/** Which column feeds which field, guessed from a header nobody has published and from the first values under it. */
import type { DayOrder, FieldName, IntakeQuestion, Mapping } from '#api/contract/intake.ts';
import { KINDS, type Kind } from '#api/contract/kinds.ts';
import { parseGridReference } from '#api/geo/grid_reference.ts';
import { guessType } from './guess_types.ts';
import { parseClock, parseMoment } from '../check/parse_moment.ts';
import { EMPTY_MAPPING } from './recognise_format.ts';

export interface Guess {
  readonly mapping: Mapping;
  /** 0 to 1: what was found of when, where and what, weighed by how sure the names and values are. */
  readonly confidence: number;
  /** False where nothing tells what kind of incident this is: somebody has to say. */
  readonly kindKnown: boolean;
}

type Fits = (value: string) => boolean;

const anything: Fits = () => true;
const within =
  (low: number, high: number): Fits =>
  (value) => {
    const n = Number(value.replaceAll(',', ''));
    return value !== '' && n >= low && n <= high;
  };
const isDate: Fits = (value) =>
  !('reason' in parseMoment(value, 'dmy')) || !('reason' in parseMoment(value, 'mdy'));
const isClock: Fits = (value) => typeof parseClock(value) === 'number';
const isGridReference: Fits = (value) => !('reason' in parseGridReference(value));
const degrees = within(-180, 180);

/** For each field the names it goes by, best first, and what its values must look like. Order is the order of choice:
 *  "end date" has to be taken before "date" can look for its own. */
const CLUES: readonly (readonly [FieldName, readonly RegExp[], Fits])[] = [
  ['latitude', [/^(lat|latitude|y wgs84)$/, /\blat(itude)?\b/, /^y$/], degrees],
  ['longitude', [/^(lon|lng|long|longitude)$/, /\b(lon|lng|long|longitude)\b/, /^x$/], degrees],
  [
    'easting',
    [/^(easting|eastings|osgb e|x)$/, /\beastings?\b/, /^(x coord|x coordinate|east|e)$/],
    within(0, 700_000),
  ],
  [
    'northing',
    [/^(northing|northings|osgb n|y)$/, /\bnorthings?\b/, /^(y coord|y coordinate|north|n)$/],
    within(0, 1_300_000),
  ],
  ['grid_reference', [/grid ?ref|\bngr\b|os ref|national grid/], isGridReference],
  ['ended_time', [/\b(end|to|finish|latest|until)\b.*\btime\b/, /\btime\b.*\b(to|end)\b/], isClock],
  [
    'ended',
    [
      /\b(end|ended|to|finish|latest|until)\b.*\b(date|dt|datetime)\b/,
      /\b(date|time)\b.*\b(to|end|ended)\b/,
      /^(to|until|ended|ended at|end|committed to)$/,
    ],
    isDate,
  ],
  [
    'started_time',
    [
      /\b(start|from|occurred|incident|reported|found|event|earliest)\b.*\btime\b/,
      /^(time|time of day|hour)$/,
      /\btime\b.*\bfrom\b/,
      /\btime\b/,
    ],
    isClock,
  ],
  [
    'started',
    [
      /\b(occurred|incident|offence|event|found|committed|start|from|earliest)\b.*\b(date|dt|datetime|on|at|from)\b/,
      /\bdate\b.*\b(occurred|from|found|of incident|of offence)\b/,
      /^(date|datetime|date time|date and time|when|started|started at|start|from|occurred|found|timestamp)$/,
      /\b(reported|created|logged|received|call|opened|open)\b.*\b(date|dt|datetime|on|at)\b/,
      /\bdate\b/,
      /^(reported|created|logged|open dt|created at)$/,
    ],
    isDate,
  ],
  ['month', [/^(month|month ending|year month)$/], isDate],
  [
    'needles',
    [/needle|syringe|sharps/, /^(count|number|quantity|qty|how many|no of items|amount)$/],
    anything,
  ],
  [
    'place_type',
    [/\b(place|location|premises|site|land) type\b|type of (place|location|land)/],
    anything,
  ],
  [
    'category',
    [
      /^(incident|offence|crime|asb|event|call) (type|category|classification)$/,
      /^(category|type|classification|offence|qualifier|nsir)$/,
      /\b(sub ?category|category|type|classification|offence)\b/,
      /^(problem|issue|fault)( reported)?$/,
    ],
    anything,
  ],
  [
    'reference',
    [
      /^(reference|ref|id|incident id|crime id|urn|uid|case number|incident number|reference number|log number|crime number|job number)$/,
      /\b(ref|reference|urn|number|no|id)$/,
    ],
    anything,
  ],
  [
    'location',
    [/^(location|address|street|where|place|site|road)$/, /\b(location|address|street)\b/],
    anything,
  ],
  [
    'outcome',
    [/^(outcome|status|result|disposal|action taken)$/, /\b(outcome|status)\b/],
    anything,
  ],
];

const words = (name: string) =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Guesses from the header and up to a few hundred rows. `dayOrder` comes from the caller, who has seen the column. */
export function guessMapping(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  title = '',
): Guess {
  const names = header.map(words);
  const values = header.map((_, column) =>
    rows.map((row) => (row[column] ?? '').trim()).filter((value) => value !== ''),
  );
  const share = (column: number, fits: Fits) => {
    const seen = values[column] ?? [];
    return seen.length === 0 ? 0 : seen.filter(fits).length / seen.length;
  };
  const taken = new Set<number>();
  const columns: Partial<Record<FieldName, string>> = {};
  const take = (field: FieldName, column: number) => {
    taken.add(column);
    columns[field] = header[column] ?? '';
  };
  for (const [field, patterns, fits] of CLUES) {
    search: for (const pattern of patterns) {
      for (const [column, name] of names.entries()) {
        if (taken.has(column) || !pattern.test(name)) continue;
        // An empty column may be what its name says; a full one has to look like it.
        const empty = (values[column] ?? []).length === 0;
        if (empty ? fits !== anything : share(column, fits) < 0.6) continue;
        take(field, column);
        break search;
      }
    }
  }
  // Half a pair of coordinates is none.
  if (columns.latitude === undefined) delete columns.longitude;
  if (columns.longitude === undefined) delete columns.latitude;
  if (columns.easting === undefined) delete columns.northing;
  if (columns.northing === undefined) delete columns.easting;
  // Values nobody could mistake, under any name.
  const unnamed = (field: FieldName, fits: Fits, few = 0) => {
    const column = names.findIndex(
      (_, at) => !taken.has(at) && (values[at] ?? []).length > few && share(at, fits) >= 0.9,
    );
    if (column >= 0) take(field, column);
  };
  if (columns.started === undefined && columns.month === undefined) {
    unnamed('started', (value) => /\D/.test(value) && isDate(value));
  }
  if (!hasPlace(columns)) unnamed('grid_reference', isGridReference);

  const at = (field: FieldName) => header.indexOf(columns[field] ?? '\0');
  const categories = [...new Set(values[at('category')] ?? [])];
  const kind = guessKind(categories, `${title} ${header.join(' ')}`, columns.needles !== undefined);
  if (columns.needles !== undefined && kind !== 'needle_find' && kind !== 'by-category')
    delete columns.needles;
  const started = values[at('started')] ?? [];
  const midnight =
    started.length > 0 &&
    columns.started_time === undefined &&
    started.every((v) => /[T\s]0?0[:.]00([:.]00)?/.test(v));
  const mapping: Mapping = {
    ...EMPTY_MAPPING,
    columns,
    kind: kind ?? 'by-category',
    types: guessTypes(categories, kind ?? 'by-category'),
    dayOrder: null,
    finestTime: midnight ? 'day' : 'minute',
  };
  const when = columns.started !== undefined || columns.month !== undefined;
  const confidence = (when ? 0.4 : 0) + (hasPlace(columns) ? 0.4 : 0) + (kind !== null ? 0.2 : 0);
  return { mapping, confidence, kindKnown: kind !== null };
}

const hasPlace = (columns: Mapping['columns']) =>
  columns.latitude !== undefined ||
  columns.easting !== undefined ||
  columns.grid_reference !== undefined;

/** Slugs for the categories whose words are known. */
export function guessTypes(
  categories: readonly string[],
  kind: Kind | 'by-category',
): Record<string, string> {
  const types: Record<string, string> = {};
  for (const category of categories) {
    const type = guessType(category, kind);
    if (type) types[category.toLowerCase()] = type.slug;
  }
  return types;
}

/** One kind if all that is known points to it, 'by-category' if the categories span several, null if nothing tells. */
function guessKind(
  categories: readonly string[],
  title: string,
  counted: boolean,
): Kind | 'by-category' | null {
  const kinds = new Set(categories.flatMap((one) => guessType(one, 'by-category')?.kind ?? []));
  const [only] = kinds;
  if (kinds.size > 1) return 'by-category';
  if (only) return only;
  if (counted || /needle|syringe|sharps/i.test(title)) return 'needle_find';
  if (/alcohol|licens/i.test(title)) return 'alcohol';
  if (/\basb\b|anti.?social/i.test(title)) return 'asb';
  if (/crime|offence/i.test(title)) return 'crime';
  return null;
}

/** What has to be asked before this mapping may be used. */
export function questionsFor(
  mapping: Mapping,
  seen: {
    dayOrder: DayOrder | null;
    example: string;
    unmatched: readonly string[];
    kindKnown: boolean;
  },
  header: readonly string[],
): IntakeQuestion[] {
  const questions: IntakeQuestion[] = [];
  if (mapping.columns.started === undefined && mapping.columns.month === undefined) {
    questions.push({
      about: 'when',
      sentence: 'Which column says when each incident happened?',
      choices: [...header],
    });
  }
  if (seen.dayOrder === null) {
    questions.push({
      about: 'day-order',
      sentence: `Dates such as ${seen.example || 'those of this file'} can be read two ways: does the day or the month come first?`,
      choices: ['dmy', 'mdy'],
    });
  }
  if (!seen.kindKnown) {
    questions.push({
      about: 'kind',
      sentence: 'What kind of incident does this file hold?',
      choices: mapping.columns.category === undefined ? [...KINDS] : [...KINDS, 'by-category'],
    });
  }
  if (seen.kindKnown && mapping.kind === 'by-category' && seen.unmatched.length > 0) {
    questions.push({
      about: 'types',
      sentence: 'Rows of these categories stay out until each is given a type.',
      choices: [...seen.unmatched],
    });
  }
  return questions;
}
