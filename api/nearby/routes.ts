/** /api/nearby, /api/landmarks, /api/orders */
import { cellToLatLng, isValidCell } from 'h3-js';
import { access, guards, route } from '../http/access.ts';
import { readJsonApart } from '../jobs/read_json.ts';
import { Added, Nearby, NearbyQuery, NewLandmarks, NewOrders } from '../contract/nearby.ts';
import { localDateOf } from '../time/local_date.ts';
import type { BaseServices } from '../http/services.ts';
import { body, json, router } from '../http/router.ts';
import { Problem } from '../http/problem.ts';
import { asOwnerFor, asViewer } from '../http/transaction.ts';
import { landmarksNear, ordersAt, putLandmarks, putOrder, type OrderToPut } from './queries.ts';
import { orderState } from './order_state.ts';

const nearby = route(access('partnership.read', 'partnership'), {
  method: 'get',
  path: '/nearby',
  operationId: 'getNearby',
  tags: ['partnership'],
  request: { query: NearbyQuery },
  responses: { 200: json(Nearby, 'What stands near a hexagon, and which orders hold there') },
});
const landmarks = route(access('partnership.manage', 'partnership'), {
  method: 'post',
  path: '/landmarks',
  operationId: 'replaceLandmarks',
  tags: ['partnership'],
  request: { body: body(NewLandmarks) },
  responses: { 201: json(Added, 'All of the kind, replaced') },
});
const MANAGES = access('partnership.manage', 'partnership');
const orders = route(MANAGES, {
  method: 'post',
  path: '/orders',
  operationId: 'replaceOrders',
  tags: ['partnership'],
  request: { body: body(NewOrders) },
  responses: { 201: json(Added, 'Added, or replaced by name') },
});

export const nearbyRoutes = (services: BaseServices) =>
  router()
    .openapi(nearby, async (c) => {
      const { cell, metres } = c.req.valid('query');
      if (!isValidCell(cell)) throw new Problem('bad_cell');
      const [latitude, longitude] = cellToLatLng(cell);
      const today = localDateOf(services.now());
      const found = await asViewer(services, c, async (tx) => ({
        landmarks: await landmarksNear(tx, { longitude, latitude }, metres),
        orders: await ordersAt(tx, { longitude, latitude }, today),
      }));
      return c.json(
        {
          cell,
          metres,
          landmarks: found.landmarks.map(({ kind, within, name, source, metres: distance }) => ({
            kind,
            within,
            nearest: { name, metres: distance },
            source,
          })),
          orders: found.orders.map((order) => ({ ...order, state: orderState(today, order) })),
        },
        200,
      );
    })
    .openapi(landmarks, async (c) => {
      const wanted = c.req.valid('json');
      await asOwnerFor(services, c, (tx) => putLandmarks(tx, wanted));
      return c.json({ added: wanted.landmarks.length }, 201);
    })
    // its body is read in a process of its own, and not by the router
    .post('/orders', ...guards(MANAGES, orders), async (c) => {
      const module = new URL('./orders_process.ts', import.meta.url);
      const added = await readJsonApart<null, string, OrderToPut, number>(
        c,
        module,
        () => Promise.resolve(null),
        (source, pieces) =>
          asOwnerFor(services, c, async (tx) => {
            let n = 0;
            for await (const orders of pieces)
              for (const order of orders) {
                await putOrder(tx, order, source);
                n++;
              }
            return n;
          }),
      );
      return c.json({ added }, 201);
    });

/** Routes that the router serves itself, for the OpenAPI document. */
export const NEARBY_DOCUMENTS = [orders];
