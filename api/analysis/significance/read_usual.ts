/** Reads what a place is usually like: its counts now and in earlier windows like it, of rows alone. Others' counts of whole
 *  months leave small ones out: from 4 to 5 would look like from nothing to 5. */
import type { Context } from 'hono';
import type { SignificanceQuery } from '../../contract/significance.ts';
import { lastOver } from '../../geo/smallest_window.ts';
import { indexFilter } from '../../hexes/read_filters.ts';
import type { HexServices } from '../../hexes/services.ts';
import { isAllowedWindow, timeStep } from '../../hexes/window_limit.ts';
import { likeWindows } from '../../time/like_windows.ts';
import { firstOfMonth, type Window } from '../../time/local_day.ts';
import { daysOf, isWholeMonths } from '../../time/period_before.ts';
import { historyHere, requestedKinds } from '../change/count_periods.ts';
import { undeliveredHere } from '../change/question_here.ts';
import { countsOver } from '../study/study.ts';
import { inWindow, type StudyQuery } from '../study/study_query.ts';
import { countFromHours } from './count_window.ts';
import { requestedHours } from './read_window.ts';

export interface UsualCounts {
  readonly window: Window;
  /** One per cell of the study. */
  readonly counts: Float64Array;
  readonly days: number;
}

export interface UsualWindow {
  readonly now: UsualCounts;
  /** Those that everybody with records here delivered, the most alike first. */
  readonly earlier: readonly UsualCounts[];
  /** Whether some records are known by month only, and the window cuts months: each window would hold other ones of them. */
  readonly monthsCut: boolean;
}

/** The window and those like it that the caller may count at the study's resolution. */
export async function readUsual(
  services: HexServices,
  c: Context,
  over: StudyQuery,
  options: Pick<SignificanceQuery, 'hours' | 'weekdays'>,
  window: Window,
): Promise<UsualWindow> {
  const { resolution } = over.study;
  const hours = requestedHours(options);
  const { step, today } = timeStep(services, c, resolution);
  const until = step && step !== 'day' ? lastOver(step, today) : undefined;
  const { like, monthsCut } = deliveredLike(over, window, {
    until,
    isAllowed: (one) => isAllowedWindow(services, c, one, resolution, hours !== null),
  });
  if (hours === null) return { ...countEach(over, window, like), monthsCut };
  const countHours = async (of: Window): Promise<UsualCounts> => {
    const there = inWindow(over.query, of);
    const { counts } = await countFromHours(services, c, there, over.study, hours);
    return { window: of, counts, days: daysOf(of) };
  };
  const earlier: UsualCounts[] = [];
  for (const one of like) earlier.push(await countHours(one));
  return { now: await countHours(window), earlier, monthsCut: false };
}

/** The same for all hours, where any window may be counted. */
export function usualWindow(over: StudyQuery, window: Window): UsualWindow {
  const { like, monthsCut } = deliveredLike(over, window);
  return { ...countEach(over, window, like), monthsCut };
}

/** What the caller may know: records until a day, and which windows are counted. */
interface Reader {
  readonly until?: number | undefined;
  readonly isAllowed?: (window: Window) => boolean;
}

/** Windows like this one in which no feed with records in the study lacks a month, and that no record precedes. */
function deliveredLike(
  { query, study, cells, feeds }: StudyQuery,
  window: Window,
  { until, isAllowed = () => true }: Reader = {},
): { readonly like: Window[]; readonly monthsCut: boolean } {
  const { history } = query;
  if (!history) return { like: [], monthsCut: false };
  const here = historyHere(query, { resolution: study.resolution, cells }, until);
  const kinds = requestedKinds(query);
  const agencies = kinds.flatMap((kind) => [...(here.get(kind)?.values() ?? [])]);
  const like = likeWindows(
    window,
    (one) =>
      isAllowed(one) &&
      one.from >= firstOfMonth(history.first) &&
      undeliveredHere(query, feeds, here, kinds, [one]).length === 0,
  );
  const monthsCut = agencies.some(({ monthsOnly }) => monthsOnly) && !isWholeMonths(window);
  return { like, monthsCut };
}

const countEach = (over: StudyQuery, window: Window, like: readonly Window[]) => ({
  now: countRows(over, window),
  earlier: like.map((one) => countRows(over, one)),
});

function countRows({ query, study, cells }: StudyQuery, window: Window): UsualCounts {
  const { index, grants, filters } = inWindow(query, window);
  const asked = { ...indexFilter(filters), resolution: study.resolution, cells };
  const { keys, total } = index.count(asked, grants);
  const found = Array.from(keys, (key, i) => [key, total[i] ?? 0] as const);
  return { window, counts: countsOver(study.keys, found), days: daysOf(window) };
}
