import { describe, expect, test } from 'vitest';
import { ApiProblem } from '#web/lib/api.ts';
import { significanceMapOf } from '#web/screens/map/significance/cell_significance.ts';
import {
  readyIn,
  requestStateOf,
  type RequestFacts,
} from '#web/screens/map/significance/request_state.ts';

const results = (refused: { why: string; instead: string } | null = null) =>
  significanceMapOf({
    ...{
      resolution: 8,
      from: '2026-10-01',
      to: '2026-10-31',
      k: 1,
      mode: 'busy' as const,
      like: [],
      measure: 'count' as const,
      hours: null,
      method: 'Gi*',
      area: null,
    },
    ...{ cells_in_area: 0, cells_tested: 0, incidents: 0, counts_only: 0, gaps: [], cells: [] },
    left_out: { no_place: 0, month_only: 0, no_hour: 0 },
    refused: refused && { reason: 'too_few_cells', resolution: null, ...refused },
  });
const request: RequestFacts = {
  on: true,
  resolution: 8,
  compared: false,
  withheld: null,
  moving: false,
  key: 'october',
  tested: { key: 'october', results: results() },
  problem: null,
  loading: false,
};
const problem = new ApiProblem({ title: 'The server is away.', status: 503 });

describe('what is shown of hot and cold', () => {
  test('the answer to the request', () => {
    expect(requestStateOf(request)).toEqual({ state: 'ready', results: request.tested?.results });
    expect(readyIn(requestStateOf(request))).toBe(request.tested?.results);
  });

  test('never the answer for another window: its outlines would lie on other counts', () => {
    const next = { ...request, key: 'november', loading: true };
    expect(requestStateOf(next)).toEqual({ state: 'loading' });
    expect(readyIn(requestStateOf(next))).toBeNull();
  });

  test('nothing while time moves, nor when it is off', () => {
    expect(requestStateOf({ ...request, moving: true })).toEqual({ state: 'waiting' });
    expect(requestStateOf({ ...request, on: false, moving: true })).toEqual({ state: 'off' });
  });

  test('the server’s refusal, in its own words', () => {
    const told = { why: 'Too few.', instead: 'Choose more.' };
    const status = requestStateOf({
      ...request,
      tested: { key: 'october', results: results(told) },
    });
    expect(status).toMatchObject({ state: 'refused', change: null, ...told });
    expect(readyIn(status)).toBeNull();
  });

  test('hexagons finer than are tested, and two windows, are refused without asking', () => {
    for (const blocked of [{ resolution: 11 }, { compared: true }, { withheld: 7 }]) {
      const status = requestStateOf({ ...request, ...blocked });
      expect(status).toMatchObject({ state: 'refused', results: null });
      expect(status.state === 'refused' && status.instead).toMatch(/^(Choose|Use) /);
    }
    expect(requestStateOf({ ...request, resolution: 10 }).state).toBe('ready');
  });

  test('a question that failed says so, until it is request again', () => {
    const failed = { ...request, tested: null, problem };
    expect(requestStateOf(failed)).toEqual({ state: 'failed', problem });
    expect(requestStateOf({ ...failed, loading: true })).toEqual({ state: 'loading' });
  });
});
