/** Counts of records that a viewer may not read: of closed months, left out once where they are small, and summed for every
 *  answer. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coarserKey, toKey } from '#api/geo/cells.ts';
import { cellAt, cellsOf } from '#api/geo/edge_cells.ts';
import { codeOfType, KIND_OF_CODE, KINDS } from '#api/contract/kinds.ts';
import { historyOf } from '#api/hexes/history.ts';
import { type ClosedCounts, closedCounts } from '#api/hex_index/closed_counts.ts';
import { type CellGrant, grantsFromDatabase, type Grants } from '#api/hex_index/grants.ts';
import type { HexIndex } from '#api/hex_index/hex_index.ts';
import { HexIndexBuilder } from '#api/hex_index/hex_index_builder.ts';
import type { PartnerCounts } from '#api/hex_index/partner_tables.ts';
import { dayOf, firstOfMonth, firstOfNextMonth } from '#api/time/local_day.ts';
import { batchOf, PLACES, anyQuery as oracleQuery, type Row, rows } from './oracle.ts';

/** One provider and kind of the oracle's rows: agency 1 (share keys 4 and 5) or 2 (8 and 11). */
const grant: fc.Arbitrary<CellGrant> = fc
  .record({
    agency: fc.constantFrom(1, 2),
    kind: fc.constantFrom(0, 1, 2, 3),
    firstSensitivity: fc.constantFrom(0, 0, 1),
    lastSensitivity: fc.constantFrom(1, 3),
    resolution: fc.integer({ min: 6, max: 9 }),
    threshold: fc.constantFrom(1, 2, 5, 10),
  })
  .map((terms) => ({ ...terms, agreement: 1 }));
/** Queries for partner counts: the oracle's, of any resolution the grant has. */
const anyQuery = oracleQuery.map(({ from, to, cells, resolution }) => ({
  from,
  to,
  resolution,
  cells,
}));
/** And the resolution in which the months are closed. */
const grantAndQuery = fc
  .tuple(grant, anyQuery, fc.integer({ min: 6, max: 9 }))
  .filter(([{ resolution }, { resolution: wanted }, base]) => wanted <= Math.min(resolution, base));

const granted = (...cells: CellGrant[]): Grants => grantsFromDatabase([], cells, 1n);
const everything = { types: null, agencies: null };

/** The month, in hexagons of one resolution, of one agency's records of a kind and a sensitivity. */
const baseOf = (resolution: number, row: Row): string =>
  `${cellAt(row, resolution)} ${firstOfMonth(row.day)} ${row.share} ${codeOfType(row.type)}`;

/** What the database would keep when every month is closed. */
function closedOf(list: readonly Row[], resolution: number): ClosedCounts {
  const counts = new Map<string, number>();
  for (const row of list)
    if (row.cell !== 0n)
      counts.set(baseOf(resolution, row), (counts.get(baseOf(resolution, row)) ?? 0) + 1);
  return closedCounts(
    [...counts].map(([base, n]) => {
      const [cell = '', ...numbers] = base.split(' ');
      const [month = 0, share = 0, kind = 0] = numbers.map(Number);
      const of = { agency_id: share >> 2, sensitivity: share & 3, kind };
      return { ...of, month, resolution, cell: BigInt(cell), n };
    }),
  );
}

/** @param resolution of the hexagons in which its months are closed */
function build(list: readonly Row[], resolution: number): HexIndex {
  const builder = new HexIndexBuilder();
  builder.add(batchOf(list));
  const index = builder.build();
  index.setClosed(closedOf(list, resolution));
  return index;
}

const covers = ({ agency, kind, ...terms }: CellGrant, { cell, type, share }: Row): boolean =>
  cell !== 0n &&
  share >> 2 === agency &&
  codeOfType(type) === kind &&
  (share & 3) >= terms.firstSensitivity &&
  (share & 3) <= terms.lastSensitivity;

/** Base counts by the words of the rule; what is too small is not among them. */
function basePlainly(list: readonly Row[], terms: CellGrant, base: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of list)
    if (covers(terms, row)) counts.set(baseOf(base, row), (counts.get(baseOf(base, row)) ?? 0) + 1);
  return new Map([...counts].filter(([, n]) => n >= terms.threshold));
}

interface PartnerQuery {
  readonly from: number;
  readonly to: number;
  readonly resolution: number;
  readonly cells: ReadonlySet<number> | null;
}

/** Sums of base counts over the months that lie wholly in the window. */
function sumPlainly(
  list: readonly Row[],
  terms: CellGrant,
  wanted: PartnerQuery,
  base: number,
): [number, number][] {
  const sums = new Map<number, number>();
  if (wanted.resolution > base) return [];
  for (const [name, n] of basePlainly(list, terms, base)) {
    const [cell = '', month = ''] = name.split(' ');
    if (Number(month) < wanted.from || firstOfNextMonth(Number(month)) - 1 > wanted.to) continue;
    const coarse = toKey(BigInt(cell), wanted.resolution);
    if (wanted.cells?.has(coarse) ?? true) sums.set(coarse, (sums.get(coarse) ?? 0) + n);
  }
  return [...sums].sort(([a], [b]) => a - b);
}

const plain = (counted: readonly PartnerCounts[]): [number, number][] =>
  counted.flatMap(({ counts }) =>
    Array.from(counts.keys, (key, i): [number, number] => [key, counts.total[i] ?? 0]),
  );
const count = (index: HexIndex, terms: CellGrant, wanted: PartnerQuery) =>
  index.partnerCounts({ ...everything, ...wanted }, granted(terms));
const total = (counted: readonly PartnerCounts[]): number =>
  plain(counted).reduce((sum, [, n]) => sum + n, 0);

describe('a partner’s counts', () => {
  test('equal counting row by row, with the small ones left out at the agreement’s own hexagons and months', () => {
    let shown = 0;
    let suppressed = 0;
    fc.assert(
      fc.property(rows, grantAndQuery, (list, [terms, wanted, base]) => {
        const counted = count(build(list, base), terms, wanted);
        expect(plain(counted)).toEqual(sumPlainly(list, terms, wanted, base));
        // all of it is of the one kind
        const column = KINDS.indexOf(KIND_OF_CODE[terms.kind] ?? 'crime');
        for (const { counts } of counted) expect(counts.byKind[column]).toEqual(counts.total);
        shown += total(counted);
        suppressed += list.filter((row) => covers(terms, row)).length - total(counted);
      }),
      { numRuns: 400 },
    );
    // neither of nothing nor of everything
    expect(shown).toBeGreaterThan(0);
    expect(suppressed).toBeGreaterThan(0);
  });

  test('are sums of the base: coarser hexagons of finer, longer windows of months, areas of hexagons', () => {
    fc.assert(
      fc.property(rows, grantAndQuery, (list, [terms, wanted, base]) => {
        const index = build(list, base);
        const finest = Math.min(base, terms.resolution);
        const folded = new Map<number, number>();
        let months = 0;
        for (let month = firstOfMonth(wanted.from); month <= wanted.to;) {
          const to = firstOfNextMonth(month) - 1;
          if (month >= wanted.from && to <= wanted.to) {
            const whole = { from: month, to, resolution: finest, cells: null };
            for (const [key, n] of plain(count(index, terms, whole))) {
              const coarse = coarserKey(key, finest - wanted.resolution);
              folded.set(coarse, (folded.get(coarse) ?? 0) + n);
              months += n;
            }
          }
          month = to + 1;
        }
        const everywhere = count(index, terms, { ...wanted, cells: null });
        expect(new Map(plain(everywhere))).toEqual(folded);
        expect(total(everywhere)).toBe(months);
        const cells = [...folded.keys()];
        const one = cells.map((cell) =>
          total(count(index, terms, { ...wanted, cells: new Set([cell]) })),
        );
        expect(one).toEqual([...folded.values()]);
        expect(total(count(index, terms, { ...wanted, cells: new Set(cells) }))).toBe(months);
      }),
      { numRuns: 60 },
    );
  });

  test('no answer changes by what a small count holds: none, one, or one short of the threshold', () => {
    let hidden = 0;
    fc.assert(
      fc.property(
        rows,
        grantAndQuery.filter(([{ threshold }]) => threshold > 1),
        fc.infiniteStream(fc.nat(20)),
        (list, [terms, wanted, base], chance) => {
          const given = basePlainly(list, terms, base);
          const small = (row: Row) => covers(terms, row) && !given.has(baseOf(base, row));
          const rest = list.filter((row) => !small(row));
          const groups = new Map<string, Row>();
          for (const row of list.filter(small)) groups.set(baseOf(base, row), row);
          hidden += groups.size;
          // each small count with any other number that is too small, on any day of its month
          const others = [...groups.values()].flatMap((row) =>
            Array.from({ length: (chance.next().value ?? 0) % terms.threshold }, (): Row => {
              const day = firstOfMonth(row.day) + ((chance.next().value ?? 0) % 28);
              return { ...row, day };
            }),
          );
          const [as, otherwise, without] = [list, [...others, ...rest], rest].map((one) =>
            everyResponse(build(one, base), terms, wanted),
          );
          expect(otherwise).toEqual(as);
          expect(without).toEqual(as);
        },
      ),
      { numRuns: 50 },
    );
    expect(hidden).toBeGreaterThan(0);
  });

  test('stay while records come and go, until the closed counts change', () => {
    fc.assert(
      fc.property(rows, rows, grantAndQuery, (before, more, [terms, wanted, base]) => {
        const index = build(before, base);
        const closed = sumPlainly(before, terms, wanted, base);
        expect(plain(count(index, terms, wanted))).toEqual(closed);
        index.append(batchOf(more));
        expect(plain(count(index, terms, wanted))).toEqual(closed);
        expect(index.remove(batchOf(before))).toBe(0);
        expect(plain(count(index, terms, wanted))).toEqual(closed);
        index.setClosed(closedOf(more, base));
        expect(plain(count(index, terms, wanted))).toEqual(sumPlainly(more, terms, wanted, base));
      }),
      { numRuns: 60 },
    );
  });
});

/** All that this process returns to a viewer of a partner's rows. */
function everyResponse(index: HexIndex, terms: CellGrant, wanted: PartnerQuery) {
  const grants = granted(terms);
  const whole = { ...everything, ...wanted };
  return {
    counts: plain(count(index, terms, wanted)),
    everywhere: plain(count(index, terms, { ...wanted, cells: null })),
    months: index.partnerMonths(whole, grants),
    history: historyOf(index, grants),
    // one by one there is nothing to read, and nothing is reported as left out
    points: index.count(whole, grants),
    days: index
      .timeline(whole, grants)
      .days.reduce((sum, days) => days.reduce((all, n) => all + n, sum), 0),
    types: index.typeCounts(whole, grants),
  };
}

describe('a query', () => {
  const [lon, lat] = PLACES[0] ?? [0, 0];
  const row: Row = {
    ...cellsOf(lon, lat),
    day: dayOf('2024-05-14'),
    type: 20,
    monthOnly: false,
    share: 5,
  };
  const terms: CellGrant = {
    agency: 1,
    kind: 1,
    firstSensitivity: 0,
    lastSensitivity: 3,
    resolution: 8,
    threshold: 1,
    agreement: 1,
  };
  const month = { from: firstOfMonth(row.day), to: firstOfNextMonth(row.day) - 1 };
  const index = build([row], 8);
  const countOf = (about: object) =>
    total(
      index.partnerCounts(
        { ...everything, ...month, resolution: 8, cells: null, ...about },
        granted(terms),
      ),
    );
  const typesOf = (code: number) =>
    new Set(Array.from({ length: 100 }, (_, type) => type).filter((t) => codeOfType(t) === code));

  test('of the agreement’s hexagons, the whole month and all its types is answered', () => {
    expect(countOf({})).toBe(1);
    expect(countOf({ resolution: 6 })).toBe(1);
    expect(countOf({ types: typesOf(terms.kind), agencies: new Set([terms.agency]) })).toBe(1);
  });

  test('of finer hexagons, part of the month, some of the types, or another agency is not', () => {
    expect(countOf({ resolution: 9 })).toBe(0);
    expect(countOf({ from: month.from + 1 })).toBe(0);
    expect(countOf({ to: month.to - 1 })).toBe(0);
    expect(countOf({ types: new Set([row.type]) })).toBe(0);
    expect(countOf({ types: typesOf((terms.kind + 1) % 4) })).toBe(0);
    expect(countOf({ agencies: new Set([terms.agency + 1]) })).toBe(0);
  });

  test('under grants that the database did not make is refused', () => {
    const forged = { pointKeys: [], cells: [terms], dataVersion: 1n } as unknown as Grants; // as: the forgery under test
    expect(() => index.partnerTables(forged)).toThrow('Grants come from the database');
  });
});
