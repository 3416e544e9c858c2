/** Calls of the Finds screens. Sending a find stands in lib/finds/send.ts, which never throws one away. */
import type { Find } from '#api/contract/finds.ts';
import { call } from '#web/lib/api.ts';

export const getFinds = async (agency: string, signal?: AbortSignal) => {
  const query = agency ? `?${new URLSearchParams({ agency })}` : '';
  return (await call<{ finds: Find[] }>('GET', `/api/finds${query}`, { signal })).finds;
};
