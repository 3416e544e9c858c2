/** The table of moves, as people would say it. */
import { describe, expect, it } from 'vitest';
import { isOverdue, LIVE_STATES, mayMove, MOVES, NEEDS_REASON } from '#api/actions/state.ts';
import { ACTION_STATES, type ActionState } from '#api/contract/actions.ts';

const reachable = (from: ActionState): Set<ActionState> => {
  const reached = new Set<ActionState>([from]);
  for (const state of reached) for (const next of MOVES[state]) reached.add(next);
  return reached;
};

describe('An action', () => {
  it('can get everywhere from everywhere: none is stuck for good', () => {
    for (const from of ACTION_STATES)
      expect([from, [...reachable(from)].sort()]).toEqual([from, [...ACTION_STATES].sort()]);
  });

  it('never moves to where it is', () => {
    for (const state of ACTION_STATES) expect(mayMove(state, state)).toBe(false);
  });

  it('is done only by way of being in progress', () => {
    expect(ACTION_STATES.filter((from) => mayMove(from, 'done'))).toEqual(['in_progress']);
  });

  it('can be called off while it lives, and must then say why', () => {
    for (const state of LIVE_STATES) expect(mayMove(state, 'cancelled')).toBe(true);
    expect(NEEDS_REASON).toContain('cancelled');
  });

  it('is overdue from the day after its deadline, while it lives', () => {
    for (const state of ACTION_STATES) {
      expect(isOverdue(state, '2025-07-10', '2025-07-10')).toBe(false);
      expect(isOverdue(state, '2025-07-10', '2025-07-11')).toBe(LIVE_STATES.includes(state));
      expect(isOverdue(state, '2025-12-31', '2026-01-01')).toBe(LIVE_STATES.includes(state));
    }
  });
});
