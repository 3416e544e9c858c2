/** Unusual days: calibrated where nothing is going on, and over all series together. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gammaTails, logGamma, poissonDensity } from '#api/statistics/gamma.ts';
import { randomOf, type Random } from '#api/statistics/random.ts';
import { alarmLevel, onceInDays } from '#api/statistics/spike_family.ts';
import { dispersionsOf, spikeOf, upperTail } from '#api/statistics/spike.ts';
import { overdispersed } from './draws.ts';

describe('The tail of today’s count', () => {
  it('is the Gamma–Poisson predictive one: negative binomial of size 1 + Σ past', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(80), fc.integer({ min: 1, max: 8 }), (today, past, days) => {
        let below = 0;
        for (let k = 0; k < today; k++)
          below += Math.exp(
            logGamma(k + 1 + past) -
              logGamma(1 + past) -
              logGamma(k + 1) +
              (1 + past) * Math.log(days / (days + 1)) -
              k * Math.log(days + 1),
          );
        expect(upperTail(today, today + past, days, 0)).toBeCloseTo(1 - below, 10);
      }),
    );
  });

  it('falls below α at most α of the time for Poisson counts, whatever their mean: added up, not simulated', () => {
    for (const mean of [0.1, 0.5, 1, 2.5, 6]) {
      for (const level of [0.05, 0.01, 0.0005]) {
        let exact = 0;
        let plugged = 0;
        for (let past = 0; past < 120; past++)
          for (let today = 1; today < 50; today++) {
            const chance = poissonDensity(past, 8 * mean) * poissonDensity(today, mean);
            if (upperTail(today, today + past, 8, 0) <= level) exact += chance;
            if (past === 0 || gammaTails(today, past / 8).lower <= level) plugged += chance;
          }
        expect(exact).toBeLessThanOrEqual(level);
        // what is wrong with the tail of a Poisson count whose mean is taken as known
        if (level === 0.0005) expect(plugged).toBeGreaterThan(level);
      }
    }
  });

  it('with overdispersion is beta-binomial: adds up to one, and comes down to the binomial', () => {
    fc.assert(
      fc.property(
        fc.nat(60),
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom(0.02, 0.2, 0.8),
        (total, days, phi) => {
          const tails = Array.from({ length: total + 2 }, (_, k) => upperTail(k, total, days, phi));
          expect(tails[0]).toBe(1);
          // the chance of none, from the first step down
          const none = Math.exp(
            logGamma(total + days / phi) -
              logGamma(days / phi) +
              logGamma((days + 1) / phi) -
              logGamma(total + (days + 1) / phi),
          );
          expect(1 - (tails[1] ?? 0)).toBeCloseTo(none, 9);
          tails.slice(1).forEach((tail, k) => expect(tail).toBeLessThanOrEqual(tails[k] ?? 0));
        },
      ),
    );
    expect(upperTail(9, 20, 8, 1e-7)).toBeCloseTo(upperTail(9, 20, 8, 0), 7);
    expect(upperTail(9, 20, 8, 0.2)).toBeGreaterThan(2 * upperTail(9, 20, 8, 0));
  });
});

describe('A day', () => {
  const quiet = Float64Array.from({ length: 56 }, (_, day) => (day % 7 === 0 ? 4 : 20));

  it('is held to its own weekday alone', () => {
    const spike = spikeOf(20, quiet);
    expect(spike).toMatchObject({ usual: 4, days: 8 });
    expect(spike.p).toBeLessThan(1e-6);
    expect(spikeOf(4, quiet).p).toBeGreaterThan(0.3);
  });

  it('is not tested on days that were not delivered, nor on fewer than four', () => {
    const gaps = quiet.slice();
    for (const week of [0, 2, 5]) gaps[week * 7] = NaN;
    expect(spikeOf(20, gaps)).toMatchObject({ usual: 4, days: 5 });
    for (const week of [3, 4]) gaps[week * 7] = NaN;
    expect(spikeOf(20, gaps)).toEqual({ p: null, reason: 'too_little_history' });
    expect(() => spikeOf(1, new Float64Array(8))).toThrow(/56 days/);
  });

  it('after eight empty ones takes seven incidents to be unusual at one in a thousand', () => {
    const empty = new Float64Array(56);
    expect(spikeOf(1, empty).p).toBeGreaterThan(0.1);
    expect(spikeOf(4, empty).p).toBeGreaterThan(0.001);
    expect(spikeOf(7, empty).p).toBeLessThan(0.001);
  });

  it('among days that vary much needs more than among days that do not', () => {
    const wild = quiet.map((count, day) => (Math.floor(day / 7) % 2 ? count * 1.75 : count * 0.25));
    expect(wild.filter((_, day) => day % 7 === 0).reduce((a, b) => a + b, 0)).toBe(32);
    expect(spikeOf(13, wild).p).toBeGreaterThan(10 * (spikeOf(13, quiet).p ?? 1));
    const [steady] = dispersionsOf([Float64Array.of(20, 20, 19, 21, 20, 20)]);
    expect(steady).toMatchObject({ phi: 0 });
    expect(steady?.weight).toBeGreaterThan(0.5);
  });
});

/** Of a day's p, those that alert at the level of a day. */
const alarmsOf = (p: readonly (number | null)[]): number[] =>
  p.flatMap((one, i) => (one !== null && one <= alarmLevel('day', p.length) ? [i] : []));

const series = (random: Random, mean: number, phi: number, days: number) =>
  Float64Array.from({ length: days }, (_, day) =>
    overdispersed(random, mean * (0.7 + 0.1 * (day % 7)), phi),
  );

describe('Where nothing is going on', () => {
  it('p is below α about α of the time at most, for Poisson days and for mildly overdispersed ones', () => {
    const random = randomOf(20261125);
    for (const [mean, phi] of [
      [0.3, 0],
      [3, 0],
      [12, 0],
      [1, 0.1],
      [10, 0.1],
      [40, 0.2],
    ] as const) {
      const days = 1500;
      const counts = series(random, mean, phi, days);
      const p = Array.from({ length: days - 56 }, (_, i) =>
        spikeOf(counts[56 + i] ?? 0, counts.slice(i, 56 + i)),
      );
      for (const level of [0.05, 0.01, 0.001]) {
        const false_ = p.filter((one) => (one.p ?? 1) <= level).length;
        const expected = level * p.length;
        expect(false_).toBeLessThanOrEqual(expected + 3.5 * Math.sqrt(expected) + 1);
      }
    }
  }, 60_000);

  it('forty series together call fewer than one false alarm in two months, and find a day of three times the usual', () => {
    const random = randomOf(4);
    const months = 12;
    const days = 56 + Math.round(months * 30.4);
    const all = Array.from({ length: 40 }, (_, i) =>
      series(random, [0.2, 0.6, 2, 5, 15][i % 5] ?? 1, i % 3 === 0 ? 0.1 : 0, days),
    );
    const planted = { series: 4, day: 200 };
    const usual = 15 * (0.7 + 0.1 * (planted.day % 7));
    const spiked = all[planted.series] ?? new Float64Array(days);
    const was = spiked[planted.day] ?? 0;
    let alarms = 0;
    for (let day = 56; day < days; day++) {
      const p = all.map((counts) => spikeOf(counts[day] ?? 0, counts.slice(day - 56, day)).p);
      alarms += alarmsOf(p).length;
    }
    expect(alarms).toBeLessThanOrEqual(0.5 * months + 3.5 * Math.sqrt(0.5 * months));
    expect(
      alarmsOf(all.map((counts) => spikeOf(counts[200] ?? 0, counts.slice(144, 200)).p)),
    ).toEqual([]);
    spiked[planted.day] = Math.max(was, Math.round(3 * usual));
    expect(
      alarmsOf(all.map((counts) => spikeOf(counts[200] ?? 0, counts.slice(144, 200)).p)),
    ).toEqual([planted.series]);
  }, 60_000);
});

describe('The level of alarm', () => {
  it('divides what people are ready to be called out for among all looks', () => {
    expect(alarmLevel('day', 35)).toBeCloseTo(0.3 / (35 * 30.4375), 12);
    // a look a week, and seven lengths of a rise
    expect(alarmLevel('week', 35)).toBeCloseTo((7 * 0.2) / (35 * 30.4375), 12);
    expect(alarmLevel('rise', 35)).toBeCloseTo(0.2 / (35 * 30.4375), 12);
    expect(() => alarmLevel('day', 0)).toThrow(/at least one/);
  });

  it('says how seldom chance alone goes so far, of all series together', () => {
    const level = alarmLevel('week', 20);
    expect(onceInDays('week', level, level)).toBeCloseTo(30.4375 / 0.2, 9);
    expect(onceInDays('week', level / 12, level)).toBeCloseTo((12 * 30.4375) / 0.2, 9);
  });
});
