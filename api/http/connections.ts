/** How many connections there may be, of all callers and of one address: when they are too many, the one that has waited
 *  longest without a request is closed for the new one. A thousand quiet ones shut nobody out. */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { isLoopback } from './address.ts';
import { addressKey } from './address_key.ts';

export interface ConnectionLimits {
  readonly all: number;
  /** Of an address, or of the 64 bits that one home has. Several browsers may share one, each with six. */
  readonly ofAddress: number;
}

const MAPPED = /^::ffff:/i;

interface Connection {
  readonly address: string;
  /** Requests whose headers have come, and whose answers have not gone. */
  requests: number;
}

/** @param behindProxy all connections come from the operator's own proxy, or from this machine: only the limit of all
 *  applies */
export function limitConnections(
  server: Server,
  { all, ofAddress }: ConnectionLimits,
  behindProxy: boolean,
): void {
  /** Whoever was idle longest stands first: a connection goes to the end when it is opened, and when it falls idle. */
  const open = new Map<Socket, Connection>();
  const countOf = (address: string): number =>
    [...open.values()].reduce((sum, one) => sum + (one.address === address ? 1 : 0), 0);
  const closeIdlest = (may: (one: Connection) => boolean): boolean => {
    for (const [socket, one] of open)
      if (one.requests === 0 && may(one)) {
        open.delete(socket);
        socket.destroy();
        return true;
      }
    return false;
  };
  server.prependListener('connection', (socket: Socket) => {
    const address = addressKey(socket.remoteAddress);
    const isLimited = !behindProxy && !isLoopback((socket.remoteAddress ?? '').replace(MAPPED, ''));
    const room =
      (open.size < all || closeIdlest(() => true)) &&
      (!isLimited || countOf(address) < ofAddress || closeIdlest((one) => one.address === address));
    // nobody waits idly: each connection works, and is cut where it is slow
    if (!room) return void socket.destroy();
    open.set(socket, { address, requests: 0 });
    socket.once('close', () => open.delete(socket));
  });
  server.prependListener('request', ({ socket }, response) => {
    const connection = open.get(socket);
    if (!connection) return;
    connection.requests++;
    response.once('close', () => {
      connection.requests--;
      if (open.delete(socket) && !socket.destroyed) open.set(socket, connection);
    });
  });
}
