/** An action as it is shown: its row, with what follows from it today. */
import type { Action } from '../contract/actions.ts';
import type { ActionRow } from './queries.ts';
import { isOverdue, MOVES } from './state.ts';

/** @param today a local date, yyyy-mm-dd */
export const shown = (row: ActionRow, today: string): Action => ({
  ...row,
  moves: [...MOVES[row.state]],
  overdue: isOverdue(row.state, row.due_on, today),
  // tenths, as they are stored: 0.1 + 0.2 is 0.3 here
  hours_spent: Math.round(row.progress.reduce((sum, step) => sum + step.hours * 10, 0)) / 10,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
});
