/** A restore that is cut short anywhere: what was decided is finished, what was not is gone. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  discardStaged,
  pendingRestore,
  putInPlace,
  stageRestore,
} from '#api/backups/staged_restore.ts';

const root = mkdtempSync(join(tmpdir(), 'commonground-staged-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const AT = new Date('2025-11-22T12:00:00Z');
let n = 0;

function oldFolder(): string {
  const dataDir = join(root, String(++n));
  for (const name of ['db', 'uploads']) {
    mkdirSync(join(dataDir, name), { recursive: true });
    writeFileSync(join(dataDir, name, 'file'), `old ${name}`);
  }
  writeFileSync(join(dataDir, 'secret.key'), 'old key');
  writeFileSync(join(dataDir, 'hex_index-1'), 'of the old rows');
  writeFileSync(join(dataDir, 'lock'), 'mine');
  return dataDir;
}

function stage(dataDir: string) {
  const staged = stageRestore(dataDir);
  for (const name of ['db', 'uploads', 'releases']) {
    mkdirSync(join(staged.folder, name));
    writeFileSync(join(staged.folder, name, 'file'), `new ${name}`);
  }
  writeFileSync(join(staged.folder, 'secret.key'), 'new key');
  return staged;
}

const read = (...path: string[]) => readFileSync(join(...path), 'utf8');
const isNew = (dataDir: string) => {
  expect(['db', 'uploads', 'releases'].map((name) => read(dataDir, name, 'file'))).toEqual([
    'new db',
    'new uploads',
    'new releases',
  ]);
  expect(read(dataDir, 'secret.key')).toBe('new key');
  const aside = join(dataDir, 'before_restore_20251122T120000Z');
  expect(['db', 'uploads'].map((name) => read(aside, name, 'file'))).toEqual([
    'old db',
    'old uploads',
  ]);
  expect([read(aside, 'secret.key'), read(aside, 'hex_index-1')]).toEqual([
    'old key',
    'of the old rows',
  ]);
  expect(readdirSync(dataDir).filter((name) => /restore\./.test(name))).toEqual([]);
  expect(read(dataDir, 'lock')).toBe('mine');
};

describe('A staged restore', () => {
  it('that was not decided leaves no trace', () => {
    const dataDir = oldFolder();
    const before = readdirSync(dataDir);
    stage(dataDir);
    expect(pendingRestore(dataDir)).toBeNull();
    expect(readdirSync(dataDir)).toEqual(before);
    stage(dataDir).decide('some database', AT);
    expect(pendingRestore(dataDir)).toMatchObject({ instance: 'some database' });
    discardStaged(dataDir);
    expect(readdirSync(dataDir)).toEqual(before);
    expect(read(dataDir, 'db', 'file')).toBe('old db');
  });

  it('that is put in place takes the place of everything, and keeps what was there', () => {
    const dataDir = oldFolder();
    stage(dataDir).decide(null, AT);
    const note = pendingRestore(dataDir);
    expect(note && putInPlace(dataDir, note)).toBe(
      join(dataDir, 'before_restore_20251122T120000Z'),
    );
    isNew(dataDir);
    expect(pendingRestore(dataDir)).toBeNull();
  });

  it('that was cut short after any of its moves is finished by the next start', () => {
    const NAMES = ['db', 'uploads', 'releases', 'secret.key'];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(NAMES),
        fc.boolean(),
        fc.boolean(),
        (done, halfDone, index) => {
          const dataDir = oldFolder();
          stage(dataDir).decide(null, AT);
          const aside = join(dataDir, 'before_restore_20251122T120000Z');
          const ready = join(dataDir, 'restore.ready');
          const moveAside = (name: string) => {
            if (!existsSync(join(dataDir, name))) return;
            mkdirSync(aside, { recursive: true });
            renameSync(join(dataDir, name), join(aside, name));
          };
          if (index || done.length > 0) moveAside('hex_index-1');
          for (const [i, name] of done.entries()) {
            moveAside(name);
            if (halfDone && i === done.length - 1) break;
            renameSync(join(ready, name), join(dataDir, name));
          }
          const note = pendingRestore(dataDir);
          if (!note) throw new Error('it was decided');
          putInPlace(dataDir, note);
          isNew(dataDir);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('of a second time on one day does not hide the first', () => {
    const dataDir = oldFolder();
    stage(dataDir).decide(null, AT);
    const note = pendingRestore(dataDir);
    if (note) putInPlace(dataDir, note);
    const first = join(root, `${n} first`);
    cpSync(join(dataDir, 'before_restore_20251122T120000Z'), first, { recursive: true });
    stage(dataDir).decide(null, new Date('2025-11-22T12:00:01Z'));
    const second = pendingRestore(dataDir);
    if (second) putInPlace(dataDir, second);
    expect(read(dataDir, 'before_restore_20251122T120000Z', 'db', 'file')).toBe('old db');
    expect(read(dataDir, 'before_restore_20251122T120001Z', 'db', 'file')).toBe('new db');
  });
});
