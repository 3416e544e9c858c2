/** Counts per hexagon to the columns of an export. The first ones are what programs have read since the first
 *  version: they stay first, and as they are. */
import { KINDS, type Kind } from '../contract/kinds.ts';
import { dayMoment } from '../time/moment.ts';
import type { Column } from './table.ts';

export interface HexagonRow {
  /** An H3 index in hexadecimal. */
  readonly cell: string;
  readonly resolution: number;
  /** Local days, inclusive. */
  readonly from: string;
  readonly to: string;
  readonly total: number;
  readonly counts: Readonly<Partial<Record<Kind, number>>>;
}

export const HEXAGON_COLUMNS: readonly Column<HexagonRow>[] = [
  { name: 'cell', width: 17, value: ({ cell }) => cell },
  { name: 'resolution', width: 10, value: ({ resolution }) => resolution },
  { name: 'from', width: 12, value: ({ from }) => dayMoment(from) },
  { name: 'to', width: 12, value: ({ to }) => dayMoment(to) },
  { name: 'total', width: 8, value: ({ total }) => total },
  ...KINDS.map((kind) => ({
    name: kind,
    width: 12,
    value: ({ counts }: HexagonRow) => counts[kind] ?? 0,
  })),
];
