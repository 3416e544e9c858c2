/** A browser in which a person has signed in: it keeps a secret, also after they have signed out. The secret opens nothing.
 *  It only says that its attempts are not a stranger's. */
import type { Context } from 'hono';
import type { OwnerTx } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { cookieFor, tokenIn } from '../tokens/cookie.ts';
import { hashOfToken, looksLikeToken, newToken } from '../tokens/token.ts';
import { copyDevice, isKnownDevice, pruneDevices, rememberAs } from './queries.ts';

const DAYS = 180;
/** Each device has guesses of its own, so a person has few. */
const MOST_DEVICES = 10;

/** The hash of the device's secret; of nothing, which no device has, where there is none: the same is then done for a
 *  browser without. */
export function deviceIn(services: AuthServices, c: Context): Buffer {
  const token = tokenIn(c, 'device', services.config.publicUrl);
  return hashOfToken(token !== null && looksLikeToken('device', token) ? token : '');
}

/** Remembers the browser for somebody who has just proved who they are. Returns the `Set-Cookie` with its secret. A browser that was not known
 *  for this very account gets a new secret: one that somebody else has planted becomes worth nothing. */
export async function rememberDevice(
  services: AuthServices,
  c: Context,
  tx: OwnerTx,
  { accountId, vouchedBy }: { readonly accountId: string; readonly vouchedBy: number | null },
): Promise<string> {
  const now = services.now();
  const before = deviceIn(services, c);
  const expiresAt = new Date(now.getTime() + DAYS * 24 * 3600_000);
  const { publicUrl } = services.config;
  const presented = tokenIn(c, 'device', publicUrl);
  const to = { accountId, email: null, provedToUs: false };
  const isKnown = await isKnownDevice(tx, before, to, now);
  const { token, hash } =
    isKnown && presented !== null ? { token: presented, hash: before } : newToken('device');
  if (!isKnown) await copyDevice(tx, before, hash, now);
  await rememberAs(tx, { hash, accountId, vouchedBy, now, expiresAt });
  await pruneDevices(tx, accountId, MOST_DEVICES, now);
  return cookieFor('device', publicUrl, token, DAYS * 24 * 3600);
}
