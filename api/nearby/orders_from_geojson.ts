/** Orders with their outlines read. */
import type { NewOrders } from '../contract/nearby.ts';
import { OutlineRefused, readOutline } from '../geo/read_outline.ts';
import { Problem } from '../http/problem.ts';

/** Throws Problem `invalid_input`, which names the order. */
export const ordersFrom = ({ orders }: NewOrders) =>
  orders.map(({ geometry, ...order }, i) => {
    try {
      return { ...order, outline: readOutline(geometry) };
    } catch (error) {
      if (!(error instanceof OutlineRefused)) throw error;
      throw new Problem('invalid_input', {
        fields: [{ path: `orders.${i}.geometry`, message: `${order.name}: ${error.message}` }],
      });
    }
  });
