/** Where people's browsers reach this server. */
import type { Context } from 'hono';
import type { House } from '../main/services.ts';
import { Problem } from './problem.ts';

/** As the operator says (PUBLIC_URL), or else as this call was addressed, which security.ts has checked; a call from the
 *  same process has no Host. */
export function baseUrl(house: House, c: Context): URL {
  if (house.config.publicUrl) return house.config.publicUrl;
  const host = c.req.header('host');
  const address = host === undefined ? new URL(c.req.url).origin : `http://${host}`;
  if (!URL.canParse(address)) throw new Problem('wrong_host');
  return new URL(address);
}
