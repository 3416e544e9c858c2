/** Who is whose neighbour among the hexagons of a study area. */
import { gridDisk } from 'h3-js';
import { keyOfString, keyToString } from '#api/geo/cells.ts';
import type { Neighbours } from './gi_star.ts';

/** Neighbours within `k` steps, the cell itself included; only cells of the list, so that a cell at the edge has fewer.
 *  keys: of one resolution, ascending, each once (geo/cells.ts). Those of a cell stand in ascending order.
 *  About 3 µs a cell for k = 1: keep the answer, it depends on nothing but the area. */
export function hexNeighbours(keys: Float64Array, resolution: number, k = 1): Neighbours {
  const find = finder(keys);
  const starts = new Uint32Array(keys.length + 1);
  let of = new Uint32Array(keys.length * (3 * k * (k + 1) + 1));
  let length = 0;
  for (let i = 0; i < keys.length; i++) {
    const first = length;
    for (const cell of gridDisk(keyToString(keys[i] ?? 0, resolution), k)) {
      const j = find(keyOfString(cell, resolution));
      if (j >= 0) of[length++] = j;
    }
    of.subarray(first, length).sort();
    starts[i + 1] = length;
  }
  of = of.slice(0, length);
  return { starts, of };
}

/** The place of a key in the list, or −1: an open-addressing table, since 140,000 binary searches take longer. */
function finder(keys: Float64Array): (key: number) => number {
  const size = 2 ** Math.ceil(Math.log2(2 * keys.length + 2));
  const mask = size - 1;
  const places = new Int32Array(size).fill(-1);
  const bucket = (key: number): number => {
    const mixed = Math.imul(key | 0, 0x9e3779b1) ^ Math.imul((key / 0x100000000) | 0, 0x85ebca6b);
    let at = (mixed ^ (mixed >>> 15)) & mask;
    for (;;) {
      const place = places[at] ?? -1;
      if (place < 0 || keys[place] === key) return at;
      at = (at + 1) & mask;
    }
  };
  for (const [i, key] of keys.entries()) places[bucket(key)] = i;
  return (key) => places[bucket(key)] ?? -1;
}
