/** Which months a feed has not delivered, so that nothing takes them for quiet. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS, type Kind } from '#api/contract/kinds.ts';
import { dayOf } from '#api/time/local_day.ts';
import {
  gapsIn,
  lastMonthOver,
  monthsOf,
  nothingDelivered,
  type FeedMonths,
  type FeedQuestion,
} from '#api/deliveries/missing.ts';

let ids = 0;
const feed = (
  dataset: string,
  delivered: readonly string[],
  agency = 'council',
  kinds: readonly Kind[] = ['asb', 'crime'],
): FeedMonths => ({
  id: ++ids,
  agency,
  dataset,
  kinds,
  delivered: delivered.map((month) => `${month}-01`),
});
const ask = (about: Partial<FeedQuestion> = {}): FeedQuestion => ({
  today: '2025-06-12',
  agencies: null,
  kinds: ['asb'],
  covers: () => true,
  began: () => null,
  countedTo: () => null,
  ...about,
});
const spring = { from: dayOf('2025-03-05'), to: dayOf('2025-05-02') };
const missing = (feeds: readonly FeedMonths[], about: Partial<FeedQuestion> = {}) =>
  gapsIn(feeds, [spring], ask(about)).map(
    ({ agency, dataset, months }) => `${agency} ${dataset}: ${months.join(' ')}`,
  );
const SPRING = ['2025-03', '2025-04', '2025-05'];

describe('A month that a window touches is missing', () => {
  it('between deliveries, before the first and after the last', () => {
    expect(missing([feed('a', SPRING)])).toEqual([]);
    expect(missing([feed('a', ['2025-03', '2025-05'])])).toEqual(['council a: 2025-04-01']);
    expect(missing([feed('a', ['2025-04'])])).toEqual(['council a: 2025-03-01 2025-05-01']);
  });

  it('but not of a feed that took over from another, nor of that other', () => {
    expect(
      missing([feed('old', ['2025-02', '2025-03']), feed('new', ['2025-04', '2025-05'])]),
    ).toEqual([]);
    // what lies between the two is the first one's
    expect(missing([feed('old', ['2025-02', '2025-03']), feed('new', ['2025-05'])])).toEqual([
      'council old: 2025-04-01',
    ]);
  });

  it('of a second feed that began beside the first: its records would look like a rise', () => {
    expect(missing([feed('a', SPRING), feed('b', ['2025-05'])])).toEqual([
      'council b: 2025-03-01 2025-04-01',
    ]);
    // another agency's is another's
    expect(missing([feed('a', ['2025-03'], 'police'), feed('b', ['2025-04', '2025-05'])])).toEqual([
      'police a: 2025-04-01 2025-05-01',
      'council b: 2025-03-01',
    ]);
  });

  it('only of feeds that have records in the place, of the agencies and of the kinds', () => {
    const feeds = [feed('a', ['2025-04'])];
    expect(missing(feeds, { covers: () => false })).toEqual([]);
    expect(missing(feeds, { kinds: ['alcohol'] })).toEqual([]);
    expect(missing(feeds, { agencies: ['police'] })).toEqual([]);
    expect(gapsIn(feeds, [spring], ask({ kinds: null }))[0]?.kinds).toEqual(['asb', 'crime']);
  });

  it('before the first record where they come one by one, and never after', () => {
    const phones = [feed('phones', [])];
    expect(missing(phones, { began: () => '2025-04-01' })).toEqual(['council phones: 2025-03-01']);
    expect(missing(phones, { began: () => '2024-01-01' })).toEqual([]);
    // beside a feed that is delivered the phones are its later way in, and as incomplete as that is
    expect(missing([feed('a', SPRING), ...phones], { began: () => '2025-04-01' })).toEqual([]);
    expect(missing([feed('a', ['2025-03']), ...phones])).toEqual([
      'council a: 2025-04-01 2025-05-01',
      'council phones: 2025-04-01 2025-05-01',
    ]);
  });

  it('not of a feed that had ended long before, unless one of the windows has some of it', () => {
    const feeds = [feed('ended', ['2023-01', '2023-02']), feed('a', SPRING, 'police')];
    expect(missing(feeds)).toEqual([]);
    const then = { from: dayOf('2023-02-01'), to: dayOf('2023-02-28') };
    expect(gapsIn(feeds, [spring, then], ask()).map(({ dataset }) => dataset)).toEqual([
      'ended',
      'a',
    ]);
    // the only feed of its kind has not ended, it is late
    expect(missing([feed('late', ['2023-01'])])).toHaveLength(1);
  });

  it('for whoever is given counts of closed months, from the first that is not closed', () => {
    expect(missing([feed('a', SPRING)], { countedTo: () => '2025-04-01' })).toEqual([
      'council a: 2025-05-01',
    ]);
  });
});

describe('Nothing was delivered', () => {
  it('where no feed has any month of the window; a count is then not 0, it is not known', () => {
    const feeds = [feed('a', ['2025-02']), feed('b', ['2025-01'], 'police')];
    expect(nothingDelivered(feeds, spring, ask())).toBe(true);
    expect(nothingDelivered([...feeds, feed('c', ['2025-04'])], spring, ask())).toBe(false);
    expect(nothingDelivered(feeds, spring, ask({ covers: () => false }))).toBe(false);
    const phones = [feed('phones', [], 'street')];
    expect(nothingDelivered(phones, spring, ask({ began: () => '2025-05-01' }))).toBe(false);
    expect(nothingDelivered(phones, spring, ask({ began: () => '2025-06-01' }))).toBe(true);
  });
});

const months = monthsOf({ from: dayOf('2024-01-01'), to: dayOf('2025-06-30') });
const anyFeed = fc.record({
  id: fc.integer({ min: 1, max: 9 }),
  agency: fc.constantFrom('council', 'police'),
  dataset: fc.constantFrom('a', 'b', 'c'),
  kinds: fc.subarray([...KINDS], { minLength: 1 }),
  delivered: fc.subarray(months),
});
const anyWindow = fc
  .tuple(fc.constantFrom(...months), fc.nat(200))
  .map(([from, days]) => ({ from: dayOf(from), to: dayOf(from) + days }));

describe('Whatever feeds there are', () => {
  it('another agency’s live feed never makes a month delivered, and adds no month to be missed', () => {
    fc.assert(
      fc.property(fc.array(anyFeed, { maxLength: 5 }), anyWindow, (feeds, window) => {
        const files = feeds.filter(({ delivered }) => delivered.length > 0);
        const live = feed('phones', [], 'street', KINDS);
        const about = ask({ kinds: null });
        expect(gapsIn([...files, live], [window], about)).toEqual(gapsIn(files, [window], about));
      }),
    );
  });

  it('a delivered month is missing of no feed, and a month that arrives is missing no longer', () => {
    fc.assert(
      fc.property(fc.array(anyFeed, { maxLength: 5 }), anyWindow, (all, window) => {
        const feeds = all.map((one, i) => ({ ...one, id: i }));
        const about = ask({ kinds: null });
        for (const gap of gapsIn(feeds, [window], about)) {
          const late = feeds[gap.id];
          if (!late || late.delivered.length === 0) continue;
          expect(late.delivered.filter((month) => gap.months.includes(month))).toEqual([]);
          const arrived = feeds.map((one) =>
            one === late ? { ...one, delivered: [...one.delivered, ...gap.months].sort() } : one,
          );
          const after = gapsIn(arrived, [window], about).filter(({ id }) => id === gap.id);
          const still = after.flatMap((one) => one.months);
          expect(still.filter((month) => gap.months.includes(month))).toEqual([]);
        }
      }),
    );
  });
});

it('a month is over on the first of the next', () => {
  expect([lastMonthOver('2026-11-30'), lastMonthOver('2026-12-01')]).toEqual([
    '2026-10-01',
    '2026-11-01',
  ]);
});
