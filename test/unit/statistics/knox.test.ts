/** Near repeats. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knoxTable, type Bands, type KnoxCell } from '#api/statistics/knox.ts';
import { below, randomOf } from '#api/statistics/random.ts';

const BANDS: Bands = { metres: [0, 100, 200, 400], days: [0, 7, 14], distance: 'euclidean' };
const cellAt = (table: readonly KnoxCell[], metres: number, days: number) =>
  table.find(({ fromMetres, fromDays }) => fromMetres === metres && fromDays === days);

const incidents = fc.array(fc.record({ x: fc.nat(900), y: fc.nat(900), day: fc.nat(40) }), {
  minLength: 2,
  maxLength: 40,
});
const tableOf = (
  list: readonly { x: number; y: number; day: number }[],
  permutations = 19,
  bands = BANDS,
) =>
  knoxTable(
    Float64Array.from(list.flatMap(({ x, y }) => [x, y])),
    Int32Array.from(list, ({ day }) => day),
    bands,
    randomOf(5),
    permutations,
  );

describe('Knox’s table', () => {
  it('has half-open bands: 100 m and 7 days belong to the next ones', () => {
    const pair = (x: number, day: number) =>
      tableOf([
        { x: 0, y: 0, day: 0 },
        { x, y: 0, day },
      ]);
    expect(cellAt(pair(99.9, 6), 0, 0)?.observed).toBe(1);
    expect(cellAt(pair(100, 6), 0, 0)?.observed).toBe(0);
    expect(cellAt(pair(100, 6), 100, 0)?.observed).toBe(1);
    expect(cellAt(pair(100, 7), 100, 7)?.observed).toBe(1);
    expect(cellAt(pair(0, 14), 0, 14)).toMatchObject({ observed: 1, toDays: Infinity });
    expect(pair(400, 0).every(({ observed }) => observed === 0)).toBe(true);
    expect(
      cellAt(
        tableOf([
          { x: 0, y: 0, day: 0 },
          { x: 60, y: 80, day: 0 },
        ]),
        100,
        0,
      )?.observed,
    ).toBe(1);
  });

  it('counts as all pairs looked at one by one, in a straight line and along streets', () => {
    const distances = fc.constantFrom('euclidean' as const, 'manhattan' as const);
    fc.assert(
      fc.property(incidents, distances, (list, distance) => {
        const counted = new Map<string, number>();
        list.forEach((a, i) =>
          list.slice(i + 1).forEach((b) => {
            const [east, north] = [Math.abs(a.x - b.x), Math.abs(a.y - b.y)];
            const apart =
              distance === 'manhattan' ? east + north : Math.sqrt(east ** 2 + north ** 2);
            const days = Math.abs(a.day - b.day);
            const metres = BANDS.metres.findLast((edge) => apart >= edge) ?? 0;
            if (apart >= 400) return;
            const name = `${metres} ${BANDS.days.findLast((edge) => days >= edge) ?? 0}`;
            counted.set(name, (counted.get(name) ?? 0) + 1);
          }),
        );
        for (const cell of tableOf(list, 1, { ...BANDS, distance }))
          expect(cell.observed).toBe(counted.get(`${cell.fromMetres} ${cell.fromDays}`) ?? 0);
      }),
    );
  });

  it('along streets a pair is never nearer than in a straight line: 60 m and 80 m are 100 m, and 140 m', () => {
    const list = [
      { x: 0, y: 0, day: 0 },
      { x: 60, y: 80, day: 0 },
    ];
    const bands = { ...BANDS, metres: [0, 100.5, 140, 200] };
    const at = (distance: Bands['distance']) =>
      tableOf(list, 1, { ...bands, distance }).find(({ observed }) => observed === 1)?.fromMetres;
    expect([at('euclidean'), at('manhattan')]).toEqual([0, 140]);
  });

  it('is the same wherever the map begins and whenever the calendar does', () => {
    fc.assert(
      fc.property(incidents, fc.integer({ min: -5000, max: 5000 }), (list, shift) => {
        const moved = list.map(({ x, y, day }) => ({
          x: x + shift,
          y: y - shift,
          day: day + shift,
        }));
        expect(tableOf(moved)).toEqual(tableOf(list));
      }),
      { numRuns: 40 },
    );
  });

  it('deals times anew, and neither makes nor loses a pair', () => {
    fc.assert(
      fc.property(incidents, (list) => {
        const table = tableOf(list);
        for (const metres of [0, 100, 200]) {
          const row = table.filter(({ fromMetres }) => fromMetres === metres);
          const observed = row.reduce((sum, cell) => sum + cell.observed, 0);
          expect(row.reduce((sum, cell) => sum + cell.expected, 0)).toBeCloseTo(observed, 9);
        }
        for (const { p, observed, expected, ratio } of table) {
          expect(p).toBeGreaterThanOrEqual(1 / 20);
          expect(p).toBeLessThanOrEqual(1);
          if (expected > 0) expect(ratio).toBeCloseTo(observed / expected, 12);
          else expect(ratio).toBeNull();
        }
      }),
    );
  });

  it('expects what the pairs of days alone give', () => {
    // two places, three incidents each, days as given: every pairing of days is equally likely
    const days = [0, 1, 9, 20, 33, 34];
    const list = days.map((day, i) => ({ x: (i % 2) * 5000, y: 0, day }));
    let soon = 0;
    days.forEach((a, i) => days.slice(i + 1).forEach((b) => (soon += b - a < 7 ? 1 : 0)));
    const expected = 6 * (soon / 15); // six close pairs
    expect(cellAt(tableOf(list, 4999), 0, 0)?.expected).toBeCloseTo(expected, 1);
  });

  it('finds a planted near repeat, and in burglaries at random does so at most as often as p', () => {
    const random = randomOf(99);
    const some = () =>
      Array.from({ length: 120 }, () => ({
        x: below(random, 4000),
        y: below(random, 4000),
        day: below(random, 365),
      }));
    const repeats = some().flatMap((one) => [one, { x: one.x + 30, y: one.y, day: one.day + 2 }]);
    const found = cellAt(tableOf(repeats, 999), 0, 0);
    expect(found?.p).toBe(0.001);
    expect(found?.ratio).toBeGreaterThan(5);
    let alarms = 0;
    for (let run = 0; run < 200; run++)
      if ((cellAt(tableOf(some(), 99), 200, 0)?.p ?? 1) <= 0.05) alarms++;
    expect(alarms).toBeLessThanOrEqual(19); // 10 expected at most, standard deviation 3
  });

  it('of a single day has nothing to deal: every permutation is as good, and p is 1', () => {
    const list = [0, 20, 150, 320].map((x) => ({ x, y: 0, day: 9 }));
    for (const { observed, expected, p } of tableOf(list)) {
      expect(expected).toBe(observed);
      expect(p).toBe(1);
    }
  });

  it('does not look at bands below the first day', () => {
    const bands: Bands = { ...BANDS, metres: [0, 400], days: [1, 7] };
    const list = [0, 0, 3, 30].map((day) => ({ x: 0, y: 0, day }));
    expect(tableOf(list, 9, bands).map(({ observed }) => observed)).toEqual([2, 3]);
  });

  it('refuses more pairs than it could deal out, and names what would help', () => {
    const crowd = Array.from({ length: 1500 }, (_, day) => ({ x: 0, y: 0, day }));
    expect(() => tableOf(crowd, 1)).toThrow(/1,000,000 pairs lie within 400 m .* smaller distance/);
    expect(tableOf(crowd.slice(0, 1400), 1)[0]?.observed).toBe(6 * 1400 - 21);
  });

  it('refuses dates that cannot be, and makes a table of nothing for nobody', () => {
    const two = [0, 200_000].map((day) => ({ x: 0, y: 0, day }));
    expect(() => tableOf(two)).toThrow(/270 years/);
    expect(tableOf([]).every(({ observed, ratio }) => observed === 0 && ratio === null)).toBe(true);
  });

  it('refuses bands that make no sense, and days that do not match', () => {
    const two = [
      { x: 0, y: 0, day: 0 },
      { x: 1, y: 1, day: 1 },
    ];
    expect(() => tableOf(two, 9, { ...BANDS, metres: [0, 100, 100], days: [0, 7] })).toThrow(
      /ascend|larger/,
    );
    expect(() => tableOf(two, 9, { ...BANDS, metres: [0], days: [0, 7] })).toThrow(/two edges/);
    expect(() => tableOf(two, 9, { ...BANDS, metres: [0, 100], days: [0, 0.5] })).toThrow(
      /whole days/,
    );
    expect(() => knoxTable(new Float64Array(4), new Int32Array(3), BANDS, randomOf(1))).toThrow(
      /one day for each/,
    );
  });
});
