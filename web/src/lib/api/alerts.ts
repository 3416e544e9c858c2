/** Calls of the Alerts screen. */
import type { AlertList, Subscription, SubscriptionList } from '#api/contract/alerts.ts';
import type { Kind } from '#api/contract/kinds.ts';
import { call } from '#web/lib/api.ts';

/** The newest first. */
export const getAlerts = (signal?: AbortSignal) =>
  call<AlertList>('GET', '/api/alerts', { signal });

export const getSubscriptions = (signal?: AbortSignal) =>
  call<SubscriptionList>('GET', '/api/subscriptions', { signal });

/** @param wanted area: null for all of them. An earlier one of the same area is replaced. */
export const subscribe = (wanted: { area: string | null; kinds: readonly Kind[] }) =>
  call<Subscription>('POST', '/api/subscriptions', { body: wanted });

/** What is left. */
export const unsubscribe = (id: number) =>
  call<SubscriptionList>('DELETE', `/api/subscriptions/${id}`);
