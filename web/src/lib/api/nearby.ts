/** What stands near a place. */
import type { Nearby } from '#api/contract/nearby.ts';
import { call } from '#web/lib/api.ts';

export const getNearby = (cell: string, signal?: AbortSignal) =>
  call<Nearby>('GET', `/api/nearby?cell=${cell}`, { signal });
