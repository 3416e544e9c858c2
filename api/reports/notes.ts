/** What a reader must know of the records behind the figures: sentences, in the order of their weight. */
import type { Seen } from '../contract/agreements.ts';
import { leftOutOfHexagons } from '../sharing/left_out.ts';
import { MONTHS_ONLY_RESOLUTION_LIMIT } from '../analysis/study/refusal.ts';
import type { Fineness } from './queries.ts';

export interface Noted {
  readonly synthetic: boolean;
  readonly resolution: number;
  readonly noPlace: number;
  readonly seen: readonly Seen[];
  /** Names by slug. */
  readonly names: ReadonlyMap<string, string>;
  readonly fineness: readonly Fineness[];
  /** Counted outside the partnership's outlines; 0 where one area was requested, or there is no outline. */
  readonly outside: number;
  /** Whether outlines are counted: others' counts by hexagon are counted by the hexagon's centre. */
  readonly onlyPart: boolean;
  readonly countsOnly: number;
}

const counted = new Intl.NumberFormat('en-GB');
const number = (n: number): string => counted.format(n);

export function notesOf(about: Noted): string[] {
  const { synthetic, outside, countsOnly } = about;
  return [
    ...(synthetic ? ['Nothing in this report happened: it is about a made-up county.'] : []),
    ...leftOutOfHexagons({ noPlace: about.noPlace, monthOnly: 0 }, about.seen, about.names, {
      resolution: about.resolution,
      narrowed: new Set(),
    }),
    ...(countsOnly > 0
      ? [
          `${number(countsOnly)} of the incidents counted ${countsOnly === 1 ? 'is' : 'are'} known as others’ counts of whole months.`,
        ]
      : []),
    ...about.fineness.flatMap(finenessWords),
    ...(outside > 0
      ? [
          `${number(outside)} ${outside === 1 ? 'incident lies' : 'incidents lie'} outside the partnership’s outlines, and ${outside === 1 ? 'is' : 'are'} in no count here.`,
        ]
      : []),
    ...(about.onlyPart && countsOnly > 0
      ? [
          'Others’ counts of whole months are known by hexagon only. An area has those whose centre lies in it.',
        ]
      : []),
    'The figures are of records as they stood when this was made: later deliveries and corrections change them.',
  ];
}

function finenessWords({ agency, records, months_only, snapped }: Fineness): string[] {
  const share = (n: number): string =>
    n === records ? `all ${number(records)} records` : `${number(n)} of ${number(records)} records`;
  return [
    ...(months_only > 0
      ? [
          `${agency}: ${share(months_only)} of the quarter are known by month only, so that nothing is said of their days and hours.`,
        ]
      : []),
    ...(snapped > 0
      ? [
          `${agency}: ${share(snapped)} of the quarter are moved to map points that stand for several addresses, so that nothing finer than resolution ${MONTHS_ONLY_RESOLUTION_LIMIT} is said of them.`,
        ]
      : []),
  ];
}
