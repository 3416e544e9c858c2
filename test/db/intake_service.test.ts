/** The import service: dry runs and answers, two people at one import, stops, restarts and what they leave. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Import } from '#api/contract/imports.ts';
import type { Mapping } from '#api/contract/intake.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { ImportService } from '#api/intake/import_service.ts';
import { clearStage } from '#api/intake/stage/stage_queries.ts';
import { logCsv, needlesCsv, policeCsv } from '#test/support/factories.ts';
import { TODAY, withTestApp, type FileToImport } from '#test/support/test_app.ts';

const testApp = await withTestApp();
const { database } = testApp;

let feed = '';
let number = 0;
beforeEach(() => {
  feed = `feed-${++number}`;
});

const importFile = (text: string | Uint8Array<ArrayBuffer>, about: FileToImport = {}) =>
  testApp.importFile(text, { dataset: feed, name: 'log.csv', ...about });
const remap = (id: number, mapping: Mapping) =>
  testApp.request(`/api/imports/${id}/mapping`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(mapping),
  });
const commit = (id: number) => testApp.request(`/api/imports/${id}/commit`, { method: 'POST' });
const undo = (id: number) => testApp.request(`/api/imports/${id}`, { method: 'DELETE' });
const mappingOf = ({ mapping }: Import): Mapping => {
  if (!mapping) throw new Error('the import has no mapping');
  return mapping;
};

const inFeed = () =>
  asOwner(
    database,
    (tx) => tx<{ day: string; category: string }[]>`
    select local_day as day, details ->> 'category' as category
    from incident
    join dataset on dataset.id = dataset_id
    where dataset.slug = ${feed}
    order by incident.id`,
  );
const staged = async (id: number) =>
  (
    await asOwner(
      database,
      (tx) => tx`
      select import_id from import_row where import_id = ${id}
      union all
      select import_id from import_match where import_id = ${id}`,
    )
  ).length;
const fileWaits = (id: number) => existsSync(join(testApp.uploads, String(id)));
/** Neither its file nor a staged row is left of it. */
const isTidy = async (id: number) => !fileWaits(id) && (await staged(id)) === 0;

const AMBIGUOUS = logCsv([
  { reference: 'A1', date: '03/04/2025 10:00' },
  { reference: 'A2', date: '05/06/2025 11:00' },
]);

describe('A dry run', () => {
  it('shows what would be imported, adds nothing, and can be committed or discarded', async () => {
    const text = logCsv([{ reference: 'A1' }, { reference: 'A2', category: 'Fireworks' }]);
    const shown = await importFile(text, { dryRun: true });
    expect(shown).toMatchObject({
      state: 'previewed',
      dry_run: true,
      rows: { read: 2, accepted: 2, rejected: 0 },
      preview: { kinds: [{ kind: 'asb', total: 2 }], resolution: 8 },
    });
    expect(shown.preview?.cells).toEqual([{ cell: expect.stringMatching(/^88/), total: 2 }]);
    expect(await inFeed()).toEqual([]);
    expect((await undo(shown.id)).status).toBe(200);
    expect((await testApp.import(shown.id)).state).toBe('discarded');
    expect((await commit(shown.id)).status).toBe(409);
    const again = await importFile(text, { dryRun: true });
    expect((await commit(again.id)).status).toBe(202);
    await testApp.imports.settled();
    expect(await testApp.import(again.id)).toMatchObject({ state: 'done', rows: shown.rows });
    expect(await isTidy(again.id)).toBe(true);
    expect(await isTidy(shown.id)).toBe(true);
  });

  it('counts exactly what its commit then counts, bad rows and all', async () => {
    const row = fc.record({
      reference: fc.constantFrom('', 'A1', 'A2', 'A3'),
      category: fc.constantFrom('Noise', 'Fireworks', ''),
      date: fc.constantFrom('2025-06-13 14:05', '2025-07-02', 'yesterday', '2031-01-01 10:00'),
      latitude: fc.constantFrom('52.19', '52.21', '', '-2.22'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
        // the rows decide what is there before, too: the same feed takes file after file
        const text = logCsv([...rows, { reference: 'Z', date: '2025-06-01 10:00' }]);
        const mapping = mappingOf(await importFile(logCsv([{}]), { dryRun: true }));
        const shown = await importFile(text, { dryRun: true, mapping });
        expect(shown.state).toBe('previewed');
        expect((await commit(shown.id)).status).toBe(202);
        await testApp.imports.settled();
        const done = await testApp.import(shown.id);
        expect(done).toMatchObject({ state: 'done', rows: shown.rows });
        const { read, accepted, already_present, changed, rejected } = done.rows;
        expect(accepted + already_present + changed + rejected).toBe(read);
        expect(read).toBe(rows.length + 1);
      }),
      { numRuns: 10 },
    );
  });
});

describe('A file that leaves a question', () => {
  it('waits open, is read again under the answer, and the next file of the feed needs none', async () => {
    const shown = await importFile(AMBIGUOUS, { dryRun: true });
    expect(shown).toMatchObject({
      state: 'previewed',
      questions: [{ about: 'day-order', choices: ['dmy', 'mdy'] }],
      problem: { code: 'day-order', sentence: expect.stringContaining('day or the month') },
    });
    const early = await commit(shown.id);
    expect([early.status, await early.json()]).toMatchObject([
      409,
      { code: 'import_questions_open' },
    ]);
    expect((await remap(shown.id, { ...mappingOf(shown), dayOrder: 'dmy' })).status).toBe(202);
    await testApp.imports.settled();
    expect(await testApp.import(shown.id)).toMatchObject({
      state: 'previewed',
      problem: null,
      questions: [],
      rows: { read: 2, accepted: 2 },
      first_day: '2025-04-03',
    });
    expect((await commit(shown.id)).status).toBe(202);
    await testApp.imports.settled();
    const next = await importFile(logCsv([{ reference: 'A3', date: '07/08/2025 10:00' }]));
    expect(next).toMatchObject({ state: 'done', first_day: '2025-08-07' });
  });

  it('about its encoding is remembered with the rest: the next file needs no answer', async () => {
    const latin = (reference: string) =>
      new Uint8Array(
        Buffer.from(logCsv([{ reference, category: 'Noise (café)' }, { reference: '' }]), 'latin1'),
      );
    const shown = await importFile(latin('A1'), { dryRun: true });
    expect(shown).toMatchObject({ state: 'previewed', problem: { code: 'not-utf8' } });
    const blank = await importFile(logCsv([{}]), { dryRun: true });
    await undo(blank.id);
    expect((await remap(shown.id, { ...mappingOf(blank), encoding: 'windows-1252' })).status).toBe(
      202,
    );
    await testApp.imports.settled();
    expect((await commit(shown.id)).status).toBe(202);
    await testApp.imports.settled();
    const next = await importFile(latin('A2'));
    expect(next).toMatchObject({ state: 'done', rows: { read: 2, accepted: 1 } });
    expect((await inFeed()).map(({ category }) => category)).toContain('Noise (café)');
  });

  it('stays open when the answer was wrong, and shows no numbers of the reading before', async () => {
    const shown = await importFile(logCsv([{}, { reference: 'A2' }]), { dryRun: true });
    expect(shown.rows.accepted).toBe(2);
    await remap(shown.id, { ...mappingOf(shown), delimiter: ';' });
    await testApp.imports.settled();
    const wrong = await testApp.import(shown.id);
    expect(wrong).toMatchObject({
      state: 'previewed',
      problem: { sentence: expect.stringMatching(/\.$/) },
      rows: { read: 0, accepted: 0 },
      preview: null,
      first_day: null,
    });
    expect((await commit(shown.id)).status).toBe(409);
    await remap(shown.id, mappingOf(shown));
    await testApp.imports.settled();
    expect(await testApp.import(shown.id)).toMatchObject({ problem: null, rows: { accepted: 2 } });
  });

  it('of columns it lacks stays open and names them', async () => {
    const shown = await importFile(logCsv([{}]), { dryRun: true });
    const mapping = mappingOf(shown);
    await remap(shown.id, { ...mapping, columns: { ...mapping.columns, location: 'Street' } });
    await testApp.imports.settled();
    expect(await testApp.import(shown.id)).toMatchObject({
      state: 'previewed',
      problem: { code: 'missing-column', sentence: expect.stringContaining('Street') },
    });
  });

  it('the order of day and month that a column shows by itself outweighs the feed’s last file', async () => {
    await importFile(logCsv([{ reference: 'A1', date: '2025-06-13 14:05' }]));
    const next = await importFile(logCsv([{ reference: 'A2', date: '25/06/2025 14:05' }]));
    expect(next).toMatchObject({ state: 'done', rows: { accepted: 1, rejected: 0 } });
    expect((await inFeed()).map(({ day }) => day)).toEqual(['2025-06-13', '2025-06-25']);
  });
});

describe('Two people at one import', () => {
  const statuses = async (answers: Promise<Response>[]) =>
    (await Promise.all(answers)).map(({ status }) => status).sort();

  it('who both commit it commit it once', async () => {
    const shown = await importFile(logCsv([{}]), { dryRun: true });
    expect(await statuses([commit(shown.id), commit(shown.id)])).toEqual([202, 409]);
    await testApp.imports.settled();
    expect(await inFeed()).toHaveLength(1);
  });

  it('of whom one commits it and one discards it: one of the two happens, wholly', async () => {
    for (let run = 0; run < 6; run++) {
      feed = `feed-${++number}`;
      const shown = await importFile(logCsv([{}, { reference: 'A2' }]), { dryRun: true });
      const answers = run % 2 === 0 ? [commit, undo] : [undo, commit];
      const codes = await statuses(answers.map((act) => act(shown.id)));
      await testApp.imports.settled();
      const { state } = await testApp.import(shown.id);
      // committed and then, when it had finished, undone is allowed too
      expect(['done', 'discarded', 'undone']).toContain(state);
      expect(codes).toEqual(state === 'undone' ? [200, 202] : [state === 'done' ? 202 : 200, 409]);
      expect(await inFeed()).toHaveLength(state === 'done' ? 2 : 0);
      expect(await isTidy(shown.id)).toBe(true);
    }
  });

  it('of whom one corrects the mapping and one discards it leave nothing half done', async () => {
    for (let run = 0; run < 4; run++) {
      const shown = await importFile(AMBIGUOUS, { dryRun: true });
      const mapping: Mapping = { ...mappingOf(shown), dayOrder: 'dmy' };
      const codes = await statuses([remap(shown.id, mapping), undo(shown.id)]);
      await testApp.imports.settled();
      const { state, problem } = await testApp.import(shown.id);
      expect(['previewed', 'discarded']).toContain(state);
      expect(problem).toBeNull();
      // what was corrected first may be called off while it waits to be read again
      if (state === 'previewed') expect(codes).toEqual([202, 409]);
      else expect([[200, 409].join(), [200, 202].join()]).toContain(codes.join());
      if (state === 'previewed') expect((await undo(shown.id)).status).toBe(200);
      expect(await isTidy(shown.id)).toBe(true);
    }
  });

  it('of whom both undo it undo it once', async () => {
    const done = await importFile(logCsv([{}]));
    expect(await statuses([undo(done.id), undo(done.id)])).toEqual([200, 409]);
    expect(await inFeed()).toEqual([]);
  });

  it('an import being worked on can be called off, and neither corrected nor committed', async () => {
    const rows = Array.from({ length: 8_000 }, (_, i) => ({ reference: `A${i}` }));
    const shown = await importFile(logCsv([{}]), { dryRun: true });
    const id = await testApp.upload(logCsv(rows), { dataset: feed, name: 'log.csv', dryRun: true });
    // all at once: one after the other, the last might find it done
    const codes = await Promise.all([remap(id, mappingOf(shown)), commit(id), undo(id)]);
    expect(codes.map(({ status }) => status)).toEqual([409, 409, 200]);
    await testApp.imports.settled();
    expect((await testApp.import(id)).state).toBe('discarded');
    expect(await isTidy(id)).toBe(true);
    expect(await inFeed()).toEqual([]);
  });
});

describe('A service that stops', () => {
  const many = logCsv(
    Array.from({ length: 12_000 }, (_, i) => ({ reference: `A${i}`, date: '2025-06-13 14:05' })),
  );

  it('while it reads leaves the import to the next, which commits all of it once', async () => {
    const id = await testApp.upload(many, { dataset: feed, name: 'log.csv' });
    await testApp.reopen();
    await testApp.imports.settled();
    expect(await testApp.import(id)).toMatchObject({ state: 'done', rows: { accepted: 12_000 } });
    expect(await inFeed()).toHaveLength(12_000);
    expect(await isTidy(id)).toBe(true);
    await undo(id);
  });

  it('keeps a dry run for a week', async () => {
    const shown = await importFile(logCsv([{}]), { dryRun: true });
    await testApp.reopen();
    expect((await testApp.import(shown.id)).state).toBe('previewed');
    await asOwner(
      database,
      (tx) => tx`
      update import set created_at = ${TODAY}::timestamptz - interval '8 days' where id = ${shown.id}`,
    );
    await testApp.reopen();
    expect((await testApp.import(shown.id)).state).toBe('discarded');
    expect(await isTidy(shown.id)).toBe(true);
  });

  it('and without stopping drops it, too', async () => {
    const shown = await importFile(logCsv([{}]), { dryRun: true });
    await testApp.imports.dropOldPreviews();
    expect((await testApp.import(shown.id)).state).toBe('previewed');
    await asOwner(
      database,
      (tx) => tx`
      update import set created_at = ${TODAY}::timestamptz - interval '8 days' where id = ${shown.id}`,
    );
    await testApp.imports.dropOldPreviews();
    expect((await testApp.import(shown.id)).state).toBe('discarded');
    expect(await isTidy(shown.id)).toBe(true);
  });

  it('killed right after the commit leaves neither file nor staged rows for ever', async () => {
    const done = await importFile(logCsv([{}]));
    // what stands there when the process dies between the commit and its tidying up
    writeFileSync(join(testApp.uploads, String(done.id)), 'x');
    await asOwner(
      database,
      (tx) => tx`
      insert into import_match (import_id, seq, incident_id, verdict)
      values (${done.id}, 1, 1, 'already_present')`,
    );
    mkdirSync(join(testApp.uploads, 'incoming'), { recursive: true });
    writeFileSync(join(testApp.uploads, 'incoming', 'incoming-half'), 'x');
    const open = await importFile(logCsv([{ reference: 'A2' }]), { dryRun: true });
    await testApp.reopen();
    expect(await isTidy(done.id)).toBe(true);
    expect(fileWaits(open.id)).toBe(true);
    expect(readdirSync(join(testApp.uploads, 'incoming'))).toEqual([]);
    expect((await commit(open.id)).status).toBe(202);
    await testApp.imports.settled();
    expect(await testApp.import(open.id)).toMatchObject({ state: 'done', rows: { accepted: 1 } });
  });

  it('without the file says so, and the file may be sent again', async () => {
    const shown = await importFile(logCsv([{}]), { dryRun: true });
    rmSync(join(testApp.uploads, String(shown.id)));
    const corrected = await remap(shown.id, mappingOf(shown));
    expect(corrected.status).toBe(409);
    expect(await corrected.json()).toMatchObject({ code: 'import_not_previewed' });
    const again = await importFile(logCsv([{}]));
    expect(again.rows.accepted).toBe(1);
  });

  it('whose database lost the staged rows reads the file again', async () => {
    const shown = await importFile(logCsv([{}, { reference: 'A2' }]), { dryRun: true });
    await asOwner(database, (tx) => clearStage(tx, shown.id));
    await commit(shown.id);
    await testApp.imports.settled();
    expect(await testApp.import(shown.id)).toMatchObject({ state: 'done', rows: { accepted: 2 } });
  });

  it('whose database became unavailable goes on with the import by itself', async () => {
    // the service's connection fails twice, as when the database restarts
    let failures = 2;
    const flaky: typeof database = {
      ...database,
      sql: new Proxy(database.sql, {
        get(sql, name: keyof typeof database.sql) {
          if (name === 'begin' && armed && failures > 0) {
            failures--;
            return () =>
              Promise.reject(Object.assign(new Error('gone'), { code: 'CONNECTION_CLOSED' }));
          }
          const value: unknown = sql[name];
          return typeof value === 'function' ? (value.bind(sql) as unknown) : value;
        },
      }),
    };
    let armed = false;
    const folder = join(testApp.uploads, 'flaky');
    const service = new ImportService(flaky, folder, testApp.now, testApp.log, 20);
    const path = join(testApp.uploads, 'flaky.csv');
    writeFileSync(path, logCsv([{}]));
    const upload = {
      agencyId: 1,
      dataset: feed,
      fileName: 'log.csv',
      path,
      bytes: 1,
      sha256: '',
      dryRun: false,
    };
    const id = await service.receive(upload);
    armed = true;
    await service.settled();
    await service.close();
    rmSync(folder, { recursive: true });
    expect(failures).toBe(0);
    expect((await testApp.import(id)).state).toBe('done');
    expect(await inFeed()).toHaveLength(1);
  });
});

describe('Which feed a file belongs to', () => {
  it('a file is of the feed its name says, without its dates', async () => {
    const text = needlesCsv([{}]);
    for (const name of ['Needle log 2025-06.csv', 'needle_log_July_2025.csv'])
      expect(await testApp.importFile(text, { name, dryRun: true })).toMatchObject({
        dataset: 'needle-log',
      });
    expect(
      await testApp.importFile(policeCsv([{}]), { name: 'x.csv', dryRun: true }),
    ).toMatchObject({
      dataset: 'police-street',
    });
  });

  it('a file called finds does not become part of what phones log', async () => {
    const shown = await testApp.importFile(needlesCsv([{}]), { name: 'finds.csv', dryRun: true });
    expect(shown.dataset).not.toBe('finds');
  });
});
