import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRelease, type PlaceCount, type ReleaseFacts } from '#api/releases/build_release.ts';
import { ReleaseDocument } from '#api/contract/releases.ts';
import { facts, placeCounts } from './release_facts.ts';

const built = (about: Partial<ReleaseFacts>, counts: readonly PlaceCount[]): ReleaseDocument => {
  const release = buildRelease(facts(about), counts);
  if (release === 'nothing reaches five') throw new Error(release);
  return ReleaseDocument.parse(release);
};
const of = (place: string, kind: PlaceCount['kind'], n: number): PlaceCount => ({ place, kind, n });
const WARDS = [
  { slug: 'hill', name: 'Hill' },
  { slug: 'foundry', name: 'Foundry' },
];

describe('A release of hexagons', () => {
  it('lists those with a number, and says what every other one has', () => {
    const release = built({}, [
      of('b', 'crime', 12),
      of('b', 'crime', 1),
      of('a', 'crime', 4),
      of('a', 'asb', 7),
      of('c', 'crime', 4),
    ]);
    expect(release.places).toEqual([
      { place: 'a', name: null, counts: { crime: '0 to 4', asb: 5 } },
      { place: 'b', name: null, counts: { crime: 15, asb: '0 to 4' } },
    ]);
    expect(release.elsewhere).toBe('0 to 4');
    expect(release.totals).toEqual({ crime: 15, asb: 5 });
  });

  it('is not made of nothing but “0 to 4”, and so says as little of a month with four as of one with none', () => {
    expect(buildRelease(facts(), [of('a', 'crime', 4)])).toBe('nothing reaches five');
    expect(buildRelease(facts(), [])).toBe('nothing reaches five');
  });
});

describe('A release of areas', () => {
  it('lists every one of them by its name', () => {
    const release = built({ geography: 'wards', areas: WARDS }, [of('hill', 'asb', 23)]);
    expect(release.places).toEqual([
      { place: 'foundry', name: 'Foundry', counts: { crime: '0 to 4', asb: '0 to 4' } },
      { place: 'hill', name: 'Hill', counts: { crime: '0 to 4', asb: 25 } },
    ]);
    expect(release.elsewhere).toBeNull();
    expect(() => built({ areas: WARDS }, [of('valley', 'asb', 9)])).toThrow(/no area “valley”/);
  });
});

describe('A kind that nobody publishes', () => {
  it('has no number anywhere, not even “0 to 4”', () => {
    const release = built({}, [of('a', 'crime', 9)]);
    expect(release.kinds.map(({ kind, agencies }) => [kind, agencies])).toEqual([
      ['crime', ['Sabrina Police']],
      ['asb', ['Sabrina Police', 'Severnside Council']],
      ['needle_find', []],
      ['alcohol', []],
    ]);
    expect(JSON.stringify([release.places, release.totals])).not.toMatch(/needle|alcohol/);
    expect(() => built({}, [of('a', 'alcohol', 9)])).toThrow(/no alcohol in this release/);
  });
});

describe('A kind of which nothing has arrived', () => {
  it('has no number either: “0 to 4” would be a lie', () => {
    const release = built({ arrived: ['asb', 'alcohol'] }, [of('a', 'asb', 9)]);
    expect(release.places).toEqual([{ place: 'a', name: null, counts: { asb: 10 } }]);
    expect(release.totals).toEqual({ asb: 10 });
    expect(
      release.kinds.map(({ kind, agencies, arrived }) => [kind, agencies.length, arrived]),
    ).toEqual([
      ['crime', 1, false],
      ['asb', 2, true],
      ['needle_find', 0, false],
      ['alcohol', 0, true],
    ]);
    expect(() => built({ arrived: ['asb'] }, [of('a', 'crime', 9)])).toThrow(/no crime in this/);
  });
});

describe('Whatever the counts', () => {
  it('totals are sums of what is published, and counts published alike give the same release', () => {
    fc.assert(
      fc.property(placeCounts, (counts) => {
        const release = buildRelease(facts(), counts);
        if (release === 'nothing reaches five') return;
        for (const kind of ['crime', 'asb'] as const) {
          const said = release.places.map((one) => one.counts[kind]);
          expect(release.totals[kind]).toBe(
            said.reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : 0), 0),
          );
        }
        // the least count that is published like each: nobody can tell the two months apart
        const sums = new Map<string, PlaceCount>();
        for (const { place, kind, n } of counts) {
          const before = sums.get(`${place} ${kind}`)?.n ?? 0;
          sums.set(`${place} ${kind}`, of(place, kind, before + n));
        }
        const alike = [...sums.values()].map((one) => ({
          ...one,
          n: one.n < 5 ? 0 : one.n < 8 ? 5 : one.n - ((one.n + 2) % 5),
        }));
        expect(buildRelease(facts(), alike)).toEqual(release);
      }),
    );
  });
});
