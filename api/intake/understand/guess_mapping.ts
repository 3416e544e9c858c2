/** Which column feeds which field, guessed from a header nobody has published and from the first values under it. */
import type { FieldName, Mapping } from '#api/contract/intake.ts';
import type { Kind } from '#api/contract/kinds.ts';
import { anything, CLUES, isDate, isGridReference, type Fits } from './column_clues.ts';
import { guessType } from './guess_types.ts';
import { EMPTY_MAPPING } from './recognise_format.ts';

export interface Guess {
  readonly mapping: Mapping;
  /** 0 to 1: what was found of when, where and what, weighed by how sure the names and values are. */
  readonly confidence: number;
  /** False where nothing shows what kind of incident this is: a person has to choose. */
  readonly kindKnown: boolean;
}

const words = (name: string) =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Guesses from the header and up to a few hundred rows. `dayOrder` stays null: the whole column decides it. */
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
    const filled = values[column] ?? [];
    return filled.length === 0 ? 0 : filled.filter(fits).length / filled.length;
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

/** One kind if all that is known points to it, 'by-category' if the categories span several, null if nothing shows it. */
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
