/** Files that must survive: after a power cut at any moment each is there whole, and for good once its writer has returned. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { randomOf } from '#api/statistics/random.ts';
import { readSampling } from '#test/support/matrix_sample.ts';
import { cutsOf, pick, record, timesOf } from './power_cut/record.ts';

const CUTS = 200;
const next = randomOf(readSampling(process.env).seed);
const random = () => next() / 2 ** 32;
const scratch = mkdtempSync(join(tmpdir(), 'commonground-durable-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const api = (path: string) => JSON.stringify(new URL(`../../api/${path}`, import.meta.url).href);
const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : null);

describe('A file that survives', () => {
  it('is the old one or the new one after a power cut, and the new one once it was written', async () => {
    const folder = mkdtempSync(join(scratch, 'data-'));
    mkdirSync(join(folder, 'known'));
    writeFileSync(join(folder, 'known', 'list'), 'old');
    // longer than a block: half of it could be there
    const program = `
      const files = await import(${api('durable_files/durable_files.ts')});
      const releases = await import(${api('releases/write_release.ts')});
      const { encryptionOf } = await import(${api('auth/secret_encryption.ts')});
      const done = (what) => console.log(process.hrtime.bigint() + ' ' + what);
      const text = 'new'.repeat(4000);
      files.replaceFile('known/list', text);
      done('list');
      files.makeFile('known/once', text);
      done('once');
      files.makeFolder('deep/er/est');
      done('deep/er/est');
      files.replaceFile('deep/er/est/file', text);
      done('file');
      releases.publishFolder('releases', '2026-10-h3-8', [{ name: 'release.csv', content: text }]);
      done('release');
      encryptionOf('keys');
      done('key');`;
    let said = '';
    const recording = await record(folder, scratch, async (env) => {
      const { stdout, stderr, status } = spawnSync(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program],
        { cwd: folder, env: { ...process.env, ...env }, encoding: 'utf8' },
      );
      expect([status, stderr]).toEqual([0, '']);
      said = stdout;
      return Promise.resolve();
    });
    const done = new Map(
      said
        .trim()
        .split('\n')
        .map((line) => line.split(' '))
        .map(([time = '', what = '']) => [what, BigInt(time)]),
    );
    const text = 'new'.repeat(4000);
    const moments = pick([...timesOf(recording), ...done.values()].sort(), CUTS, random);
    const seen = new Set<string>();
    for (const { time, folder: cut } of cutsOf(recording, moments, scratch, random)) {
      const isDone = (what: string) => (done.get(what) ?? time + 1n) <= time;
      const key = read(join(cut, 'keys/secret.key'));
      const found = {
        list: read(join(cut, 'known/list')) === 'old' ? null : read(join(cut, 'known/list')),
        once: read(join(cut, 'known/once')),
        file: read(join(cut, 'deep/er/est/file')),
        release: existsSync(join(cut, 'releases/2026-10-h3-8'))
          ? read(join(cut, 'releases/2026-10-h3-8/release.csv'))
          : null,
        key: key !== null && /^[0-9a-f]{64}\n$/.test(key) ? text : key,
      };
      for (const [what, content] of Object.entries(found)) {
        expect([what, content]).toEqual([what, content === null && !isDone(what) ? null : text]);
        seen.add(`${what} ${content === null ? 'old' : 'new'}`);
      }
      expect(existsSync(join(cut, 'deep/er/est')) || !isDone('deep/er/est')).toBe(true);
      rmSync(cut, { recursive: true, force: true });
    }
    expect(seen.size).toBe(10);
    // nothing of the making stays
    expect(readdirSync(join(folder, 'known')).sort()).toEqual(['list', 'once']);
  });
});
