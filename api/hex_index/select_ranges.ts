/** Which slots a query looks at: pairs (first slot, slot past the last), ascending, whole cells of the query's
 *  resolution only, and never the slots without a place. Cells are sorted, so all descendants of a cell are one
 *  range: a far-away or a covered ancestor is judged once for all of them. */
import type { Region } from '#api/geo/cells_in_box.ts';
import { firstSlotFrom, type SortedRows } from './sorted_rows.ts';

/** Keys of cells at the query's resolution, or a region that is asked about cells; null for everywhere. */
export type CellSelection = ReadonlySet<number> | Region | null;

/** The resolution of the index: its finest. */
export const INDEX_RESOLUTION = 10;

/** Slots per cell of `resolution`, as the distance of their keys. */
export const slotSpan = (resolution: number): number => 2 * 8 ** (INDEX_RESOLUTION - resolution);

export function selectSlots(
  { slotKeys }: SortedRows,
  resolution: number,
  cells: CellSelection,
): number[] {
  const placed = firstSlotFrom(slotKeys, 0);
  if (placed === slotKeys.length) return [];
  if (cells === null) return [placed, slotKeys.length];
  const ranges: number[] = [];
  const take = (first: number, past: number): void => {
    if (first === past) return;
    if (ranges.at(-1) === first) ranges[ranges.length - 1] = past;
    else ranges.push(first, past);
  };
  if ('has' in cells) takeSet(slotKeys, placed, slotSpan(resolution), cells, take);
  else takeRegion(slotKeys, placed, resolution, cells, take);
  return ranges;
}

type Take = (first: number, past: number) => void;

function takeSet(
  slotKeys: Float64Array,
  placed: number,
  span: number,
  keys: ReadonlySet<number>,
  take: Take,
): void {
  // A search for each key asked for, or a question for each cell there is, whichever are fewer.
  if (keys.size * 16 < slotKeys.length - placed) {
    let at = placed;
    for (const key of Float64Array.from(keys).sort()) {
      at = firstSlotFrom(slotKeys, key * span, at);
      const past = firstSlotFrom(slotKeys, (key + 1) * span, at);
      take(at, past);
      at = past;
    }
    return;
  }
  for (let at = placed; at < slotKeys.length;) {
    const key = Math.floor((slotKeys[at] ?? 0) / span);
    const limit = (key + 1) * span;
    let past = at + 1;
    while ((slotKeys[past] ?? Infinity) < limit) past++;
    if (keys.has(key)) take(at, past);
    at = past;
  }
}

function takeRegion(
  slotKeys: Float64Array,
  placed: number,
  resolution: number,
  region: Region,
  take: Take,
): void {
  const descend = (first: number, past: number, res: number): void => {
    const span = slotSpan(res);
    for (let at = first; at < past;) {
      const key = Math.floor((slotKeys[at] ?? 0) / span);
      const next = firstSlotFrom(slotKeys, (key + 1) * span, at + 1, past);
      if (res === resolution) {
        if (region.touches(key, res)) take(at, next);
      } else {
        const relation = region.relation(key, res);
        if (relation === 'inside') take(at, next);
        else if (relation === 'across') descend(at, next, res + 1);
      }
      at = next;
    }
  };
  descend(placed, slotKeys.length, 0);
}
