/** Made-up counts and study areas for tests, from seeded chance. */
import { gridDisk, latLngToCell } from 'h3-js';
import { keyOfString } from '#api/geo/cells.ts';
import { gammaQuantile } from '#api/statistics/gamma.ts';
import { below, type Random } from '#api/statistics/random.ts';

/** Strictly between 0 and 1. */
const uniform = (random: Random): number => (random() + 0.5) / 2 ** 32;

/** A Poisson count, by products of uniforms. */
export function poisson(random: Random, mean: number): number {
  if (mean > 30) return poisson(random, mean / 2) + poisson(random, mean / 2);
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = uniform(random); product > limit; product *= uniform(random)) count++;
  return count;
}

/** A negative binomial count of variance mean + phi·mean². */
export const overdispersed = (random: Random, mean: number, phi: number): number =>
  phi === 0
    ? poisson(random, mean)
    : poisson(random, mean * phi * gammaQuantile(1 / phi, uniform(random)));

/** Keys of the hexagons within some steps of Worcester, ascending. */
export const diskKeys = (steps: number, resolution = 9): Float64Array =>
  Float64Array.from(gridDisk(latLngToCell(52.19, -2.22, resolution), steps), (cell) =>
    keyOfString(cell, resolution),
  ).sort();

/** So many incidents dealt among so many cells, each as likely. */
export function dealt(random: Random, cells: number, incidents: number): Float64Array {
  const counts = new Float64Array(cells);
  for (let i = 0; i < incidents; i++) {
    const at = below(random, cells);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}
