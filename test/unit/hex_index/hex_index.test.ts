import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grantsFromDatabase, type Grants } from '#api/hex_index/grants.ts';
import type { HexCounts, HexIndex } from '#api/hex_index/hex_index.ts';
import { HexIndexBuilder } from '#api/hex_index/hex_index_builder.ts';
import { IndexFileError, loadIndex, saveIndex } from '#api/hex_index/index_file.ts';
import { dayOf, firstOfMonth } from '#api/time/local_day.ts';
import { boxTest } from '#api/geo/cells_in_box.ts';
import { cellOf, coarserKey, toKey } from '#api/geo/cells.ts';
import {
  batchOf,
  countPlainly,
  type Counted,
  passes,
  placeInTime,
  PLACES,
  question,
  type Row,
  rows,
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

describe('counting', () => {
  test('equals counting row by row, for any window, resolution, filter, cells and grants', () => {
    fc.assert(
      fc.property(rows, question, (list, asked) => {
        const counts = build(list).count(asked, granted(asked.shareKeys));
        expect(plain(counts)).toEqual(countPlainly(list, asked));
        expect([...counts.total]).toEqual(
          [...counts.keys].map((_, i) => sum(counts.byKind.map((k) => k[i] ?? 0))),
        );
      }),
      { numRuns: 400 },
    );
  });

  test('is conserved: a coarser cell has what its finer cells have', () => {
    fc.assert(
      fc.property(rows, question, fc.integer({ min: 0, max: 10 }), (list, asked, coarse) => {
        const index = build(list);
        const everywhere = { ...asked, cells: null };
        const grants = granted(asked.shareKeys);
        const fine = index.count({ ...everywhere, resolution: 10 }, grants);
        const folded = new Map<number, number>();
        for (const [i, key] of fine.keys.entries()) {
          const parent = coarserKey(key, 10 - coarse);
          folded.set(parent, (folded.get(parent) ?? 0) + (fine.total[i] ?? 0));
        }
        const counts = index.count({ ...everywhere, resolution: coarse }, grants);
        expect(new Map([...counts.keys].map((key, i) => [key, counts.total[i]]))).toEqual(folded);
      }),
    );
  });

  test('every row that a window meets is counted, off the map, or in a month that was cut', () => {
    fc.assert(
      fc.property(rows, question, (list, asked) => {
        const everywhere = { ...asked, cells: null };
        const { total, leftOut } = build(list).count(everywhere, granted(asked.shareKeys));
        const met = list.filter(
          (row) => passes(row, asked) && placeInTime(row, asked.from, asked.to) !== 'outside',
        );
        expect(sum(total) + leftOut.noPlace + leftOut.monthOnlyCut).toBe(met.length);
      }),
    );
  });

  test('a window of day-precise rows has the sum of its days', () => {
    fc.assert(
      fc.property(rows, question, fc.integer({ min: 0, max: 30 }), (list, asked, length) => {
        const index = build(list.filter((row) => !row.monthOnly));
        const grants = granted(asked.shareKeys);
        const to = asked.from + length;
        let days = 0;
        for (let day = asked.from; day <= to; day++) {
          days += sum(index.count({ ...asked, from: day, to: day }, grants).total);
        }
        expect(sum(index.count({ ...asked, to }, grants).total)).toBe(days);
      }),
      { numRuns: 40 },
    );
  });

  test('rows around a box are counted by their hexagon, as if each hexagon were asked', () => {
    const coordinate = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    const box = fc.tuple(
      coordinate(-2.4, -1.8),
      coordinate(52, 52.3),
      coordinate(0, 0.4),
      coordinate(0, 0.2),
    );
    fc.assert(
      fc.property(rows, question, box, (list, asked, [west, south, width, height]) => {
        const region = boxTest([west, south, west + width, south + height]);
        const cells = new Set(
          list
            .filter(({ cell }) => cell !== 0n)
            .map(({ cell }) => toKey(cell, asked.resolution))
            .filter((key) => region.touches(key, asked.resolution)),
        );
        const counts = build(list).count({ ...asked, cells: region }, granted(asked.shareKeys));
        expect(plain(counts)).toEqual(countPlainly(list, { ...asked, cells }));
      }),
    );
  });

  test('refuses a resolution finer than its own and a window that ends before it begins', () => {
    const ask = { types: null, agencies: null, cells: null, from: 0, to: 0, resolution: 9 };
    const index = build([]);
    expect(() => index.count({ ...ask, resolution: 11 }, granted([4]))).toThrow('0 to 10');
    expect(() => index.count({ ...ask, to: -1 }, granted([4]))).toThrow('window');
    expect(index.count(ask, granted([4])).total).toHaveLength(0);
  });
});

describe('grants', () => {
  const [lon, lat] = PLACES[0] ?? [0, 0];
  const find: Row = {
    cell: cellOf(lon, lat),
    day: dayOf('2026-03-02'),
    type: 60,
    monthOnly: false,
    share: 9,
  };
  const ask = {
    resolution: 9,
    from: find.day,
    to: find.day,
    types: null,
    agencies: null,
    cells: null,
  };

  test('Dev, who has none, counts nothing; Alice, who may see the find, counts it', () => {
    const index = build([find, { ...find, cell: 0n }]);
    const dev = granted([]);
    expect(index.count(ask, dev)).toMatchObject({ leftOut: { noPlace: 0, monthOnlyCut: 0 } });
    expect([...index.count(ask, dev).keys]).toEqual([]);
    expect(
      sum(index.timeline({ ...ask, from: null, to: null }, dev).days.flatMap((k) => [...k])),
    ).toBe(0);
    expect(index.typeCounts(ask, dev)).toEqual({ byType: new Map(), byAgency: new Map() });
    expect([...index.count(ask, granted([9])).total]).toEqual([1]);
    expect(index.count(ask, granted([9])).leftOut.noPlace).toBe(1);
  });

  test('grants for the agency at another sensitivity do not reach the find', () => {
    expect([...build([find]).count(ask, granted([8, 10, 11, 4])).total]).toEqual([]);
  });

  test('grants that the database did not make are refused, whatever a cast says', () => {
    const forged = { shareKeys: [9], dataVersion: 1n } as unknown as Grants; // the forgery under test
    expect(() => build([find]).count(ask, forged)).toThrow('Grants come from the database');
    expect(() => build([find]).typeCounts(ask, forged)).toThrow('Grants come from the database');
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
      fc.property(rows, fc.array(step, { maxLength: 8 }), question, (start, steps, asked) => {
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
        const grants = granted(asked.shareKeys);
        expect(plain(index.count(asked, grants))).toEqual(countPlainly(list, asked));
        const fresh = build(list);
        expect(index.timeline(asked, grants)).toEqual(fresh.timeline(asked, grants));
        expect(index.typeCounts(asked, grants)).toEqual(fresh.typeCounts(asked, grants));
      }),
      { numRuns: 200 },
    );
  });

  test('taking out rows that are not there says how many, and takes the others', () => {
    fc.assert(
      fc.property(rows, rows, question, (list, wanted, asked) => {
        const index = build(list);
        const left = new Map<string, Row[]>();
        const name = ({ cell, day, type, monthOnly, share }: Row): string => {
          const key = cell === 0n ? -1 : toKey(cell, 10);
          return [key, monthOnly ? firstOfMonth(day) : day, type, monthOnly, share].join();
        };
        for (const row of list) left.set(name(row), [...(left.get(name(row)) ?? []), row]);
        let missing = 0;
        for (const row of wanted) if (left.get(name(row))?.pop() === undefined) missing++;
        expect(index.remove(batchOf(wanted))).toBe(missing);
        expect(plain(index.count(asked, granted(asked.shareKeys)))).toEqual(
          countPlainly([...left.values()].flat(), asked),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('the tail is merged when it has grown past 20,000 rows', () => {
    const [lon, lat] = PLACES[0] ?? [0, 0];
    const day = dayOf('2025-05-05');
    const many = Array<Row>(20_001).fill({
      cell: cellOf(lon, lat),
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
    const asked = { resolution: 8, from: day, to: day, types: null, agencies: null, cells: null };
    expect([...index.count(asked, granted([4])).total]).toEqual([20_002]);
  });

  test('a batch with one bad row is refused whole, in words', () => {
    const [lon, lat] = PLACES[0] ?? [0, 0];
    const good: Row = { cell: cellOf(lon, lat), day: 20_000, type: 1, monthOnly: false, share: 4 };
    const index = build([good]);
    const refused = (bad: Partial<Row>, words: string): void => {
      expect(() => index.append(batchOf([good, { ...good, ...bad }]))).toThrow(words);
    };
    refused({ cell: cellOf(lon, lat, 9) }, 'resolution 12');
    refused({ day: 60_000 }, 'day 60000');
    refused({ type: 99 }, 'id 99');
    refused({ type: 99 }, 'id 99'); // the second time too
    expect(index.size).toBe(1);
  });
});

describe('over time', () => {
  test('the timeline has each day and month of day-precise and month-only rows', () => {
    fc.assert(
      fc.property(rows, question, (list, asked) => {
        const placed = list.filter(({ cell }) => cell !== 0n);
        const { firstDay, days, months, byMonth } = build(list).timeline(
          asked,
          granted(asked.shareKeys),
        );
        expect(firstDay).toBe(asked.from);
        expect(days[0]).toHaveLength(asked.to - asked.from + 1);
        for (const day of new Set(placed.map((row) => row.day))) {
          if (day < asked.from || day > asked.to) continue;
          const ofDay = placed.filter((row) => !row.monthOnly && row.day === day);
          expect(sum(days.map((kind) => kind[day - firstDay] ?? 0))).toBe(
            sum(countPlainly(ofDay, asked).cells.flatMap(([, counts]) => counts)),
          );
        }
        const monthly = countPlainly(
          placed.filter((row) => row.monthOnly),
          asked,
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
    const cell = cellOf(lon, lat);
    const on = (date: string, share: number, monthOnly = false): Row => ({
      cell,
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
    const asked = { resolution: 9, from: null, to: null, types: null, agencies: null, cells: null };
    const seen = index.timeline(asked, granted([4]));
    expect(seen.firstDay).toBe(dayOf('2025-01-30'));
    expect([...seen.days[1]].slice(0, 4)).toEqual([1, 0, 0, 1]);
    expect([...seen.months]).toEqual([dayOf('2025-02-01'), dayOf('2025-03-01')]);
    expect([...seen.byMonth[1]]).toEqual([0, 1]);
  });

  test('types are counted under every other filter, agencies likewise', () => {
    fc.assert(
      fc.property(rows, question, (list, asked) => {
        const { byType, byAgency } = build(list).typeCounts(asked, granted(asked.shareKeys));
        const tally = (question: typeof asked, of: (row: Row) => number): Map<number, number> => {
          const counts = new Map<number, number>();
          for (const row of list) {
            const counted = countPlainly([row], question).cells.length;
            if (counted > 0) counts.set(of(row), (counts.get(of(row)) ?? 0) + 1);
          }
          return counts;
        };
        expect(byType).toEqual(tally({ ...asked, types: null }, (row) => row.type));
        expect(byAgency).toEqual(tally({ ...asked, agencies: null }, (row) => row.share >> 2));
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
        question,
        fc.bigInt({ min: 0n, max: 2n ** 63n }),
        (list, asked, version) => {
          const bytes = saveIndex(build(list), version);
          const shifted = new Uint8Array(bytes.length + 3);
          shifted.set(bytes, 3);
          const { index, dataVersion } = loadIndex(shifted.subarray(3));
          expect(dataVersion).toBe(version);
          expect(plain(index.count(asked, granted(asked.shareKeys)))).toEqual(
            countPlainly(list, asked),
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
