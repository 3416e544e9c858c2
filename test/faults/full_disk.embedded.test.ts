/** A real disk that fills up, under a real server: read-only in time, nothing acknowledged lost, and writes again by itself. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Find } from '#api/contract/finds.ts';
import type { Import } from '#api/contract/imports.ts';
import { logCsv, newFind } from '#test/support/factories.ts';
import { AGENCIES } from '#test/support/people.ts';
import { formOf } from '#test/support/test_app.ts';
import { readSampling } from '#test/support/matrix_sample.ts';
import { posted, runToEnd, startServer, withPlace, type RunningServer } from './server_process.ts';
import { onSmallDisk } from './small_disk.ts';

const { full } = readSampling(process.env);
const disk = await onSmallDisk(await withPlace(), 480);
afterAll(() => disk.remove());
let server: RunningServer;
beforeAll(async () => {
  server = await startServer(disk.place);
  for (const agency of AGENCIES) await server.ask('/api/agencies', posted(agency));
});

const codeOf = async (answer: Response): Promise<unknown> =>
  answer.ok ? answer.status : ((await answer.json()) as { code: unknown }).code; // as: a problem document

const statusOf = async (): Promise<unknown> => {
  const answer = await server.fetch('/api/health');
  return answer.ok ? ((await answer.json()) as { status: unknown }).status : codeOf(answer); // as: health
};
const becomes = (status: string) =>
  vi.waitFor(async () => expect(await statusOf()).toBe(status), {
    timeout: 60_000,
    interval: 100,
  });
const findsOf = async (): Promise<string[]> =>
  (await server.ask<{ finds: Find[] }>('/api/finds')).finds.map(({ id }) => id);

describe('A disk that fills up', { timeout: 300_000 }, () => {
  it('refuses writes in time, keeps what it acknowledged, and takes writes again when there is room', async () => {
    const kept = newFind();
    await server.ask('/api/finds', posted(kept));

    disk.leave(50);
    await becomes('read_only');
    const waiting = newFind();
    const refused = await server.fetch('/api/finds', posted(waiting));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '60']);
    expect(await codeOf(refused)).toBe('read_only');
    expect(await findsOf()).toEqual([kept.id]);
    const free = disk.freeMb();
    expect(free).toBeGreaterThan(40);

    disk.empty();
    await becomes('ok');
    expect(await codeOf(await server.fetch('/api/finds', posted(waiting)))).toBe(201);
    expect((await findsOf()).toSorted()).toEqual([kept.id, waiting.id].toSorted());
  });

  it('says before an import what the file needs, and how much there is', async () => {
    const file = logCsv(Array.from({ length: 60_000 }, (_, i) => ({ reference: `A${i}` })));
    const send = () =>
      server.fetch('/api/imports', { method: 'POST', body: formOf(file, { dataset: 'large' }) });
    // enough for the file itself, and not for its rows
    disk.leave(100);
    const refused = await send();
    expect(refused.status).toBe(507);
    const { code, detail } = (await refused.json()) as { code: string; detail: string }; // as: a problem document
    expect(code).toBe('no_room_for_file');
    expect(detail).toMatch(/^This file needs about \d+ MB, and the server has room for \d+ MB\./);
    expect((await server.ask<{ imports: Import[] }>('/api/imports')).imports).toEqual([]);

    disk.empty();
    await becomes('ok');
    const before = disk.freeMb();
    const taken = await send();
    const text = await taken.text();
    expect([taken.status, text]).toEqual([202, expect.any(String)]);
    const { id } = JSON.parse(text) as { id: number }; // as: 202
    await vi.waitFor(
      async () => {
        expect((await server.ask<Import>(`/api/imports/${id}`)).state).toBe('done');
      },
      { timeout: 120_000, interval: 100 },
    );
    // the estimate covers what it took, and is no more than three times as much
    const took = before - disk.freeMb();
    const needed = Number(/about (\d+) MB/.exec(detail)?.[1]);
    expect([took, needed, took <= needed && needed <= 3 * took]).toEqual([took, needed, true]);
  });

  it('that somebody else fills to the last byte stops nothing for good', async () => {
    const before = await findsOf();
    // no time for the watch: the server writes until the disk refuses
    disk.leave(0);
    const acknowledged: string[] = [];
    for (let n = 0; n < 400; n++) {
      const find = newFind();
      const answer = await server.fetch('/api/finds', posted(find));
      if (answer.status === 201) acknowledged.push(find.id);
      else {
        expect(await codeOf(answer)).toBeOneOf(['read_only', 'database_away']);
        break;
      }
    }
    disk.empty();
    await becomes('ok');
    const now = await findsOf();
    expect(now.toSorted()).toEqual([...before, ...acknowledged].toSorted());
    expect(await server.stop('SIGTERM')).toBe(0);
  });

  it('keeps a server from starting, in words that say what to free; with that it starts', async () => {
    server = await startServer(disk.place);
    const find = newFind();
    await server.ask('/api/finds', posted(find));
    const before = await findsOf();
    // with all that is to be recovered
    await server.stop('SIGKILL');
    // without room for the database, and without any
    for (const left of full ? [10, 0] : [10]) {
      disk.leave(left);
      const { code, said } = await runToEnd('api/main/server.ts', disk.place);
      const [, free, needs, more] =
        /has (\d+) MB free, and the database in it needs (\d+) MB to be opened\. Free (\d+) MB there and start again: nothing is lost/.exec(
          said,
        ) ?? [];
      expect([code, said]).toEqual([1, expect.not.stringMatching(/^\s+at /m)]);
      expect([Number(free), Number(more)]).toEqual([left, Number(needs) - left]);
    }
    disk.empty();
    disk.leave(34);
    server = await startServer(disk.place);
    expect(await statusOf()).toBe('read_only');
    expect((await findsOf()).toSorted()).toEqual(before.toSorted());
    disk.empty();
    await becomes('ok');
    expect(await codeOf(await server.fetch('/api/finds', posted(newFind())))).toBe(201);
    await server.stop('SIGKILL');
  });
});
