/** /api/nearby, /api/landmarks, /api/orders */
import { cellToLatLng, isValidCell } from 'h3-js';
import { access, route } from '../http/access.ts';
import { Added, Nearby, NearbyQuery, NewLandmarks, NewOrders } from '../contract/nearby.ts';
import { asOwner } from '../db/as_agency.ts';
import { localDateOf } from '../time/local_date.ts';
import type { BaseServices } from '../http/services.ts';
import { body, json, router } from '../http/router.ts';
import { Problem } from '../http/problem.ts';
import { asViewer } from '../http/transaction.ts';
import { landmarksNear, ordersAt, putLandmarks, putOrder } from './queries.ts';
import { orderState } from './order_state.ts';
import { OutlineRefused, readOutline } from '../geo/read_outline.ts';

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
const orders = route(access('partnership.manage', 'partnership'), {
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
      await asOwner(services.database, (tx) => putLandmarks(tx, wanted));
      return c.json({ added: wanted.landmarks.length }, 201);
    })
    .openapi(orders, async (c) => {
      const wanted = c.req.valid('json');
      const read = wanted.orders.map((order, i) => {
        try {
          return { ...order, outline: readOutline(order.geometry) };
        } catch (error) {
          if (!(error instanceof OutlineRefused)) throw error;
          throw new Problem('invalid_input', {
            fields: [{ path: `orders.${i}.geometry`, message: `${order.name}: ${error.message}` }],
          });
        }
      });
      await asOwner(services.database, async (tx) => {
        for (const order of read) await putOrder(tx, order, wanted.source);
      });
      return c.json({ added: read.length }, 201);
    });
