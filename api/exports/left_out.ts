/** What is not in an export, and why: a sentence each. */
import { KIND_LABELS, KINDS, type Kind } from '../contract/kinds.ts';
import type { InForce } from '../sharing/in_force_queries.ts';

export interface Missing {
  /** Incidents without a place, where hexagons were chosen; or none of which is in a hexagon. */
  readonly noPlace: number;
  /** Incidents known by month only, of a month that the window cuts. */
  readonly monthOnly: number;
}

/** The other agencies that were asked for: those that have a feed. */
export interface Asked {
  readonly others: readonly { readonly id: number; readonly name: string }[];
  readonly kinds: readonly Kind[];
}

const counted = new Intl.NumberFormat('en-GB');
const incidents = (n: number, one: string, many: string): string =>
  n === 1 ? `1 incident ${one}` : `${counted.format(n)} incidents ${many}`;

const labels = (kinds: readonly Kind[]): string =>
  kinds.map((kind) => KIND_LABELS[kind].toLowerCase()).join(', ');

function monthOnlyWords(n: number): string[] {
  if (n === 0) return [];
  return [
    `${incidents(n, 'is', 'are')} known by month only, and the window begins or ends within that month.`,
  ];
}

/** What `others` share one by one of the kinds asked for. */
function pointWords({ others, kinds }: Asked, agreements: readonly InForce[]): string[] {
  return others.flatMap(({ id, name }) => {
    const theirs = agreements.filter(({ provider }) => provider === id);
    const points = theirs.filter(({ level }) => level === 'point');
    const words = kinds.map((kind) => {
      const reach = points.filter((one) => one.kinds.includes(kind));
      const most = Math.max(-1, ...reach.map(({ maxSensitivity }) => maxSensitivity));
      const onlyCounted = theirs.some((one) => one.level === 'cell' && one.kinds.includes(kind));
      return { kind, most, onlyCounted };
    });
    const of = (test: (one: (typeof words)[number]) => boolean) =>
      words.filter(test).map(({ kind }) => kind);
    const none = of(({ most, onlyCounted }) => most < 0 && !onlyCounted);
    if (none.length === kinds.length) return [`${name} shares none of these records with you.`];
    const counts = of(({ most, onlyCounted }) => most < 0 && onlyCounted);
    const least = Math.min(...words.filter(({ most }) => most >= 0).map(({ most }) => most), 3);
    return [
      ...(counts.length > 0
        ? [`${name} shares counts only (${labels(counts)}): they are in the hexagon counts.`]
        : []),
      ...(none.length > 0 ? [`${name} does not share: ${labels(none)}.`] : []),
      ...(least < 3
        ? [`${name} does not share records of a sensitivity above ${least} (of 3).`]
        : []),
    ];
  });
}

export const leftOutOfRows = (
  { noPlace, monthOnly }: Missing,
  asked: Asked,
  agreements: readonly InForce[],
): string[] => [
  ...(noPlace > 0
    ? [`${incidents(noPlace, 'has', 'have')} no place, so nobody can say whether it was inside.`]
    : []),
  ...monthOnlyWords(monthOnly),
  ...pointWords(asked, agreements),
];

/** @param resolution of the hexagons in the export */
export const leftOutOfHexagons = (
  { noPlace, monthOnly }: Missing,
  { others, kinds }: Asked,
  agreements: readonly InForce[],
  resolution: number,
): string[] => [
  ...(noPlace > 0 ? [`${incidents(noPlace, 'has', 'have')} no place, so no hexagon.`] : []),
  ...monthOnlyWords(monthOnly),
  ...others.flatMap(({ id, name }) => {
    const theirs = agreements.filter(
      (one) => one.provider === id && one.kinds.some((kind) => kinds.includes(kind)),
    );
    if (theirs.length === 0) return [`${name} shares none of these records with you.`];
    return theirs
      .filter(({ level }) => level === 'cell')
      .map((one) =>
        resolution > (one.resolution ?? 0)
          ? `${name} shares counts in hexagons of resolution ${one.resolution} or larger only: choose such for them to be in it.`
          : `Of ${name}, counts below ${one.threshold} in a hexagon’s month, and months that the window cuts.`,
      );
  }),
];

/** Kinds that filters ask for: a type asks for its own. */
export const kindsAsked = (types: readonly { readonly id: number; readonly kind: Kind }[], wanted: readonly number[] | null): Kind[] =>
  KINDS.filter(
    (kind) => wanted === null || types.some((type) => type.kind === kind && wanted.includes(type.id)),
  );
