/** The command line, as an operator types it: alone on a folder, and beside a running server. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noStack, runCli } from '#test/api/main/run_cli.ts';
import { startServer, type RunningServer } from '#test/api/main/run_server.ts';
import { embeddedFolder, engine, withDatabase } from '#test/support/databases.ts';
import { policeCsv } from '#test/support/factories.ts';

const folder = mkdtempSync(join(tmpdir(), 'commonground-cli-'));
// on a server the command goes straight to the database; embedded it opens the folder, one at a time
const database = engine === 'server' ? await withDatabase({ own: true }) : null;
const dataDir = engine === 'server' ? join(folder, 'data') : await embeddedFolder();
const where: Record<string, string> = {
  DATA_DIR: dataDir,
  ...(database?.url ? { DATABASE_URL: database.url } : {}),
};
afterAll(() => {
  for (const path of [folder, dataDir]) rmSync(path, { recursive: true, force: true });
});

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const good = file(
  '2025-06-sabrina-street.csv',
  policeCsv([{}, { id: 'a1', type: 'Burglary' }, { month: 'June' }]),
);
const bad = file('page.csv', '<!doctype html><html><body>Sign in</body></html>');
const wards = file(
  'wards.geojson',
  JSON.stringify({
    type: 'FeatureCollection',
    features: ['Foundry', 'Hill'].map((WD25NM, i) => ({
      type: 'Feature',
      properties: { WD25CD: `E0500000${i}`, WD25NM },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [-2.3 + i, 52.1],
            [-2.2 + i, 52.1],
            [-2.2 + i, 52.2],
            [-2.3 + i, 52.1],
          ],
        ],
      },
    })),
  }),
);

const run = (env: Record<string, string>, ...args: string[]) =>
  runCli({ ...where, ...env }, ...args);
const cli = (...args: string[]) => run({}, ...args);

describe('Without a database at all', () => {
  it('help is printed on request, and for a command that does not exist', async () => {
    const [help, flag, unknown, sly] = await Promise.all([
      cli(),
      cli('import', '--help'),
      cli('destroy'),
      cli('constructor'),
    ]);
    for (const { code, out, err } of [help, flag]) {
      expect([code, err]).toEqual([0, '']);
      for (const command of [
        'import FILE',
        'undo ID',
        'agency add',
        'agency list',
        'areas FILE',
        'release YYYY-MM',
      ])
        expect(out).toContain(command);
    }
    for (const [name, { code, out, err }] of [
      ['destroy', unknown],
      ['constructor', sly],
    ] as const) {
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain(`There is no command “${name}”.`);
    }
  });

  it('a mistake in the settings is answered in words, with exit code 2', async () => {
    const { code, err } = await run({ PORT: 'eighty' }, 'agency', 'list');
    expect([code, err]).toEqual([2, 'PORT=eighty: write a whole number from 0 to 65535.\n']);
  });
});

describe('Alone', () => {
  // each command opens the database anew: some seconds where it is embedded
  it(
    'on its folder, each command finds what the one before left',
    { timeout: 300_000 },
    async () => {
      expect(
        await cli('agency', 'add', 'alone-police', '--name', 'Sabrina Police', '--kind', 'police'),
      ).toMatchObject({ code: 0, err: '' });
      expect((await cli('agency', 'list')).out).toBe('alone-police\tpolice\tSabrina Police\n');
      const { code, out, err } = await cli('import', bad, good, '--agency', 'alone-police');
      expect([code, err]).toEqual([1, '']);
      expect(out).toMatch(/page\.csv: [A-Z].*\.\n/);
      expect(out).toContain('2 accepted');
      expect((await cli('import', good, '--agency', 'alone-police')).out).toContain(
        '0 accepted, 2 already present',
      );
    },
  );
});

describe('Beside a running server', { timeout: 60_000 }, () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer(where);
  });
  afterAll(() => server.stop());
  const set = 'beside';

  it('an agency is added and listed', async () => {
    const added = await cli(
      'agency',
      'add',
      `${set}-police`,
      '--name',
      'Sabrina Police',
      '--kind',
      'police',
    );
    expect(added).toMatchObject({
      code: 0,
      out: `Added Sabrina Police as ${set}-police.\n`,
      err: '',
    });
    const { code, out } = await cli('agency', 'list');
    expect(code).toBe(0);
    expect(out).toContain(`${set}-police\tpolice\tSabrina Police\n`);
  });

  it('one that is there already, or is of no kind, is refused in words', async () => {
    const again = await cli('agency', 'add', `${set}-police`, '--name', 'X', '--kind', 'police');
    expect(again.code).toBe(2);
    expect(again.err).toContain(`There is already an agency called “${set}-police”.`);
    const guild = await cli('agency', 'add', `${set}-guild`, '--name', 'X', '--kind', 'guild');
    expect(guild.code).toBe(2);
    expect(guild.err).toMatch(/^Some fields need correcting\.\nkind: /);
    expect(guild.err).toMatch(noStack);
  });

  it('a good file comes in, with its counts; a dry run brings nothing; the same again adds nothing; it can be undone', async () => {
    const dry = await cli('import', good, '--agency', `${set}-police`, '--dry-run');
    expect(dry.code).toBe(0);
    expect(dry.out).toContain('3 rows read, 2 would be accepted, 0 already present');
    const first = await cli('import', good, '--agency', `${set}-police`);
    expect(first.code).toBe(0);
    expect(first.out).toContain(
      '3 rows read, 2 accepted, 0 already present, 0 changed, 0 withdrawn, 1 rejected',
    );
    expect(first.out).toMatch(/rejected .*line 4, Month: June/);
    const again = await cli('import', good, '--agency', `${set}-police`);
    expect(again.out).toContain('0 accepted, 2 already present');
    const id = /import (\d+)\)/.exec(again.out)?.[1] ?? '';
    expect(await cli('undo', id)).toMatchObject({ code: 0 });
  });

  it('a bad file is refused with a sentence and exit code 1, and the good one beside it still comes in', async () => {
    const { code, out, err } = await cli('import', bad, good, '--agency', `${set}-police`);
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(/page\.csv: [A-Z].*\.\n/);
    expect(out).toContain('2 already present');
  });

  it('a file that is not there, an unknown agency and a mapping that is not there are refused with exit code 2', async () => {
    for (const [args, words] of [
      [
        ['import', join(folder, 'gone.csv'), '--agency', `${set}-police`],
        /gone\.csv: there is no such file\./,
      ],
      [['import', good, '--agency', 'the-guild'], /No agency is called “the-guild”/],
      [['import', good], /--agency SLUG/],
      [['import', '--agency', `${set}-police`], /at least one file/],
      [
        ['import', good, '--agency', `${set}-police`, '--mapping', join(folder, 'gone.json')],
        /gone\.json: there is no such file\./,
      ],
      [['agency', 'list', '--colour', 'red'], /--colour/],
      [['undo', 'that'], /by its number/],
      [['release', '2025-06'], /geography: Say by which places releases count: h3-8/],
      [['release', '2025-06', '--geography', 'h3-8'], /No agency publishes anything yet/],
      [['undo', '999999'], /There is no import 999999\./],
    ] as const) {
      const { code, err } = await cli(...args);
      expect([args, code]).toEqual([args, 2]);
      expect(err).toMatch(words);
      expect(err).toMatch(noStack);
    }
  });

  it('wards come in from a file; one that is no GeoJSON does not', async () => {
    expect(await cli('areas', wards, '--kind', 'ward', '--source', 'ONS')).toMatchObject({
      code: 0,
      out: `${wards}: 2 areas.\n`,
    });
    const { code, err } = await cli('areas', good, '--kind', 'ward', '--source', 'ONS');
    expect(code).toBe(2);
    expect(err).toMatch(/not a GeoJSON file that can be read/);
    expect((await cli('areas', wards)).err).toMatch(/--kind ward --source/);
  });

  it('nothing has been released, and the list says how to begin', async () => {
    expect(await cli('release', 'list')).toMatchObject({
      code: 0,
      out: 'Nothing has been released yet: release YYYY-MM --geography h3-8.\n',
    });
  });

  it('the server has what the command brought in, and nothing that SAMPLE=none keeps out', async () => {
    expect((await fetch(`${server.url}/api/partnership`)).status).toBe(401);
    const ask = async (path: string): Promise<unknown> => (await server.fetch(path)).json();
    // the two agencies share nothing: each has what was brought in for it
    for (const agency of ['alone-police', `${set}-police`])
      expect(
        await (
          await server.fetch('/api/partnership', { headers: { 'acting-agency': agency } })
        ).json(),
      ).toMatchObject({ synthetic: false, places: [], incidents: 2 });
    expect(await ask('/api/health')).toMatchObject({ incidents: 4 });
    expect(await ask('/api/hotspots')).toEqual({ hotspots: [] });
  });
});
