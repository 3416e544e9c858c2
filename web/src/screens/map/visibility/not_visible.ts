/** What agreements keep off a view, or let onto it as counts only: said as left out, never shown as zero. Pure; the
 *  server's rules (api/hex_index/partner_table.ts) decide the counts themselves. */
import type { Seen } from '#api/contract/agreements.ts';
import type { IncidentType, Kind } from '#api/contract/kinds.ts';
import type { Window } from '../time/brush.ts';
import { monthEnd, monthNumber, monthOf } from '#web/lib/days.ts';

/** none: not shared · finer: the hexagons are smaller than agreed · types: only some types of the kind are requested ·
 *  no_month: no whole month lies in the window · open: none that is closed does · uneven: not as many in the window compared with ·
 *  counted: they are on the map, by whole closed months and without small counts */
export type NotVisible = { readonly agency: string; readonly kind: Kind } & (
  | { readonly reason: 'none' | 'types' | 'no_month' }
  /** no whole month of the window is closed yet */
  | { readonly reason: 'open'; readonly closing: Closing }
  | { readonly reason: 'finer'; readonly resolution: number }
  | { readonly reason: 'uneven'; readonly months: number; readonly monthsThen: number }
  /** cut: the whole months of a window that holds more than those; empty where it is whole */
  | {
      readonly reason: 'counted';
      readonly threshold: number;
      readonly cut: readonly string[];
      /** null: the window ends before the first month that is not closed */
      readonly closing: Closing | null;
      /** null: all its months are counted in hexagons of the view's size; otherwise the size in which they are */
      readonly allIn: number | null;
    }
);

/** Which months are counted, and when the next one is. */
export interface Closing {
  /** yyyy-mm */
  readonly to: string;
  /** yyyy-mm-dd */
  readonly nextOn: string;
}

export interface VisibilityQuestion {
  readonly kinds: readonly Kind[];
  readonly types: readonly string[];
  /** empty lists mean all */
  readonly agencies: readonly string[];
  readonly resolution: number;
  readonly window: Window;
  /** the window compared with */
  readonly then: Window | null;
}

/** First days of the months that lie wholly in a window. */
export function monthsWithin({ from, to }: Window): string[] {
  const first = monthNumber(from) + (from.endsWith('-01') ? 0 : 1);
  const last = monthNumber(to) - (to === monthEnd(to) ? 0 : 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => monthOf(first + i));
}

/** How much of a kind the filters ask for: a type narrows its own kind, and leaves the other kinds as they are. */
function typesRequested(
  kind: Kind,
  { kinds, types }: Pick<VisibilityQuestion, 'kinds' | 'types'>,
  known: readonly Pick<IncidentType, 'slug' | 'kind'>[],
): 'all' | 'some' | 'none' {
  const own = known.filter((type) => type.kind === kind);
  const chosen = own.filter(({ slug }) => types.includes(slug));
  if (kinds.length > 0 && !kinds.includes(kind)) return 'none';
  if (chosen.length === 0) return kinds.length > 0 || types.length === 0 ? 'all' : 'none';
  return chosen.length === own.length ? 'all' : 'some';
}

export function notVisible(
  seen: readonly Seen[],
  view: VisibilityQuestion,
  types: readonly Pick<IncidentType, 'slug' | 'kind'>[],
): NotVisible[] {
  const whole = monthsWithin(view.window);
  const last = whole.at(-1);
  const isWhole =
    last !== undefined && whole[0] === view.window.from && monthEnd(last) === view.window.to;
  return seen.flatMap((one): NotVisible[] => {
    const { agency, kind, level, resolution, threshold } = one;
    const requested = typesRequested(kind, view, types);
    if (requested === 'none' || (view.agencies.length > 0 && !view.agencies.includes(agency)))
      return [];
    const pair = { agency, kind };
    if (level === 'none') return [{ ...pair, reason: 'none' }];
    if (level !== 'cell' || resolution === null || threshold === null) return [];
    if (view.resolution > resolution) return [{ ...pair, reason: 'finer', resolution }];
    if (requested === 'some') return [{ ...pair, reason: 'types' }];
    if (whole.length === 0) return [{ ...pair, reason: 'no_month' }];
    const closing = { to: one.counted_to ?? '', nextOn: one.next_closes_on ?? '' };
    const isClosed = (month: string) => month.slice(0, 7) <= closing.to;
    const months = whole.filter(isClosed);
    if (months.length === 0) return [{ ...pair, reason: 'open', closing }];
    const monthsThen = view.then ? monthsWithin(view.then).filter(isClosed).length : months.length;
    if (months.length !== monthsThen)
      return [{ ...pair, reason: 'uneven', months: months.length, monthsThen }];
    const reachesOpen = months.length < whole.length || view.window.to.slice(0, 7) > closing.to;
    const allIn = one.all_resolution ?? resolution;
    return [
      {
        ...pair,
        reason: 'counted',
        threshold,
        cut: isWhole ? [] : months,
        closing: reachesOpen ? closing : null,
        allIn: view.resolution > allIn ? allIn : null,
      },
    ];
  });
}

/** Agencies with an incident in the view. found: by every agency under the other filters, since the rail shows those not
 *  chosen too; chosen: none means all. */
export const agenciesWithRecords = (
  found: readonly { readonly slug: string; readonly total: number }[],
  chosen: readonly string[],
): string[] =>
  found
    .filter(({ slug, total }) => total > 0 && (chosen.length === 0 || chosen.includes(slug)))
    .map(({ slug }) => slug);

/** Agencies of whose records the view shows some: not those that are left out altogether, whatever they would count. */
export function shownAgencies(
  agencies: readonly string[],
  seen: readonly Seen[],
  left: readonly NotVisible[],
): string[] {
  const isLeftOut = ({ agency, kind }: Seen) =>
    left.some(
      (one) =>
        one.agency === agency &&
        one.kind === kind &&
        one.reason !== 'counted' &&
        one.reason !== 'uneven',
    );
  return agencies.filter((slug) => {
    const pairs = seen.filter(({ agency }) => agency === slug);
    return pairs.length === 0 || !pairs.every(isLeftOut);
  });
}

/** Whether a number of an agency's records in a window says anything: of what is not shared, and of counts without a
 *  whole month, nobody knows that they are none. */
export function hasFigure(seen: readonly Seen[], agency: string, window: Window): boolean {
  const own = seen.filter((one) => one.agency === agency);
  const months = monthsWithin(window);
  const isClosed = (to: string | null) => months.some((month) => month.slice(0, 7) <= (to ?? ''));
  return (
    own.length === 0 ||
    own.some(
      ({ level, counted_to: to }) =>
        level === 'own' || level === 'point' || (level === 'cell' && isClosed(to)),
    )
  );
}

/** An agency's kinds by level, the fullest first; for its mark in the rail. */
export function levelsOf(
  seen: readonly Seen[],
  agency: string,
): { readonly level: Seen['level']; readonly kinds: Kind[] }[] {
  const own = seen.filter((one) => one.agency === agency);
  return (['own', 'point', 'cell', 'none'] as const)
    .map((level) => ({
      level,
      kinds: own.filter((one) => one.level === level).map(({ kind }) => kind),
    }))
    .filter(({ kinds }) => kinds.length > 0);
}
