/** A county in which nothing changed, and one in which three places did: by simulation on a real geography. Its places keep
 *  their own rates of twelve months. `npm test -- full` runs more of each, on West Mercia where ../shared/data is. */
import { beforeAll, describe, expect, it } from 'vitest';
import { testHotspots } from '#api/statistics/hotspot_test.ts';
import { changedLately, UNCHANGED, type Changed } from '#api/statistics/changed_lately.ts';
import { pooledOverdispersion } from '#api/statistics/overdispersion.ts';
import { persistenceOf, type Period } from '#api/statistics/persistence.ts';
import { sumsOf, testUsual } from '#api/statistics/more_than_usual.ts';
import { changeBetween } from '#api/statistics/poisson_change.ts';
import { below, randomOf, type Random } from '#api/statistics/random.ts';
import { readSampling } from '../../support/matrix_sample.ts';
import { overdispersed } from '../statistics/draws.ts';
import { hasWestMercia, sampleCounty, westMercia, type County } from './real_county.ts';

const { full } = readSampling(process.env);
const RUNS = full ? 150 : 10;
const real = full && hasWestMercia;

let county: County;
let rates: Float64Array;
beforeAll(async () => {
  county = real ? await westMercia() : sampleCounty();
  const months = county.months();
  rates = county.keys.map((_, i) => months.reduce((sum, one) => sum + (one[i] ?? 0), 0) / 12);
}, 120_000);

/** phi: of a hexagon's month; the variance is the mean + phi times its square. */
const month = (random: Random, phi: number, times?: Float64Array) => ({
  days: 30,
  counts: rates.map((rate, i) =>
    rate === 0 ? 0 : overdispersed(random, rate * (times?.[i] ?? 1), phi),
  ),
});
const isHot = (name: string | undefined): boolean => name?.startsWith('hot_') ?? false;

describe.each([
  [0, 0.45],
  [0.05, 0.28],
  [0.2, 0.13],
])('More than usual, where hexagons vary with φ %f', (phi, aim) => {
  it.each([11, 6])(
    'against %i months has at most one false hexagon in an unchanged month, and finds ×2.5',
    (windows) => {
      const random = randomOf(20_261_130);
      const { neighbours, keys } = county;
      const sums = sumsOf(rates, neighbours);
      const centres = Array.from(keys.keys()).filter((i) => (sums[i] ?? 0) >= 3);
      let [wrong, found, busy, busyFound] = [0, 0, 0, 0];
      for (let run = 0; run < RUNS; run++) {
        const earlier = Array.from({ length: windows }, () => month(random, phi));
        const same = month(random, phi);
        wrong += testUsual(same, earlier, neighbours).classes.filter(isHot).length;
        const planted = [0, 1, 2].map(() => centres[below(random, centres.length)] ?? 0);
        const times = new Float64Array(keys.length).fill(1);
        for (const centre of planted)
          for (
            let at = neighbours.starts[centre] ?? 0;
            at < (neighbours.starts[centre + 1] ?? 0);
            at++
          )
            times[neighbours.of[at] ?? 0] = 2.5;
        const changed = month(random, phi, times);
        const { classes } = testUsual(changed, earlier, neighbours);
        found += planted.filter((i) => isHot(classes[i])).length;
        const gi = testHotspots(changed.counts, neighbours);
        if ('reason' in gi) throw new Error(gi.reason);
        busy += gi.classes.filter(isHot).length;
        busyFound += planted.filter((i) => isHot(gi.classes[i])).length;
      }
      const power = found / (3 * RUNS);
      console.info(
        `${county.name}, φ ${phi}, ${windows} months: ${(wrong / RUNS).toFixed(2)} false hexagons a month, power ${power.toFixed(2)}; ` +
          `Gi*: ${Math.round(busy / RUNS)} hot, power ${(busyFound / (3 * RUNS)).toFixed(2)}`,
      );
      // few runs swing more: a tail of a count of that mean
      expect(wrong / RUNS).toBeLessThanOrEqual(full ? 1 : 3);
      if (windows === 11 && full) expect(power).toBeGreaterThanOrEqual(aim);
      expect(power).toBeGreaterThan(0);
    },
    600_000,
  );
});

describe('A year in which nothing changed', () => {
  it.each([
    // burglary has about 186 a month
    ['few incidents', 186, 0.05],
    ['all incidents', null, 0],
    ['all incidents that vary', null, 0.05],
  ] as const)(
    'of %s: of the hexagons that were hot at most one in twenty has a name that implies a change',
    (name, volume, phi) => {
      const random = randomOf(20_261_130);
      const all = rates.reduce((sum, rate) => sum + rate, 0);
      const scale = volume === null ? 1 : volume / all;
      const times = new Float64Array(rates.length).fill(scale);
      let [named, hot, byMarks] = [0, 0, 0];
      const years = full ? 20 : 2;
      for (let year = 0; year < years; year++) {
        const months = Array.from({ length: 12 }, () => month(random, phi, times));
        const classes = months.map(({ counts }) => {
          const tested = testHotspots(counts, county.neighbours);
          return 'reason' in tested ? null : tested.classes;
        });
        const changed = changedLately(months, county.neighbours);
        for (const i of rates.keys()) {
          const marks = classes.map((one): Period => {
            if (one === null) return 'missing';
            return isHot(one[i]) ? 'hot' : 'not';
          });
          if (!marks.includes('hot')) continue;
          hot++;
          const implies = (one: Changed): boolean =>
            ['new', 'emerging', 'former', 'intermittent'].includes(persistenceOf(marks, one));
          if (implies(changed[i] ?? UNCHANGED)) named++;
          if (implies({ rose: true, roseLast: true, fell: true, varied: true })) byMarks++;
        }
      }
      console.info(
        `${county.name}, ${name}: ${named} of ${hot} hexagons hot in a month have a name that implies a change ` +
          `(by their marks alone ${byMarks}), in ${years} years`,
      );
      expect(hot).toBeGreaterThan(50);
      expect(named / hot).toBeLessThanOrEqual(0.05);
      // what the names were without a test
      expect(byMarks / hot).toBeGreaterThan(0.2);
    },
    600_000,
  );
});

describe('Pairs of months in which nothing changed', () => {
  it.skipIf(!real)(
    'of West Mercia’s own neighbourhoods with ten or more: 4 to 6 in a hundred are called a change, of quarters too (full, needs ../shared/data)',
    () => {
      const months = county.months().map((one) => sumsOf(one, county.neighbours));
      const quarters = [0, 3, 6, 9].map((at) =>
        Float64Array.from(county.keys, (_, i) =>
          [0, 1, 2].reduce((sum, m) => sum + (months[at + m]?.[i] ?? 0), 0),
        ),
      );
      for (const [name, windows, least] of [
        ['months', months, 10],
        ['quarters', quarters, 30],
      ] as const) {
        const enough = Array.from(county.keys.keys()).filter(
          (i) => windows.reduce((sum, one) => sum + (one[i] ?? 0), 0) >= least * windows.length,
        );
        const near = windows.map((one) => Float64Array.from(enough, (i) => one[i] ?? 0));
        const psi = pooledOverdispersion(near)?.psi ?? NaN;
        const whole = near.map((one) => one.reduce((sum, n) => sum + n, 0));
        let [pairs, called, naive] = [0, 0, 0];
        for (const [then, before] of near.entries())
          for (const [later, now] of near.entries())
            if (later > then)
              for (const i of enough.keys()) {
                // the county's own course is no change of the place
                const a = { count: before[i] ?? 0, exposure: whole[then] ?? 0 };
                const b = { count: now[i] ?? 0, exposure: whole[later] ?? 0 };
                const isChange = (by: number): boolean =>
                  ['up', 'down'].includes(changeBetween(a, b, by).verdict);
                pairs++;
                if (isChange(psi)) called++;
                if (isChange(1)) naive++;
              }
        console.info(
          `${county.name}, ${name}: ψ ${psi.toFixed(2)}, ${((100 * called) / pairs).toFixed(1)} % of ${pairs} pairs called a change, ` +
            `${((100 * naive) / pairs).toFixed(1)} % as if they were Poisson`,
        );
        expect(called / pairs).toBeGreaterThan(0.04);
        expect(called / pairs).toBeLessThan(0.06);
        expect(naive / pairs).toBeGreaterThan(0.1);
      }
    },
    600_000,
  );
});
