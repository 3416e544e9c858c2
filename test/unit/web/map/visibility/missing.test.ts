import { describe, expect, test } from 'vitest';
import {
  missingFeeds,
  missingMonths,
  nothingArrived,
  wholeHistory,
} from '#web/screens/map/visibility/missing.ts';

const datasets = [
  {
    agency: 'fire',
    slug: 'fires',
    name: 'Deliberate fires',
    missing_months: ['2025-07-01', '2025-08-01', '2025-09-01'],
  },
  { agency: 'police', slug: 'street', name: 'Street-level crime', missing_months: [] },
];
const quarter = { from: '2025-07-01', to: '2025-09-30' };

describe('a quarter the fire service did not send', () => {
  test('is said of a window that touches it, and of no other', () => {
    expect(missingFeeds(datasets, [], { from: '2025-09-15', to: '2025-10-31' })).toEqual([
      { name: 'Deliberate fires', months: ['2025-09-01'] },
    ]);
    expect(missingFeeds(datasets, [], { from: '2025-10-01', to: '2025-12-31' })).toEqual([]);
  });

  test('is not said to someone who looks at the police alone', () => {
    expect(missingFeeds(datasets, ['police'], quarter)).toEqual([]);
    expect(missingMonths(datasets, ['police'])).toEqual([]);
    expect(missingMonths(datasets, ['fire'])).toHaveLength(3);
  });

  test('is hatched where nothing else is shown, and never while another feed did arrive', () => {
    expect(nothingArrived(datasets, ['fire'], quarter)).toBe(true);
    expect(nothingArrived(datasets, [], quarter)).toBe(false);
    expect(nothingArrived(datasets, ['fire'], { from: '2025-07-01', to: '2025-10-31' })).toBe(
      false,
    );
    expect(nothingArrived([], [], quarter)).toBe(false);
  });
});

test('a history that ends with a month-only feed ends with that month', () => {
  const history = { first: '2025-01-01', last: '2025-12-01' };
  expect(wholeHistory(history, true).to).toBe('2025-12-31');
  expect(wholeHistory(history, false).to).toBe('2025-12-01');
});
