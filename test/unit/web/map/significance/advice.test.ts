/** Advice never loops: whoever follows it gets an answer, or a refusal that is final, in two steps at most. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REFUSALS, type RefusalReason } from '#api/contract/significance.ts';
import { workingSize } from '#api/analysis/significance/working_size.ts';
import { refusal } from '#api/analysis/study/refusal.ts';
import { significanceMapOf } from '#web/screens/map/significance/cell_significance.ts';
import {
  requestStateOf,
  type AdvisedChange,
  type RequestState,
} from '#web/screens/map/significance/request_state.ts';

/** What the server says at each size of hexagons; null: an answer. */
type Verdicts = Readonly<Record<number, RefusalReason | null>>;
interface State {
  readonly resolution: number;
  readonly compare: 'year' | null;
  /** The smallest hexagons that the reader is given in the window. */
  readonly finest: number;
  readonly verdicts: Verdicts;
}

async function ask({ resolution, compare, finest, verdicts }: State): Promise<RequestState> {
  const reason = verdicts[resolution] ?? null;
  const size =
    reason && (await workingSize(reason, resolution, (at) => at <= finest && !verdicts[at]));
  const results = significanceMapOf({
    ...{ resolution, from: '2026-10-01', to: '2026-10-31', k: 1, measure: 'count', hours: null },
    ...{ method: '', area: null, cells_in_area: 0, cells_tested: 0, incidents: 0, counts_only: 0 },
    ...{
      mode: 'busy' as const,
      like: [],
      gaps: [],
      cells: [],
      left_out: { no_place: 0, month_only: 0, no_hour: 0 },
    },
    refused: reason && refusal(reason, false, size),
  });
  return requestStateOf({
    ...{ on: true, moving: false, loading: false, problem: null, resolution },
    compared: compare !== null,
    withheld: resolution > finest ? finest : null,
    key: 'one',
    tested: { key: 'one', results },
  });
}

const anyVerdict = fc.option(fc.constantFrom(...REFUSALS), { nil: null, freq: 2 });
const anyState: fc.Arbitrary<State> = fc.record({
  resolution: fc.integer({ min: 6, max: 11 }),
  compare: fc.constantFrom('year' as const, null),
  finest: fc.integer({ min: 6, max: 11 }),
  verdicts: fc.record({
    6: anyVerdict,
    7: anyVerdict,
    8: anyVerdict,
    9: anyVerdict,
    10: anyVerdict,
  }),
});

const followed = (state: State, change: AdvisedChange): State => ({ ...state, ...change });

describe('Advice', () => {
  it('ends in an answer or in a final refusal in at most two steps, from every state', async () => {
    await fc.assert(
      fc.asyncProperty(anyState, async (start) => {
        let [state, steps] = [start, 0];
        let said = await ask(state);
        while (said.state === 'refused' && said.change !== null && steps < 3) {
          steps++;
          state = followed(state, said.change);
          said = await ask(state);
        }
        expect(steps).toBeLessThanOrEqual(2);
        expect(said.state === 'ready' || (said.state === 'refused' && said.change === null)).toBe(
          true,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('offers a size only where that size is answered, and the nearest such', async () => {
    const at = (answered: readonly number[], reason: RefusalReason, resolution: number) =>
      workingSize(reason, resolution, (size) => answered.includes(size));
    expect(await at([6, 7, 8], 'months_only_too_fine', 10)).toBe(8);
    expect(await at([6, 7], 'months_only_too_fine', 9)).toBe(7);
    expect(await at([9, 10], 'too_few_cells', 7)).toBe(9);
    expect(await at([6, 8], 'too_many_cells', 10)).toBe(8);
    expect(await at([], 'too_many_cells', 10)).toBeNull();
    expect(await at([6, 7, 8], 'too_few_incidents', 10)).toBeNull();
  });

  it('in words names no size where none is answered, nor smaller hexagons ever', () => {
    for (const reason of REFUSALS) {
      expect(refusal(reason, false, null).instead).not.toMatch(/(Choose|Use) [a-z]* ?hexagons/);
      expect(refusal(reason).instead).not.toMatch(/smaller hexagons/);
    }
  });
});
