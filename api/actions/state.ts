/** Which moves an action may make. A table, so that the screen, the server and the README cannot disagree. */
import type { ActionState } from '../contract/actions.ts';

export const MOVES: Readonly<Record<ActionState, readonly ActionState[]>> = {
  proposed: ['agreed', 'cancelled'],
  agreed: ['in_progress', 'blocked', 'cancelled'],
  in_progress: ['done', 'blocked', 'cancelled'],
  blocked: ['in_progress', 'cancelled'],
  // finished too early, or called off too soon: an action can be taken up again, and its record stays
  done: ['in_progress'],
  cancelled: ['proposed'],
};

/** States that must say why. */
export const NEEDS_REASON: readonly ActionState[] = ['blocked', 'cancelled'];

export const LIVE_STATES: readonly ActionState[] = ['proposed', 'agreed', 'in_progress', 'blocked'];

export const mayMove = (from: ActionState, to: ActionState): boolean => MOVES[from].includes(to);

/** Live and past its deadline on `today` (both local dates as yyyy-mm-dd). */
export const isOverdue = (state: ActionState, dueOn: string, today: string): boolean =>
  LIVE_STATES.includes(state) && dueOn < today;
