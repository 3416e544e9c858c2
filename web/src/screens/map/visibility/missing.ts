/** Feeds that did not arrive: said in words, hatched on the map, never shown as quiet background. Which months a feed lacks is the
 *  server's to say (api/deliveries/missing.ts). */
import type { IncidentType, Kind } from '#api/contract/kinds.ts';
import type { Partnership } from '#api/contract/partnership.ts';
import { monthEnd, monthNumber } from '#web/lib/days.ts';
import { missingIn, type Window } from '../time/brush.ts';

type Datasets = Partnership['datasets'];

interface ShownFilters {
  /** none: all */
  readonly agencies: readonly string[];
  readonly kinds: readonly Kind[];
  readonly types: readonly string[];
}

/** Feeds of the agencies and kinds that are shown. A feed that has brought nothing yet is of none. */
export function shownDatasets(
  datasets: Datasets,
  { agencies, kinds, types }: ShownFilters,
  known: readonly Pick<IncidentType, 'slug' | 'kind'>[],
): Datasets {
  const ofTypes = known.filter(({ slug }) => types.includes(slug)).map(({ kind }) => kind);
  const chosen = kinds.length > 0 ? kinds : ofTypes;
  return datasets.filter(
    (one) =>
      (agencies.length === 0 || agencies.includes(one.agency)) &&
      one.kinds.some((kind) => chosen.length === 0 || chosen.includes(kind)),
  );
}

/** Feeds that lack months of the window. */
export const missingFeeds = (
  datasets: Datasets,
  window: Window,
): { name: string; months: string[] }[] =>
  datasets
    .map(({ name, missing_months }) => ({ name, months: missingIn(window, missing_months) }))
    .filter(({ months }) => months.length > 0);

/** The same over several windows: each feed once, with its months in order. */
export function missingInAll(
  datasets: Datasets,
  windows: readonly Window[],
): { name: string; months: string[] }[] {
  const byName = new Map<string, Set<string>>();
  for (const { name, months } of windows.flatMap((w) => missingFeeds(datasets, w))) {
    byName.set(name, new Set([...(byName.get(name) ?? []), ...months]));
  }
  return [...byName].map(([name, months]) => ({ name, months: [...months].sort() }));
}

/** Months of the whole history in which a feed did not arrive, each once, in order. */
export const missingMonths = (datasets: Datasets): string[] =>
  [...new Set(datasets.flatMap((dataset) => dataset.missing_months))].sort();

/** Did nothing at all arrive of what was requested? Then an empty map is not a quiet one. */
export const nothingArrived = (datasets: Datasets, window: Window): boolean =>
  datasets.length > 0 &&
  datasets.every(
    ({ missing_months }) => missingIn(window, missing_months).length === monthsIn(window),
  );

const monthsIn = ({ from, to }: Window): number => monthNumber(to) - monthNumber(from) + 1;

/** Whether a feed lacks no month of the windows. */
export const hasAll = ({ missing_months }: Datasets[number], windows: readonly Window[]): boolean =>
  windows.every((window) => missingIn(window, missing_months).length === 0);

/** A month-only history ends with its month, whatever day its rows are written under. */
export const wholeHistory = (
  history: { first: string; last: string },
  monthOnly: boolean,
): Window => ({
  from: history.first,
  to: monthOnly ? monthEnd(history.last) : history.last,
});
