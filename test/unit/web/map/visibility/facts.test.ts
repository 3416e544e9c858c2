import { describe, expect, test } from 'vitest';
import type { Partnership } from '#api/contract/partnership.ts';
import type { HexAnswer } from '#web/lib/api/hexes.ts';
import { changeOf, comparison } from '#web/screens/map/compare/comparison.ts';
import { factsOf } from '#web/screens/map/visibility/facts.ts';

const history = { from: '2023-11-01', to: '2026-10-31' };
const year = { from: '2025-11-01', to: '2026-10-31' };
const filters = { kinds: [], types: [], agencies: [] };
const datasets = [
  { name: 'Fires', agency: 'fire', missing_months: ['2025-07-01', '2026-01-01'] },
  { name: 'Noise', agency: 'council', missing_months: [] },
] as unknown as Partnership['datasets']; // what the sentence reads of a dataset
const answer = (
  window: { from: string; to: string },
  counts: Record<string, number>,
  more: Partial<HexAnswer> = {},
): HexAnswer => {
  const total = Uint32Array.from(Object.values(counts));
  return {
    resolution: 8,
    keys: Float64Array.from(Object.keys(counts), (_, i) => i + 1),
    cells: Object.keys(counts),
    counts: [],
    total,
    leftOut: { noPlace: 0, monthOnlyCut: 0 },
    requested: { ...filters, ...window },
    ...window,
    sum: total.reduce((a, b) => a + b, 0),
    noPlace: 0,
    monthOnly: 0,
    leftOutFeeds: [],
    outside: null,
    countedBy: null,
    ...more,
  };
};
const before = { from: '2024-11-01', to: '2025-10-31' };
const now = answer(
  year,
  { a: 43, b: 7 },
  { leftOutFeeds: ['Fires'], requested: { ...filters, ...year, beside: before } },
);
const then = answer(
  before,
  { a: 31, b: 9 },
  { monthOnly: 2, requested: { ...filters, ...before, beside: year } },
);
const known = { history, datasets, contributing: 2, notVisible: [] };

describe('what the sentence says of a comparison', () => {
  const compared = comparison(year, 'before', history, datasets);

  test('it names the other window and both counts, and what either window lacks', () => {
    const change = changeOf(now, now, then, 'before', history);
    const { shows, leavesOut } = factsOf({ ...known, answer: now, change, compared });
    expect(shows).toBe(
      '50 incidents, 1 November 2025 – 31 October 2026, 2 agencies, compared with 1 November 2024 – 31 October 2025: +10 (40 → 50)',
    );
    expect(leavesOut).toEqual([
      'not compared, because it has not delivered both windows: Fires',
      '2 known by month only are left out of the earlier window',
      'Fires: July 2025, January 2026 not received',
    ]);
  });

  test('answers to different questions are never subtracted from each other', () => {
    const elsewhere = answer(
      before,
      { a: 31 },
      { requested: { ...then.requested, area: 'malvern' } },
    );
    const all = answer(before, { a: 31 });
    const older = answer({ from: '2023-11-01', to: '2024-10-31' }, { a: 3 });
    const finer = answer(before, { a: 31 }, { resolution: 9 });
    for (const other of [elsewhere, all, older, finer, null]) {
      expect(changeOf(now, now, other, 'before', history)).toBeNull();
    }
  });

  test('before the history there is nothing to compare with, and it says so', () => {
    const outside = comparison(before, 'before', { ...history, from: '2024-03-01' }, datasets);
    expect(outside.why).toBe('outside');
    const { leavesOut } = factsOf({ ...known, answer: then, change: null, compared: outside });
    expect(leavesOut[0]).toMatch(/^nothing to compare with: 1 November 2023 – 31 October 2024 /);
  });

  test('a feed that did not come is no quiet year', () => {
    const july = { from: '2026-07-01', to: '2026-07-31' };
    const fires = datasets.slice(0, 1);
    expect(comparison(july, 'year', history, datasets).why).toBeNull();
    const missing = comparison(july, 'year', history, fires);
    expect(missing.why).toBe('missing');
    const { leavesOut } = factsOf({ ...known, answer: now, change: null, compared: missing });
    expect(leavesOut[0]).toBe(
      'nothing to compare with: no feed has delivered both this window and 1–31 July 2025',
    );
  });

  test('a window that runs past the history is not whole, and it says so', () => {
    const short = { from: '2023-11-01', to: '2026-10-14' };
    const { leavesOut } = factsOf({
      ...known,
      history: short,
      answer: now,
      change: null,
      compared,
    });
    expect(leavesOut[0]).toContain('14 October 2026');
  });

  test('what is not shared is left out in words, before the feeds that did not come', () => {
    const notVisible = ['Fire anti-social behaviour: not shared'];
    const said = factsOf({ ...known, answer: now, change: null, compared: null, notVisible });
    expect(said.leavesOut).toEqual([
      'Fire anti-social behaviour: not shared',
      'Fires: January 2026 not received',
    ]);
    expect(said.notVisible).toEqual(notVisible);
  });

  test('a drawn area is named', () => {
    const drawn = {
      ...now,
      requested: { ...now.requested, within: '-2.3,52.1;-2.1,52.1;-2.2,52.3' },
    };
    const { shows } = factsOf({ ...known, answer: drawn, change: null, compared: null });
    expect(shows).toMatch(/^50 incidents in the drawn area, /);
  });
});
