/** A complete action, so that a test shows only what matters to it. */
import type { Action } from '#api/contract/actions.ts';

export const anAction = (over: Partial<Action> = {}): Action => ({
  id: 1,
  hotspot: { id: 3, name: 'Foregate Street', resolution: 9, cells: ['89195193393ffff'] },
  agency: 'city-council',
  person: 'Alice Green',
  what: 'Light the alley behind the market',
  starts_on: '2026-01-05',
  due_on: '2026-03-01',
  hours: 40,
  pounds: 1200,
  measure: 'ASB reports a month within 100 m',
  baseline: 20,
  target: 10,
  state: 'in_progress',
  state_reason: '',
  moves: ['blocked', 'done', 'cancelled'],
  overdue: false,
  milestones: [],
  progress: [],
  proposals: [],
  hours_spent: 0,
  version: 1,
  created_at: '2026-01-01T09:00:00Z',
  updated_at: '2026-01-01T09:00:00Z',
  ...over,
});
