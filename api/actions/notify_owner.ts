/** Tells the people of the agency that owns an action of a change that another agency proposes. */
import type { Action } from '../contract/actions.ts';
import { asOwner } from '../db/as_agency.ts';
import type { BaseServices } from '../http/services.ts';
import { listAgencies } from '../agencies/queries.ts';
import { queueNotices } from '../notices/queries.ts';
import { listDeciders } from './proposal_queries.ts';

/** @param by the slug of the agency that proposes. Notices are other people's, so the owner of the tables writes them. */
export const notifyOwner = (
  services: BaseServices,
  action: Pick<Action, 'id' | 'agency'>,
  proposal: number,
  by: string,
): Promise<number> =>
  asOwner(services.database, async (tx) => {
    const names = new Map((await listAgencies(tx)).map(({ slug, name }) => [slug, name]));
    const proposer = names.get(by) ?? by;
    const deciders = await listDeciders(tx, action.agency);
    return queueNotices(
      tx,
      deciders.map((one) => ({
        accountId: one.account_id,
        agencyId: one.agency_id,
        key: `action-proposal:${proposal}`,
        subject: `${proposer} proposes a change to an action of yours`,
        text: `${proposer} proposes to change an action of ${names.get(action.agency) ?? action.agency}. It stays as it is until one of you accepts. Accept or decline on its page.`,
        path: `/actions/${action.id}`,
      })),
      services.now(),
    );
  });
