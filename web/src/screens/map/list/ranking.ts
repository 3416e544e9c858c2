/** Which hexagons come first, and what the rows of the list and the table hold. */
import { cellToLatLng, getHexagonEdgeLengthAvg, getResolution } from 'h3-js';
import type { Kind } from '#api/contract/kinds.ts';
import { KINDS } from '#api/contract/kinds.ts';
import { placeName, distinguishNames, type Surroundings } from './nearest_place.ts';

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

/** The `limit` first hexagons, most incidents first unless another order is given; equals in the order of their index, so
 *  that a list never shuffles between two visits. Hexagons without an incident are not ranked, and no two rows have one
 *  name. */
export function rankCells(
  hexes: Counted,
  around: Surroundings,
  limit: number,
  before: (a: string, b: string) => number = () => 0,
): RankedCell[] {
  const cell = (i: number) => hexes.cells[i] ?? '';
  const order: number[] = [];
  for (let i = 0; i < hexes.cells.length; i++) if ((hexes.total[i] ?? 0) > 0) order.push(i);
  order.sort(
    (a, b) => before(cell(a), cell(b)) || (hexes.total[b] ?? 0) - (hexes.total[a] ?? 0) || a - b,
  );
  const first = order.slice(0, limit);
  const names = cellNames(first.map(cell), around);
  return first.map((i, rank) => {
    const of = (kind: Kind) => hexes.counts[KINDS.indexOf(kind)]?.[i] ?? 0;
    return {
      rank: rank + 1,
      cell: cell(i),
      name: names[rank] ?? cell(i),
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

/** Names of hexagons of one resolution, each different from the others. */
export const cellNames = (cells: readonly string[], around: Surroundings): string[] =>
  distinguishNames(
    cells.map((cell) => ({ ...middleOf(cell), name: cellName(cell, around) })),
    apartOf(cells[0]),
  );

/** A hexagon's name by what lies near it, or around it. */
export const cellName = (cell: string, around: Surroundings): string =>
  placeName(middleOf(cell), around, apartOf(cell));

/** Kilometres from the middle of a hexagon to the next one's. */
const apartOf = (cell: string | undefined): number | undefined =>
  cell === undefined
    ? undefined
    : Math.sqrt(3) * getHexagonEdgeLengthAvg(getResolution(cell), 'km');

function middleOf(cell: string): { longitude: number; latitude: number } {
  const [latitude, longitude] = cellToLatLng(cell);
  return { longitude, latitude };
}
