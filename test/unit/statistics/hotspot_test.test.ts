/** The class of each place, and when nothing is tested. */
import { describe, expect, it } from 'vitest';
import { hexNeighbours } from '#api/statistics/hex_neighbours.ts';
import { classOf, testHotspots } from '#api/statistics/hotspot_test.ts';
import { randomOf } from '#api/statistics/random.ts';
import { dealt, diskKeys } from './draws.ts';

describe('A place', () => {
  it('is named by its confidence and its sign', () => {
    expect(classOf(3, 0.009)).toBe('hot_99');
    expect(classOf(-3, 0.04)).toBe('cold_95');
    expect(classOf(2, 0.1)).toBe('hot_90');
    expect(classOf(2, 0.11)).toBe('none');
    expect(classOf(NaN, NaN)).toBe('untested');
    expect(classOf(3, 5 * 0.01)).toBe('hot_95');
    expect(classOf(0, 0)).toBe('none');
  });
});

describe('A study area', () => {
  const keys = diskKeys(10);
  const neighbours = hexNeighbours(keys, 9);
  const counts = dealt(randomOf(1), keys.length, 300);

  it('with a planted hotspot shows it and, nearly everywhere else, nothing', () => {
    const planted = counts.slice();
    const centre = 150;
    const band = neighbours.of.subarray(neighbours.starts[centre], neighbours.starts[centre + 1]);
    for (const i of band) planted[i] = 9;
    const tested = testHotspots(planted, neighbours);
    if ('reason' in tested) throw new Error(tested.reason);
    expect(tested.classes[centre]).toBe('hot_99');
    const touched = new Set(
      [...band].flatMap((i) => [
        ...neighbours.of.subarray(neighbours.starts[i], neighbours.starts[i + 1]),
      ]),
    );
    const elsewhere = tested.classes.filter((name, i) => name !== 'none' && !touched.has(i));
    expect(elsewhere).toEqual([]);
    expect([tested.z.length, tested.p.length, tested.q.length]).toEqual(Array(3).fill(keys.length));
    tested.q.forEach((q, i) => expect(q).toBeGreaterThanOrEqual(tested.p[i] ?? 1));
  });

  it('leaves places untested that were not delivered', () => {
    const gap = counts.slice();
    gap[7] = NaN;
    const tested = testHotspots(gap, neighbours);
    if ('reason' in tested) throw new Error(tested.reason);
    expect(tested.classes[7]).toBe('untested');
    expect(tested.classes.filter((name) => name === 'untested')).toHaveLength(1);
  });

  it('of fewer than thirty incidents or cells, or all alike, is not tested, and the reason is given', () => {
    const sparse = counts.map((_, i) => (i < 29 ? 1 : 0));
    expect(testHotspots(sparse, neighbours)).toEqual({ reason: 'too_few_incidents' });
    const few = diskKeys(2);
    expect(few).toHaveLength(19);
    expect(testHotspots(dealt(randomOf(2), 19, 57), hexNeighbours(few, 9))).toEqual({
      reason: 'too_few_cells',
    });
    const missing = counts.map((count, i) => (i < 29 ? count : NaN));
    expect(testHotspots(missing, neighbours)).toEqual({ reason: 'too_few_cells' });
    const alike = counts.map(() => 3);
    expect(testHotspots(alike, neighbours)).toEqual({ reason: 'all_equal' });
    expect(testHotspots(counts, neighbours)).toHaveProperty('classes');
  });
});
