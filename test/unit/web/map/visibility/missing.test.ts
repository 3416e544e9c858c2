import { describe, expect, test } from 'vitest';
import {
  missingFeeds,
  missingMonths,
  nothingArrived,
  shownDatasets,
  wholeHistory,
} from '#web/screens/map/visibility/missing.ts';

const datasets = [
  {
    agency: 'fire',
    slug: 'fires',
    name: 'Deliberate fires',
    kinds: ['asb' as const],
    missing_months: ['2025-07-01', '2025-08-01', '2025-09-01'],
  },
  {
    agency: 'police',
    slug: 'street',
    name: 'Street-level crime',
    kinds: ['crime' as const],
    missing_months: [],
  },
];
const none = { agencies: [], kinds: [], types: [] };
const types = [
  { slug: 'burglary', kind: 'crime' as const },
  { slug: 'fireworks', kind: 'asb' as const },
];
const of = (agency: string) => shownDatasets(datasets, { ...none, agencies: [agency] }, types);
const quarter = { from: '2025-07-01', to: '2025-09-30' };

describe('a quarter the fire service did not send', () => {
  test('is said of a window that touches it, and of no other', () => {
    expect(missingFeeds(datasets, { from: '2025-09-15', to: '2025-10-31' })).toEqual([
      { name: 'Deliberate fires', months: ['2025-09-01'] },
    ]);
    expect(missingFeeds(datasets, { from: '2025-10-01', to: '2025-12-31' })).toEqual([]);
  });

  test('is not said to someone who looks at the police alone', () => {
    expect(missingFeeds(of('police'), quarter)).toEqual([]);
    expect(missingMonths(of('police'))).toEqual([]);
    expect(missingMonths(of('fire'))).toHaveLength(3);
  });

  test('nor to someone who looks at crime alone, by kind or by type', () => {
    for (const filters of [{ kinds: ['crime' as const] }, { types: ['burglary'] }])
      expect(
        shownDatasets(datasets, { ...none, ...filters }, types).map(({ agency }) => agency),
      ).toEqual(['police']);
  });

  test('is hatched where nothing else is shown, and never while another feed did arrive', () => {
    expect(nothingArrived(of('fire'), quarter)).toBe(true);
    expect(nothingArrived(datasets, quarter)).toBe(false);
    expect(nothingArrived(of('fire'), { from: '2025-07-01', to: '2025-10-31' })).toBe(false);
    expect(nothingArrived([], quarter)).toBe(false);
  });
});

test('a history that ends with a month-only feed ends with that month', () => {
  const history = { first: '2025-01-01', last: '2025-12-01' };
  expect(wholeHistory(history, true).to).toBe('2025-12-31');
  expect(wholeHistory(history, false).to).toBe('2025-12-01');
});
