/** Which hexagons come first, and what the rows of the list and the table hold. */
import { cellToLatLng } from 'h3-js';
import type { Kind } from '#api/contract/kinds.ts';
import { KINDS } from '#api/contract/kinds.ts';
import { placeName, type Place } from './nearest_place.ts';

export interface Counted {
  readonly cells: readonly string[];
  /** one column a kind, in the order of KINDS */
  readonly counts: readonly Uint32Array[];
  readonly total: Uint32Array;
}

export interface RankedCell {
  readonly rank: number;
  readonly cell: string;
  readonly name: string;
  readonly total: number;
  readonly kinds: Readonly<Record<Kind, number>>;
}

/** The `limit` busiest hexagons, most incidents first; equals in the order of their index, so that a list never
 *  shuffles between two visits. Hexagons without an incident are not ranked. */
export function rankCells(hexes: Counted, places: readonly Place[], limit: number): RankedCell[] {
  const order: number[] = [];
  for (let i = 0; i < hexes.cells.length; i++) if ((hexes.total[i] ?? 0) > 0) order.push(i);
  order.sort((a, b) => (hexes.total[b] ?? 0) - (hexes.total[a] ?? 0) || a - b);
  return order.slice(0, limit).map((i, rank) => {
    const cell = hexes.cells[i] ?? '';
    const of = (kind: Kind) => hexes.counts[KINDS.indexOf(kind)]?.[i] ?? 0;
    return {
      rank: rank + 1,
      cell,
      name: cellName(cell, places),
      total: hexes.total[i] ?? 0,
      kinds: {
        crime: of('crime'),
        asb: of('asb'),
        needle_find: of('needle_find'),
        alcohol: of('alcohol'),
      },
    };
  });
}

/** A hexagon's name by what lies near it; its index where the gazetteer is empty. */
export function cellName(cell: string, places: readonly Place[]): string {
  const [latitude, longitude] = cellToLatLng(cell);
  return placeName({ latitude, longitude }, places) || cell;
}
