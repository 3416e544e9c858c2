/** Backups and restores of the real server and command line, killed in the middle: afterwards there is the old state or the
 *  new one, whole, and nothing is left lying about. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Backups } from '#api/contract/backups.ts';
import { logCsv } from '#test/support/factories.ts';
import { engine } from '#test/support/databases.ts';
import { readSampling } from '#test/support/matrix_sample.ts';
import { killWhen, runToEnd, startServer, withPlace, type Place } from './server_process.ts';

const { full } = readSampling(process.env);
const folder = mkdtempSync(join(tmpdir(), 'commonground-backups-'));
const scheduled = mkdtempSync(join(tmpdir(), 'commonground-scheduled-'));
afterAll(() => {
  for (const one of [folder, scheduled]) rmSync(one, { recursive: true, force: true });
});
const bare = await withPlace();
const place: Place = { ...bare, env: { ...bare.env, BACKUP_PASSPHRASE: 'correct horse battery' } };
const { dataDir } = place;
const file = join(folder, 'first.backup');
const cli = (...args: string[]) => runToEnd('api/main/cli/cli.ts', place, ...args);
const keyNow = () => readFileSync(join(dataDir, 'secret.key'), 'utf8');
const halves = () =>
  readdirSync(dataDir).filter((name) => /^(backup|restore)\.(part|ready)$/.test(name));

const importFile = async (name: string, reference: string) => {
  const csv = join(folder, name);
  writeFileSync(csv, logCsv([{ reference }]));
  return cli('import', csv, '--agency', 'council', '--dataset', 'log');
};

describe('A restore', { timeout: 400_000 }, () => {
  it('of what is no backup is refused in words, and nothing is changed', async () => {
    const before = readdirSync(dataDir);
    writeFileSync(join(folder, 'foreign.zip'), 'PK and more of what a zip has');
    for (const [name, says] of [
      ['foreign.zip', 'This is not a backup of Common Ground.'],
      ['nothing', 'there is no such file'],
    ] as const) {
      const refused = await cli('restore', join(folder, name), '--replace');
      expect(refused).toMatchObject({ code: 2, said: expect.stringContaining(says) });
      expect(refused.said).not.toMatch(/^\s+at /m);
    }
    expect(readdirSync(dataDir)).toEqual(before);
  });
});

// on the embedded database minutes: only where all is run
if (full || engine === 'server')
  describe('A backup and a restore', { timeout: 400_000 }, () => {
    it('go by the command line: beside the server, and in its stead', async () => {
      await cli('agency', 'add', 'council', '--name', 'Council', '--kind', 'council');
      const server = await startServer(place);
      await vi.waitUntil(() => server.said().includes('No backups are made: set BACKUP_DIR'));
      expect((await importFile('one.csv', 'A1')).said).toContain('1 accepted');
      const made = await cli('backup', file);
      expect(made).toMatchObject({
        code: 0,
        said: expect.stringContaining('restored into a scratch database and compared'),
      });
      const again = await cli('backup', file);
      expect(again).toMatchObject({ code: 2, said: expect.stringContaining('exists already') });
      await importFile('two.csv', 'A2');

      // by anybody, anywhere: without a data folder, or a database
      const temporary = mkdtempSync(join(folder, 'temporary-'));
      const nowhere = join(folder, 'nowhere');
      const verify = (of: string, passphrase = 'correct horse battery') => {
        const env = { DATA_DIR: nowhere, BACKUP_PASSPHRASE: passphrase, TMPDIR: temporary };
        return runToEnd('api/main/cli/cli.ts', { dataDir: nowhere, env }, 'backup', 'verify', of);
      };
      const whole = await verify(file);
      expect(whole).toMatchObject({
        code: 0,
        said: expect.stringMatching(
          /first\.backup can be restored: .* UTC, [\d,]+ rows in \d+ tables, .* and \d+ files?\. Nothing was changed\.\nThe audit is whole\.\n$/,
        ),
      });
      const bytes = readFileSync(file);
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      writeFileSync(join(folder, 'altered.backup'), bytes);
      for (const [of, passphrase, says] of [
        ['altered.backup', undefined, 'The backup has been altered or damaged.'],
        ['first.backup', 'wrong horse battery', 'does not open'],
        ['nothing', undefined, 'there is no such file'],
      ] as const) {
        const refused = await verify(join(folder, of), passphrase);
        expect(refused).toMatchObject({ code: 2, said: expect.stringContaining(says) });
        expect(refused.said).not.toMatch(/^\s+at /m);
      }
      expect([readdirSync(temporary), existsSync(nowhere)]).toEqual([[], false]);

      const beside = await cli('restore', file, '--replace');
      expect(beside).toMatchObject({ code: 2, said: expect.stringContaining('stop it first') });
      expect(await server.ask('/api/health')).toMatchObject({ incidents: 2 });
      expect(await server.stop('SIGTERM')).toBe(0);

      const unasked = await cli('restore', file);
      expect(unasked).toMatchObject({ code: 2, said: expect.stringContaining('add --replace') });
      const other = { ...place, env: { ...place.env, BACKUP_PASSPHRASE: 'wrong horse battery' } };
      const wrong = await runToEnd('api/main/cli/cli.ts', other, 'restore', file, '--replace');
      expect(wrong).toMatchObject({ code: 2, said: expect.stringContaining('does not open') });
      expect(halves()).toEqual([]);
    });

    const asides = () => readdirSync(dataDir).filter((name) => name.startsWith('before_restore'));
    let before = 0;
    /** What must be there when each of the programs is killed. */
    const moments: readonly [string, () => boolean][] = [
      ['when it is decided', () => existsSync(join(dataDir, 'restore.ready'))],
      ['before the database', () => existsSync(join(dataDir, 'restore.part'))],
      ['while files are staged', () => existsSync(join(dataDir, 'restore.part', 'secret.key'))],
      ['while it is put in place', () => asides().length > before],
    ];

    it.each(full ? moments : [])(
      'killed %s: the old state or the new one',
      async (_moment, reached) => {
        const oldKey = keyNow();
        before = asides().length;
        // another key: which state it is shows in files too
        writeFileSync(join(dataDir, 'secret.key'), `${'cd'.repeat(32)}\n`);
        await killWhen(reached, place, 'restore', file, '--replace');
        const server = await startServer(place);
        const { incidents } = await server.ask<{ incidents: number }>('/api/health');
        expect([1, 2]).toContain(incidents);
        expect(keyNow()).toBe(incidents === 1 ? oldKey : `${'cd'.repeat(32)}\n`);
        expect(halves()).toEqual([]);
        expect(await server.stop('SIGTERM')).toBe(0);
        writeFileSync(join(dataDir, 'secret.key'), oldKey);
        if (incidents === 1) await importFile('two.csv', 'A2');
      },
    );

    if (full)
      it('whole, puts everything back, and what was there aside', async () => {
        const restored = await cli('restore', file, '--replace');
        expect(restored).toMatchObject({ code: 0, said: expect.stringContaining('Restored: ') });
        expect(restored.said).toContain('The audit is whole.');
        expect(asides()).not.toEqual([]);
        const server = await startServer(place);
        expect(await server.ask('/api/health')).toMatchObject({ incidents: 1 });
        expect((await cli('audit', 'verify')).code).toBe(0);
        expect((await importFile('two.csv', 'A2')).said).toContain('1 accepted');
        expect(await server.ask('/api/hexes?resolution=8')).toMatchObject({ total: 2 });
        expect(await server.stop('SIGTERM')).toBe(0);
      });

    it('that a server makes by itself is not hurt by its death', async () => {
      const by = { ...place, env: { ...place.env, BACKUP_DIR: scheduled } };
      const server = await startServer(by);
      await vi.waitUntil(() => readdirSync(scheduled).some((name) => name.endsWith('.part')), {
        timeout: 120_000,
        interval: 1,
      });
      await server.stop('SIGKILL');
      expect(readdirSync(scheduled).filter((name) => name.endsWith('.backup'))).toEqual([]);

      const next = await startServer(by);
      expect((await importFile('three.csv', 'A3')).said).toContain('1 accepted');
      const status = () => next.ask<Backups>('/api/backups');
      await vi.waitUntil(async () => (await status()).kept.length > 0, {
        timeout: 120_000,
        interval: 200,
      });
      expect(await status()).toMatchObject({
        folder: { path: scheduled, same_disk: true, encrypted: true, problem: null },
        kept: [{ encrypted: true }],
      });
      expect(await next.ask('/api/health')).toMatchObject({
        backup: { made_days: 0, verified_days: 0 },
      });
      expect(readdirSync(scheduled).filter((name) => name.endsWith('.part'))).toEqual([]);
      expect(halves()).toEqual([]);
      expect(await next.stop('SIGTERM')).toBe(0);
    });
  });
