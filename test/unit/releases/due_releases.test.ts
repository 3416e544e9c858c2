import { describe, expect, it } from 'vitest';
import {
  arrivedKinds,
  awaitedFeeds,
  dueReleases,
  missingFeeds,
  monthsBetween,
} from '#api/releases/due_releases.ts';

const feed = (name: string, ...months: string[]) => ({
  agency: 'Sabrina Police',
  feed: name,
  kinds: ['asb' as const],
  months,
});
const names = (feeds: readonly { feed: string }[]) => feeds.map((one) => one.feed);

describe('A month', () => {
  it('is counted through a change of year', () => {
    expect(monthsBetween('2025-11', '2026-02')).toEqual([
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
    ]);
    expect(monthsBetween('2026-02', '2026-01')).toEqual([]);
  });
});

describe('Due', () => {
  it('is each closed month from the first on that has not been released, the earliest first', () => {
    const due = (today: string, ...released: string[]) =>
      dueReleases('2026-07', new Set(released), today);
    expect(due('2026-11-13', '2026-07')).toEqual(['2026-08', '2026-09']);
    expect(due('2026-11-14', '2026-07', '2026-09')).toEqual(['2026-08', '2026-10']);
    expect(due('2026-08-13')).toEqual([]);
    expect(due('2026-06-30')).toEqual([]);
  });
});

describe('A feed from which nothing came for a month', () => {
  const feeds = [
    feed('steady', '2026-07', '2026-08', '2026-09', '2026-10'),
    feed('late', '2026-07', '2026-08', '2026-09'),
    feed('skipped', '2026-08', '2026-11'),
    feed('stopped', '2025-01', '2025-02'),
    feed('not begun', '2026-12'),
    feed('never'),
  ];

  it('leaves its kinds out of the month, unless another feed has them or they come one by one', () => {
    const burglary = { ...feed('burglary', '2026-09'), kinds: ['crime' as const, 'asb' as const] };
    const phones = { ...feed('phones'), kinds: ['needle_find' as const] };
    expect(arrivedKinds([...feeds, burglary, phones], '2026-10')).toEqual(['asb', 'needle_find']);
    expect(arrivedKinds([...feeds, burglary, phones], '2026-09')).toEqual([
      'crime',
      'asb',
      'needle_find',
    ]);
  });

  it('is missing once it has begun, however long ago it stopped', () => {
    expect(names(missingFeeds(feeds, '2026-10'))).toEqual(['late', 'skipped', 'stopped']);
    expect(names(missingFeeds(feeds, '2026-07'))).toEqual(['stopped']);
  });

  it('is waited for while it may still come: not when it has gone on, has stopped, or is too late', () => {
    expect(names(awaitedFeeds(feeds, '2026-10', '2026-11-14'))).toEqual(['late']);
    expect(names(awaitedFeeds(feeds, '2026-10', '2026-12-30'))).toEqual(['late']);
    expect(names(awaitedFeeds(feeds, '2026-10', '2026-12-31'))).toEqual([]);
    // three months without it, and a fourth
    expect(names(awaitedFeeds([feed('late', '2026-07')], '2026-10', '2026-11-14'))).toEqual([
      'late',
    ]);
    expect(names(awaitedFeeds([feed('late', '2026-06')], '2026-10', '2026-11-14'))).toEqual([]);
  });
});
