/** Counts an attempt before it is checked, and refuses it when there were too many. */
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { asOwner, type OwnerTx } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { Problem } from '../../http/problem.ts';
import { addressKey } from '../../http/address_key.ts';
import { callerOf } from '../../http/caller.ts';
import { deviceIn } from '../devices/known_device.ts';
import { peopleByEmail } from '../people/person_queries.ts';
import { isKnownDevice, type KnownTo } from '../devices/queries.ts';
import { decide, type Throttled } from './decide.ts';
import { countAttempt, forget, forgiveOne, sweepThrottle } from './queries.ts';

interface LimitedKey {
  readonly of: Throttled;
  /** A sign-in name, an account's id, an address, a device's hash. */
  readonly key: string;
}

/** What is tried. A passkey, a provider's answer and what begins one name nobody. */
export type Tried =
  | {
      readonly what: 'password';
      readonly email: string;
      /** counted as a stranger's whatever the device */
      readonly asStranger?: true;
    }
  | { readonly what: 'second_factor'; readonly accountId: string }
  | { readonly what: 'nameless' }
  /** opens: the invitation's id; null: the link opens nothing */
  | { readonly what: 'link'; readonly opens: string | null };

/** The stored form of a key. */
export const storedKey = (key: string): Buffer => createHash('sha256').update(key).digest();

const DAY_MS = 24 * 3600_000;

/** Where an attempt is counted, the widest first. What a stranger tries is never counted where a known device's is: ten wrong
 *  passwords from elsewhere lock out nobody at a device of theirs. */
function keysFor(tried: Tried, address: string, device: Buffer, isKnown: boolean): LimitedKey[] {
  const own = device.toString('hex');
  switch (tried.what) {
    case 'password':
      return isKnown
        ? [{ of: 'device_password', key: `${own} ${tried.email}` }]
        : [
            { of: 'address', key: address },
            { of: 'account_address', key: `${address} ${tried.email}` },
            { of: 'account', key: tried.email },
          ];
    case 'second_factor':
      return isKnown
        ? [{ of: 'device_second_factor', key: `${own} ${tried.accountId}` }]
        : [{ of: 'second_factor', key: tried.accountId }];
    case 'nameless':
      return isKnown ? [{ of: 'device', key: own }] : [{ of: 'address', key: address }];
    case 'link':
      // whoever tries links in vain shuts out nobody who has one
      return [{ of: 'link', key: tried.opens ?? address }];
  }
}

/** For whom the device must be known to be counted apart; null: it makes no difference. */
function knownTo(tried: Tried): KnownTo | null {
  switch (tried.what) {
    case 'password':
      return tried.asStranger ? null : { email: tried.email, accountId: null, provedToUs: true };
    case 'second_factor':
      return { email: null, accountId: tried.accountId, provedToUs: true };
    case 'nameless':
      return { email: null, accountId: null, provedToUs: false };
    case 'link':
      return null;
  }
}

/** Where an attempt of this call is counted. */
async function countedAt(services: AuthServices, c: Context, tx: OwnerTx, tried: Tried) {
  const device = deviceIn(services, c);
  const whom = knownTo(tried);
  const isKnown = whom !== null && (await isKnownDevice(tx, device, whom, services.now()));
  const { address } = callerOf(c, services.config.trustedProxies);
  return { isKnown, keys: keysFor(tried, addressKey(address), device, isKnown) };
}

/** Counts a try, in a transaction of its own, which a refusal later on does not undo. */
async function countTry(services: AuthServices, c: Context, tried: Tried) {
  const now = services.now();
  return asOwner(services.database, async (tx) => {
    await sweepThrottle(tx, new Date(now.getTime() - DAY_MS));
    const { isKnown, keys } = await countedAt(services, c, tx, tried);
    for (const { of, key } of keys) {
      const verdict = decide([await countAttempt(tx, of, storedKey(key), now)], now);
      // what is refused here is not counted further: one address would use up what is left for others
      if (!verdict.allowed) return { isKnown, retryAfter: verdict.retryAfter };
    }
    return { isKnown, retryAfter: null };
  });
}

/** Returns whether the device is known for whom it is about. Throws Problem `too_many_attempts`. */
export async function applyRateLimit(
  services: AuthServices,
  c: Context,
  tried: Tried,
): Promise<{ readonly isKnown: boolean }> {
  const { isKnown, retryAfter } = await countTry(services, c, tried);
  if (retryAfter !== null) throw new Problem('too_many_attempts', { retry_after: retryAfter });
  return { isKnown };
}

/** Counts a password as a stranger's, whatever the device. Returns whether it may be checked. */
export async function mayTryAsStranger(
  services: AuthServices,
  c: Context,
  email: string,
): Promise<boolean> {
  const tried = { what: 'password', email, asStranger: true } as const;
  return (await countTry(services, c, tried)).retryAfter === null;
}

/** Hashing and other expensive work for somebody who is signed in. Throws Problem `too_many_attempts`. */
export async function limitWorkFor(services: AuthServices, accountId: string): Promise<void> {
  const now = services.now();
  const count = await asOwner(services.database, (tx) =>
    countAttempt(tx, 'link', storedKey(accountId), now),
  );
  const verdict = decide([count], now);
  if (!verdict.allowed) throw new Problem('too_many_attempts', { retry_after: verdict.retryAfter });
}

/** After a success that was proved to us: takes back what was counted on the way, where it was counted. What strangers tried
 *  stays counted when the person comes in at a device of theirs; and when there is another account under their address, which
 *  the guesses may have been for. */
export async function takeBack(
  services: AuthServices,
  c: Context,
  tx: OwnerTx,
  { accountId, email }: { readonly accountId: string; readonly email: string | null },
): Promise<void> {
  const isOnlyOne = email !== null && (await peopleByEmail(tx, email)).length === 1;
  const ways: Tried[] = [
    ...(email === null ? [] : [{ what: 'password', email } as const]),
    { what: 'second_factor', accountId },
  ];
  for (const tried of ways) {
    const { keys } = await countedAt(services, c, tx, tried);
    for (const { of, key } of keys) {
      const shared = (of === 'account' || of === 'account_address') && !isOnlyOne;
      if (of !== 'address' && !shared) await forget(tx, of, storedKey(key));
    }
  }
}

/** Takes back one attempt that was counted for the address or the device and was no guess. */
export async function takeBackOne(
  services: AuthServices,
  c: Context,
  tx: OwnerTx,
  tried: Tried,
): Promise<void> {
  const { keys } = await countedAt(services, c, tx, tried);
  for (const { of, key } of keys)
    if (of === 'address' || of === 'device') await forgiveOne(tx, of, storedKey(key));
}
