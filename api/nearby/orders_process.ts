/** Public spaces protection orders from a body, in a process of its own (jobs/read_json.ts). */
import { NewOrders } from '../contract/nearby.ts';
import { serveJson } from '../jobs/serve_json.ts';
import { ordersFrom } from './orders_from_geojson.ts';
import type { OrderToPut } from './queries.ts';

serveJson<NewOrders, null, string, OrderToPut>(NewOrders, (body) => ({
  head: body.source,
  pieces: ordersFrom(body).map(({ outline, ...order }) => {
    const text = JSON.stringify(outline);
    return [{ ...order, outline: text }, text.length] as const;
  }),
}));
