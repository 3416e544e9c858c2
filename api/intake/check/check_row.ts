/** One row of a file, by its mapping, becomes a CheckedRow or the list of what is wrong with it. */
import {
  FIELD_NAMES,
  type FieldName,
  type FormatName,
  type Mapping,
  type RowProblem,
} from '#api/contract/intake.ts';
import { UNITED_KINGDOM, type AllowedArea } from './allowed_area.ts';
import type { RowCheck, RowDetails } from './checked_row.ts';
import { checkPlace } from './check_place.ts';
import { timeChecker } from './check_time.ts';
import { typeChooser } from './choose_type.ts';
import { contentHash } from './content_hash.ts';
import { refuse } from '../read/file_problem.ts';
import { needleCount, type NeedleCount } from './needle_count.ts';

export interface CheckSettings {
  readonly format: FormatName;
  readonly mapping: Mapping;
  /** UTC milliseconds. */
  readonly now: number;
  readonly area?: AllowedArea | undefined;
}

const FIELD = Object.fromEntries(FIELD_NAMES.map((name, index) => [name, index])) as Record<
  FieldName,
  number
>; // every name is there
const BLANK = /^(no location|not known|unknown|n\/?a|null|none|-)$/i;
const PLACES: readonly FieldName[] = [
  'longitude',
  'latitude',
  'easting',
  'northing',
  'grid_reference',
];

/** Prepares the check of a file with this header: what can be decided once is decided here.
 *  Throws FileRefused where the mapping names columns the file does not have. */
export function rowChecker(
  header: readonly string[],
  settings: CheckSettings,
): (fields: readonly string[], line: number) => RowCheck {
  const { mapping, format } = settings;
  const area = settings.area ?? UNITED_KINGDOM;
  const sources = columnOfField(header, mapping);
  const columnName = (field: FieldName) => header[sources[FIELD[field]] ?? -1] ?? '';
  const checkTime = timeChecker(mapping.dayOrder, mapping.finestTime, settings.now);
  const typeOf = typeChooser(mapping);
  const police = format === 'police-street';
  const used = [...sources.entries()].filter(([, column]) => column >= 0);
  const cells: string[] = FIELD_NAMES.map(() => '');
  const hashed: string[] = [...cells, '', '', '', ''];
  const get = (field: FieldName) => cells[FIELD[field]] ?? '';

  return (fields, line) => {
    for (const [field, column] of used) {
      const cell = (fields[column] ?? '').trim();
      cells[field] = cell;
      hashed[field] = cell;
    }
    const problems: RowProblem[] = [];
    const wrong = (field: FieldName, value: string, reason: string) =>
      problems.push({ line, column: columnName(field), value, reason });

    for (const field of PLACES) if (saysNothing(get(field))) cells[FIELD[field]] = '';

    const category = get('category');
    const type = typeOf(category);
    if (!type) {
      const reason =
        category === ''
          ? 'is blank, and the category decides what kind of incident this is'
          : 'is a category without a type: choose one for it in the mapping, or leave these rows out';
      wrong('category', category, reason);
    }
    const time = checkTime({
      started: get('started'),
      startedTime: get('started_time'),
      ended: get('ended'),
      endedTime: get('ended_time'),
      month: get('month'),
    });
    if ('reason' in time) wrong(time.field, time.value, time.reason);
    const place = checkPlace(
      {
        longitude: get('longitude'),
        latitude: get('latitude'),
        easting: get('easting'),
        northing: get('northing'),
        gridReference: get('grid_reference'),
      },
      area,
      mapping.placePrecision,
    );
    if (place && 'reason' in place) wrong(place.field, place.value, place.reason);
    let needles: NeedleCount | null = null;
    if (type?.kind === 'needle_find') {
      const count = needleCount(get('needles'));
      if ('reason' in count) wrong('needles', get('needles'), count.reason);
      else needles = count;
    }
    if (problems.length > 0 || !type || 'reason' in time || (place && 'reason' in place)) {
      return { row: null, problems };
    }
    hashed[cells.length] = String(type.id);
    hashed[cells.length + 1] = String(time.startedAt);
    hashed[cells.length + 2] = String(time.endedAt);
    hashed[cells.length + 3] = time.precision;
    const row = {
      line,
      reference: get('reference') || null,
      typeId: type.id,
      category,
      startedAt: time.startedAt,
      endedAt: time.endedAt,
      precision: time.precision,
      localDay: time.localDay,
      lon: place?.lon ?? null,
      lat: place?.lat ?? null,
      easting: place?.easting ?? null,
      northing: place?.northing ?? null,
      placePrecision: place?.precision ?? null,
      placeSource: place?.source ?? null,
      outcome: get('outcome') || null,
      needles,
      sweep: needles?.min === 0 && needles.max === 0,
      details: detailsOf(get('location'), get('place_type'), get('notes')),
      periodMonth: police ? monthNumber(time.localDay) : null,
      force: police ? get('force') || null : null,
      contentHash: contentHash(hashed),
    };
    return { row, problems: null };
  };
}

/** What people write where they mean nothing. The longest of these words has eleven letters. */
const saysNothing = (text: string) =>
  text !== '' && text.length < 12 && /^(?:[nu]|-$)/i.test(text) && BLANK.test(text);

/** Index of the column that feeds each field, −1 for none. */
function columnOfField(header: readonly string[], mapping: Mapping): number[] {
  const names = header.map((name) => name.toLowerCase());
  const missing: string[] = [];
  const columns = FIELD_NAMES.map((field) => {
    const wanted = mapping.columns[field]?.trim().toLowerCase();
    if (wanted === undefined) return -1;
    const index = names.indexOf(wanted);
    if (index < 0) missing.push(mapping.columns[field] ?? '');
    return index;
  });
  if (missing.length > 0) throw refuse('missing-column', missing.join(', '));
  return columns;
}

function detailsOf(location: string, placeType: string, notes: string): RowDetails {
  return {
    ...(location !== '' && !saysNothing(location) && { location }),
    ...(placeType !== '' && { place_type: placeType }),
    ...(notes !== '' && { notes }),
  };
}

function monthNumber(localDay: number): number {
  const date = new Date(localDay * 86_400_000);
  return date.getUTCFullYear() * 100 + date.getUTCMonth() + 1;
}
