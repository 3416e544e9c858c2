/** What is not in an export, and why: a sentence each. */
import type { Seen } from '../contract/agreements.ts';
import { KIND_LABELS, type Kind } from '../contract/kinds.ts';

export interface Missing {
  /** Incidents without a place, where only those in chosen hexagons are taken. */
  readonly noPlace: number;
  /** Incidents known by month only, of a month that the window cuts. */
  readonly monthOnly: number;
}

const counted = new Intl.NumberFormat('en-GB');
const incidents = (n: number, one: string, many: string): string =>
  n === 1 ? `1 incident ${one}` : `${counted.format(n)} incidents ${many}`;

const monthOnlyWords = ({ monthOnly }: Missing): string[] =>
  monthOnly === 0
    ? []
    : [
        `${incidents(monthOnly, 'is', 'are')} known by month only, and the window begins or ends within that month.`,
      ];

/** "crime, alcohol" */
const kindsOf = (seen: readonly Seen[]): string =>
  seen.map(({ kind }) => KIND_LABELS[kind].toLowerCase()).join(', ');

type Words = (name: string, theirs: Readonly<Record<Seen['level'], readonly Seen[]>>) => string[];

/** @param names names by slug */
function eachAgency(seen: readonly Seen[], names: ReadonlyMap<string, string>, words: Words) {
  const slugs = [...new Set(seen.map(({ agency }) => agency))];
  return slugs.flatMap((slug) => {
    const theirs = { own: [], point: [], cell: [], none: [] } as Record<Seen['level'], Seen[]>;
    for (const one of seen) if (one.agency === slug) theirs[one.level].push(one);
    return words(names.get(slug) ?? slug, theirs);
  });
}

const notShared = (name: string, none: readonly Seen[]): string[] =>
  none.length > 0 ? [`${name} does not share with you: ${kindsOf(none)}.`] : [];

const tooSensitive = (name: string, point: readonly Seen[]): string[] => {
  const least = Math.min(3, ...point.map(({ max_sensitivity }) => max_sensitivity ?? 3));
  return least < 3
    ? [`${name} does not share with you what is more sensitive than ${least} (of 3).`]
    : [];
};

/** Of an export of incidents. @param seen what the viewer sees of whose records, as far as they were asked for */
export const leftOutOfRows = (
  missing: Missing,
  seen: readonly Seen[],
  names: ReadonlyMap<string, string>,
): string[] => [
  ...(missing.noPlace > 0
    ? [
        `${incidents(missing.noPlace, 'has', 'have')} no place: nobody can say whether inside or outside.`,
      ]
    : []),
  ...monthOnlyWords(missing),
  ...eachAgency(seen, names, (name, { point, cell, none }) => [
    ...(cell.length > 0
      ? [`${name} shares counts only (${kindsOf(cell)}): they are in the counts by hexagon.`]
      : []),
    ...tooSensitive(name, point),
    ...notShared(name, none),
  ]),
];

function countsWords(
  name: string,
  { kind, resolution: finest, threshold }: Seen,
  { resolution, narrowed }: { readonly resolution: number; readonly narrowed: ReadonlySet<Kind> },
): string {
  const records = KIND_LABELS[kind].toLowerCase();
  if (resolution > (finest ?? 0))
    return `${name} shares ${records} only in hexagons of resolution ${finest} or larger.`;
  if (narrowed.has(kind)) return `${name} shares ${records} only as one number for all its types.`;
  return `Of ${name}’s ${records}: hexagons with fewer than ${threshold} in a month, and months that the window cuts.`;
}

/** Of an export of counts.
 *  @param map the resolution of its hexagons, and the kinds of which only some types were asked for */
export const leftOutOfHexagons = (
  missing: Missing,
  seen: readonly Seen[],
  names: ReadonlyMap<string, string>,
  map: { readonly resolution: number; readonly narrowed: ReadonlySet<Kind> },
): string[] => [
  ...(missing.noPlace > 0
    ? [`${incidents(missing.noPlace, 'has', 'have')} no place, and so no hexagon.`]
    : []),
  ...monthOnlyWords(missing),
  ...eachAgency(seen, names, (name, { point, cell, none }) => [
    ...cell.map((one) => countsWords(name, one, map)),
    ...tooSensitive(name, point),
    ...notShared(name, none),
  ]),
];
