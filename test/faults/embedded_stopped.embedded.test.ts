/** The embedded database's thread stops by itself: on a full disk PostgreSQL ends with a PANIC when its log needs a new
 *  segment. Whoever asks meanwhile hears so at once, and it is opened again when there is room. */
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { connectEmbedded } from '#api/db/open_embedded.ts';
import { isOutOfRoom } from '#api/db/out_of_room.ts';
import { isUnavailable } from '#api/db/unavailable.ts';
import { withPlace } from './server_process.ts';
import { onSmallDisk } from './small_disk.ts';

const disk = await onSmallDisk(await withPlace(), 200);
afterAll(() => disk.remove());

it('A PANIC for want of room ends the thread and no more: the database opens again, with all that was committed', async () => {
  const reports: string[] = [];
  const folder = join(disk.place.dataDir, 'db');
  const database = await connectEmbedded(folder, 'commonground', {
    report: (what) => reports.push(what),
  });
  await database.sql`create table counted (n int not null)`;
  await database.sql`insert into counted values (0)`;
  disk.leave(0);
  let committed = 0;
  const failure: unknown = await (async () => {
    // the log's own space is used up after 16 MB at the latest; a megabyte each
    for (let n = 0; n < 60; n++) {
      await database.sql`select pg_logical_emit_message(false, 'filling', repeat('x', 1000000))`;
      await database.sql`update counted set n = n + 1`;
      committed += 1;
    }
    return null;
  })().catch((error: unknown) => error);
  expect([isUnavailable(failure), isOutOfRoom(failure)]).toEqual([true, false]);
  await expect(database.sql`select n from counted`).rejects.toSatisfy(isUnavailable);

  disk.empty();
  const [row] = await vi.waitFor(() => database.sql<{ n: number }[]>`select n from counted`, {
    timeout: 60_000,
    interval: 100,
  });
  expect(row?.n).toBe(committed);
  await database.sql`update counted set n = n + 1`;
  expect(reports.at(0)).toContain('stopped by itself');
  expect(reports.at(-1)).toContain('open again');
  await database.close();
});
