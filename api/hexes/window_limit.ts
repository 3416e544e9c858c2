/** The rule of the smallest window (geo/smallest_window.ts), held for a call: every route that counts in hexagons asks here.
 *  Those who may read incidents one by one are not bound by it. */
import type { Context } from 'hono';
import {
  finestFor,
  isWhole,
  stepAt,
  windowAt,
  windowWords,
  type RequestedWindow,
  type Step,
} from '../geo/smallest_window.ts';
import { mayOf } from '../http/access.ts';
import { Problem } from '../http/problem.ts';
import type { BaseServices } from '../http/services.ts';
import { localDateOf } from '../time/local_date.ts';
import { dayOf, isoOf, type Window } from '../time/local_day.ts';
import type { ResolvedQuery } from './read_query.ts';
import { mustNotBeAPlace } from './resolution_limit.ts';

type Clock = Pick<BaseServices, 'now'>;

const todayOf = (services: Clock): number => dayOf(localDateOf(services.now()));

const requestedWindow = (
  services: Clock,
  { filters, history }: ResolvedQuery,
): RequestedWindow => ({
  window: { from: filters.from, to: filters.to },
  history,
  today: todayOf(services),
});

/** The query with the window that its caller may have at a resolution: its own, or where an end is open, whole steps.
 *  Throws Problems `not_allowed` for hexagons that are places, and `window_too_short`, which says what would be given. */
export function inAllowedWindow(
  services: Clock,
  c: Context,
  query: ResolvedQuery,
  resolution: number,
  byHours = false,
): ResolvedQuery {
  if (mayOf(c, 'points.read')) return query;
  mustNotBeAPlace(c, resolution);
  const requested = requestedWindow(services, query);
  const window = windowAt(requested, resolution, byHours);
  if (!window)
    throw new Problem('window_too_short', { detail: windowWords(requested, resolution, byHours) });
  return { ...query, filters: { ...query.filters, ...window } };
}

/** The same for a window that the answer derives, such as the period before: it must be whole as it is. */
export function mustBeAllowedWindow(
  services: Clock,
  c: Context,
  window: Window,
  resolution: number,
  byHours = false,
): void {
  if (isAllowedWindow(services, c, window, resolution, byHours)) return;
  throw new Problem('window_too_short', {
    detail:
      `${isoOf(window.from)} to ${isoOf(window.to)} is counted too, in hexagons of resolution ${resolution}: these are counted over whole ` +
      'steps that are over. Choose whole months or quarters, or larger hexagons.',
  });
}

export function isAllowedWindow(
  services: Clock,
  c: Context,
  window: Window,
  resolution: number,
  byHours = false,
): boolean {
  if (mayOf(c, 'points.read')) return true;
  const step = stepAt(resolution, byHours);
  return step !== null && isWhole(window, step, todayOf(services));
}

/** The smallest hexagons, of at most `resolution`, that the caller may count in the query's window. */
export const finestAllowed = (
  services: Clock,
  c: Context,
  query: ResolvedQuery,
  resolution: number,
): number =>
  mayOf(c, 'points.read') ? resolution : finestFor(requestedWindow(services, query), resolution);

/** The query with whole steps at its open ends where it counts an outline, so that the outline can be counted as it is, or by small
 *  hexagons. Everything, and the partnership's own area, take any window. */
export function inAreaWindow(services: Clock, c: Context, query: ResolvedQuery): ResolvedQuery {
  if (query.outlines.length === 0) return query;
  return inAllowedWindow(services, c, query, finestAllowed(services, c, query, 9));
}

/** Why the query's window is not given at a resolution, and which would be. */
export const refusedWords = (services: Clock, query: ResolvedQuery, resolution: number): string =>
  windowWords(requestedWindow(services, query), resolution);

/** How finely time is told in hexagons of a resolution; null: not at all. With the first day that is not over. */
export function timeStep(
  services: Clock,
  c: Context,
  resolution: number,
): { readonly step: Step | null; readonly today: number } {
  const today = todayOf(services);
  return { step: mayOf(c, 'points.read') ? 'day' : stepAt(resolution), today };
}
