/** One data folder: a second process, the CLI beside a server and alone, a folder that cannot be one. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { engine } from '#test/support/databases.ts';
import { logCsv } from '#test/support/factories.ts';
import { runToEnd, startServer, withPlace } from './server_process.ts';

const place = await withPlace();
const cli = (...args: string[]) => runToEnd('api/main/cli/cli.ts', place, ...args);
const file = join(place.dataDir, 'asb log.csv');
writeFileSync(file, logCsv([{}, { reference: 'A2' }, { reference: 'A3', date: 'yesterday' }]));

/** A server on the same schema with another folder, and the CLI: both are refused. */
async function isAlone(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'commonground-other-'));
  const other = { dataDir, env: { ...place.env, DATA_DIR: dataDir } };
  for (const program of ['api/main/server.ts', 'api/main/cli/cli.ts'] as const) {
    const { code, said } = await runToEnd(program, other, 'agency', 'list');
    expect(code).not.toBe(0);
    expect(said).toContain('of this database is in use by another server');
    expect(said).toContain('the same DATA_DIR');
    expect(said).not.toMatch(/^\s+at /m);
  }
  rmSync(dataDir, { recursive: true, force: true });
}

describe('A data folder', { timeout: 180_000 }, () => {
  it('is one server’s; the CLI works on it beside that server and alone', async () => {
    const added = await cli('agency', 'add', 'council', '--name', 'Council', '--kind', 'council');
    expect(added).toEqual({ code: 0, said: 'Added Council as council.\n' });

    const server = await startServer(place);
    const second = await runToEnd('api/main/server.ts', place);
    expect(second.code).toBe(1);
    expect(second.said).toContain(`(${server.url}). Stop that one first, or set DATA_DIR`);
    expect(second.said).not.toMatch(/^\s+at /m);
    if (engine === 'server') await isAlone();

    const shown = await cli('import', file, '--agency', 'council', '--dry-run');
    expect(shown.said).toContain('3 rows read, 2 would be accepted, 0 already present');
    expect(shown.said).toContain('1 rejected');
    expect(shown.said).toContain('line 4, Date: yesterday');
    expect(shown.code).toBe(0);
    const beside = await cli('import', file, '--agency', 'council');
    expect(beside.said).toContain('3 rows read, 2 accepted');
    expect(await server.ask('/api/health')).toMatchObject({ incidents: 2 });
    const bad = await cli('import', file, '--agency', 'nobody');
    expect(bad).toMatchObject({ code: 2, said: expect.stringContaining('There are: council.') });
    const unknown = await cli('undo', '99999');
    expect(unknown).toMatchObject({ code: 2, said: expect.stringContaining('no import 99999') });
    expect(await server.stop('SIGTERM')).toBe(0);

    const again = await cli('import', file, '--agency', 'council');
    expect(again.said).toContain('0 accepted, 2 already present');
    const id = /import (\d+)/.exec(again.said)?.[1] ?? '';
    const undone = await cli('undo', id);
    expect(undone).toEqual({ code: 0, said: `Import ${id} (asb log.csv) is undone.\n` });
  });

  it('with files but without a database is not filled with a new one: it may be half a restored copy', async () => {
    if (engine === 'server') return;
    const dataDir = mkdtempSync(join(tmpdir(), 'commonground-half-'));
    mkdirSync(join(dataDir, 'db', 'base'), { recursive: true });
    for (const program of ['api/main/server.ts', 'api/main/cli/cli.ts'] as const) {
      const there = { dataDir, env: { ...place.env, DATA_DIR: dataDir } };
      const { code, said } = await runToEnd(program, there, 'agency', 'list');
      expect(code).not.toBe(0);
      expect(said).toContain(`${join(dataDir, 'db')} holds files, but no database`);
      expect(said).not.toMatch(/^\s+at /m);
    }
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('that cannot be written to is named, in words', async () => {
    // a file where a folder should be: nobody can write into it, root neither
    const nowhere = { ...place, env: { ...place.env, DATA_DIR: join(file, 'data') } };
    for (const program of ['api/main/server.ts', 'api/main/cli/cli.ts'] as const) {
      const { code, said } = await runToEnd(program, nowhere, 'agency', 'list');
      expect(code).not.toBe(0);
      expect(said).toContain(`DATA_DIR=${join(file, 'data')}: `);
      expect(said).toContain('another folder');
      expect(said).not.toMatch(/^\s+at /m);
    }
  });
});
