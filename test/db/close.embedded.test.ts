/** Closing right after the last query: no pause in which things could settle. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { connectEmbedded } from '#api/db/open_embedded.ts';
import { embeddedFolder } from '#test/support/databases.ts';

it('the embedded database closes cleanly the moment after a commit, and has it when opened again', async () => {
  const folder = await embeddedFolder();
  const first = await connectEmbedded(join(folder, 'db'), 'commonground');
  await first.sql.begin((tx) => tx`update commonground.partnership set name = 'Kept'`);
  await first.close();
  const second = await connectEmbedded(join(folder, 'db'), 'commonground');
  const rows = await second.sql<{ name: string }[]>`select name from commonground.partnership`;
  await second.close();
  expect(rows[0]?.name).toBe('Kept');
  rmSync(folder, { recursive: true, force: true });
}, 60_000);
