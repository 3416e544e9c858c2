/** A county in which nothing changes but where officers look: what is hot on all records, and on the public's reports
 *  alone, by the same test. Seeded; the places at which officers look are drawn anew in each run. */
import { describe, expect, it } from 'vitest';
import { hexNeighbours } from '#api/statistics/hex_neighbours.ts';
import { testHotspots } from '#api/statistics/hotspot_test.ts';
import { below, randomOf } from '#api/statistics/random.ts';
import { readSampling } from '#test/support/matrix_sample.ts';
import { diskKeys, overdispersed } from '../statistics/draws.ts';

const { full, seed } = readSampling(process.env);

describe('Where only enforcement moves', () => {
  it('the public’s reports alone have at most 5 % false hot places, and all records have many', () => {
    const keys = diskKeys(14, 8);
    const neighbours = hexNeighbours(keys, 8);
    const random = randomOf(seed);
    const runs = full ? 400 : 20;
    let [hot, hotOnPublic, runsWithFalse, foundByAll] = [0, 0, 0, 0];
    for (let run = 0; run < runs; run++) {
      // the public reports alike everywhere, as unevenly as real neighbourhoods
      const reported = Float64Array.from(keys, () => overdispersed(random, 3, 0.05));
      const looked = new Float64Array(keys.length);
      const centre = below(random, keys.length);
      const place = neighbours.of.subarray(
        neighbours.starts[centre],
        neighbours.starts[centre + 1],
      );
      for (const i of place) looked[i] = overdispersed(random, 12, 0.05);
      const hotOf = (counts: Float64Array): number => {
        const tested = testHotspots(counts, neighbours);
        if ('reason' in tested) throw new Error(tested.reason);
        return tested.classes.filter((one) => one === 'hot_95' || one === 'hot_99').length;
      };
      const all = hotOf(reported.map((n, i) => n + (looked[i] ?? 0)));
      const onPublic = hotOf(reported);
      hot += all;
      hotOnPublic += onPublic;
      runsWithFalse += onPublic > 0 ? 1 : 0;
      foundByAll += all > 0 ? 1 : 0;
    }
    console.info(
      `Only enforcement moves, ${runs} runs of ${keys.length} hexagons: hot on all records ${(hot / runs).toFixed(1)} a run, on the public's alone ${(hotOnPublic / runs).toFixed(2)}; runs with any false one ${((100 * runsWithFalse) / runs).toFixed(1)} %`,
    );
    // the claim would be false in nearly every run without the filter
    expect(foundByAll / runs).toBeGreaterThan(0.9);
    // of what all records call hot, and of all hexagons
    expect(hotOnPublic).toBeLessThanOrEqual(0.05 * hot);
    expect(hotOnPublic).toBeLessThanOrEqual(0.05 * keys.length * runs);
  }, 300_000);
});
