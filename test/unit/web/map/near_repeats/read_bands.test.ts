import { describe, expect, test } from 'vitest';
import { knoxTable, reachOf, type Band } from '#web/screens/map/near_repeats/read_bands.ts';

const METRES = [0, 100, 200];
const DAYS = [0, 8, 15];

/** significant: by row of distance, then by column of days. */
const bands = (significant: readonly (readonly boolean[])[]): Band[] =>
  METRES.flatMap((from, row) =>
    [...DAYS, 29].map((days, column) => ({
      from_metres: from,
      to_metres: from + 100,
      from_days: days,
      to_days: [8, 15, 29, null][column] ?? null,
      observed: significant[row]?.[column] ? 30 : 10,
      expected: 10,
      ratio: significant[row]?.[column] ? 3 : 1,
      p: 0.5,
      q: 0.5,
      significant: significant[row]?.[column] ?? false,
    })),
  );

describe('Knox’s table', () => {
  test('has a row each distance and a column each band of days; what no test is of is left out', () => {
    const table = knoxTable(bands([[true]]));
    expect(table.days.map(({ from, to }) => [from, to])).toEqual([
      [0, 8],
      [8, 15],
      [15, 29],
    ]);
    expect(table.rows.map(({ from, bands: row }) => [from, row.length])).toEqual([
      [0, 3],
      [100, 3],
      [200, 3],
    ]);
  });

  test('risk reaches as far as every band from the same place and day on is significant', () => {
    expect(
      reachOf(
        knoxTable(
          bands([
            [true, true],
            [true, true],
          ]),
        ),
      ),
    ).toEqual({
      ...{ metres: 200, days: 14, ratio: 3 },
    });
    // a hole ends it
    expect(reachOf(knoxTable(bands([[true, false, true]])))).toMatchObject({
      ...{ metres: 100, days: 7 },
    });
    // far away alone is no reach
    expect(reachOf(knoxTable(bands([[false], [true]])))).toBeNull();
    expect(reachOf(knoxTable([]))).toBeNull();
  });
});
