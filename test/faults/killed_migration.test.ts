/** kill -9 while the database is made, at moments that the seed draws: the next start finishes what is missing, and each
 *  migration has been applied once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { asOwner } from '#api/db/as_agency.ts';
import { connectServer } from '#api/db/connect.ts';
import { readMigrations } from '#api/db/migrate.ts';
import { connectEmbedded } from '#api/db/open_embedded.ts';
import { engine } from '#test/support/databases.ts';
import { readSampling } from '#test/support/matrix_sample.ts';
import { drawer } from './draw.ts';
import { killedStart, startServer, withPlace, type Place } from './server_process.ts';

const { full, seed } = readSampling(process.env);
const PLACES = full ? 12 : 1;
/** On the same place, one after the other. */
const KILLS = full ? 4 : 2;
/** A first start takes four seconds on a quiet machine, embedded; a server's is over in two. */
const LONGEST_MS = engine === 'embedded' ? 5_000 : 2_500;

const migrated = await withPlace();
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Nothing is there yet: an empty folder, or a schema that nobody has made. */
function emptyPlace(n: number): Place & { readonly schema: string } {
  const dataDir = mkdtempSync(join(tmpdir(), 'commonground-data-'));
  folders.push(dataDir);
  const schema = `first_start_${n}`;
  return { dataDir, schema, env: { ...migrated.env, DATA_DIR: dataDir, DATABASE_SCHEMA: schema } };
}

/** What the database says that it has been through. */
async function appliedAt({ dataDir, env, schema }: ReturnType<typeof emptyPlace>) {
  const url = env['DATABASE_URL'];
  const database = url
    ? connectServer(url, schema)
    : await connectEmbedded(join(dataDir, 'db'), schema);
  try {
    const rows = await asOwner(
      database,
      (tx) => tx<{ name: string }[]>`select name from migration order by applied_at, name`,
    );
    return rows.map(({ name }) => name);
  } finally {
    await database.close();
  }
}

describe(`A first start that is killed (${engine})`, { timeout: 1_800_000 }, () => {
  it('is finished by the next, whatever was done by then', async () => {
    const draw = drawer(seed);
    for (let n = 0; n < PLACES; n++) {
      const place = emptyPlace(n);
      for (let kill = 0; kill < KILLS; kill++)
        await killedStart(place, draw.between(300, LONGEST_MS));
      const server = await startServer(place);
      expect(await server.ask('/api/health')).toMatchObject({ status: 'ok', incidents: 0 });
      expect(await server.stop('SIGTERM')).toBe(0);
      expect((await appliedAt(place)).toSorted()).toEqual(
        readMigrations()
          .map(({ name }) => name)
          .toSorted(),
      );
    }
  });
});
