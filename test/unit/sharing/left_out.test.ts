/** A file names what it leaves out. */
import { describe, expect, it } from 'vitest';
import type { Seen } from '#api/contract/agreements.ts';
import type { Kind } from '#api/contract/kinds.ts';
import { kindsOfTypes } from '#api/sharing/kinds_of_types.ts';
import { leftOutOfHexagons, leftOutOfRows } from '#api/sharing/left_out.ts';

const names = new Map([
  ['council', 'Severnside Council'],
  ['police', 'Sabrina Police'],
  ['nhs', 'Sabrina NHS Trust'],
]);
const NOTHING = { noPlace: 0, monthOnly: 0 };
const visible = (agency: string, kind: Kind, about: Partial<Seen> = {}): Seen => ({
  agency,
  kind,
  level: 'point',
  max_sensitivity: 3,
  resolution: null,
  threshold: null,
  all_resolution: null,
  counted_to: null,
  next_closes_on: null,
  ...about,
});
const counts = {
  level: 'cell',
  max_sensitivity: 1,
  resolution: 8,
  threshold: 5,
  all_resolution: 8,
  counted_to: '2026-10',
  next_closes_on: '2026-12-14',
} as const;

describe('Of incidents one by one', () => {
  it('are empty where nothing is left out', () => {
    const all = [visible('council', 'asb', { level: 'own' }), visible('police', 'crime')];
    expect(leftOutOfRows(NOTHING, all, names)).toEqual([]);
  });

  it('what has no place, and what is known by month only', () => {
    expect(leftOutOfRows({ noPlace: 1, monthOnly: 1 }, [], names)).toEqual([
      '1 incident has no place: nobody can say whether inside or outside.',
      '1 incident is known by month only, and the window begins or ends within that month.',
    ]);
    expect(leftOutOfRows({ noPlace: 0, monthOnly: 1234 }, [], names)).toEqual([
      '1,234 incidents are known by month only, and the window begins or ends within that month.',
    ]);
  });

  it('whose records are counts only, not shared, or too sensitive, by name', () => {
    expect(
      leftOutOfRows(
        NOTHING,
        [
          visible('council', 'asb', { level: 'own', max_sensitivity: null }),
          visible('police', 'crime', { max_sensitivity: 1 }),
          visible('police', 'asb', { max_sensitivity: 2 }),
          visible('police', 'alcohol', { level: 'none', max_sensitivity: null }),
          visible('nhs', 'alcohol', counts),
        ],
        names,
      ),
    ).toEqual([
      'Sabrina Police: what is more sensitive than 1 (of 3) not shared with you.',
      'Sabrina Police: alcohol not shared with you.',
      'Sabrina NHS Trust: alcohol shared as counts only, by hexagon.',
    ]);
  });

  it('in one sentence where the same is true of several', () => {
    const alike = ['council', 'police', 'nhs'].map((slug) =>
      visible(slug, 'asb', { max_sensitivity: 1 }),
    );
    expect(leftOutOfRows(NOTHING, alike, names)).toEqual([
      'Severnside Council, Sabrina Police and Sabrina NHS Trust: what is more sensitive than 1 (of 3) not shared with you.',
    ]);
  });
});

describe('Of counts', () => {
  const map = { resolution: 8, narrowed: new Set<Kind>() };
  const words = (about: Partial<typeof map>) =>
    leftOutOfHexagons(NOTHING, [visible('nhs', 'alcohol', counts)], names, { ...map, ...about });

  it('small counts; hexagons too fine; types that are not known', () => {
    expect(words({})).toEqual([
      'Sabrina NHS Trust: alcohol in hexagons with fewer than 5 in a month, in months that the window cuts, after October 2026.',
    ]);
    expect(words({ resolution: 9 })).toEqual([
      'Sabrina NHS Trust: alcohol shared only in hexagons of resolution 8 or larger.',
    ]);
    expect(words({ narrowed: new Set<Kind>(['alcohol']) })).toEqual([
      'Sabrina NHS Trust: alcohol shared only as one number for all its types.',
    ]);
  });

  it('what has no place has no hexagon', () => {
    expect(leftOutOfHexagons({ noPlace: 2, monthOnly: 0 }, [], names, map)).toEqual([
      '2 incidents have no place, and so no hexagon.',
    ]);
  });
});

describe('Kinds that filters request', () => {
  it('are all, or those of the types; and those of which only a part is requested', () => {
    expect(kindsOfTypes(null)).toEqual({
      kinds: ['crime', 'asb', 'needle_find', 'alcohol'],
      narrowed: new Set(),
    });
    expect(kindsOfTypes([31, 60, 61])).toEqual({
      kinds: ['asb', 'needle_find'],
      narrowed: new Set(['crime', 'asb', 'alcohol']),
    });
  });
});
