/** Why an analysis gives no result, and what would make one possible: in words, because a meeting reads them. */
import type { Refusal, RefusalReason } from '../../contract/significance.ts';
import { LEAST_CELLS, LEAST_INCIDENTS } from '../../statistics/hotspot_test.ts';
import { MOST_CELLS } from './study_query.ts';

/** Months-only feeds are anonymised to snap points that stand for several addresses: finer hexagons show where the
 *  points are, not where anything happened. */
export const MONTHS_ONLY_RESOLUTION_LIMIT = 8;

const WORDS: Readonly<Record<RefusalReason, Pick<Refusal, 'why' | 'instead'>>> = {
  no_study_area: {
    why: 'There is no area to compare a place with: no outline of a district has been brought in, and none was drawn.',
    instead: 'Draw an area on the map, or bring in the outlines of your districts under Data.',
  },
  too_many_cells: {
    why: `The area has more than ${MOST_CELLS.toLocaleString('en-GB')} hexagons at this size.`,
    instead: 'Choose larger hexagons, or a smaller area.',
  },
  too_few_cells: {
    why: `The area has fewer than ${LEAST_CELLS} hexagons that can be compared: each is then a large part of what it is compared with.`,
    // never smaller hexagons: other refusals send back to larger ones
    instead: 'Choose a larger area.',
  },
  too_few_incidents: {
    why: `Fewer than ${LEAST_INCIDENTS} incidents were counted: a single report more or less would change what is hot.`,
    instead: 'Choose a longer window, more kinds or a larger area.',
  },
  all_equal: {
    why: 'Every hexagon has the same count, so none stands out.',
    instead: 'Choose another window or other kinds.',
  },
  months_only_too_fine: {
    why: 'Some of these records come from a feed whose places are moved to snap points, such as data.police.uk: smaller hexagons would show the points, not the places.',
    instead: `Choose hexagons of resolution ${MONTHS_ONLY_RESOLUTION_LIMIT} or larger, or leave the agencies and kinds of that feed out.`,
  },
  months_only_no_hours: {
    why: 'None of these records knows its hour: their feeds give days or months only.',
    instead: 'Choose kinds or agencies whose records have times, or leave the hours out.',
  },
  no_residents: {
    why: 'Rates need to know how many people live where, and that has not been brought in for this area.',
    instead: 'Compare counts, or ask whoever runs this installation to bring in a census layer.',
  },
  nothing_received: {
    why: 'Everywhere in this area the feed that most records come from has not delivered the whole window: what is missing is not zero.',
    instead: 'Choose a window that was delivered, or ask the agency for the missing months.',
  },
  nothing_hot: {
    why: 'No hexagon stood out in that period, so its map predicted nothing.',
    instead: 'Choose a longer period or more kinds.',
  },
  not_over: {
    why: 'The period has not ended yet: what is still to come would be missing from it.',
    instead: 'Choose a window that ended yesterday or earlier.',
  },
  longer_than_a_year: {
    why: 'The window is longer than a year, so the same days a year earlier lie partly in it.',
    instead: 'Choose a window of a year or less.',
  },
  no_records: {
    why: 'No record of this kind has ever been counted here, of those that you may count.',
    instead: 'Choose another place or other kinds, or ask the agencies that keep such records.',
  },
  not_delivered: {
    why: 'Months of one of the two periods have not been delivered by a feed that has records here: what is missing is not zero.',
    instead:
      'Leave that agency out, choose periods that were delivered, or ask the agency for the missing months.',
  },
  months_only_cut: {
    why: 'Some of these records are known by month only, and the window cuts months: the two periods would not hold the same share of them.',
    instead: 'Choose whole months, or agencies whose records have days.',
  },
  no_like_windows: {
    why: 'No earlier window of this length was delivered by everybody who has records here, so nobody knows what is usual.',
    instead:
      'Choose a shorter window, such as a month, leave out agencies whose records began later, or ask for busy places.',
  },
  counts_only: {
    why: 'All that you may count here are others’ counts of whole months, with small ones left out: a fall below the limit would look like a fall to nothing.',
    instead: 'Choose agencies whose records you may read, or agree with that one to share records.',
  },
};

/** For those who may bring one in. */
const RESIDENTS_COMMAND =
  'Compare counts, or bring in a census layer from the terminal: npm run cli -- residents ZONES.geojson --numbers FILE.csv --source TEXT.';

/** What remains where no other size of hexagons gives an answer. */
const NO_SIZE: Partial<Readonly<Record<RefusalReason, string>>> = {
  too_many_cells: 'Choose a smaller area.',
  months_only_too_fine:
    'Larger hexagons give no answer either. Leave the agencies and kinds of that feed out, or choose a longer window.',
};

/** manages: whether the reader runs the installation, and can do something about it. size: of hexagons at which there is an
 *  answer; null: there is none; absent: none was looked for. */
export const refusal = (reason: RefusalReason, manages = false, size?: number | null): Refusal => ({
  reason,
  ...WORDS[reason],
  ...(size === null && NO_SIZE[reason] !== undefined ? { instead: NO_SIZE[reason] } : {}),
  ...(typeof size === 'number' ? { instead: `Use hexagons of size ${size}.` } : {}),
  ...(manages && reason === 'no_residents' ? { instead: RESIDENTS_COMMAND } : {}),
  resolution: size ?? null,
});
