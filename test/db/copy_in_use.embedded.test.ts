/** An embedded database copied while it is written to is one moment of it: what was acknowledged before is in it, and no
 *  transaction is half in it. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openFolder } from '#api/db/open_folder.ts';
import { tempFolder } from '#test/support/backed_up.ts';
import { withDatabase } from '#test/support/databases.ts';

const database = await withDatabase({ own: true });
const folder = tempFolder('copy');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('is whole, and nobody waits for all of it', { timeout: 120_000 }, async () => {
  const { sql } = database;
  await sql`create table one (n integer primary key, filler text)`;
  await sql`create table other (n integer primary key)`;
  let acknowledged = 0;
  let longest = 0;
  let stop = false;
  const writing = (async () => {
    while (!stop) {
      const n = acknowledged + 1;
      const started = performance.now();
      await sql.begin(async (tx) => {
        await tx`insert into one values (${n}, ${'x'.repeat(3000)})`;
        await tx`insert into other values (${n})`;
      });
      longest = Math.max(longest, performance.now() - started);
      acknowledged = n;
    }
  })();
  for (const copy of ['first', 'second']) {
    const before = acknowledged;
    await database.copyTo?.(join(folder, copy));
    const opened = await openFolder(join(folder, copy), { durable: false });
    const [row] = await opened.query<{ ones: string; others: string; last: string }>(`
      select
        (select count(*) from one)::text as ones,
        (select count(*) from other)::text as others,
        (select coalesce(max(n), 0) from one)::text as last`);
    await opened.close();
    expect(Number(row?.ones)).toBeGreaterThanOrEqual(before);
    expect([row?.others, row?.last]).toEqual([row?.ones, row?.ones]);
  }
  stop = true;
  await writing;
  expect(acknowledged).toBeGreaterThan(0);
  // generous: 0.3 s with a million incidents
  expect(longest).toBeLessThan(20_000);
});
