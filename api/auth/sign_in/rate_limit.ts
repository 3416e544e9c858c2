/** Counts a try before it is looked at, and refuses it when there were too many. */
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { asOwner } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { Problem } from '../../http/problem.ts';
import { addressKey } from './address_key.ts';
import { callerOf } from '../sessions/caller.ts';
import { decide, type Count, type Throttled } from './throttle.ts';
import { countAttempt, sweepThrottle } from './throttle_queries.ts';

export interface Try {
  readonly of: Throttled;
  /** A sign-in name, an account's id, an address. */
  readonly key: string;
}

/** What a try is stored under. */
export const storedKey = (key: string): Buffer => createHash('sha256').update(key).digest();

export const addressTry = (
  services: AuthServices,
  c: Context,
  of: 'address' | 'link' = 'address',
): Try => ({
  of,
  key: addressKey(callerOf(c, services.config.trustedProxies).address),
});

const DAY_MS = 24 * 3600_000;

/** In a transaction of its own, which a refusal later on does not undo. Throws Problem `too_many_attempts`. */
export async function countTries(services: AuthServices, tries: readonly Try[]): Promise<void> {
  const now = services.now();
  const counts = await asOwner(services.database, async (tx) => {
    await sweepThrottle(tx, new Date(now.getTime() - DAY_MS));
    const all: Count[] = [];
    for (const { of, key } of tries) all.push(await countAttempt(tx, of, storedKey(key), now));
    return all;
  });
  const verdict = decide(counts, now);
  if (!verdict.allowed) throw new Problem('too_many_attempts', { retry_after: verdict.retryAfter });
}
