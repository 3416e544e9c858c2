/** Slow, huge and endless bodies at a real server: each is refused or cut, nothing of them stays on the disk, and everybody
 *  else is served meanwhile. test/api/http/listen.embedded.test.ts and limits.embedded.test.ts hold each limit. */
import { existsSync, readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { holderOf } from '#api/db/lock.ts';
import { again, problemIn, request, speak } from '#test/api/http/wire.ts';
import { newFind } from '#test/support/factories.ts';
import { AGENCIES } from '#test/support/people.ts';
import { posted, startServer, withPlace } from './server_process.ts';

const place = await withPlace();
const incoming = join(place.dataDir, 'uploads', 'incoming');
const onDisk = () => (existsSync(incoming) ? readdirSync(incoming) : []);
const BOUNDARY = 'content-type: multipart/form-data; boundary=x';
const START =
  '--x\r\ncontent-disposition: form-data; name="agency"\r\n\r\nsevernside-council\r\n' +
  '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n' +
  'reference,date\n'.repeat(400);

describe('Clients that never finish', { timeout: 180_000 }, () => {
  it('hold nobody up, and leave nothing behind when they go', async () => {
    const server = await startServer({ ...place, env: { ...place.env, MAX_UPLOAD_MB: '1' } });
    for (const agency of AGENCIES) await server.ask('/api/agencies', posted(agency));
    const port = Number(new URL(server.url).port);
    const signed = `authorization: Bearer ${holderOf(place.dataDir)?.operator ?? ''}`;
    const json = ['content-type: application/json', signed];
    const openings = [
      request('POST /api/imports', [BOUNDARY, signed, 'content-length: 900000'], START),
      request('POST /api/finds', [...json, 'content-length: 5000'], '{"id":'),
      request('POST /api/finds', [...json, 'transfer-encoding: chunked'], '5\r\n{"id"\r\n'),
      'POST /api/finds HTTP/1.1\r\nhost: localhost\r\nx-slow: ',
    ];
    const sockets: Socket[] = [];
    for (let n = 0; n < 120; n++) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(openings[n % openings.length] ?? '');
      sockets.push(socket);
    }
    await vi.waitFor(() => expect(onDisk().length).toBeGreaterThan(20), 60_000);
    for (let n = 0; n < 20; n++) {
      const answer = await server.fetch('/api/finds', posted(newFind()));
      expect(answer.status).toBe(201);
    }
    for (const socket of sockets) socket.destroy();
    await vi.waitFor(() => expect(onDisk()).toEqual([]), 60_000);

    // without an end: refused at the limit, whether or not a size was stated
    const mb = `${(64 * 1024).toString(16)}\r\n${'a'.repeat(64 * 1024)}\r\n`;
    const chunked = 'transfer-encoding: chunked';
    const endlessFind = await speak(
      port,
      again(request('POST /api/finds', [...json, chunked], '1\r\n"\r\n'), mb),
      { every: 1 },
    );
    expect([endlessFind.status, problemIn(endlessFind.text)['code']]).toEqual([
      413,
      'body_too_large',
    ]);
    const length = START.length.toString(16);
    const endlessFile = await speak(
      port,
      again(
        request('POST /api/imports', [BOUNDARY, signed, chunked], `${length}\r\n${START}\r\n`),
        mb,
      ),
      { every: 1 },
    );
    expect([endlessFile.status, problemIn(endlessFile.text)['code']]).toEqual([
      413,
      'file_too_large',
    ]);
    await vi.waitFor(() => expect(onDisk()).toEqual([]), 60_000);
    expect(await server.ask('/api/health')).toMatchObject({ status: 'ok', incidents: 20 });
    expect(await server.stop('SIGTERM')).toBe(0);
  });
});
