/** The cells of outlines, kept: those whose centre is inside, or those that meet them. */
import { LRUCache } from 'lru-cache';
import type { MultiPolygon, Polygon } from 'geojson';
import type { Choice } from '../geo/cells_in_area.ts';
import { inSlices, type Sliced } from '../jobs/slices.ts';
import { listAreaCells } from './list_cells.ts';

interface Outlined {
  readonly outlines: readonly (MultiPolygon | Polygon)[];
}

/** Keys of the cells of all outlines: those whose centre is inside, or those that meet them; null where there is no outline.
 *  Throws Problems `area_too_large` and `bad_outline`. */
export async function cellsInOutlines(
  { outlines }: Outlined,
  resolution: number,
  choice: Choice = 'inside',
): Promise<ReadonlySet<number> | null> {
  const [first, ...others] = await Promise.all(
    outlines.map((outline) => cellsInOutline(outline, resolution, choice)),
  );
  if (!first || others.length === 0) return first ?? null;
  return inSlices(only(first, (key) => others.every((cells) => cells.has(key)), others.length));
}

const A_STEP = 1000;

/** The keys that pass. @param each the units that a test takes (jobs/slices.ts) */
export function* only(
  keys: ReadonlySet<number>,
  test: (key: number) => boolean,
  each: number,
): Sliced<ReadonlySet<number>> {
  const kept = new Set<number>();
  let done = 0;
  for (const key of keys) {
    if (test(key)) kept.add(key);
    if (++done % A_STEP === 0) yield A_STEP * each;
  }
  return kept;
}

/** What a cell in a set takes, and a study of it (analysis/study/study.ts), which lives as long as its set. */
const BYTES_A_CELL = 50;
const BYTES_A_STUDIED_CELL = 300;
const MOST_STUDIED = 50_000;
const MOST_BYTES = 128 * 2 ** 20;

const bytesOf = (cells: ReadonlySet<number>, key: string): number =>
  2 * key.length +
  64 +
  cells.size * (cells.size > MOST_STUDIED ? BYTES_A_CELL : BYTES_A_CELL + BYTES_A_STUDIED_CELL);

/** Kept, because outlines rarely change and come again at every step of a playback. The outline itself is the key, so
 *  that a changed one is another. */
const kept = new LRUCache<string, ReadonlySet<number>>({
  maxSize: MOST_BYTES,
  sizeCalculation: bytesOf,
});
/** Being listed: several requests of one map ask for the same outline at once. */
const coming = new Map<string, Promise<ReadonlySet<number>>>();

async function cellsInOutline(
  outline: MultiPolygon | Polygon,
  resolution: number,
  choice: Choice,
): Promise<ReadonlySet<number>> {
  const key = `${resolution} ${choice} ${JSON.stringify(outline)}`;
  const known = kept.get(key) ?? coming.get(key);
  if (known) return known;
  const listed = listAreaCells(outline, resolution, choice);
  coming.set(key, listed);
  try {
    const cells = await listed;
    kept.set(key, cells);
    return cells;
  } finally {
    coming.delete(key);
  }
}
