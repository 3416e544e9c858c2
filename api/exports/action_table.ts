/** The action log as a table: one line an action, what was done about it in one cell. */
import type { Action } from '../contract/actions.ts';
import { dayMoment } from '../time/moment.ts';
import type { Column } from '../files/table.ts';

/** Oldest first, a line each, as minutes would have it. */
const progressText = ({ progress }: Action): string | null =>
  progress
    .toReversed()
    .map(({ on_day, note, agency }) => `${on_day} ${note} (${agency})`)
    .join('\n') || null;

const milestonesText = ({ milestones }: Action): string | null =>
  milestones
    .map(({ title, due_on, done_on }) => `${due_on} ${title}${done_on ? ` (done ${done_on})` : ''}`)
    .join('\n') || null;

/** The newest measurement of its measure; progress comes newest first. */
const lastMeasured = ({ progress }: Action): number | null =>
  progress.find(({ measured }) => measured !== null)?.measured ?? null;

export const ACTION_COLUMNS: readonly Column<Action>[] = [
  { name: 'action', width: 8, value: ({ id }) => id },
  { name: 'hotspot', width: 24, value: ({ hotspot }) => hotspot.name },
  { name: 'agency', width: 22, value: ({ agency }) => agency },
  { name: 'person', width: 20, value: ({ person }) => person },
  { name: 'what', width: 50, value: ({ what }) => what },
  { name: 'starts_on', width: 11, value: (action) => dayMoment(action.starts_on) },
  { name: 'due_on', width: 11, value: (action) => dayMoment(action.due_on) },
  { name: 'state', width: 12, value: ({ state }) => state },
  { name: 'overdue', width: 9, value: ({ overdue }) => (overdue ? 'yes' : 'no') },
  { name: 'reason', width: 24, value: (action) => action.state_reason },
  { name: 'hours_planned', width: 13, value: ({ hours }) => hours },
  { name: 'hours_spent', width: 12, value: (action) => action.hours_spent },
  { name: 'pounds', width: 10, value: ({ pounds }) => pounds },
  { name: 'measure', width: 30, value: ({ measure }) => measure },
  { name: 'baseline', width: 10, value: ({ baseline }) => baseline },
  { name: 'target', width: 10, value: ({ target }) => target },
  { name: 'last_measured', width: 13, value: lastMeasured },
  { name: 'milestones', width: 40, value: milestonesText },
  { name: 'progress', width: 60, value: progressText },
];
