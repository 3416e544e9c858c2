/** What is due first stands first; what is over stands last. */
import type { Action, ActionState } from '#api/contract/actions.ts';

type Ordered = Pick<Action, 'id' | 'state' | 'due_on' | 'updated_at'>;

const LIVE: Readonly<Record<ActionState, boolean>> = {
  proposed: true,
  agreed: true,
  in_progress: true,
  blocked: true,
  done: false,
  cancelled: false,
};

/** True while somebody still has to do something. */
export const isLive = (state: ActionState): boolean => LIVE[state];

/** Live actions by deadline, the longest overdue first; then those that ended, the latest first. */
export function dueFirst<T extends Ordered>(actions: readonly T[]): T[] {
  return actions.toSorted((a, b) => {
    if (isLive(a.state) !== isLive(b.state)) return isLive(a.state) ? -1 : 1;
    const order = isLive(a.state)
      ? compare(a.due_on, b.due_on)
      : compare(b.updated_at, a.updated_at);
    return order || a.id - b.id;
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whole days from one local day to another; negative when `to` lies before `from`. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000);

/** An action's text as a headline and the rest: cut at the first colon or full stop, where that is soon enough. */
export function headline(what: string): { head: string; rest: string } {
  const cut = /^(.{8,90}?)(?::\s+|\.\s+)(\S[\s\S]*)$/.exec(what.trim());
  return cut?.[1] && cut[2] ? { head: cut[1], rest: cut[2] } : { head: what.trim(), rest: '' };
}

export interface Due {
  readonly words: string;
  readonly tone: 'late' | 'soon' | 'calm' | 'over';
}

/** How the deadline stands on a day, in words. */
export function dueOn(action: Pick<Action, 'state' | 'due_on'>, today: string): Due {
  if (action.state === 'done') return { words: 'finished', tone: 'over' };
  if (action.state === 'cancelled') return { words: 'cancelled', tone: 'over' };
  const days = daysBetween(today, action.due_on);
  if (days < 0) return { words: `${inDays(-days)} overdue`, tone: 'late' };
  if (days === 0) return { words: 'due today', tone: 'soon' };
  return { words: `due in ${inDays(days)}`, tone: days <= 7 ? 'soon' : 'calm' };
}

const inDays = (days: number): string => (days === 1 ? '1 day' : `${String(days)} days`);
