import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grantsFromDatabase, type Grants } from '#api/hex_index/grants.ts';
import type { HexCounts, HexIndex } from '#api/hex_index/hex_index.ts';
import { HexIndexBuilder } from '#api/hex_index/hex_index_builder.ts';
import { IndexFileError, loadIndex, saveIndex } from '#api/hex_index/index_file.ts';
import { dayOf, firstOfMonth } from '#api/time/local_day.ts';
import { boxTest } from '#api/geo/cells_in_box.ts';
import { cellOf, toKey } from '#api/geo/cells.ts';
import { cellsOf } from '#api/geo/edge_cells.ts';
import {
  batchOf,
  countPlainly,
  type Counted,
  passes,
  placeInTime,
  PLACES,
  anyQuery,
  keyOf,
  type Row,
  rows,
  type OracleQuery,
  selectionOf,
} from './oracle.ts';

const granted = (shareKeys: readonly number[]): Grants =>
  grantsFromDatabase(
    shareKeys.flatMap((shareKey) => [0, 1, 2, 3].map((kind) => shareKey * 4 + kind)),
    [],
    1n,
  );

function build(list: readonly Row[]): HexIndex {
  const builder = new HexIndexBuilder();
  // In two batches, as they come from a cursor.
  builder.add(batchOf(list.slice(0, list.length >> 1)));
  builder.add(batchOf(list.slice(list.length >> 1)));
  return builder.build();
}

const plain = ({ keys, byKind, leftOut }: HexCounts): Counted => ({
  cells: [...keys].map((key, i) => [key, byKind.map((counts) => counts[i] ?? 0)]),
  leftOut,
});

const sum = (counts: Iterable<number>): number => [...counts].reduce((a, b) => a + b, 0);

const asked = (query: OracleQuery) => ({ ...query, cells: selectionOf(query) });

describe('counting', () => {
  test('equals counting row by row, for any window, resolution, filter, cells and grants', () => {
    fc.assert(
      fc.property(rows, anyQuery, (list, query) => {
        const counts = build(list).count(asked(query), granted(query.shareKeys));
        expect(plain(counts)).toEqual(countPlainly(list, query));
        expect([...counts.total]).toEqual(
          [...counts.keys].map((_, i) => sum(counts.byKind.map((k) => k[i] ?? 0))),
        );
      }),
      { numRuns: 400 },
    );
  });

  test('is conserved: every resolution counts the same incidents', () => {
    fc.assert(
      fc.property(rows, anyQuery, fc.integer({ min: 6, max: 10 }), (list, query, other) => {
        const index = build(list);
        const grants = granted(query.shareKeys);
        const everywhere = { ...query, cells: null, sets: null };
        const counts = [query.resolution, other].map((resolution) =>
          index.count({ ...everywhere, resolution }, grants),
        );
        const [here, there] = counts.map(({ byKind, leftOut }) => [byKind.map(sum), leftOut]);
        expect(here).toEqual(there);
      }),
    );
  });

  test('every row that a window meets is counted, off the map, or in a month that was cut', () => {
    fc.assert(
      fc.property(rows, anyQuery, (list, query) => {
        const everywhere = { ...query, cells: null, sets: null };
        const { total, leftOut } = build(list).count(everywhere, granted(query.shareKeys));
        const met = list.filter(
          (row) => passes(row, query) && placeInTime(row, query.from, query.to) !== 'outside',
        );
        expect(sum(total) + leftOut.noPlace + leftOut.monthOnlyCut).toBe(met.length);
      }),
    );
  });

  test('a window of day-precise rows has the sum of its days', () => {
    fc.assert(
      fc.property(rows, anyQuery, fc.integer({ min: 0, max: 30 }), (list, query, length) => {
        const index = build(list.filter((row) => !row.monthOnly));
        const grants = granted(query.shareKeys);
        const to = query.from + length;
        let days = 0;
        for (let day = query.from; day <= to; day++) {
          days += sum(index.count({ ...query, from: day, to: day }, grants).total);
        }
        expect(sum(index.count({ ...query, to }, grants).total)).toBe(days);
      }),
      { numRuns: 40 },
    );
  });

  test('rows around a box are counted by their hexagon, as if each hexagon were counted alone', () => {
    const coordinate = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    const box = fc.tuple(
      coordinate(-2.4, -1.8),
      coordinate(52, 52.3),
      coordinate(0, 0.4),
      coordinate(0, 0.2),
    );
    fc.assert(
      fc.property(rows, anyQuery, box, (list, query, [west, south, width, height]) => {
        const region = boxTest([west, south, west + width, south + height]);
        const cells = new Set(
          list
            .filter(({ cell }) => cell !== 0n)
            .map((row) => keyOf(row, query.resolution))
            .filter((key) => region.touches(key, query.resolution)),
        );
        const counts = build(list).count({ ...query, cells: region }, granted(query.shareKeys));
        expect(plain(counts)).toEqual(countPlainly(list, { ...query, cells, sets: null }));
      }),
    );
  });

  test('refuses a resolution finer than its own and a window that ends before it begins', () => {
    const query = { types: null, agencies: null, cells: null, from: 0, to: 0, resolution: 9 };
    const index = build([]);
    for (const resolution of [5, 11, 7.5])
      expect(() => index.count({ ...query, resolution }, granted([4]))).toThrow('6 to 10');
    expect(() => index.count({ ...query, to: -1 }, granted([4]))).toThrow('window');
    expect(index.count(query, granted([4])).total).toHaveLength(0);
  });
});

describe('grants', () => {
  const [lon, lat] = PLACES[0] ?? [0, 0];
  const find: Row = {
    ...cellsOf(lon, lat),
    day: dayOf('2026-03-02'),
    type: 60,
    monthOnly: false,
    share: 9,
  };
  const query = {
    resolution: 9,
    from: find.day,
    to: find.day,
    types: null,
    agencies: null,
    cells: null,
  };

  test('Dev, who has none, counts nothing; Alice, who may see the find, counts it', () => {
    const index = build([find, { ...find, cell: 0n, edges: null }]);
    const dev = granted([]);
    expect(index.count(query, dev)).toMatchObject({ leftOut: { noPlace: 0, monthOnlyCut: 0 } });
    expect([...index.count(query, dev).keys]).toEqual([]);
    expect(
      sum(index.timeline({ ...query, from: null, to: null }, dev).days.flatMap((k) => [...k])),
    ).toBe(0);
    expect(index.typeCounts(query, dev)).toEqual({ byType: new Map(), byAgency: new Map() });
    expect([...index.count(query, granted([9])).total]).toEqual([1]);
    expect(index.count(query, granted([9])).leftOut.noPlace).toBe(1);
  });

  test('grants for the agency at another sensitivity do not reach the find', () => {
    expect([...build([find]).count(query, granted([8, 10, 11, 4])).total]).toEqual([]);
  });

  test('grants that the database did not make are refused, whatever a cast claims', () => {
    const forged = { shareKeys: [9], dataVersion: 1n } as unknown as Grants; // the forgery under test
    expect(() => build([find]).count(query, forged)).toThrow('Grants come from the database');
    expect(() => build([find]).typeCounts(query, forged)).toThrow('Grants come from the database');
  });
});

describe('keeping up with the database', () => {
  type Step = { readonly append: Row[] } | { readonly remove: number } | 'compact' | 'save';
  const step: fc.Arbitrary<Step> = fc.oneof(
    rows.map((append) => ({ append })),
    fc.nat(400).map((remove) => ({ remove })),
    fc.constantFrom('compact' as const, 'save' as const),
  );

  test('appending, undoing, merging, saving and loading in any order equals a fresh build', () => {
    fc.assert(
      fc.property(rows, fc.array(step, { maxLength: 8 }), anyQuery, (start, steps, query) => {
        let index = build(start);
        let list = [...start];
        for (const one of steps) {
          if (one === 'compact') index.compact();
          else if (one === 'save') index = loadIndex(saveIndex(index, 7n)).index;
          else if ('append' in one) {
            index.append(batchOf(one.append));
            list = [...list, ...one.append];
          } else {
            const first = list.length - Math.min(one.remove, list.length);
            expect(index.remove(batchOf(list.slice(first)))).toBe(0);
            list = list.slice(0, first);
          }
          expect(index.size).toBe(list.length);
        }
        const grants = granted(query.shareKeys);
        expect(plain(index.count(asked(query), grants))).toEqual(countPlainly(list, query));
        const fresh = build(list);
        expect(index.timeline(query, grants)).toEqual(fresh.timeline(query, grants));
        expect(index.typeCounts(query, grants)).toEqual(fresh.typeCounts(query, grants));
      }),
      { numRuns: 200 },
    );
  });

  test('taking out rows that are not there returns how many, and takes the others', () => {
    fc.assert(
      fc.property(rows, rows, anyQuery, (some, others, query) => {
        const key = ({ cell }: Row): number => (cell === 0n ? -1 : toKey(cell, 10));
        // one place in each cell of resolution 10: two would be the same row but for its edges
        const places = new Map([...some, ...others].map((row) => [key(row), row.cell]));
        const kept = (row: Row): boolean => places.get(key(row)) === row.cell;
        const [list, wanted] = [some.filter(kept), others.filter(kept)];
        const index = build(list);
        const left = new Map<string, Row[]>();
        const name = (row: Row): string => {
          const day = row.monthOnly ? firstOfMonth(row.day) : row.day;
          return [key(row), day, row.type, row.monthOnly, row.share].join();
        };
        for (const row of list) left.set(name(row), [...(left.get(name(row)) ?? []), row]);
        let missing = 0;
        for (const row of wanted) if (left.get(name(row))?.pop() === undefined) missing++;
        expect(index.remove(batchOf(wanted))).toBe(missing);
        expect(plain(index.count(asked(query), granted(query.shareKeys)))).toEqual(
          countPlainly([...left.values()].flat(), query),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('the tail is merged when it has grown past 20,000 rows', () => {
    const [lon, lat] = PLACES[0] ?? [0, 0];
    const day = dayOf('2025-05-05');
    const many = Array<Row>(20_001).fill({
      ...cellsOf(lon, lat),
      day,
      type: 1,
      monthOnly: false,
      share: 4,
    });
    const index = build([]);
    index.append(batchOf(many.slice(1)));
    const before = index.byteLength;
    index.append(batchOf(many.slice(20_000)));
    index.append(batchOf(many.slice(20_000)));
    expect(index.size).toBe(20_002);
    // Merged into the base, and the last row in a new tail: two ranges.
    expect(index.byteLength).toBeGreaterThan(before);
    const query = { resolution: 8, from: day, to: day, types: null, agencies: null, cells: null };
    expect([...index.count(query, granted([4])).total]).toEqual([20_002]);
  });

  test('a batch with one bad row is refused whole, in words', () => {
    const [lon, lat] = PLACES[0] ?? [0, 0];
    const place = cellsOf(lon, lat);
    const good: Row = { ...place, day: 20_000, type: 1, monthOnly: false, share: 4 };
    const index = build([good]);
    const refused = (bad: Partial<Row>, words: string): void => {
      expect(() => index.append(batchOf([good, { ...good, ...bad }]))).toThrow(words);
    };
    refused({ cell: cellOf(lon, lat, 9), edges: null }, 'resolution 12');
    refused({ edges: [cellOf(lon, lat, 5)] }, 'resolution 6 to 11');
    refused({ cell: 0n, edges: [cellOf(lon, lat, 6)] }, 'a row with a place');
    refused({ day: 60_000 }, 'day 60000');
    refused({ type: 99 }, 'id 99');
    refused({ type: 99 }, 'id 99'); // the second time too
    expect(index.size).toBe(1);
  });
});

describe('over time', () => {
  test('the timeline has each day and month of day-precise and month-only rows', () => {
    fc.assert(
      fc.property(rows, anyQuery, (list, query) => {
        const placed = list.filter(({ cell }) => cell !== 0n);
        const { firstDay, days, months, byMonth } = build(list).timeline(
          asked(query),
          granted(query.shareKeys),
        );
        expect(firstDay).toBe(query.from);
        expect(days[0]).toHaveLength(query.to - query.from + 1);
        for (const day of new Set(placed.map((row) => row.day))) {
          if (day < query.from || day > query.to) continue;
          const ofDay = placed.filter((row) => !row.monthOnly && row.day === day);
          expect(sum(days.map((kind) => kind[day - firstDay] ?? 0))).toBe(
            sum(countPlainly(ofDay, query).cells.flatMap(([, counts]) => counts)),
          );
        }
        const monthly = countPlainly(
          placed.filter((row) => row.monthOnly),
          query,
        );
        expect(byMonth[0]).toHaveLength(months.length);
        expect(sum(byMonth.flatMap((kind) => [...kind]))).toBe(
          sum(monthly.cells.flatMap(([, counts]) => counts)),
        );
      }),
      { numRuns: 100 },
    );
  });

  test('without a window it runs from the first to the last row that this viewer counts', () => {
    const [lon, lat] = PLACES[0] ?? [0, 0];
    const place = cellsOf(lon, lat);
    const on = (date: string, share: number, monthOnly = false): Row => ({
      ...place,
      day: dayOf(date),
      type: 20,
      monthOnly,
      share,
    });
    const index = build([
      on('2019-01-01', 8),
      on('2025-01-30', 4),
      on('2025-02-02', 4),
      on('2025-03-17', 4, true),
    ]);
    const query = { resolution: 9, from: null, to: null, types: null, agencies: null, cells: null };
    const counted = index.timeline(query, granted([4]));
    expect(counted.firstDay).toBe(dayOf('2025-01-30'));
    expect([...counted.days[1]].slice(0, 4)).toEqual([1, 0, 0, 1]);
    expect([...counted.months]).toEqual([dayOf('2025-02-01'), dayOf('2025-03-01')]);
    expect([...counted.byMonth[1]]).toEqual([0, 1]);
  });

  test('types are counted under every other filter, agencies likewise', () => {
    fc.assert(
      fc.property(rows, anyQuery, (list, query) => {
        const { byType, byAgency } = build(list).typeCounts(asked(query), granted(query.shareKeys));
        const tally = (filter: typeof query, of: (row: Row) => number): Map<number, number> => {
          const counts = new Map<number, number>();
          for (const row of list) {
            const counted = countPlainly([row], filter).cells.length;
            if (counted > 0) counts.set(of(row), (counts.get(of(row)) ?? 0) + 1);
          }
          return counts;
        };
        expect(byType).toEqual(tally({ ...query, types: null }, (row) => row.type));
        expect(byAgency).toEqual(tally({ ...query, agencies: null }, (row) => row.share >> 2));
      }),
      { numRuns: 100 },
    );
  });
});

describe('the saved index', () => {
  test('keeps its data version, and lies anywhere in a larger buffer', () => {
    fc.assert(
      fc.property(
        rows,
        anyQuery,
        fc.bigInt({ min: 0n, max: 2n ** 63n }),
        (list, query, version) => {
          const bytes = saveIndex(build(list), version);
          const shifted = new Uint8Array(bytes.length + 3);
          shifted.set(bytes, 3);
          const { index, dataVersion } = loadIndex(shifted.subarray(3));
          expect(dataVersion).toBe(version);
          expect(plain(index.count(asked(query), granted(query.shareKeys)))).toEqual(
            countPlainly(list, query),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  test('is refused, in words, with any one bit changed or any part missing', () => {
    fc.assert(
      fc.property(rows, fc.nat(), fc.nat(7), (list, at, bit) => {
        const bytes = saveIndex(build(list), 5n);
        const place = at % bytes.length;
        const changed = bytes.slice();
        changed[place] = (changed[place] ?? 0) ^ (1 << bit);
        expect(() => loadIndex(changed)).toThrow(IndexFileError);
        expect(() => loadIndex(bytes.slice(0, place))).toThrow(IndexFileError);
        expect(loadIndex(bytes).index.size).toBe(list.length);
      }),
      { numRuns: 60 },
    );
  });
});
