import { describe, expect, test } from 'vitest';
import { ApiProblem } from '#web/lib/api.ts';
import { heatOf } from '#web/screens/map/significance/heat.ts';
import { heatIn, standingOf, type Asked } from '#web/screens/map/significance/standing.ts';

const heat = (refused: { why: string; instead: string } | null = null) =>
  heatOf({
    ...{
      resolution: 8,
      from: '2026-10-01',
      to: '2026-10-31',
      k: 1,
      measure: 'count' as const,
      hours: null,
      method: 'Gi*',
      area: null,
    },
    ...{ cells_in_area: 0, cells_tested: 0, incidents: 0, counts_only: 0, gaps: [], cells: [] },
    left_out: { no_place: 0, month_only: 0, no_hour: 0 },
    refused: refused && { reason: 'too_few_cells', ...refused },
  });
const asked: Asked = {
  on: true,
  resolution: 8,
  compared: false,
  moving: false,
  key: 'october',
  judged: { key: 'october', heat: heat() },
  problem: null,
  loading: false,
};
const problem = new ApiProblem({ title: 'The server is away.', status: 503 });

describe('what is shown of hot and cold', () => {
  test('the answer to what is asked', () => {
    expect(standingOf(asked)).toEqual({ state: 'ready', heat: asked.judged?.heat });
    expect(heatIn(standingOf(asked))).toBe(asked.judged?.heat);
  });

  test('never the answer for another window: its outlines would lie on other counts', () => {
    const next = { ...asked, key: 'november', loading: true };
    expect(standingOf(next)).toEqual({ state: 'loading' });
    expect(heatIn(standingOf(next))).toBeNull();
  });

  test('nothing while time moves, nor when it is off', () => {
    expect(standingOf({ ...asked, moving: true })).toEqual({ state: 'waiting' });
    expect(standingOf({ ...asked, on: false, moving: true })).toEqual({ state: 'off' });
  });

  test('the server’s refusal, in its own words', () => {
    const told = { why: 'Too few.', instead: 'Choose more.' };
    const standing = standingOf({ ...asked, judged: { key: 'october', heat: heat(told) } });
    expect(standing).toMatchObject({ state: 'refused', ...told });
    expect(heatIn(standing)).toBeNull();
  });

  test('hexagons finer than are judged, and two windows, are refused without asking', () => {
    for (const blocked of [{ resolution: 11 }, { compared: true }]) {
      const standing = standingOf({ ...asked, ...blocked });
      expect(standing).toMatchObject({ state: 'refused', heat: null });
      expect(standing.state === 'refused' && standing.instead).toMatch(/^Choose /);
    }
    expect(standingOf({ ...asked, resolution: 10 }).state).toBe('ready');
  });

  test('a question that failed says so, until it is asked again', () => {
    const failed = { ...asked, judged: null, problem };
    expect(standingOf(failed)).toEqual({ state: 'failed', problem });
    expect(standingOf({ ...failed, loading: true })).toEqual({ state: 'loading' });
  });
});
