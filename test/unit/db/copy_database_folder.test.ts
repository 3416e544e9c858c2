/** A folder copied in two passes is the folder of the second. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { firstPass, secondPass } from '#api/db/copy_database_folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'commonground-copy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const contentOf = (root: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(root.length + 1), readFileSync(path, 'utf8')] as const;
      })
      .sort(([a], [b]) => a.localeCompare(b)),
  );

const name = fc.constantFrom('PG_VERSION', 'base/1/11', 'base/1/12', 'pg_wal/01', 'pg_wal/02');
/** Of one length, so that only the time of the change tells two apart. */
const change = fc.record({ name, text: fc.constantFrom('aaaa', 'bbbb', 'cccc', null) });
const apply = (root: string, changes: readonly { name: string; text: string | null }[]) => {
  for (const { name: file, text } of changes)
    if (text === null) rmSync(join(root, file), { force: true });
    else {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
};

it('whatever was written, rewritten and removed between them, within one tick of the clock too', async () => {
  let n = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(change), fc.array(change), async (before, after) => {
      const [from, to] = [join(folder, `from ${++n}`), join(folder, `to ${n}`)];
      mkdirSync(from);
      apply(from, before);
      const first = await firstPass(from, to, () => Date.now());
      apply(from, after);
      secondPass(from, to, first);
      expect(contentOf(to)).toEqual(contentOf(from));
    }),
    { numRuns: 40 },
  );
});

it('a file that has rested since is copied once', async () => {
  const [from, to] = [join(folder, 'old'), join(folder, 'old copy')];
  mkdirSync(from);
  writeFileSync(join(from, 'resting'), 'rest');
  const tomorrow = () => Date.now() + 86_400_000;
  const first = await firstPass(from, to, tomorrow);
  expect([...first.keys()]).toEqual(['resting']);
  // the copy is left alone by the second pass
  writeFileSync(join(to, 'resting'), 'mark');
  secondPass(from, to, first);
  expect(readFileSync(join(to, 'resting'), 'utf8')).toBe('mark');
});
