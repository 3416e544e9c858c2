/** What is not in an export, and why: a sentence each. */
import type { Seen } from '../contract/agreements.ts';
import { KIND_LABELS, type Kind } from '../contract/kinds.ts';
import { monthInWords } from '../time/local_date.ts';

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

const listed = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const kindsOf = (visible: readonly Seen[]): string =>
  listed.format(visible.map(({ kind }) => KIND_LABELS[kind].toLowerCase()));

/** A sentence about one agency; agencies with the same sentence are joined. */
interface Statement {
  readonly name: string;
  /** What follows the names. */
  readonly words: string;
}

/** @param names names by slug */
function byAgency(
  visible: readonly Seen[],
  names: ReadonlyMap<string, string>,
  wordsOf: (theirs: Readonly<Record<Seen['level'], readonly Seen[]>>) => string[],
): string[] {
  const slugs = [...new Set(visible.map(({ agency }) => agency))];
  const statements = slugs.flatMap((slug): Statement[] => {
    const theirs = { own: [], point: [], cell: [], none: [] } as Record<Seen['level'], Seen[]>;
    for (const one of visible) if (one.agency === slug) theirs[one.level].push(one);
    return wordsOf(theirs).map((words) => ({ name: names.get(slug) ?? slug, words }));
  });
  return [...new Set(statements.map(({ words }) => words))].map((words) => {
    const whose = statements.filter((one) => one.words === words).map(({ name }) => name);
    return `${listed.format(whose)}: ${words}`;
  });
}

const notShared = (none: readonly Seen[]): string[] =>
  none.length > 0 ? [`${kindsOf(none)} not shared with you.`] : [];

function tooSensitive(point: readonly Seen[]): string[] {
  const least = Math.min(3, ...point.map(({ max_sensitivity }) => max_sensitivity ?? 3));
  return least < 3 ? [`what is more sensitive than ${least} (of 3) not shared with you.`] : [];
}

/** Of an export of incidents. @param visible what the viewer sees of whose records, as far as they were requested */
export const leftOutOfRows = (
  missing: Missing,
  visible: readonly Seen[],
  names: ReadonlyMap<string, string>,
): string[] => [
  ...(missing.noPlace > 0
    ? [
        `${incidents(missing.noPlace, 'has', 'have')} no place: nobody can say whether inside or outside.`,
      ]
    : []),
  ...monthOnlyWords(missing),
  ...byAgency(visible, names, ({ point, cell, none }) => [
    ...(cell.length > 0 ? [`${kindsOf(cell)} shared as counts only, by hexagon.`] : []),
    ...tooSensitive(point),
    ...notShared(none),
  ]),
];

function countsWords(
  {
    kind,
    threshold,
    resolution: limit,
    all_resolution: allResolution,
    counted_to: countedTo,
  }: Seen,
  { resolution, narrowed }: { readonly resolution: number; readonly narrowed: ReadonlySet<Kind> },
): string {
  const records = KIND_LABELS[kind].toLowerCase();
  if (resolution > (limit ?? 0))
    return `${records} shared only in hexagons of resolution ${limit} or larger.`;
  if (narrowed.has(kind)) return `${records} shared only as one number for all its types.`;
  const later = countedTo === null ? '' : `, after ${monthInWords(countedTo)}`;
  const smaller =
    allResolution !== null && resolution > allResolution
      ? `, of months counted in hexagons of resolution ${allResolution}`
      : '';
  return `${records} in hexagons with fewer than ${threshold} in a month, in months that the window cuts${later}${smaller}.`;
}

/** Of an export of counts.
 *  @param map the resolution of its hexagons, and the kinds of which only some types were requested */
export const leftOutOfHexagons = (
  missing: Missing,
  visible: readonly Seen[],
  names: ReadonlyMap<string, string>,
  map: { readonly resolution: number; readonly narrowed: ReadonlySet<Kind> },
): string[] => [
  ...(missing.noPlace > 0
    ? [`${incidents(missing.noPlace, 'has', 'have')} no place, and so no hexagon.`]
    : []),
  ...monthOnlyWords(missing),
  ...byAgency(visible, names, ({ point, cell, none }) => [
    ...cell.map((one) => countsWords(one, map)),
    ...tooSensitive(point),
    ...notShared(none),
  ]),
];
