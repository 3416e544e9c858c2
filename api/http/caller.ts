/** From where a call comes, as far as it can be known. */
import type { Context } from 'hono';
import { isLoopback } from './address.ts';
import { peerOf, type Ends } from './peer_account.ts';
import type { HttpConfig } from './services.ts';

export interface Caller {
  /** Null where there is no network, as in a call from the same process. */
  readonly address: string | null;
  /** Whether anything shows that a proxy forwarded the call. */
  readonly forwarded: boolean;
  /** The name it was called by, without port or brackets. */
  readonly host: string;
  /** The two ends of the connection; null where there is none. */
  readonly ends: Ends | null;
}

/** What @hono/node-server passes along of Node's request. */
interface Incoming {
  readonly httpVersion?: string;
  readonly socket?: Ends & { readonly remoteAddress?: string };
}

/** @param proxies how many proxies of the operator's own stand in front: so many entries of X-Forwarded-For, counted from
 *  its end, were written by them; everything before is the caller's own invention. */
export function callerOf(c: Context, proxies: number): Caller {
  const incoming = incomingOf(c.env);
  const socket = incoming?.socket;
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
  const forwardedFor = proxies > 0 ? hops.at(-proxies) : undefined;
  return {
    address: forwardedFor || (socket?.remoteAddress ?? null),
    forwarded: passedOn(c, incoming?.httpVersion),
    host: nameIn(c.req.header('host') ?? ''),
    ends: socket ?? null,
  };
}

const nameIn = (host: string): string =>
  host
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '');

const PROXY_HEADERS =
  /^(x-)?forwarded|^via$|^x-(real|client|cluster-client|original|envoy|amzn|request)-|^(true-client-ip|cf-|fastly-|fly-)/;

/** Proxies that write no header of their own give themselves away: nginx's plain `proxy_pass` calls in HTTP/1.0 or closes each
 *  connection, which no browser does, and hands on the browser's Origin, which is not the name that it calls by. */
function passedOn(c: Context, version: string | undefined): boolean {
  if (Object.keys(c.req.header()).some((name) => PROXY_HEADERS.test(name))) return true;
  // Node's own requests say which; a call from the same process says none
  if ((version ?? '1.1') !== '1.1' || /\bclose\b/i.test(c.req.header('connection') ?? ''))
    return true;
  const origin = c.req.header('origin');
  const own = (c.req.header('host') ?? '').toLowerCase();
  return origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === own);
}

/** Whether a person at this very machine calls, with nothing between: bound to loopback, connected from loopback, called
 *  by a loopback name, passed on by nobody, and from no service's account. All of them, since each alone can be had from
 *  outside (a proxy on this machine, a name that was made to point here). */
export const isAtThisMachine = (
  { address, forwarded, host, ends }: Caller,
  bound: Pick<HttpConfig, 'host' | 'publicUrl' | 'trustedProxies'>,
): boolean =>
  bound.publicUrl === null &&
  // whoever says that a proxy stands in front says that nobody comes without
  bound.trustedProxies === 0 &&
  isLoopback(bound.host) &&
  address !== null &&
  isLoopback(address.replace(/^::ffff:/i, '')) &&
  isLoopback(host) &&
  !forwarded &&
  peerOf(ends) !== 'service';

function incomingOf(env: unknown): Incoming | null {
  if (typeof env !== 'object' || env === null || !('incoming' in env)) return null;
  return (env as { incoming?: Incoming }).incoming ?? null; // as: Node's IncomingMessage
}
