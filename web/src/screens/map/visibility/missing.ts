/** Feeds that did not arrive: said in words, hatched on the map, never shown as quiet background. */
import type { Partnership } from '#api/contract/partnership.ts';
import { monthEnd, monthNumber } from '#web/lib/days.ts';
import { missingIn, type Window } from '../time/brush.ts';

type Datasets = Partnership['datasets'];

/** Datasets of the agencies shown (none chosen: all) that lack months of the window. */
export function missingFeeds(
  datasets: Datasets,
  agencies: readonly string[],
  window: Window,
): { name: string; months: string[] }[] {
  return shownDatasets(datasets, agencies)
    .map(({ name, missing_months }) => ({ name, months: missingIn(window, missing_months) }))
    .filter(({ months }) => months.length > 0);
}

/** The same over several windows: each dataset once, with its months in order. */
export function missingInAll(
  datasets: Datasets,
  agencies: readonly string[],
  windows: readonly Window[],
): { name: string; months: string[] }[] {
  const byName = new Map<string, Set<string>>();
  for (const { name, months } of windows.flatMap((w) => missingFeeds(datasets, agencies, w))) {
    byName.set(name, new Set([...(byName.get(name) ?? []), ...months]));
  }
  return [...byName].map(([name, months]) => ({ name, months: [...months].sort() }));
}

/** Months of the whole history in which a feed of the agencies shown did not arrive, each once, in order. */
export const missingMonths = (datasets: Datasets, agencies: readonly string[]): string[] =>
  [
    ...new Set(shownDatasets(datasets, agencies).flatMap((dataset) => dataset.missing_months)),
  ].sort();

/** Did nothing at all arrive of what was requested? Then an empty map is not a quiet one. */
export function nothingArrived(
  datasets: Datasets,
  agencies: readonly string[],
  window: Window,
): boolean {
  const shown = shownDatasets(datasets, agencies);
  const months = monthNumber(window.to) - monthNumber(window.from) + 1;
  return (
    shown.length > 0 &&
    shown.every(({ missing_months }) => missingIn(window, missing_months).length === months)
  );
}

const shownDatasets = (datasets: Datasets, agencies: readonly string[]): Datasets =>
  datasets.filter(({ agency }) => agencies.length === 0 || agencies.includes(agency));

/** A month-only history ends with its month, whatever day its rows are written under. */
export const wholeHistory = (
  history: { first: string; last: string },
  monthOnly: boolean,
): Window => ({
  from: history.first,
  to: monthOnly ? monthEnd(history.last) : history.last,
});
