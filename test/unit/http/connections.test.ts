/** Connections of one address, and of all: with pretended sockets, since all of a test come from this machine. */
import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import { describe, expect, it } from 'vitest';
import { limitConnections } from '#api/http/connections.ts';

class Pretended extends EventEmitter {
  destroyed = false;
  readonly remoteAddress: string;
  constructor(remoteAddress: string) {
    super();
    this.remoteAddress = remoteAddress;
  }
  destroy(): void {
    this.destroyed = true;
    this.emit('close');
  }
}

function serverWith(limits: { all: number; ofAddress: number }, behindProxy = false) {
  const server = new EventEmitter();
  limitConnections(server as Server, limits, behindProxy); // as: only its events are used
  return {
    connect(address: string) {
      const socket = new Pretended(address);
      server.emit('connection', socket);
      return socket;
    },
    /** A request on a connection; call what it returns when it is answered. */
    ask(socket: Pretended) {
      const response = new EventEmitter();
      server.emit('request', { socket }, response);
      return () => response.emit('close');
    },
  };
}
const open = (sockets: readonly Pretended[]) => sockets.map(({ destroyed }) => !destroyed);

describe('Connections', () => {
  it('of one address have a limit, at which its own idlest goes and nobody else’s', () => {
    const { connect, ask } = serverWith({ all: 10, ofAddress: 2 });
    const other = connect('198.51.100.9');
    const [first, second] = [connect('192.0.2.1'), connect('192.0.2.1')];
    ask(first)();
    const third = connect('::ffff:192.0.2.1');
    expect(open([other, first, second, third])).toEqual([true, true, false, true]);
  });

  it('of one home are one address, whatever its 64 bits', () => {
    const { connect } = serverWith({ all: 10, ofAddress: 1 });
    const [first, second] = [connect('2001:db8:1:2::1'), connect('2001:db8:1:2:ffff::9')];
    const elsewhere = connect('2001:db8:1:3::1');
    expect(open([first, second, elsewhere])).toEqual([false, true, true]);
  });

  it('that all work are kept, and the new one is not taken', () => {
    const { connect, ask } = serverWith({ all: 2, ofAddress: 2 });
    const [first, second] = [connect('192.0.2.1'), connect('192.0.2.2')];
    const done = [ask(first), ask(second)];
    const third = connect('192.0.2.3');
    expect(open([first, second, third])).toEqual([true, true, false]);
    done[0]?.();
    expect(open([first, second, connect('192.0.2.3')])).toEqual([false, true, true]);
  });

  it.each([
    ['behind the operator’s proxy', '192.0.2.1', true],
    ['of this machine', '127.0.0.1', false],
  ])('%s are not limited by their address', (_what, address, behindProxy) => {
    const { connect } = serverWith({ all: 3, ofAddress: 1 }, behindProxy);
    const sockets = Array.from({ length: 4 }, () => connect(address));
    expect(open(sockets)).toEqual([false, true, true, true]);
  });
});
