/** /api/imports as its callers meet it: forms in any order, bad files in words, nothing left behind. */
import { copyFileSync, existsSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { parse } from 'csv-parse/sync';
import { latLngToCell } from 'h3-js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '#api/main/app.ts';
import { Import, ImportSummary } from '#api/contract/imports.ts';
import type { ProblemDocument } from '#api/contract/common.ts';
import type { Hexes } from '#api/contract/hexes.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { logCsv, policeCsv, zipOf } from '#test/support/factories.ts';
import { formOf, withTestApp } from '#test/support/test_app.ts';
import { alice, bob, dev, type Person } from '#test/support/people.ts';

const MAX = 2 * 2 ** 20;
const testApp = await withTestApp({ maxUploadBytes: MAX });

const post = (body: BodyInit, headers: Record<string, string> = {}, person = alice) =>
  testApp.request('/api/imports', { method: 'POST', body, headers }, person);
const problemOf = async (answer: Response) => ({
  ...((await answer.json()) as ProblemDocument), // as: the caller expects a problem
  sent: answer.status,
  type: answer.headers.get('content-type'),
});
const incoming = () => {
  const folder = join(testApp.uploads, 'incoming');
  return existsSync(folder) ? readdirSync(folder) : [];
};
const incidents = () =>
  asOwner(testApp.database, async (tx) => {
    const [row] = await tx<{ n: number }[]>`select count(*)::int as n from incident`;
    return row?.n;
  });

describe('Handing a file in', () => {
  it('answers 202 at once, and the import then reports its progress until it is done', async () => {
    const rows = Array.from({ length: 9_000 }, (_, i) => ({ reference: `A${i}` }));
    const answer = await post(formOf(logCsv(rows), { name: 'asb log.csv' }));
    expect(answer.status).toBe(202);
    const { id } = (await answer.json()) as { id: number }; // as: the contract's 202
    const polled: Import[] = [];
    for (;;) {
      const now = Import.parse(await testApp.json(`/api/imports/${id}`));
      polled.push(now);
      if (now.state === 'done') break;
      await pause(25);
    }
    for (const { rows: counted, progress } of polled) {
      expect(progress.bytes_read).toBeLessThanOrEqual(progress.bytes);
      expect(counted.read).toBeLessThanOrEqual(9_000);
    }
    expect(polled.at(-1)).toMatchObject({
      progress: { bytes_read: logCsv(rows).length, bytes: logCsv(rows).length },
      rows: { read: 9_000, accepted: 9_000 },
      finished_at: expect.stringMatching(/^\d{4}-/),
    });
    const { imports } = await testApp.json<{ imports: unknown[] }>('/api/imports');
    expect(ImportSummary.parse(imports[0])).toMatchObject({ id, state: 'done' });
    await testApp.json(`/api/imports/${id}`, { method: 'DELETE' });
    expect(await incidents()).toBe(0);
  });

  it('takes the fields before the file or after it', async () => {
    const after = new FormData();
    after.set('file', new Blob([logCsv([{}])]), 'log.csv');
    after.set('dry_run', 'true');
    after.set('agency', 'sabrina-police');
    const { id } = (await (await post(after, {}, bob)).json()) as { id: number }; // as: the contract's 202
    await testApp.imports.settled();
    expect(await testApp.import(id, bob)).toMatchObject({
      agency: 'sabrina-police',
      state: 'previewed',
    });
  });

  it('shows a reader of counts neither its first rows nor single incidents', async () => {
    const counts = { name: 'Tasking', agency: alice.agency, roles: ['tasking'] } as const;
    await testApp.addPerson(counts);
    const { id, preview, columns } = await testApp.importFile(
      logCsv([{}, { reference: 'A2', latitude: '52.2051', longitude: '-2.2308' }]),
      { dryRun: true },
    );
    expect(preview).toMatchObject({ resolution: 8, cells: [{ total: 1 }, { total: 1 }] });
    expect(columns?.find(({ name }) => name === 'Latitude')?.examples).toContain('52.190512');
    const theirs = Import.parse(await testApp.json(`/api/imports/${id}`, {}, counts));
    expect(theirs.preview?.resolution).toBe(7);
    expect(theirs.preview?.cells.reduce((sum, { total }) => sum + total, 0)).toBe(2);
    expect(theirs.columns?.flatMap(({ examples }) => examples)).toEqual([]);
    expect(JSON.stringify(theirs)).not.toContain('52.19');
  });

  it('takes a police zip, and leaves its other files out by name', async () => {
    const done = await testApp.importFile(
      zipOf({
        '2025-05/2025-05-sabrina-street.csv': policeCsv([{ month: '2025-05' }]),
        '2025-06/2025-06-sabrina-street.csv': policeCsv([{}, {}]),
        'readme.txt': 'hello',
      }),
      { as: bob, name: 'sabrina.zip', dryRun: true },
    );
    expect(done).toMatchObject({ rows: { read: 3, accepted: 3 }, format: 'police-street' });
    expect(done.preview?.skipped).toEqual([{ name: 'readme.txt', reason: expect.any(String) }]);
  });

  it('returns rejected rows as a table that no spreadsheet runs', async () => {
    const shown = await testApp.importFile(
      logCsv([
        {},
        { reference: 'A2', date: '=HYPERLINK("http://evil")' },
        { reference: 'A3', date: '2025-06-13 14:05', latitude: '@12', longitude: '' },
      ]),
      { dryRun: true, name: 'rejects.csv' },
    );
    expect(shown.rows).toMatchObject({ read: 3, accepted: 1, rejected: 2 });
    const answer = await testApp.request(`/api/imports/${shown.id}/rejects`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toContain(`import-${shown.id}-rejects.csv`);
    const rows: Record<string, string>[] = parse(await answer.text(), { columns: true, bom: true });
    expect(rows.map(({ line, column }) => [line, column])).toEqual(
      expect.arrayContaining([['3', 'Date']]),
    );
    expect(new Set(rows.map(({ line }) => line)).size).toBe(2);
    for (const row of rows)
      for (const value of Object.values(row)) expect(value).not.toMatch(/^[=+\-@\t\r]/);
    expect(shown.first_problems[0]).toMatchObject({ line: 3, column: 'Date' });
  });

  it('is its own agency’s to read, correct, commit and discard: to Bob it is not there', async () => {
    const shown = await testApp.importFile(logCsv([{}, { reference: 'A2', date: 'yesterday' }]), {
      dryRun: true,
      dataset: 'ours',
    });
    const mapping = {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(shown.mapping),
    };
    const ways: [string, RequestInit][] = [
      ['', {}],
      ['/rejects', {}],
      ['/mapping', { method: 'PUT', ...mapping }],
      ['/commit', { method: 'POST' }],
      ['', { method: 'DELETE' }],
    ];
    for (const [path, init] of ways) {
      const answer = await testApp.request(`/api/imports/${shown.id}${path}`, init, bob);
      expect([path, init.method, answer.status]).toEqual([path, init.method, 404]);
    }
    const listed = async (person: Person) =>
      (await testApp.json<{ imports: ImportSummary[] }>('/api/imports', {}, person)).imports.map(
        ({ id }) => id,
      );
    expect(await listed(bob)).not.toContain(shown.id);
    // and it is there, as it was, for Alice
    expect(await listed(alice)).toContain(shown.id);
    expect(await testApp.import(shown.id, alice)).toEqual(shown);
    for (const [path, init] of ways.slice(0, 2)) {
      const answer = await testApp.request(`/api/imports/${shown.id}${path}`, init, alice);
      expect([path, answer.status]).toEqual([path, 200]);
    }
    await testApp.json(`/api/imports/${shown.id}`, { method: 'DELETE' }, alice);
  });

  it('is of one’s own agency: Alice may not hand in for the police, and keeps no file there', async () => {
    const answer = await problemOf(await post(formOf(logCsv([{}]), { as: bob }), {}, alice));
    expect(answer).toMatchObject({ sent: 403, code: 'not_your_agency' });
    expect(incoming()).toEqual([]);
    expect((await post(formOf(logCsv([{}]), { as: bob, dryRun: true }), {}, bob)).status).toBe(202);
    await testApp.imports.settled();
  });
});

describe('A file that cannot be imported', () => {
  const folder = join(import.meta.dirname, '../../fixtures/intake');
  const GOOD = new Set([
    'police_street.csv',
    'police_year.zip',
    'semicolons.csv',
    'titles_above_the_header.csv',
    'utf16.csv',
    'utf16_without_mark.csv',
    'workbook.xlsx',
    'needles_as_people_write_them.csv',
    'dates_out_of_range.csv',
    'swapped_coordinates.csv',
    'ragged.csv',
  ]);
  const bad = readdirSync(folder).filter((name) => !GOOD.has(name));

  it('is refused in one sentence, and nothing of it is loaded', async () => {
    const before = await incidents();
    expect(bad.length).toBeGreaterThan(25);
    for (const name of bad) {
      const outcome = await testApp.importFile(join(folder, name), { dataset: 'bad-files' });
      expect([name, outcome.state]).toEqual([name, 'failed']);
      expect(outcome.problem?.sentence, name).toMatch(/^[^ ].*[.?]$/);
      expect(outcome.rows, name).toMatchObject({ accepted: 0, changed: 0, withdrawn: 0 });
      expect(existsSync(join(testApp.uploads, String(outcome.id)))).toBe(false);
    }
    expect(await incidents()).toBe(before);
  });

  it('stays open as a dry run only where an answer would help', async () => {
    const open: string[] = [];
    for (const name of bad) {
      const outcome = await testApp.importFile(join(folder, name), {
        dataset: 'bad-files',
        dryRun: true,
      });
      expect(['previewed', 'failed'], name).toContain(outcome.state);
      expect(outcome.problem, name).not.toBeNull();
      if (outcome.state === 'previewed') open.push(name);
    }
    expect(open.sort()).toEqual(['ambiguous_dates.csv', 'not_incidents.csv', 'windows_1252.csv']);
  });

  it('at its very end leaves nothing of its thousands of good rows', async () => {
    const before = await incidents();
    const rows = Array.from({ length: 14_000 }, (_, i) => ({ reference: `B${i}` }));
    const broken = `${logCsv(rows)}B,"Noise,2025-06-13,52.19,-2.22\n`;
    const outcome = await testApp.importFile(broken, { dataset: 'broken-at-the-end' });
    expect(outcome).toMatchObject({ state: 'failed', problem: { code: 'unclosed-quote' } });
    expect(await incidents()).toBe(before);
    const [left] = await asOwner(
      testApp.database,
      (tx) => tx<{ n: number }[]>`
      select count(*)::int as n from import_row where import_id = ${outcome.id}`,
    );
    expect(left?.n).toBe(0);
    // and the service goes on
    expect((await testApp.importFile(logCsv([{}]), { dataset: 'after-it' })).state).toBe('done');
  });
});

describe('A request that is wrong', () => {
  const form = (fields: Record<string, string>, text = logCsv([{}])) => {
    const made = new FormData();
    for (const [name, value] of Object.entries({ agency: 'severnside-council', ...fields }))
      made.set(name, value);
    made.set('file', new Blob([text]), 'log.csv');
    return made;
  };

  it('is answered by a problem document that says what to do, and keeps no file', async () => {
    const noFile = new FormData();
    noFile.set('agency', 'severnside-council');
    const cases: [BodyInit, number, string, RegExp][] = [
      [form({ agency: 'nobody' }), 422, 'unknown_agency', /severnside-council/],
      [form({ agency: 'Not A Slug' }), 422, 'invalid_input', /agency/],
      [form({ mapping: '{"columns":' }), 422, 'invalid_input', /mapping/],
      [form({ mapping: '{"columns":{"colour":"x"}}' }), 422, 'invalid_input', /mapping/],
      [form({ dry_run: 'perhaps' }), 422, 'invalid_input', /dry_run/],
      [form({ format: 'no-such-format' }), 422, 'invalid_input', /police-street/],
      [noFile, 422, 'no_file', /Choose a file/],
      ['{}', 422, 'no_file', /Choose a file/],
      [form({}, 'x'.repeat(MAX + 1)), 413, 'file_too_large', /2 MB/],
    ];
    for (const [body, status, code, says] of cases) {
      const answer = await problemOf(await post(body));
      expect(answer).toMatchObject({
        sent: status,
        status,
        code,
        type: 'application/problem+json',
      });
      expect(JSON.stringify(answer)).toMatch(says);
    }
    expect(incoming()).toEqual([]);
  });

  it('cut off in the middle of the form keeps no file', async () => {
    const cut =
      '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nA,B\n1';
    const answer = await problemOf(
      await post(cut, { 'content-type': 'multipart/form-data; boundary=b' }),
    );
    expect(answer).toMatchObject({ status: 400, code: 'bad_request' });
    expect(incoming()).toEqual([]);
    const none = await post(cut, { 'content-type': 'multipart/form-data' });
    expect(none.status).toBe(400);
  });

  it('for an import that is not there is 404, whatever the request', async () => {
    const requests: [string, string][] = [
      ['GET', ''],
      ['GET', '/rejects'],
      ['DELETE', ''],
      ['POST', '/commit'],
    ];
    for (const id of ['999999', '99999999999'])
      for (const [method, path] of requests) {
        const answer = await testApp.request(`/api/imports/${id}${path}`, { method });
        expect([id, method, path, [404, 422].includes(answer.status)]).toEqual([
          id,
          method,
          path,
          true,
        ]);
      }
  });

  it('with a file name of another system, or none worth having, is still imported', async () => {
    const names = ['C:\\Users\\Alice\\asb.csv', '../../etc/passwd', '‮.csv'];
    for (const name of names) {
      const made = new FormData();
      made.set('agency', 'severnside-council');
      made.set('dry_run', 'true');
      made.set('file', new Blob([logCsv([{}])]), name);
      const answer = await post(made);
      expect([name, answer.status]).toEqual([name, 202]);
      const { id } = (await answer.json()) as { id: number }; // as: the contract's 202
      await testApp.imports.settled();
      const { file_name, state } = await testApp.import(id);
      expect(state).toBe('previewed');
      expect(file_name).not.toMatch(/[/\\]/);
    }
  });
});

describe('Over a real connection', () => {
  let server: Server;
  let port = 0;
  beforeAll(async () => {
    const app = createApp(testApp, { uploads: testApp.uploads, web: null, hosts: null });
    server = createServer((request, response) => {
      void getRequestListener(app.fetch)(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address ? address.port : 0;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const head = (length: number, token = testApp.tokenOf(alice)) =>
    `POST /api/imports HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\n` +
    `content-type: multipart/form-data; boundary=b\r\ncontent-length: ${length}\r\n\r\n` +
    '--b\r\ncontent-disposition: form-data; name="agency"\r\n\r\nsevernside-council\r\n' +
    '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';

  const LONG = { timeout: 50_000, interval: 20 };
  const connections = () =>
    new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));

  it('a browser that disconnects in the middle leaves nothing', async () => {
    for (const sent of [10, 40_000, 300_000]) {
      const socket = connect(port, '127.0.0.1');
      await new Promise((resolve) => socket.once('connect', resolve));
      socket.write(head(1_000_000));
      socket.write('x'.repeat(sent));
      await vi.waitUntil(() => incoming().length === 1, LONG);
      socket.destroy();
      await vi.waitUntil(() => incoming().length === 0, LONG);
    }
    // no descriptor of a removed file stays open either
    if (existsSync('/proc/self/fd')) {
      const open = readdirSync('/proc/self/fd').flatMap((fd) => {
        try {
          return [readlinkSync(`/proc/self/fd/${fd}`)];
        } catch {
          return [];
        }
      });
      expect(open.filter((path) => path.includes('incoming-'))).toEqual([]);
    }
  });

  it('one that disconnects at once, before the file is even open, leaves nothing', async () => {
    for (let attempt = 0; attempt < 10; attempt++) {
      const socket = connect(port, '127.0.0.1');
      await new Promise((resolve) => socket.once('connect', resolve));
      socket.write(`${head(1_000_000)}x`, () => socket.destroy());
      await new Promise((resolve) => socket.once('close', resolve));
    }
    // the server has noticed that the last has disconnected
    await vi.waitUntil(async () => (await connections()) === 0, LONG);
    await vi.waitUntil(() => incoming().length === 0, LONG);
  });

  it('a file that is too large is refused before all of it has come', async () => {
    const body = Buffer.alloc(8 * MAX, 'x');
    const made = new FormData();
    made.set('agency', 'severnside-council');
    made.set('file', new Blob([body]), 'large.csv');
    const answer = await fetch(`http://127.0.0.1:${port}/api/imports`, {
      method: 'POST',
      body: made,
      headers: { authorization: `Bearer ${testApp.tokenOf(alice)}` },
    });
    expect(answer.status).toBe(413);
    expect(incoming()).toEqual([]);
  });

  it('of whoever is not signed in nothing is taken, not the first byte of the file', async () => {
    const socket = connect(port, '127.0.0.1');
    let outcome = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      outcome += text;
    });
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(head(1_000_000, testApp.tokenOf(dev)));
    socket.write('x'.repeat(40_000));
    await vi.waitUntil(() => outcome.includes('sign_in_first'), LONG);
    expect(outcome).toMatch(/^HTTP\/1\.1 401 /);
    expect(incoming()).toEqual([]);
    socket.destroy();
  });
});

/** Past this app's upload limit: straight to the service. */
async function receive(path: string): Promise<Import> {
  const copy = join(testApp.uploads, 'copy');
  copyFileSync(path, copy);
  const id = await testApp.imports.receive({
    agencyId: testApp.agencyId(bob),
    fileName: basename(path),
    path: copy,
    bytes: statSync(copy).size,
    sha256: '',
    dryRun: false,
  });
  await testApp.imports.settled();
  return testApp.import(id, bob);
}

const shared = join(import.meta.dirname, '../../../../shared/data');
const has = (path: string) => existsSync(join(shared, path));

describe('Real files (../shared/data)', () => {
  const ZIP = 'police-uk/west-mercia-2025.zip';
  const JUNE = 'police-uk/2025-06-west-mercia-street.csv';
  const BOSTON = 'needles/boston-needle-pickup-2015.csv';

  /** Every hexagon of the year, and June's anti-social behaviour, as h3-js says of each place. */
  async function expectWhatLiesIn(): Promise<void> {
    const places = await asOwner(
      testApp.database,
      (tx) => tx<{ longitude: number; latitude: number; is_june_asb: boolean }[]>`
        select
          ST_X(geom) as longitude,
          ST_Y(geom) as latitude,
          type_id = 20 and local_day = '2025-06-01' as is_june_asb
        from incident
        join agency on agency.id = agency_id
        where agency.slug = 'sabrina-police'
          and local_day between '2025-01-01' and '2025-12-31'
          and withdrawn_by is null
          and geom is not null`,
    );
    const expected = (some: readonly (typeof places)[number][]) => {
      const counts = new Map<string, number>();
      for (const { latitude, longitude } of some) {
        const cell = latLngToCell(latitude, longitude, 8);
        counts.set(cell, (counts.get(cell) ?? 0) + 1);
      }
      return counts;
    };
    const shown = async (query: string) =>
      new Map(
        (
          await testApp.json<Hexes>(`/api/hexes?resolution=8&agency=sabrina-police&${query}`)
        ).cells.map(({ cell, total }) => [cell, total]),
      );
    const year = await shown('from=2025-01-01&to=2025-12-31');
    expect(year).toEqual(expected(places));
    expect(year.size).toBe(3_137);
    const june = await shown('from=2025-06-01&to=2025-06-30&kind=asb');
    expect(june).toEqual(expected(places.filter(({ is_june_asb }) => is_june_asb)));
    expect(june.size).toBe(574);
    expect([...june].sort(([, a], [, b]) => b - a).slice(0, 2)).toEqual([
      ['88195c64abfffff', 31],
      ['88195c2a0bfffff', 30],
    ]);
  }

  it.skipIf(!has(ZIP))(
    'a police year is imported whole, and its June again adds nothing (../shared/data)',
    { timeout: 240_000 },
    async () => {
      testApp.setClock('2026-11-22T12:00:00Z');
      const year = await receive(join(shared, ZIP));
      expect(year).toMatchObject({
        state: 'done',
        first_day: '2025-01-01',
        last_day: '2025-12-31',
        rows: { read: 102_105, accepted: 102_105, rejected: 0, without_place: 1_962 },
      });
      const whole = '/api/hexes?resolution=7&from=2025-01-01&to=2025-12-31&agency=sabrina-police';
      expect(await testApp.json(whole)).toMatchObject({
        total: 102_105 - 1_962,
        left_out: { no_place: 1_962, month_only: 0 },
      });
      await expectWhatLiesIn();
      const june = await receive(join(shared, JUNE));
      expect(june.rows).toMatchObject({
        read: 8_972,
        accepted: 0,
        already_present: 8_972,
        changed: 0,
        withdrawn: 0,
      });
      const undone = await testApp.request(`/api/imports/${june.id}`, { method: 'DELETE' }, bob);
      expect(undone.status).toBe(200);
      expect(await testApp.json(whole)).toMatchObject({ total: 102_105 - 1_962 });
    },
  );

  it.skipIf(!has(BOSTON))(
    'Boston’s needle requests are imported, all 622 (../shared/data)',
    async () => {
      const done = await receive(join(shared, BOSTON));
      expect(done.rows).toMatchObject({ read: 622, accepted: 622, rejected: 0 });
    },
  );
});
