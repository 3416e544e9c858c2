/** Archives that are not what was written: refused, each with a sentence. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { zstdDecompressSync } from 'node:zlib';
import { join } from 'node:path';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import {
  ALTERED,
  BackupRefused,
  entryOf,
  FOREIGN,
  FORMAT,
  NEEDS_PASSPHRASE,
  NEWER,
  PRODUCT_NAME,
  TRUNCATED,
  WRONG_PASSPHRASE,
  type Header,
} from '#api/backups/archive/archive_format.ts';
import { TRAILER_BYTES } from '#api/backups/archive/digest_trailer.ts';
import { readArchive, sizeOf, type ArchiveReader } from '#api/backups/archive/read_archive.ts';
import { writeArchive } from '#api/backups/archive/write_archive.ts';
import { joinLines } from '#api/backups/join_lines.ts';
import { migrationsOf } from '#api/backups/load_database.ts';
import { readMigrations } from '#api/db/migrate.ts';

const folder = mkdtempSync(join(tmpdir(), 'commonground-archive-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ours = readMigrations().map(({ name, hash }) => ({ name, hash }));
const header: Header = {
  product: PRODUCT_NAME,
  format: FORMAT,
  made_at: '2025-11-22T12:00:00.000Z',
  partnership: 'Severnside',
  schema: 'commonground',
  engine: 'embedded',
  engine_version: 'PostgreSQL 18, PostGIS 3.6',
  migrations: ours,
  tables: [{ name: 'agency', columns: ['id', 'name'] }],
};
const LINES = Buffer.from('1\tMalvern Council\n2\tSevern Police\n'.repeat(300));
const PASSPHRASE = 'correct horse battery';
/** scrypt at its cheapest: each try would take a second */
const CHEAP = { passphrase: PASSPHRASE, workFactor: 4 };

async function written(
  name: string,
  encrypted: boolean,
  about: Partial<Record<keyof Header, unknown>> = {},
): Promise<string> {
  const path = join(folder, name);
  const file = join(folder, 'secret.key');
  writeFileSync(file, 'ab'.repeat(32));
  const of = { ...header, ...about } as Header; // as: tests write what no program of ours does
  const archive = await writeArchive(path, of, encrypted ? CHEAP : null);
  await archive.add('tables/agency/000001.copy', new Uint8Array(LINES));
  await archive.addFile('files/secret.key', file, 64);
  await archive.finish({ tables: [{ name: 'agency', rows: '600', sum: '1' }], sequences: [] });
  return path;
}

const quiet: ArchiveReader = {
  header: () => Promise.resolve(),
  part: () => Promise.resolve(),
  async file(_path, body) {
    await sizeOf(body);
  },
};
const read = (path: string, passphrase: string | null = PASSPHRASE) =>
  readArchive(path, passphrase, quiet);
const refusal = async (reading: Promise<unknown>): Promise<string> => {
  const error = await reading.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error === null) return 'read';
  expect(error).toBeInstanceOf(BackupRefused);
  return error instanceof Error ? error.message : '';
};

describe.each([
  ['plain', false],
  ['encrypted', true],
] as const)('An archive, %s,', (form, encrypted) => {
  it('is read as it was written, by its owner alone', async () => {
    const path = await written(`${form}.backup`, encrypted);
    const met: string[] = [];
    const { manifest } = await readArchive(path, PASSPHRASE, {
      header: (one) => Promise.resolve(void met.push(one.partnership)),
      part: (table, lines) => Promise.resolve(void met.push(`${table} ${lines.length}`)),
      async file(name, body) {
        let text = '';
        for await (const chunk of body) text += Buffer.from(chunk).toString();
        met.push(`${name} ${text.length}`);
      },
    });
    expect(met).toEqual(['Severnside', `agency ${LINES.length}`, 'secret.key 64']);
    expect(manifest.tables).toEqual([{ name: 'agency', rows: '600', sum: '1' }]);
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(readFileSync(path).includes('Malvern')).toBe(false);
  });

  it('is refused when any byte of it is another', async () => {
    const bytes = readFileSync(join(folder, `${form}.backup`));
    const changed = join(folder, `${form}.changed`);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.nat(bytes.length - 1),
          // beginning and end, where formats differ most
          fc.nat(Math.min(200, bytes.length - 1)),
          fc.nat(60).map((n) => bytes.length - 1 - n),
        ),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const other = Buffer.from(bytes);
          other[at] = (other[at] ?? 0) ^ flip;
          writeFileSync(changed, other);
          expect(await refusal(read(changed))).not.toBe('read');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is refused when it is cut anywhere, or has something added', async () => {
    const bytes = readFileSync(join(folder, `${form}.backup`));
    const cut = join(folder, `${form}.cut`);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), async (length) => {
        writeFileSync(cut, bytes.subarray(0, length));
        expect(await refusal(read(cut))).not.toBe('read');
      }),
      { numRuns: 40 },
    );
    writeFileSync(cut, Buffer.concat([bytes, Buffer.from('more')]));
    expect(await refusal(read(cut))).not.toBe('read');
  });
});

describe('An archive', () => {
  it('cut in the middle is said to be without its end', async () => {
    const bytes = readFileSync(await written('whole.backup', false));
    writeFileSync(join(folder, 'half'), bytes.subarray(0, bytes.length / 2));
    expect(await refusal(read(join(folder, 'half')))).toBe(TRUNCATED);
    writeFileSync(join(folder, 'nothing'), '');
    expect(await refusal(read(join(folder, 'nothing')))).toBe(TRUNCATED);
  });

  it('of somebody else is said to be that', async () => {
    const zip = join(folder, 'foreign.zip');
    writeFileSync(zip, zipSync({ 'backup.json': Buffer.from('{}') }));
    expect(await refusal(read(zip))).toBe(FOREIGN);
    expect(await refusal(read(await written('other', false, { product: 'Other' })))).toBe(FOREIGN);
  });

  it('of a newer format or schema is said to be newer', async () => {
    const newer = { format: FORMAT + 1, tables: 'of another shape' };
    expect(await refusal(read(await written('newer', false, newer)))).toBe(NEWER);
    const of = (migrations: Header['migrations']) => () =>
      migrationsOf({ ...header, migrations }, readMigrations());
    const next = { name: 'migrations/9999_next.sql', hash: 'a'.repeat(64) };
    expect(of([...ours, next])).toThrow(/newer version.*9999_next/);
    expect(of(ours.map((one) => ({ ...one, hash: 'b'.repeat(64) })))).toThrow(/differs.*01_/);
    expect(of(ours.slice(1))).toThrow(/differs/);
    expect(of([])).toThrow(ALTERED);
    // of an older version: the rest is applied at the next start
    expect(of(ours.slice(0, 3))()).toHaveLength(3);
  });

  it('needs its passphrase', async () => {
    const path = await written('locked', true);
    expect(await refusal(read(path, null))).toBe(NEEDS_PASSPHRASE);
    expect(await refusal(read(path, `${PASSPHRASE}!`))).toBe(WRONG_PASSPHRASE);
  });

  it('leads to no path but its own', () => {
    for (const name of [
      ...['files/../db/x', 'files/uploads/../../x', '/files/uploads/1', 'files//uploads/1'],
      ...['files/db/PG_VERSION', 'files/lock', 'files/uploads', 'files/uploads/.x', 'x'],
      ...['tables/a/../000001.copy', 'tables/A/000001.copy', 'tables/a/1.copy'],
    ])
      expect([name, entryOf(name)]).toEqual([name, null]);
    expect(entryOf('files/uploads/17')).toEqual({ kind: 'file', path: 'uploads/17' });
    expect(entryOf('files/photos/ab/cd.jpg')).toEqual({ kind: 'file', path: 'photos/ab/cd.jpg' });
    expect(entryOf('files/secret.key')).toEqual({ kind: 'file', path: 'secret.key' });
  });

  it('is a tar under zstd, with a frame behind it that zstd passes over', async () => {
    const bytes = readFileSync(await written('open.backup', false));
    const tar = zstdDecompressSync(bytes.subarray(0, -TRAILER_BYTES));
    const listed = execFileSync('tar', ['t'], { input: tar }).toString();
    expect(listed.split('\n').slice(0, 2)).toEqual(['backup.json', 'tables/agency/000001.copy']);
    const frame = bytes.subarray(-TRAILER_BYTES);
    expect([frame.readUInt32LE(0), frame.readUInt32LE(4)]).toEqual([0x184d2a50, 32]);
  });
});

describe('Parts of a table', () => {
  it('are whole lines, and together what came in, however it was cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ maxLength: 30 })),
        fc.array(fc.nat(40)),
        fc.integer({ min: 1, max: 100 }),
        async (words, cuts, most) => {
          const text = Buffer.from(words.map((word) => `${word.replaceAll('\n', '')}\n`).join(''));
          const pieces: Uint8Array[] = [];
          let at = 0;
          for (const cut of [...cuts, text.length]) {
            pieces.push(text.subarray(at, at + cut));
            at = Math.min(text.length, at + cut);
          }
          const parts: Uint8Array[] = [];
          for await (const part of joinLines(piecesOf(pieces), most)) parts.push(part);
          expect(Buffer.concat(parts).equals(text)).toBe(true);
          for (const part of parts) expect(part.at(-1)).toBe(10);
        },
      ),
    );
  });
});

async function* piecesOf(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
