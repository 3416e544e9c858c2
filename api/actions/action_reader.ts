/** Actions as routes read them: for anybody at the table, for whoever works on one, for its own agency alone. */
import type { Context } from 'hono';
import type { Action } from '../contract/actions.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { mayOf } from '../http/access.ts';
import { Problem } from '../http/problem.ts';
import type { BaseServices } from '../http/services.ts';
import { localDateOf } from '../time/local_date.ts';
import { selectActions, type ActionFilter } from './queries.ts';
import { shown } from './shown.ts';

/** Whether the caller acts for the action's agency. */
export const isOwn = (c: Context, { agency }: Action): boolean =>
  agency === c.get('principal')?.agency;

export function actionReader(services: BaseServices) {
  const readAll = async (tx: AgencyTx, filter: ActionFilter): Promise<Action[]> => {
    const today = localDateOf(services.now());
    return (await selectActions(tx, filter)).map((row) => shown(row, today));
  };
  /** Throws Problem `not_found`. */
  const readOne = async (tx: AgencyTx, id: number): Promise<Action> => {
    const [action] = await readAll(tx, { id });
    if (!action) throw new Problem('not_found');
    return action;
  };
  return {
    readAll,
    readOne,
    /** The action, for whoever works on it: its own agency, or those who assign. Throws Problem `not_your_agency`. */
    async readWorked(tx: AgencyTx, c: Context, id: number): Promise<Action> {
      const action = await readOne(tx, id);
      if (!mayOf(c, 'actions.assign') && !isOwn(c, action))
        throw new Problem('not_your_agency', {
          detail: `This is the work of “${action.agency}”: its own people report on it, or whoever assigns actions.`,
        });
      return action;
    },
    /** The action, for its own agency's people alone. Throws Problem `not_your_agency`, with this detail. */
    async readOwn(tx: AgencyTx, c: Context, id: number, detail: string): Promise<Action> {
      const action = await readOne(tx, id);
      if (!isOwn(c, action)) throw new Problem('not_your_agency', { detail });
      return action;
    },
    conflict: async (tx: AgencyTx, id: number) =>
      new Problem('changed_meanwhile', { current: await readOne(tx, id) }),
  };
}
