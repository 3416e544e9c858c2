/** What a view shows less of because of what agencies have agreed: the map's words for levels and for what is left out. */
import type { Seen } from '#api/contract/agreements.ts';
import { KINDS, type Kind } from '#api/contract/kinds.ts';
import type { Closing, NotVisible } from '#web/screens/map/visibility/not_visible.ts';
import { addMonths } from '#web/lib/days.ts';
import { count, day, month, monthRuns } from '#web/lib/format.ts';

/** Within a sentence. */
export const KIND_NOUNS: Readonly<Record<Kind, string>> = {
  crime: 'crime',
  asb: 'anti-social behaviour',
  needle_find: 'needle finds',
  alcohol: 'alcohol incidents',
};

/** How large hexagons are in Britain, near London, by resolution, and how wide: those that agreements speak of. */
export const HEXAGONS: Readonly<
  Record<number, { readonly area: string; readonly across: string }>
> = {
  6: { area: '32 km²', across: '6.5 km' },
  7: { area: '4.6 km²', across: '2.5 km' },
  8: { area: '0.66 km²', across: '950 m' },
  9: { area: '0.094 km²', across: '360 m' },
};

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });
/** “crime, anti-social behaviour and needle finds” */
export const kindsInWords = (kinds: readonly Kind[]): string =>
  list.format(kinds.map((kind) => KIND_NOUNS[kind]));
/** The same where room is short. */
export const kindsShort = (kinds: readonly Kind[]): string =>
  kinds.length === KINDS.length ? 'all kinds' : kindsInWords(kinds);
export const namesInWords = (names: readonly string[]): string => list.format(names);

/** “5 or more” */
export const fewestInWords = (threshold: number): string =>
  threshold > 1 ? `${threshold} or more` : 'small ones too';

const hexagon = (resolution: number): string => {
  const across = HEXAGONS[resolution]?.across;
  return `size ${resolution}${across ? ` (${across} across)` : ''}`;
};

/** “to October 2026; November 2026 comes on 14 December 2026, when it is closed” */
const closingInWords = ({ to, nextOn }: Closing): string =>
  `to ${month(`${to}-01`)}; ${month(addMonths(`${to}-01`, 1))} comes on ${day(nextOn)}, when it is closed`;

/** Why records are not on the map, or not fully; follows whose they are, as in “Sample Fire crime: not shared”. */
function reasonInWords(one: NotVisible, pinned: boolean): string {
  switch (one.reason) {
    case 'none':
      return 'not shared';
    case 'finer':
      return `counts only, down to hexagons of ${hexagon(one.resolution)}: ${pinned ? 'choose that size' : 'zoom out'}`;
    case 'types':
      return 'counts only, not told apart by type: choose all types of the kind';
    case 'no_month':
      return 'counts of whole months only, and this window holds none';
    case 'uneven':
      return `counts of whole months only, ${count(one.months, 'whole month')} in this window and ${one.monthsThen} in the other`;
    case 'open':
      return `counts of closed months only, ${closingInWords(one.closing)}`;
    case 'counted':
      return [
        `counts only, whole months${one.cut.length > 0 ? ` (${monthRuns(one.cut)})` : ''}, ${fewestInWords(one.threshold)}`,
        ...(one.closing ? [closingInWords(one.closing)] : []),
        ...(one.allIn === null ? [] : [`some months in hexagons of ${hexagon(one.allIn)} only`]),
      ].join(', ');
  }
}

/** A sentence for each reason: “Sample Hospital alcohol incidents: counts only, whole months, 5 or more”.
 *  @param pinned the hexagons' size was chosen, and does not follow the zoom */
export function notVisibleSentences(
  all: readonly NotVisible[],
  nameOf: (agency: string) => string,
  pinned: boolean,
): string[] {
  const byReason = new Map<string, Map<string, Kind[]>>();
  for (const one of all) {
    const reason = reasonInWords(one, pinned);
    const agencies = byReason.get(reason) ?? new Map<string, Kind[]>();
    agencies.set(one.agency, [...(agencies.get(one.agency) ?? []), one.kind]);
    byReason.set(reason, agencies);
  }
  return [...byReason].map(
    ([reason, agencies]) =>
      `${[...agencies].map(([agency, kinds]) => `${nameOf(agency)} ${kindsInWords(kinds)}`).join('; ')}: ${reason}`,
  );
}

const LEVELS: Readonly<Record<Seen['level'], string>> = {
  own: 'your own',
  point: 'rows',
  cell: 'counts only',
  none: 'not shared',
};

/** An agency's level, in the rail: “counts only”, or “rows: crime · not shared: alcohol incidents”; empty where it has no
 *  records. */
export const levelInShort = (
  levels: readonly { readonly level: Seen['level']; readonly kinds: readonly Kind[] }[],
): string =>
  levels.length === 1
    ? levels.map(({ level }) => LEVELS[level]).join('')
    : levels.map(({ level, kinds }) => `${LEVELS[level]}: ${kindsInWords(kinds)}`).join(' · ');

export const visibilityWords = {
  countsOnly: (n: number) =>
    `${count(n, 'of these is', 'of these are')} counted only: by whole closed months, without small counts, and not told apart by type, day or hour.`,
  notShown: 'Not shown to you, or not fully',
  notCounted: 'Not shown to you in this window, so it is not known how many',
  nothingTitle: 'Nothing is shared with your agency',
  nothing:
    'There are records, but your agency has none of its own and no agreement lets it see others’.',
  toAgreements: 'See the agreements',
} as const;
