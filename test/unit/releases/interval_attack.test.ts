/** The attack itself: it never excludes the truth, it is as strong as trying every table, it breaks weak releases, and
 *  of ours it recovers nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRelease } from '#api/releases/build_release.ts';
import { intervalAttack, UNBOUNDED, type Publication } from '#api/releases/interval_attack.ts';
import { countsPublishedAs, publishedFigures } from '#api/releases/published_figures.ts';
import { roundCount } from '#api/releases/round_count.ts';
import { facts, placeCounts } from './release_facts.ts';
import { deceived, shareRecovered, weakRelease, type TrueCount } from './weak_release.ts';

const smallTable = (most: number) =>
  fc.array(fc.nat({ max: most }), { minLength: 6, maxLength: 6 }).map((ns) =>
    ns.map((n, i): TrueCount => ({
      place: `${i % 3}`,
      parent: i % 3 === 2 ? 'east' : 'west',
      kind: i < 3 ? 'crime' : 'asb',
      n,
    })),
  );

/** Every figure's least and greatest value among all tables that fit. */
function everyTable({ figures, identities }: Publication, base: readonly number[]) {
  const low = figures.map(() => UNBOUNDED);
  const high = figures.map(() => -1);
  const values = figures.map(() => -1);
  const tryFrom = (next: number): void => {
    const figure = base[next];
    const bounds = figure === undefined ? undefined : figures[figure];
    if (figure !== undefined && bounds) {
      for (values[figure] = bounds.low; values[figure] <= bounds.high; values[figure]++)
        tryFrom(next + 1);
      return;
    }
    // identities stand in the order in which they can be added up
    const known = new Map(base.map((one) => [one, values[one] ?? 0]));
    for (const { total, parts } of identities) {
      const sum = parts.reduce((all, part) => all + (known.get(part) ?? NaN), 0);
      if ((known.get(total) ?? sum) !== sum) return;
      const said = figures[total];
      if (!said || sum < said.low || sum > said.high) return;
      known.set(total, sum);
    }
    for (const [one, n] of known) {
      low[one] = Math.min(low[one] ?? n, n);
      high[one] = Math.max(high[one] ?? n, n);
    }
  };
  tryFrom(0);
  return low.map((l, i) => [l, high[i]]);
}

describe('The attack', () => {
  it('narrows as far as trying every table does', () => {
    fc.assert(
      fc.property(smallTable(5), fc.boolean(), (counts, exact) => {
        const weak = weakRelease(counts, exact ? 'exact' : 'left out too');
        const base = weak.figures.flatMap(({ name }, i) =>
          /^\d (crime|asb)$/.test(name) ? [i] : [],
        );
        expect(base).toHaveLength(6);
        expect(intervalAttack(weak).intervals).toEqual(everyTable(weak, base));
      }),
      { numRuns: 60 },
    );
  });

  it('never excludes the truth', () => {
    const table = fc.array(
      fc.record({
        place: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
        kind: fc.constantFrom('crime', 'asb', 'alcohol'),
        n: fc.nat({ max: 6 }),
      }),
      { minLength: 1, maxLength: 18 },
    );
    fc.assert(
      fc.property(table, fc.boolean(), (rows, exact) => {
        const counts = rows.map((row) => ({ ...row, parent: row.place < 'd' ? 'west' : 'east' }));
        const weak = weakRelease(counts, exact ? 'exact' : 'left out too');
        expect(deceived(weak, intervalAttack(weak))).toEqual([]);
      }),
    );
  });

  it('recovers a count that was left out beside its total, and one that only two totals together disclose', () => {
    const one = intervalAttack({
      figures: [
        { name: 'left out', low: 1, high: 4 },
        { name: 'said', low: 20, high: 20 },
        { name: 'total', low: 23, high: 23 },
      ],
      identities: [{ total: 2, parts: [0, 1] }],
    });
    expect(one.recovered).toEqual([{ name: 'left out', stated: [1, 4], found: [3, 3] }]);
    // a + b = 5, b + c = 5, a + c = 6: no sum alone moves an end past 2 to 4, and only one table fits all three
    const figures = ['a', 'b', 'c'].map((name) => ({ name, low: 1, high: 4 }));
    const totals = [5, 5, 6].map((n) => ({ name: `${n}`, low: n, high: n }));
    const together = intervalAttack({
      figures: [...figures, ...totals],
      identities: [
        { total: 3, parts: [0, 1] },
        { total: 4, parts: [1, 2] },
        { total: 5, parts: [0, 2] },
      ],
    });
    expect(together.recovered.map(({ name, found }) => [name, found[0]])).toEqual([
      ['a', 3],
      ['b', 2],
      ['c', 3],
    ]);
  });

  it('says when figures are not about one set of counts', () => {
    const figures = [
      { name: 'a', low: 1, high: 4 },
      { name: 'total', low: 9, high: 9 },
    ];
    expect(() => intervalAttack({ figures, identities: [{ total: 1, parts: [0] }] })).toThrow(
      /contradict each other/,
    );
  });
});

describe('Our release', () => {
  it('of any small table discloses nothing, and its bounds are true', () => {
    fc.assert(
      fc.property(placeCounts, fc.boolean(), (counts, hexagons) => {
        const areas = ['a', 'b', 'c', 'd'].map((slug) => ({ slug, name: slug.toUpperCase() }));
        const release = buildRelease(facts({ areas: hexagons ? null : areas }), counts);
        if (release === 'nothing reaches five') return;
        const publication = publishedFigures([release]);
        const { intervals, recovered, narrowed } = intervalAttack(publication);
        expect([recovered, narrowed]).toEqual([[], []]);
        publication.figures.forEach(({ name }, i) => {
          const [, place, kind] = name.split(' ');
          if (place === 'total') return;
          const truth = counts
            .filter((one) => one.place === place && one.kind === kind)
            .reduce((sum, { n }) => sum + n, 0);
          expect(intervals[i]?.[0]).toBeLessThanOrEqual(truth);
          expect(intervals[i]?.[1]).toBeGreaterThanOrEqual(truth);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('with a total that is not the sum of what is published is found out', () => {
    const release = buildRelease(facts(), [{ place: 'a', kind: 'crime', n: 12 }]);
    if (release === 'nothing reaches five') throw new Error(release);
    const exact = { ...release, totals: { ...release.totals, crime: 12 } };
    expect(() => publishedFigures([exact])).toThrow(/not the sum/);
  });

  it('by two geographies at once would disclose counts: hence one a month', () => {
    // two hexagons with 4 each make up a ward: "0 to 4", "0 to 4" and, for 8, "10"
    const [low, high] = countsPublishedAs(roundCount(8));
    const { recovered } = intervalAttack({
      figures: [
        { name: 'hexagon', low: 0, high: 4 },
        { name: 'hexagon beside it', low: 0, high: 4 },
        { name: 'ward', low, high },
      ],
      identities: [{ total: 2, parts: [0, 1] }],
    });
    expect(recovered.map(({ name, found }) => [name, ...found])).toEqual([
      ['hexagon', 4, 4],
      ['hexagon beside it', 4, 4],
      ['ward', 8, 8],
    ]);
  });

  it('never shows an agency that takes its own records out how many the other has, unless it has none', () => {
    for (let own = 0; own <= 20; own++)
      for (let other = 0; other <= 20; other++) {
        const [low, high] = countsPublishedAs(roundCount(own + other));
        const { intervals } = intervalAttack({
          figures: [
            { name: 'own', low: own, high: own },
            { name: 'the other’s', low: 0, high: UNBOUNDED },
            { name: 'published', low, high },
          ],
          identities: [{ total: 2, parts: [0, 1] }],
        });
        const [least = NaN, most = NaN] = intervals[1] ?? [];
        expect(least <= other && other <= most).toBe(true);
        if (least === most) expect(other).toBe(0);
      }
  });

  it('built a second time after late records would disclose some: hence once', () => {
    const first = buildRelease(facts(), [{ place: 'a', kind: 'crime', n: 7 }]);
    if (first === 'nothing reaches five') throw new Error(first);
    const place = { place: 'a', name: null, counts: { crime: 10 } };
    const second = { ...first, places: [place], totals: { crime: 10 } };
    // five to seven, and eight to twelve: no count is both, and the reader learns that records were late
    expect(() => intervalAttack(publishedFigures([first, second]))).toThrow(/contradict/);
  });
});

describe('A weak release', () => {
  const counts = ['a', 'b', 'c', 'd'].flatMap((place, i) =>
    ['crime', 'asb', 'alcohol'].map((kind, k) => ({
      place,
      parent: i < 2 ? 'west' : 'east',
      kind,
      n: (i * 5 + k * 3) % 8,
    })),
  );

  it('is broken: of its counts from 1 to 4 most are recovered', () => {
    const weak = weakRelease(counts);
    const findings = intervalAttack(weak);
    expect(deceived(weak, findings)).toEqual([]);
    expect(shareRecovered(weak, findings)).toBeGreaterThan(0.5);
  });
});
