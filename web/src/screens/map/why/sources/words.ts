/** Where the evidence of a place comes from, in words. */
import type { EvidenceSources } from '#api/contract/sources.ts';
import { count, number } from '#web/lib/format.ts';

type Cell = EvidenceSources['cells'][number];

const CONFIDENT = ['hot_99', 'hot_95', 'hot_90'];

/** `12 of 40 (30 %)` */
const share = (n: number, { total }: Cell): string =>
  `${number(n)} of ${number(total)} (${Math.round((100 * n) / Math.max(total, 1))} %)`;

export const sourcesHereWords = {
  title: 'Where the evidence comes from',
  loading: 'Counting by source…',
  none: 'Nothing was counted here in this window.',
  tooFine: 'Hexagons this small are not tested: choose larger ones.',
  rows: (cell: Cell) =>
    [
      { label: 'The public reported', n: cell.public, always: true },
      { label: 'Officers found by looking', n: cell.looked, always: true },
      { label: 'Counted effort found, such as sweeps', n: cell.effort, always: true },
      { label: 'Not known: counted by kind alone', n: cell.unknown, always: false },
    ]
      .filter(({ n, always }) => always || n > 0)
      .map(({ label, n }) => ({ label, figure: share(n, cell) })),
  /** Whether it is hot on the public's reports alone. */
  verdict(cell: Cell, { refused_public }: Pick<EvidenceSources, 'refused_public'>): string {
    if (refused_public)
      return `On the public’s reports alone nothing is tested: ${refused_public.why}`;
    const onPublic = CONFIDENT.includes(cell.class_public);
    if (!CONFIDENT.includes(cell.class))
      return onPublic
        ? 'On the public’s reports alone this is a hot place; on all records it is not.'
        : 'Not a hot place, on all records or on the public’s reports alone.';
    return onPublic
      ? 'Also a hot place on the public’s reports alone.'
      : 'Not a hot place on the public’s reports alone: where officers look and teams sweep makes it one.';
  },
  method: (k: number) =>
    `The same test as “how sure is it”, with ${count(k, 'step')} to the farthest neighbour, on the records of each source. Each type has a usual source, which an agency can correct for its own records.`,
  about: 'How this is told apart',
} as const;
