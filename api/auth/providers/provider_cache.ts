/** Providers' metadata, kept for an hour: not every sign-in fetches it. */
import type { Configuration } from 'openid-client';
import type { OutgoingFetch } from '../../http/outgoing_fetch.ts';
import { discover, type Provider } from './openid.ts';

const KEPT_MS = 3600_000;

export interface ProviderCache {
  /** Throws SignInRefused. */
  find(provider: Provider): Promise<Configuration>;
}

export function providerCache(now: () => Date, fetch: OutgoingFetch): ProviderCache {
  const kept = new Map<string, { readonly found: Configuration; readonly until: number }>();
  return {
    async find(provider) {
      // everything that makes it another one: settings that change are looked up anew
      const key = JSON.stringify([provider.issuer, provider.clientId, provider.clientSecret]);
      const at = now().getTime();
      for (const [old, { until }] of kept) if (until <= at) kept.delete(old);
      const known = kept.get(key);
      if (known) return known.found;
      const found = await discover(provider, fetch);
      kept.set(key, { found, until: at + KEPT_MS });
      return found;
    },
  };
}
