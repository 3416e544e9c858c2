/** Counts an attempt before it is checked, and refuses it when there were too many. */
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { asOwner } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { Problem } from '../../http/problem.ts';
import { addressKey } from '../../http/address_key.ts';
import { callerOf } from '../../http/caller.ts';
import { decide, type Count, type Throttled } from './decide.ts';
import { countAttempt, sweepThrottle } from './queries.ts';

export interface LimitedKey {
  readonly of: Throttled;
  /** A sign-in name, an account's id, an address. */
  readonly key: string;
}

/** The stored form of a key. */
export const storedKey = (key: string): Buffer => createHash('sha256').update(key).digest();

export const addressLimit = (
  services: AuthServices,
  c: Context,
  of: 'address' | 'link' = 'address',
): LimitedKey => ({
  of,
  key: addressKey(callerOf(c, services.config.trustedProxies).address),
});

const DAY_MS = 24 * 3600_000;

/** In a transaction of its own, which a refusal later on does not undo. Throws Problem `too_many_attempts`. */
export async function applyRateLimit(
  services: AuthServices,
  keys: readonly LimitedKey[],
): Promise<void> {
  const now = services.now();
  const counts = await asOwner(services.database, async (tx) => {
    await sweepThrottle(tx, new Date(now.getTime() - DAY_MS));
    const all: Count[] = [];
    for (const { of, key } of keys) all.push(await countAttempt(tx, of, storedKey(key), now));
    return all;
  });
  const verdict = decide(counts, now);
  if (!verdict.allowed) throw new Problem('too_many_attempts', { retry_after: verdict.retryAfter });
}
