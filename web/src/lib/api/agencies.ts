/** Calls about agencies. */
import type { Agency } from '#api/contract/partnership.ts';
import { call } from '#web/lib/api.ts';

export const addAgency = (body: Omit<Agency, 'id'>) =>
  call<Agency>('POST', '/api/agencies', { body });
