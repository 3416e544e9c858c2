import { describe, expect, test } from 'vitest';
import { seasonsOf } from '#web/screens/map/time/seasons.ts';

describe('seasons as windows', () => {
  const history = { from: '2023-11-01', to: '2026-10-31' };

  test('only those that the history holds, the latest first: autumn 2026 is not over', () => {
    expect(seasonsOf(history, 5)).toEqual([
      { season: 'summer', from: '2026-06-01', to: '2026-08-31' },
      { season: 'spring', from: '2026-03-01', to: '2026-05-31' },
      { season: 'winter', from: '2025-12-01', to: '2026-02-28' },
      { season: 'autumn', from: '2025-09-01', to: '2025-11-30' },
      { season: 'summer', from: '2025-06-01', to: '2025-08-31' },
    ]);
  });

  test('a short history has none, and a long one no more than asked for', () => {
    expect(seasonsOf({ from: '2026-01-10', to: '2026-04-10' }, 8)).toEqual([]);
    expect(seasonsOf(history, 99)).toHaveLength(11);
    // a leap year's winter ends on the 29th
    expect(seasonsOf(history, 99).map(({ to }) => to)).toContain('2024-02-29');
  });
});
