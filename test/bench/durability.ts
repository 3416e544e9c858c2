/** What it costs that the embedded database, and the files beside it, sync what they acknowledge: the same work on two
 *  databases in turn, of which one does not. The file of an import is synced in both. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { connectEmbedded } from '#api/db/open_embedded.ts';
import { logCsv, newFind } from '#test/support/factories.ts';
import { embeddedFolder } from '#test/support/databases.ts';
import { openTestApp } from '#test/support/test_app.ts';
import { inTurn, show, took } from './parts/ratios.ts';

const TIMES = 7;
const FINDS = 100;
const INSERTS = 300;
const ROWS = 100_000;
const FILE_ROWS = 10_000;

async function open(durable: boolean) {
  const folder = await embeddedFolder();
  const database = await connectEmbedded(join(folder, 'db'), 'commonground', { durable });
  await database.sql`create table bench (a integer, b text)`;
  const testApp = await openTestApp(database);
  let files = 0;
  return {
    async finds() {
      for (let i = 0; i < FINDS; i++) {
        const answer = await testApp.request('/api/finds', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(newFind()),
        });
        if (answer.status !== 201) throw new Error(`a find was answered ${answer.status}`);
      }
    },
    async inserts() {
      for (let i = 0; i < INSERTS; i++) await database.sql`insert into bench values (${i}, 'one')`;
    },
    rows: () => database.sql`
      insert into bench select i, 'one of many' from generate_series(1, ${ROWS}::int) i`,
    async file() {
      const name = `file-${(files += 1)}`;
      const rows = Array.from({ length: FILE_ROWS }, (_, i) => ({ reference: `${name}-${i}` }));
      const result = await testApp.importFile(logCsv(rows), { dataset: name });
      if (result.rows.accepted !== FILE_ROWS) throw new Error(JSON.stringify(result.problem));
    },
    checkpoint: () => database.sql`checkpoint`.simple(),
    async close() {
      await testApp.close();
      const milliseconds = await took(() => database.close());
      rmSync(folder, { recursive: true, force: true });
      return milliseconds;
    },
  };
}

const synced = await open(true);
const unsynced = await open(false);
console.log(`\n${'medians, ms'.padEnd(58)}   synced  unsynced     RATIO`);
for (const [title, run] of [
  [`${FINDS} finds, one after the other`, 'finds'],
  [`${INSERTS} rows, a statement each`, 'inserts'],
  [`${ROWS} rows in one statement`, 'rows'],
  [`a file of ${FILE_ROWS} rows`, 'file'],
  ['a checkpoint after them', 'checkpoint'],
] as const) {
  // the first of each compiles
  await synced[run]();
  await unsynced[run]();
  const { a, b } = await inTurn(TIMES, { a: () => synced[run](), b: () => unsynced[run]() });
  show(`  ${title}`, a, b, a / b);
}
await synced.close();
await unsynced.close();
