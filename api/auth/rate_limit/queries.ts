/** Counts of attempts, as stored. */
import type { OwnerTx } from '../../db/as_agency.ts';
import { LIMITS, type Count, type Throttled } from './decide.ts';

/** Counts one more attempt, and gives the count with it: a thousand at once are counted one after the other. A window that
 *  has run out starts anew, also one that a clock set back would have made longer. */
export async function countAttempt(
  tx: OwnerTx,
  of: Throttled,
  key: Uint8Array,
  now: Date,
): Promise<Count> {
  const opened = new Date(now.getTime() - LIMITS[of].seconds * 1000);
  const [row] = await tx<{ attempts: number; since: Date }[]>`
    insert into throttle as before (counted, key, attempts, since)
    values (${of}, ${key}, 1, ${now})
    on conflict (counted, key) do update set
      attempts = case
        when before.since > ${opened} and before.since <= ${now} then before.attempts + 1
        else 1
      end,
      since = case
        when before.since > ${opened} and before.since <= ${now} then before.since
        else ${now}
      end
    returning attempts, since`;
  if (!row) throw new Error('insert returned nothing');
  return { of, ...row };
}

/** Resets a count after a success: it was no guessing. */
export const forget = (tx: OwnerTx, of: Throttled, key: Uint8Array) => tx`
  delete from throttle
  where counted = ${of}
    and key = ${key}`;

/** Takes one attempt back: others from the same address may have been guesses. */
export const forgiveOne = (tx: OwnerTx, of: Throttled, key: Uint8Array) => tx`
  update throttle
  set attempts = greatest(attempts - 1, 0)
  where counted = ${of}
    and key = ${key}`;

/** Windows long over. */
export const sweepThrottle = (tx: OwnerTx, before: Date) => tx`
  delete from throttle
  where since < ${before}`;
