/** How much more than Poisson the partnership's counts vary, of the kinds that are compared: from every neighbourhood of about
 *  5 km² (resolution 7), over whole months or quarters that everybody delivered. Of rows that the reader may count, and of
 *  windows that any reader may have at that size. */
import type { Spread } from '../../contract/change.ts';
import { KINDS, type Kind } from '../../contract/kinds.ts';
import type { FeedMonths } from '../../deliveries/missing.ts';
import { NEIGHBOURHOOD } from '../../deliveries/missing_cells.ts';
import { lastOver, stepAround } from '../../geo/smallest_window.ts';
import { indexFilter } from '../../hexes/read_filters.ts';
import type { ResolvedQuery } from '../../hexes/read_query.ts';
import { grantsText } from '../../hex_index/grants.ts';
import type { HexIndex } from '../../hex_index/hex_index.ts';
import { pooledOverdispersion } from '../../statistics/overdispersion.ts';
import type { Window } from '../../time/local_day.ts';
import { historyHere } from './count_periods.ts';
import { undeliveredHere } from './question_here.ts';

/** Where there is too little history: that of West Mercia's months of 2025, 423 neighbourhoods of 10 a month or more. */
const TAKEN = 1.8;
/** Quarters vary more than months, by their mean: what drifts adds up. */
const LONGEST_MONTH = 45;
const MOST_WINDOWS = { month: 24, quarter: 12 } as const;

type Step = keyof typeof MOST_WINDOWS;
/** Of some kinds together. */
export type SpreadOf = (kinds: readonly Kind[]) => Spread;

const kept = new WeakMap<HexIndex, { version: bigint; readonly known: Map<string, SpreadOf> }>();
const MOST_KEPT = 200;

/** days: of the windows that are compared. today: the first day that is not over. Kept until the data change. */
export function overdispersionOf(
  query: ResolvedQuery,
  feeds: readonly FeedMonths[],
  days: number,
  today: number,
): SpreadOf {
  const step: Step = days <= LONGEST_MONTH ? 'month' : 'quarter';
  const { index, grants, filters } = query;
  const { dataVersion: version } = grants;
  let ofIndex = kept.get(index);
  if (ofIndex?.version !== version || ofIndex.known.size >= MOST_KEPT) {
    ofIndex = { version, known: new Map() };
    kept.set(index, ofIndex);
  }
  const { types, agencies } = filters;
  const key = JSON.stringify([grantsText(grants), types, agencies, step, today, feeds]);
  const known = ofIndex.known.get(key) ?? spreadsOf(query, feeds, step, today);
  ofIndex.known.set(key, known);
  return known;
}

function spreadsOf(
  query: ResolvedQuery,
  feeds: readonly FeedMonths[],
  step: Step,
  today: number,
): SpreadOf {
  const counted = wholeSteps(query, feeds, step, today).map((window) => countNear(query, window));
  const found = new Map<string, Spread>();
  const own = (kinds: readonly Kind[]): Spread | null => {
    const places = new Set(counted.flatMap((one) => [...one.keys()]));
    const windows = counted.map((one) =>
      Float64Array.from(places, (place) =>
        kinds.reduce((sum, kind) => sum + (one.get(place)?.[KINDS.indexOf(kind)] ?? 0), 0),
      ),
    );
    const pooled = pooledOverdispersion(windows);
    return pooled && { step, ...pooled };
  };
  return (kinds) => {
    const name = kinds.join();
    const known = found.get(name) ??
      own(kinds) ??
      own(KINDS) ?? { step, psi: TAKEN, places: 0, windows: 0 };
    found.set(name, known);
    return known;
  };
}

/** Whole months or quarters that are over and that every feed delivered, the latest first. */
function wholeSteps(
  query: ResolvedQuery,
  feeds: readonly FeedMonths[],
  step: Step,
  today: number,
): Window[] {
  const { history } = query;
  if (!history) return [];
  const here = historyHere(query, { resolution: NEIGHBOURHOOD, cells: null });
  const found: Window[] = [];
  for (
    let window = stepAround(lastOver(step, today), step);
    window.to >= history.first && found.length < MOST_WINDOWS[step];
    window = stepAround(window.from - 1, step)
  ) {
    const isDelivered =
      window.from >= stepAround(history.first, 'month').from &&
      undeliveredHere(query, feeds, here, KINDS, [window]).length === 0;
    if (isDelivered) found.push(window);
  }
  return found;
}

/** Counts by kind of each neighbourhood, of rows alone. */
function countNear(
  { index, grants, filters }: ResolvedQuery,
  window: Window,
): ReadonlyMap<number, readonly number[]> {
  const asked = indexFilter({ ...filters, ...window });
  const { keys, byKind } = index.count(
    { ...asked, resolution: NEIGHBOURHOOD, cells: null },
    grants,
  );
  return new Map(
    Array.from(keys, (key, i) => [key, KINDS.map((_, kind) => byKind[kind]?.[i] ?? 0)] as const),
  );
}
