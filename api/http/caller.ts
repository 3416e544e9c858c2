/** From where a call comes, as far as it can be known. */
import type { Context } from 'hono';
import { isLoopback } from './address.ts';
import type { HttpConfig } from './services.ts';

export interface Caller {
  /** Null where there is no network, as in a call from the same process. */
  readonly address: string | null;
  /** Whether any header shows that a proxy forwarded the call. */
  readonly forwarded: boolean;
  /** The name it was called by, without port or brackets. */
  readonly host: string;
}

/** @param proxies how many proxies of the operator's own stand in front: so many entries of X-Forwarded-For, counted from
 *  its end, were written by them; everything before is the caller's own invention. */
export function callerOf(c: Context, proxies: number): Caller {
  const socket = socketAddress(c.env);
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
  const forwardedFor = proxies > 0 ? hops.at(-proxies) : undefined;
  const forwarded = Object.keys(c.req.header()).some((name) => /^(x-)?forwarded|^via$/.test(name));
  return {
    address: forwardedFor || socket,
    forwarded,
    host: (c.req.header('host') ?? '')
      .toLowerCase()
      .replace(/:\d+$/, '')
      .replace(/^\[|\]$/g, ''),
  };
}

/** Whether a person at this very machine calls, with nothing between: bound to loopback, connected from loopback, called
 *  by a loopback name, and passed on by nobody. All four, since each alone can be had from outside (a proxy on this
 *  machine, a name that was made to point here). */
export const isAtThisMachine = (
  { address, forwarded, host }: Caller,
  bound: Pick<HttpConfig, 'host' | 'publicUrl'>,
): boolean =>
  bound.publicUrl === null &&
  isLoopback(bound.host) &&
  address !== null &&
  isLoopback(address.replace(/^::ffff:/i, '')) &&
  isLoopback(host) &&
  !forwarded;

/** @hono/node-server passes Node's own request along. */
function socketAddress(env: unknown): string | null {
  if (typeof env !== 'object' || env === null || !('incoming' in env)) return null;
  const { incoming } = env as { incoming?: { socket?: { remoteAddress?: string } } }; // as: IncomingMessage
  return incoming?.socket?.remoteAddress ?? null;
}
