/** Tests one window's counts: what is hot and cold, or why nothing is tested. Pure: read_window.ts reads the counts. */
import type { RefusalReason } from '../../contract/significance.ts';
import { LEAST_CELLS, testHotspots, type HotspotTests } from '../../statistics/hotspot_test.ts';
import { testUsual, type UsualTests } from '../../statistics/more_than_usual.ts';
import { MONTHS_ONLY_RESOLUTION_LIMIT } from '../study/refusal.ts';
import { MOST_CELLS, type StudyQuery } from '../study/study_query.ts';
import type { UsualWindow } from './read_usual.ts';
import type { WindowCounts } from './read_window.ts';

export type Verdict<Tests = HotspotTests> =
  { readonly refused: null; readonly tests: Tests } | { readonly refused: RefusalReason };

export interface TestedWindow extends WindowCounts {
  readonly verdict: Verdict;
}

/** k: steps to the farthest neighbour. */
export function testWindow(
  { study, size }: Pick<StudyQuery, 'study' | 'size'>,
  counts: WindowCounts,
  k: number,
): TestedWindow {
  const refused = refuseFirst(size, study.resolution, counts);
  if (refused !== null) return { ...counts, verdict: { refused } };
  const { counted, missing, residents } = counts;
  const tested = counted.counts.map((count, i) => (missing[i] === 1 ? NaN : count));
  const found = testHotspots(tested, study.neighbours(k), residents);
  if ('reason' in found) return { ...counts, verdict: { refused: found.reason } };
  return { ...counts, verdict: { refused: null, tests: found } };
}

export interface UsualVerdict extends WindowCounts {
  readonly verdict: Verdict<UsualTests>;
}

/** The same window against earlier ones like it. now, earlier: of rows alone, as read_usual.ts reads them. */
export function testAgainstUsual(
  { study, size }: Pick<StudyQuery, 'study' | 'size'>,
  counts: WindowCounts,
  { now, earlier, monthsCut }: UsualWindow,
  k: number,
): UsualVerdict {
  const refused = refuseFirst(size, study.resolution, { ...counts, residents: null });
  if (refused !== null) return { ...counts, verdict: { refused } };
  if (counts.counted.incidents > 0 && counts.counted.incidents === counts.counted.countsOnly)
    return { ...counts, verdict: { refused: 'counts_only' } };
  if (study.keys.length < LEAST_CELLS) return { ...counts, verdict: { refused: 'too_few_cells' } };
  if (monthsCut) return { ...counts, verdict: { refused: 'months_only_cut' } };
  if (earlier.length === 0) return { ...counts, verdict: { refused: 'no_like_windows' } };
  const tested = now.counts.map((count, i) => (counts.missing[i] === 1 ? NaN : count));
  const tests = testUsual({ ...now, counts: tested }, earlier, study.neighbours(k));
  return { ...counts, verdict: { refused: null, tests } };
}

/** What prevents a test; null: nothing does. The first that applies, gravest first. */
function refuseFirst(
  size: number | null,
  resolution: number,
  { counted, missing, byHours, residents }: WindowCounts,
): RefusalReason | null {
  if (size === null) return 'no_study_area';
  if (size > MOST_CELLS) return 'too_many_cells';
  if (resolution > MONTHS_ONLY_RESOLUTION_LIMIT && counted.monthOnly > 0)
    return 'months_only_too_fine';
  if (residents?.every((people) => Number.isNaN(people))) return 'no_residents';
  if (size > 0 && missing.reduce((sum, one) => sum + one, 0) === size) return 'nothing_received';
  if (byHours && counted.incidents === 0 && counted.leftOut.no_hour > 0)
    return 'months_only_no_hours';
  return null;
}
