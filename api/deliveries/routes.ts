/** /api/deliveries: what is due of each feed, and reminders */
import { access, route } from '../http/access.ts';
import { audit } from '../audit/queries.ts';
import {
  AskFor,
  Deliveries,
  DeliveriesQuery,
  MOST_QUARTERS,
  QuarterDue,
} from '../contract/deliveries.ts';
import { asOwner, type AgencyTx } from '../db/as_agency.ts';
import { localDateOf } from '../time/local_date.ts';
import type { BaseServices } from '../http/services.ts';
import { body, json, router } from '../http/router.ts';
import { Problem } from '../http/problem.ts';
import { asMember, asViewer } from '../http/transaction.ts';
import { countByQuarter, readArrivals, type FeedArrivals } from './queries.ts';
import { arrivalsOf, quartersDue } from './due.ts';
import { listAgencies } from '../agencies/queries.ts';
import { reminderRefusal } from './remind.ts';
import { listReminders, type StoredReminder } from './reminder_queries.ts';
import { remind } from './send_reminders.ts';

const DAY_MS = 86_400_000;

const deliveries = route(access('counts.read', 'partnership'), {
  method: 'get',
  path: '/deliveries',
  operationId: 'listDeliveries',
  tags: ['partnership'],
  request: { query: DeliveriesQuery },
  responses: { 200: json(Deliveries, 'Each feed and quarter: expected, received, late, missing') },
});
const reminders = route(access('actions.assign', 'partnership'), {
  method: 'post',
  path: '/deliveries/reminders',
  operationId: 'sendDeliveryReminder',
  tags: ['partnership'],
  request: { body: body(AskFor) },
  responses: { 201: json(QuarterDue, 'The agency is reminded; the quarter with its reminders') },
});

export const deliveryRoutes = (services: BaseServices) =>
  router()
    .openapi(deliveries, async (c) => {
      const { quarters } = c.req.valid('query');
      const today = localDateOf(services.now());
      const board = await asViewer(services, c, (tx) => readBoard(tx, today, quarters));
      return c.json({ today, feeds: board.map(shown) }, 200);
    })
    .openapi(reminders, async (c) => {
      const wanted = c.req.valid('json');
      const principal = c.get('principal');
      if (!principal) throw new Problem('sign_in_first');
      const now = services.now();
      const today = localDateOf(now);
      const read = async (tx: AgencyTx) => {
        const feed = (await readBoard(tx, today, MOST_QUARTERS)).find(
          ({ agency, dataset }) => agency === wanted.agency && dataset === wanted.dataset,
        );
        const quarter = feed?.quarters.find((one) => one.quarter === wanted.quarter);
        if (!feed || !quarter) throw new Problem('not_found');
        return { feed, quarter };
      };
      const request = await asMember(services, c, async (tx, agencyId) => {
        const { feed, quarter } = await read(tx);
        const reminded = quarter.reminders.map(({ why, on }) => ({
          quarter: quarter.from,
          why,
          on,
        }));
        const problem = reminderRefusal(quarter, reminded, today);
        if (problem) throw new Problem(problem);
        const agencies = await listAgencies(tx);
        const owner = agencies.find(({ slug }) => slug === feed.agency);
        await audit(tx, {
          event: 'delivery.asked_for',
          outcome: 'done',
          concerns: owner ? [owner.id] : [],
          about: { dataset: feed.dataset, quarter: quarter.quarter },
        });
        const requestedBy = agencies.find(({ id }) => id === agencyId)?.name ?? principal.agency;
        return { feed, quarter, requestedBy, by: { agencyId, accountId: principal.accountId } };
      });
      // notices are other people's: writing them is the owner's, once the database has let the caller read the board
      const written = await asOwner(services.database, (tx) =>
        remind(
          tx,
          request.feed,
          request.quarter,
          { why: 'asked', by: request.by, requestedBy: request.requestedBy },
          now,
        ),
      );
      if (!written) throw new Problem('reminded_already');
      return c.json((await asViewer(services, c, read)).quarter, 201);
    });

type BoardFeed = Deliveries['feeds'][number] & { readonly id: number };

/** Every feed, as the viewer may read it. */
async function readBoard(tx: AgencyTx, today: string, quarters: number): Promise<BoardFeed[]> {
  const arrivals = await readArrivals(tx);
  // the oldest quarter that is shown begins no earlier
  const from = `${Number(today.slice(0, 4)) - Math.ceil(quarters / 4) - 1}-01-01`;
  const counts = await countByQuarter(tx, from, today);
  const reminded = await listReminders(tx);
  return arrivals.map((feed) => {
    const counted = counts.filter(({ dataset_id }) => dataset_id === feed.id);
    const read = new Map(counted.map(({ quarter, n }) => [quarter, n]));
    const own = reminded.filter(({ dataset_id }) => dataset_id === feed.id);
    return boardOf(feed, today, quarters, read, own);
  });
}

function boardOf(
  feed: FeedArrivals,
  today: string,
  most: number,
  read: ReadonlyMap<string, number>,
  reminded: readonly StoredReminder[],
): BoardFeed {
  const arrivals = arrivalsOf(feed);
  const last = [...arrivals.values()].sort().at(-1) ?? today;
  return {
    id: feed.id,
    agency: feed.agency,
    dataset: feed.dataset,
    name: feed.name,
    last_month: feed.months.at(-1) ?? today,
    last_received_on: last,
    days_since: Math.round((Date.parse(today) - Date.parse(last)) / DAY_MS),
    quarters: quartersDue(arrivals, today, most, read).map((quarter) => ({
      ...quarter,
      reminders: reminded
        .filter((one) => one.quarter === quarter.from)
        .map(({ on, why, by, people }) => ({ on, why, by, people })),
    })),
  };
}

const shown = ({ id: _, ...feed }: BoardFeed): Deliveries['feeds'][number] => feed;
