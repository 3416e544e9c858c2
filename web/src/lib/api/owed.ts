/** Calls of the Who owes what screen, and of what a person was told. */
import type { Deliveries, QuarterDue } from '#api/contract/deliveries.ts';
import type { Notices } from '#api/contract/notices.ts';
import { call } from '#web/lib/api.ts';

export const getDeliveries = (quarters: number, signal?: AbortSignal) =>
  call<Deliveries>('GET', `/api/deliveries?quarters=${quarters}`, { signal });

/** @throws ApiProblem `reminded_already` within a week of the last, `nothing_owed` where it has come meanwhile */
export const askFor = (wanted: { agency: string; dataset: string; quarter: string }) =>
  call<QuarterDue>('POST', '/api/deliveries/reminders', { body: wanted });

export const getNotices = (signal?: AbortSignal) =>
  call<Notices>('GET', '/api/notices', { signal });
