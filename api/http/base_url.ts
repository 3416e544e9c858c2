/** Where people's browsers reach this server. */
import type { Context } from 'hono';
import type { BaseServices } from './services.ts';
import { Problem } from './problem.ts';

/** PUBLIC_URL, or else as this call was addressed, which security.ts has checked; a call from the
 *  same process has no Host. */
export function baseUrl(services: BaseServices, c: Context): URL {
  if (services.config.publicUrl) return services.config.publicUrl;
  const host = c.req.header('host');
  const address = host === undefined ? new URL(c.req.url).origin : `http://${host}`;
  if (!URL.canParse(address)) throw new Problem('wrong_host');
  return new URL(address);
}
