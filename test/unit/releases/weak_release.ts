/** A release as it is often made, and must not be: counts of 1 to 4 left out, everything else exact, with exact totals
 *  over kinds, over places, and over a coarser geography. */
import type { Findings, Publication } from '#api/releases/interval_attack.ts';
import type { Identity } from '#api/releases/narrow_bounds.ts';

export interface TrueCount {
  readonly place: string;
  /** Where the place lies in the coarser geography. */
  readonly parent: string;
  readonly kind: string;
  readonly n: number;
}

export interface WeakRelease extends Publication {
  /** The true value of each figure. */
  readonly truth: readonly number[];
  /** Figures that are counts of one place and kind which were left out. */
  readonly leftOut: readonly number[];
}

/** @param totals `exact`, or left out from 1 to 4 as well: less weak, and not strong */
export function weakRelease(
  counts: readonly TrueCount[],
  totals: 'exact' | 'left out too' = 'exact',
): WeakRelease {
  const kinds = [...new Set(counts.map(({ kind }) => kind))];
  const parentOf = new Map(counts.map(({ place, parent }) => [place, parent]));
  const parents = [...new Set(parentOf.values())];
  const truth: number[] = [];
  const names: string[] = [];
  const identities: Identity[] = [];
  const add = (name: string, n: number): number => {
    names.push(name);
    return truth.push(n) - 1;
  };
  const sum = (name: string, parts: readonly number[]): number => {
    const total = add(
      name,
      parts.reduce((all, part) => all + (truth[part] ?? 0), 0),
    );
    identities.push({ total, parts });
    return total;
  };
  const known = new Map<string, number>();
  for (const { place, kind, n } of counts)
    known.set(`${place} ${kind}`, (known.get(`${place} ${kind}`) ?? 0) + n);
  // place → kind → figure
  const base = new Map(
    [...parentOf.keys()].map((place) => [
      place,
      kinds.map((kind) => add(`${place} ${kind}`, known.get(`${place} ${kind}`) ?? 0)),
    ]),
  );
  const ofPlace = new Map(
    [...base].map(([place, figures]) => [place, sum(`${place} all kinds`, figures)]),
  );
  const coarse = parents.map((parent) => {
    const inside = [...parentOf].flatMap(([place, of]) => (of === parent ? [place] : []));
    const byKind = kinds.map((kind, k) =>
      sum(
        `${parent} ${kind}`,
        inside.flatMap((place) => base.get(place)?.[k] ?? []),
      ),
    );
    const all = sum(`${parent} all kinds`, byKind);
    identities.push({ total: all, parts: inside.flatMap((place) => ofPlace.get(place) ?? []) });
    return { byKind, all };
  });
  const everywhere = kinds.map((kind, k) =>
    sum(
      `everywhere ${kind}`,
      coarse.flatMap(({ byKind }) => byKind[k] ?? []),
    ),
  );
  const all = sum('everywhere all kinds', everywhere);
  identities.push({ total: all, parts: coarse.map((one) => one.all) });

  const first = new Set([...base.values()].flat());
  const isLeftOut = (figure: number) => {
    const n = truth[figure] ?? 0;
    return n >= 1 && n <= 4 && (first.has(figure) || totals === 'left out too');
  };
  return {
    figures: truth.map((n, i) => ({
      name: names[i] ?? '',
      low: isLeftOut(i) ? 1 : n,
      high: isLeftOut(i) ? 4 : n,
    })),
    identities,
    truth,
    leftOut: [...first].filter(isLeftOut),
  };
}

/** How many of the counts that were left out the attack knows exactly, as a share of them. */
export const shareRecovered = (release: WeakRelease, { intervals }: Findings): number =>
  release.leftOut.filter((figure) => intervals[figure]?.[0] === intervals[figure]?.[1]).length /
  release.leftOut.length;

/** Figures whose interval does not hold the truth: there must be none, whatever the release. */
export const deceived = ({ truth }: WeakRelease, { intervals }: Findings): number[] =>
  [...truth.keys()].filter((figure) => {
    const [low = NaN, high = NaN] = intervals[figure] ?? [];
    const n = truth[figure] ?? NaN;
    return !(low <= n && n <= high);
  });
