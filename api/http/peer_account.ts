/** Which kind of account holds the other end of a connection within this machine. A proxy that hides its caller can still be
 *  told from a person's browser: web servers run under an account of their own. */
import { readFileSync } from 'node:fs';

/** The ports of a connection, as Node's socket has them. */
export interface Ends {
  readonly remotePort?: number | undefined;
  readonly localPort?: number | undefined;
}

export type Peer = 'person' | 'service' | 'unknown';

/** Debian, Red Hat and others number the accounts of services below 1000; the last is `nobody`. */
const isService = (uid: number): boolean => (uid > 0 && uid < 1000) || uid === 65_534;

const hex = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0');

/** The account of the socket whose own port is `remotePort` and whose peer is `localPort`, in Linux's table of connections;
 *  null: not in it. */
export function accountIn(table: string, remotePort: number, localPort: number): number | null {
  for (const line of table.split('\n')) {
    const [, own, other, , , , , uid] = line.trim().split(/\s+/);
    if (own?.endsWith(`:${hex(remotePort)}`) && other?.endsWith(`:${hex(localPort)}`))
      return Number(uid);
  }
  return null;
}

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // no Linux, or not allowed to
    return '';
  }
};

const known = new WeakMap<Ends, Peer>();

/** Looked up once a connection. The server's own account is a person's, whatever its number. */
export function peerOf(ends: Ends | null): Peer {
  if (ends?.remotePort === undefined || ends.localPort === undefined) return 'unknown';
  const before = known.get(ends);
  if (before !== undefined) return before;
  const uid =
    accountIn(read('/proc/net/tcp'), ends.remotePort, ends.localPort) ??
    accountIn(read('/proc/net/tcp6'), ends.remotePort, ends.localPort);
  const own = process.getuid?.();
  const peer = uid === null ? 'unknown' : uid !== own && isService(uid) ? 'service' : 'person';
  known.set(ends, peer);
  return peer;
}
