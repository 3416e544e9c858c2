import { MODES } from '#api/contract/modes.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KINDS } from '#api/contract/kinds.ts';
import { WEEKDAYS } from '#api/contract/hours.ts';
import { hoursOrNone, MEASURES } from '#web/screens/map/significance/tested.ts';
import { COMPARISONS } from '#web/screens/map/compare/compare.ts';
import { roundCorner } from '#web/screens/map/area/drawn_area.ts';
import {
  EMPTY_VIEW,
  LEAST_BANDWIDTH,
  MOST_BANDWIDTH,
  PANELS,
  parseView,
  printView,
  roundPlace,
  type MapView,
} from '#web/screens/map/view_state.ts';

const day = fc
  .integer({ min: 0, max: 20_000 })
  .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}$/);
const view: fc.Arbitrary<MapView> = fc.record({
  window: fc.option(
    fc.tuple(day, day).map(([a, b]) => (a <= b ? { from: a, to: b } : { from: b, to: a })),
  ),
  kinds: fc.subarray([...KINDS]),
  types: fc.uniqueArray(slug, { maxLength: 4 }),
  agencies: fc.uniqueArray(slug, { maxLength: 4 }),
  area: fc.option(slug),
  within: fc.option(
    // round a point: lines that cross are no area
    fc
      .array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 3, maxLength: 200 })
      .map((lengths) =>
        lengths.map((length, i) => {
          const turn = (2 * Math.PI * i) / lengths.length;
          return roundCorner([-2 + length * Math.cos(turn), 53 + length * Math.sin(turn)]);
        }),
      ),
  ),
  compare: fc.option(fc.constantFrom(...COMPARISONS)),
  sure: fc.constantFrom(null, ...MODES),
  measure: fc.constantFrom(...MEASURES),
  hours: fc
    .record({
      weekdays: fc.subarray([...WEEKDAYS]),
      hours: fc.option(fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 23 }))),
    })
    .map(hoursOrNone),
  near: fc.option(slug),
  distance: fc.constantFrom('euclidean', 'manhattan'),
  density: fc.option(
    fc.oneof(
      fc.constant('rule' as const),
      fc.integer({ min: LEAST_BANDWIDTH, max: MOST_BANDWIDTH }),
    ),
  ),
  resolution: fc.option(fc.integer({ min: 6, max: 11 })),
  at: fc.option(
    fc
      .record({
        longitude: fc.double({ min: -180, max: 180, noNaN: true }),
        latitude: fc.double({ min: -85, max: 85, noNaN: true }),
        zoom: fc.double({ min: 0, max: 24, noNaN: true }),
      })
      .map(roundPlace),
  ),
  cell: fc.option(fc.constantFrom('89195193393ffff', '88195c36e1fffff')),
  hotspot: fc.option(fc.integer({ min: 1, max: 1e9 })),
  panel: fc.constantFrom(...PANELS),
  folded: fc.record({ rail: fc.boolean(), side: fc.boolean(), time: fc.boolean() }),
});

describe('the view in the address', () => {
  test('a copied address opens the same view', () => {
    fc.assert(
      fc.property(view, (shown) => {
        expect(parseView(new URLSearchParams(printView(shown)))).toEqual(shown);
      }),
    );
  });

  test('an address is an address: nothing in it needs an escape', () => {
    fc.assert(
      fc.property(view, (shown) => {
        const url = new URL(`http://localhost/?${printView(shown)}`);
        expect(url.search.slice(1)).toBe(printView(shown));
      }),
    );
  });

  test('whatever Alice pastes, the map opens', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (query) => {
        const read = parseView(new URLSearchParams(query));
        expect(parseView(new URLSearchParams(printView(read)))).toEqual(read);
      }),
    );
  });

  test.each([
    ['a day that is in no calendar', 'from=2025-02-30&to=2025-03-01', 'window'],
    ['a window that ends before it starts', 'from=2025-03-02&to=2025-03-01', 'window'],
    ['half a window', 'from=2025-03-02', 'window'],
    ['a resolution the map does not draw', 'res=12', 'resolution'],
    ['an empty resolution', 'res=', 'resolution'],
    ['a place off the earth', 'at=200,52,8', 'at'],
    ['a place without a zoom', 'at=-2,52', 'at'],
    ['an area of two corners', 'within=-2,52;-2.1,52', 'within'],
    ['an area with a corner off the earth', 'within=-2,52;-2.1,52;-2,95', 'within'],
    ['an area whose lines cross', 'within=-5,50;0,55;0,50;-5,55', 'within'],
    ['an area with half a corner', 'within=-2,52;-2.1,52;-2', 'within'],
    ['a comparison with the future', 'compare=next', 'compare'],
    ['a switch that is neither on nor off', 'sure=yes', 'sure'],
    ['a measure that there is none of', 'measure=guess', 'measure'],
    ['an hour that no clock has', 'hours=25-3', 'hours'],
    ['all seven days, which is no choice', 'weekdays=mon,tue,wed,thu,fri,sat,sun', 'hours'],
    ['all hours, which is no choice', 'hours=5-4', 'hours'],
    ['a bandwidth of nothing', 'density=0', 'density'],
    ['something that is no cell', 'cell=javascript', 'cell'],
  ] as const)('%s is left out', (_, query, part) => {
    expect(parseView(new URLSearchParams(query))[part]).toEqual(EMPTY_VIEW[part]);
  });
});
