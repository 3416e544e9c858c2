/** Which months a feed has not delivered, so that no comparison takes them for quiet. */
import { describe, expect, it } from 'vitest';
import { dayOf } from '#api/time/local_day.ts';
import { undelivered, type FeedMonths } from '#api/deliveries/missing.ts';

const feed = (dataset: string, delivered: readonly string[], agency = 'council'): FeedMonths => ({
  agency,
  dataset,
  kinds: ['asb', 'crime'],
  delivered: delivered.map((month) => `${month}-01`),
});
const spring = [{ from: dayOf('2025-03-05'), to: dayOf('2025-05-02') }];
const missing = (feeds: readonly FeedMonths[], covers = () => true, began: string | null = null) =>
  undelivered(feeds, 'asb', spring, covers, () => began).map(
    ({ agency, dataset, months }) => `${agency} ${dataset}: ${months.join(' ')}`,
  );

describe('A month that a window touches is missing', () => {
  it('between deliveries, before the first and after the last', () => {
    expect(missing([feed('a', ['2025-03', '2025-04', '2025-05'])])).toEqual([]);
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
    const first = feed('a', ['2025-03', '2025-04', '2025-05']);
    expect(missing([first, feed('b', ['2025-05'])])).toEqual(['council b: 2025-03-01 2025-04-01']);
    // another agency's is another's
    expect(missing([feed('a', ['2025-03'], 'police'), feed('b', ['2025-04', '2025-05'])])).toEqual([
      'police a: 2025-04-01 2025-05-01',
      'council b: 2025-03-01',
    ]);
  });

  it('only of feeds that have records in the place, and of the kind', () => {
    expect(missing([feed('a', ['2025-04'])], () => false)).toEqual([]);
    expect(
      undelivered(
        [feed('a', ['2025-04'])],
        'alcohol',
        spring,
        () => true,
        () => null,
      ),
    ).toEqual([]);
  });

  it('before the first record where they come one by one, and never after', () => {
    expect(missing([feed('phones', [])], () => true, '2025-04-20')).toEqual([
      'council phones: 2025-03-01',
    ]);
    expect(missing([feed('phones', [])], () => true, '2024-01-20')).toEqual([]);
    // beside a feed that is delivered the phones are its later way in
    expect(
      missing(
        [feed('a', ['2025-03', '2025-04', '2025-05']), feed('phones', [])],
        () => true,
        '2025-04-20',
      ),
    ).toEqual([]);
  });

  it('over several windows, each month once', () => {
    const twice = [...spring, { from: dayOf('2025-01-10'), to: dayOf('2025-03-04') }];
    const [gap] = undelivered(
      [feed('a', ['2025-05'])],
      'asb',
      twice,
      () => true,
      () => null,
    );
    expect(gap?.months).toEqual(['2025-01-01', '2025-02-01', '2025-03-01', '2025-04-01']);
  });
});
