import { describe, expect, it } from 'vitest';
import { latestMeasured, shareOfWay, wayWords } from '#web/screens/actions/measure.ts';

describe('the way from the baseline to the target', () => {
  it.each([
    [20, 10, 20, 0],
    [20, 10, 15, 0.5],
    [20, 10, 8, 1.2],
    [20, 10, 25, -0.5],
    [0, 4, 1, 0.25],
  ])('from %d to %d, measured %d, is %d', (baseline, target, measured, share) => {
    expect(shareOfWay(baseline, target, measured)).toBeCloseTo(share, 9);
  });

  it('cannot be shared out when the aim is to hold steady, and says whether it held', () => {
    expect(shareOfWay(5, 5, 5)).toBeNull();
    expect(wayWords(5, 5, 5)).toBe('held at the target');
    expect(wayWords(5, 5, 7)).toBe('away from the level to hold');
  });

  it('is said in words, and never rounded up to a target that was missed', () => {
    expect(wayWords(20, 10, 10.01)).toBe('99 % of the way');
    expect(wayWords(20, 10, 9)).toBe('target reached');
    expect(wayWords(20, 10, 21)).toBe('worse than the baseline');
  });

  it('takes the measurement of the latest day, not the one typed last', () => {
    const progress = [
      { id: 1, on_day: '2026-02-01', measured: 18 },
      { id: 2, on_day: '2026-03-01', measured: 12 },
      { id: 3, on_day: '2026-02-10', measured: 16 },
      { id: 4, on_day: '2026-04-01', measured: null },
    ];
    expect(latestMeasured(progress)?.measured).toBe(12);
    expect(latestMeasured([])).toBeNull();
  });
});
