/** /api/deliveries: who owes what */
import { access, route } from '../access.ts';
import { Deliveries, DeliveriesQuery } from '../contract/deliveries.ts';
import { localDateOf } from '../geo/local_date.ts';
import type { House } from '../house.ts';
import { json, router } from '../openapi.ts';
import { asViewer } from '../viewer.ts';
import { countByQuarter, readArrivals, type FeedArrivals } from './delivery_queries.ts';
import { quartersOwed } from './owed.ts';

const DAY_MS = 86_400_000;

const deliveries = route(access('counts.read', 'partnership'), {
  method: 'get',
  path: '/deliveries',
  tags: ['partnership'],
  request: { query: DeliveriesQuery },
  responses: { 200: json(Deliveries, 'Each feed and quarter: expected, received, late, missing') },
});

export const deliveryRoutes = (house: House) =>
  router().openapi(deliveries, async (c) => {
    const { quarters } = c.req.valid('query');
    const today = localDateOf(house.now());
    const { feeds, counts } = await asViewer(house, c, async (tx) => {
      const arrivals = await readArrivals(tx);
      // the oldest quarter that is shown begins no earlier
      const from = `${Number(today.slice(0, 4)) - Math.ceil(quarters / 4) - 1}-01-01`;
      return { feeds: arrivals, counts: await countByQuarter(tx, from, today) };
    });
    const answer: Deliveries = {
      today,
      feeds: feeds.map((feed) => {
        const rows = counts.filter((one) => one.dataset_id === feed.id);
        const read = new Map(rows.map(({ quarter, n }) => [quarter, n]));
        return boardOf(feed, today, quarters, read);
      }),
    };
    return c.json(answer, 200);
  });

function boardOf(
  { agency, dataset, name, months, received }: FeedArrivals,
  today: string,
  most: number,
  read: ReadonlyMap<string, number>,
): Deliveries['feeds'][number] {
  const days = received.map(localDateOf);
  const arrivals = new Map(months.map((month, i) => [month, days[i] ?? today]));
  const last = days.toSorted().at(-1) ?? today;
  return {
    agency,
    dataset,
    name,
    last_month: months.at(-1) ?? today,
    last_received_on: last,
    days_since: Math.round((Date.parse(today) - Date.parse(last)) / DAY_MS),
    quarters: quartersOwed(arrivals, today, most, read),
  };
}
