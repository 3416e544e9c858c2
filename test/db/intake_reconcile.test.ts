/** A file against what its feed stated before: exactly once, restated months, and everything back by an undo. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { asOwner } from '#api/db/as_agency.ts';
import { logCsv, logCsvWithoutReferences, needlesCsv, policeCsv } from '#test/support/factories.ts';
import type { LogRow, PoliceRow } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, bob } from '#test/support/people.ts';

const testApp = await withTestApp();
const { database } = testApp;

/** Each test a feed of its own: what another stated does not matter to it. */
let feed = '';
let number = 0;
beforeEach(() => {
  feed = `feed-${++number}`;
});

const police = (rows: readonly Partial<PoliceRow>[], dryRun = false) =>
  testApp.importFile(policeCsv(rows), { as: bob, dataset: feed, dryRun, name: 'street.csv' });
const log = (rows: readonly Partial<LogRow>[], dryRun = false) =>
  testApp.importFile(logCsv(rows), { dataset: feed, dryRun, name: 'asb log.csv' });

/** What the feed states now, one line a row, sorted. */
const standing = () =>
  asOwner(database, async (tx) => {
    const rows = await tx<{ line: string }[]>`
      select concat_ws(' ', source_ref, type_id, local_day, cell, details ->> 'outcome', details ->> 'category') as line
      from incident
      join dataset on dataset.id = dataset_id
      where dataset.slug = ${feed}
        and withdrawn_by is null
      order by 1`;
    return rows.map(({ line }) => line);
  });

/** Everything that an undo has to put back: rows and deliveries to the last column, and what the map counts. */
const everything = async () => ({
  ...(await asOwner(database, async (tx) => ({
    incidents: [...(await tx`select * from incident order by id`)],
    deliveries: [...(await tx`select * from delivery order by dataset_id, month, import_id`)],
    staged: [...(await tx`select import_id, seq from import_row`)],
    matched: [...(await tx`select import_id, seq from import_match`)],
  }))),
  hexes: await testApp.json('/api/hexes?resolution=9'),
  cut: await testApp.json('/api/hexes?resolution=9&from=2025-06-10&to=2025-07-10'),
});

describe('The same again', () => {
  it('adds nothing, however often, and says so', async () => {
    const rows = [
      {},
      {},
      { id: 'aa', type: 'Burglary' },
      { id: 'bb', type: 'Drugs', latitude: '', longitude: '', location: 'No Location' },
    ];
    const first = await police(rows);
    expect(first).toMatchObject({
      state: 'done',
      format: 'police-street',
      first_day: '2025-06-01',
      last_day: '2025-06-30',
      rows: { read: 4, accepted: 4, already_present: 0, rejected: 0, without_place: 1 },
    });
    const before = await standing();
    for (let again = 0; again < 2; again++)
      expect((await police(rows)).rows).toMatchObject({
        read: 4,
        accepted: 0,
        already_present: 4,
        changed: 0,
        withdrawn: 0,
      });
    expect(await standing()).toEqual(before);
  });

  it('keeps repeated rows of one file as the separate incidents they are', async () => {
    await police([{}, {}, {}]);
    expect(await standing()).toHaveLength(3);
    // and a later download that states one more, or one fewer, is believed
    expect((await police([{}, {}, {}, {}])).rows).toMatchObject({
      accepted: 1,
      already_present: 3,
      withdrawn: 0,
    });
    expect((await police([{}, {}])).rows).toMatchObject({
      accepted: 0,
      already_present: 2,
      withdrawn: 2,
    });
    expect(await standing()).toHaveLength(2);
  });

  it('under a corrected mapping replaces what it stated before, row for row', async () => {
    const text = logCsvWithoutReferences([{}, {}, { category: 'Grumbling' }]);
    const about = { dataset: feed, name: 'asb.csv' };
    const first = await testApp.importFile(text, about);
    expect(first.rows).toMatchObject({ read: 3, accepted: 3 });
    const before = await standing();
    if (!first.mapping) throw new Error('the import has a mapping');
    const types = { ...first.mapping.types, noise: 'fireworks' };
    const mapping = { ...first.mapping, types };
    const second = await testApp.importFile(text, { ...about, mapping });
    expect(second.rows).toMatchObject({ accepted: 2, already_present: 1, withdrawn: 2 });
    expect((await standing()).map((line) => line.split(' ')[0])).toEqual(['20', '33', '33']);
    // another file's rows are not this one's to withdraw
    await testApp.importFile(logCsvWithoutReferences([{ date: '2025-08-01 10:00' }]), about);
    expect((await testApp.importFile(text, { ...about, mapping })).rows).toMatchObject({
      already_present: 3,
      withdrawn: 0,
    });
    const latest = await testApp.json<{ imports: { id: number }[] }>('/api/imports');
    for (const { id } of latest.imports.slice(0, 3))
      expect((await testApp.request(`/api/imports/${id}`, { method: 'DELETE' })).status).toBe(200);
    expect(await standing()).toEqual(before);
  });

  it('is not the same when another agency uploads it', async () => {
    await log([{}]);
    const theirs = await testApp.importFile(logCsv([{}]), { as: bob, dataset: feed });
    expect(theirs.rows.accepted).toBe(1);
    expect(await standing()).toHaveLength(2);
  });
});

describe('A police month that a later download restates', () => {
  it('is reconciled: added, as before, changed, withdrawn', async () => {
    await police([
      { id: 'aa', type: 'Burglary', outcome: 'Under investigation' },
      { id: 'bb', type: 'Drugs' },
      {},
      { location: 'On or near Elm Street' },
    ]);
    const later = await police([
      { id: 'aa', type: 'Burglary', outcome: 'Unable to prosecute suspect' },
      {},
      { id: 'cc', type: 'Robbery' },
    ]);
    expect(later.rows).toEqual({
      read: 3,
      accepted: 1,
      already_present: 1,
      changed: 1,
      withdrawn: 2,
      rejected: 0,
      without_place: 0,
    });
    expect(await standing()).toEqual([
      expect.stringMatching(/^20 2025-06-01 .* Anti-social/),
      expect.stringMatching(/^aa 2 .* Unable to prosecute suspect Burglary/),
      expect.stringMatching(/^cc 9 .* Robbery/),
    ]);
  });

  it('leaves other months and other forces alone', async () => {
    const others = [
      { month: '2025-05' },
      { month: '2025-07', id: 'aa', type: 'Burglary' },
      { force: 'Mercia Police' },
    ];
    await police([{}, ...others]);
    const later = await police([{ id: 'aa', type: 'Drugs' }]);
    expect(later.rows).toMatchObject({ accepted: 1, changed: 0, withdrawn: 1 });
    expect(await standing()).toHaveLength(4);
  });

  it('with one Crime ID on several rows keeps each of them', async () => {
    const rows = [
      { id: 'aa', type: 'Burglary' },
      { id: 'aa', type: 'Burglary' },
      { id: 'aa', type: 'Drugs' },
    ];
    await police(rows);
    expect((await police(rows)).rows).toMatchObject({ accepted: 0, already_present: 3 });
    const fewer = await police(rows.slice(1));
    expect(fewer.rows).toMatchObject({ already_present: 2, changed: 0, withdrawn: 1 });
    expect(await standing()).toHaveLength(2);
  });

  it('any two versions of it, one after the other, leave exactly the second standing', async () => {
    const row = fc.record({
      id: fc.constantFrom('', '', 'aa', 'bb', 'cc'),
      type: fc.constantFrom('Anti-social behaviour', 'Burglary'),
      outcome: fc.constantFrom('', 'Under investigation'),
      latitude: fc.constantFrom('52.190512', '52.200512'),
    });
    const version = fc.array(row, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(version, version, async (one, other) => {
        feed = `feed-${++number}`;
        await police(other);
        const wanted = await standing();
        feed = `feed-${++number}`;
        await police(one);
        const before = await standing();
        const shown = await police(other, true);
        await testApp.json(`/api/imports/${shown.id}/commit`, { method: 'POST' }, bob);
        await testApp.imports.settled();
        const { rows } = await testApp.import(shown.id);
        expect(rows).toEqual(shown.rows);
        expect(await standing()).toEqual(wanted);
        expect(rows.accepted + rows.already_present + rows.changed).toBe(other.length);
        expect(before.length + rows.accepted - rows.withdrawn).toBe(other.length);
      }),
      { numRuns: 15 },
    );
  });
});

describe('An agency’s own extract', () => {
  it('with references corrects a row and never withdraws what it does not repeat', async () => {
    await log([{ reference: 'A1' }, { reference: 'A2' }]);
    const later = await log([
      { reference: 'A1', category: 'Fireworks' },
      { reference: 'A3', date: '2025-07-01 10:00' },
    ]);
    expect(later.rows).toMatchObject({ accepted: 1, changed: 1, withdrawn: 0 });
    expect(await standing()).toEqual([
      expect.stringMatching(/^A1 33 /),
      expect.stringMatching(/^A2 31 /),
      expect.stringMatching(/^A3 31 2025-07-01/),
    ]);
  });

  it('that overlaps last week’s adds only what is new, references or not', async () => {
    const week = (from: number) =>
      Array.from({ length: 7 }, (_, day) => ({
        reference: `R${from + day}`,
        date: `2025-06-${String(from + day).padStart(2, '0')} 22:15`,
      }));
    await log(week(2));
    expect((await log(week(6))).rows).toMatchObject({ accepted: 4, already_present: 3 });
    feed = `feed-${++number}`;
    const bare = (rows: Partial<LogRow>[]) =>
      testApp.importFile(logCsvWithoutReferences(rows), { dataset: feed, name: 'asb.csv' });
    // two alike on the same evening, which the next file repeats
    await bare([...week(2), { date: '2025-06-08 22:15' }]);
    const later = await bare([{ date: '2025-06-08 22:15' }, ...week(6)]);
    expect(later.rows).toMatchObject({ accepted: 4, already_present: 4, withdrawn: 0 });
    expect(await standing()).toHaveLength(12);
  });

  it('goes back to an earlier word when the latest file has it', async () => {
    for (const category of ['Noise', 'Fireworks', 'Noise']) await log([{ category }]);
    expect(await standing()).toEqual([expect.stringMatching(/^A1 31 /)]);
  });

  it('keeps rows without a place, counts them, and searches that found nothing apart', async () => {
    const done = await testApp.importFile(
      needlesCsv([
        { job: 'N1', needles: '3' },
        { job: 'N2', needles: '0' },
        { job: 'N3', needles: '2', gridReference: '' },
      ]),
      { dataset: feed, name: 'needle finds.csv' },
    );
    expect(done.rows).toMatchObject({ read: 3, accepted: 3, without_place: 1 });
    const path = '/api/hexes?resolution=9&type=needles&from=2025-06-13&to=2025-06-13';
    expect(await testApp.json(path)).toMatchObject({ total: 1, left_out: { no_place: 1 } });
    expect((await standing()).filter((line) => line.startsWith('N2 70 '))).toHaveLength(1);
    await testApp.json(`/api/imports/${done.id}`, { method: 'DELETE' });
    expect(await testApp.json(path)).toMatchObject({ total: 0, left_out: { no_place: 0 } });
  });
});

describe('An undo', () => {
  const undo = (id: number, person = alice) =>
    testApp.request(`/api/imports/${id}`, { method: 'DELETE' }, person);

  it('is its own agency’s to do: to another the import is not there, and the rows stay', async () => {
    const theirs = await police([{}, {}]);
    const before = await standing();
    expect((await undo(theirs.id, alice)).status).toBe(404);
    expect(await standing()).toEqual(before);
    expect((await undo(theirs.id, bob)).status).toBe(200);
    expect(await standing()).toEqual([]);
  });

  it('leaves everything as it was before the import', async () => {
    await police([
      { id: 'aa', type: 'Burglary', outcome: 'Under investigation' },
      {},
      { latitude: '', longitude: '' },
      { month: '2025-07' },
    ]);
    const before = await everything();
    const restated = await police([
      { id: 'aa', type: 'Burglary', outcome: 'Offender given a caution' },
      { type: 'Drugs', id: 'bb' },
      { month: '2025-08' },
    ]);
    expect(restated.rows).toMatchObject({ accepted: 2, changed: 1, withdrawn: 2 });
    expect(await everything()).not.toEqual(before);
    expect((await undo(restated.id, bob)).status).toBe(200);
    expect(await everything()).toEqual(before);
    // and it may be imported again
    const again = await police([
      { id: 'aa', type: 'Burglary', outcome: 'Offender given a caution' },
    ]);
    expect(again.rows).toMatchObject({ changed: 1, withdrawn: 2 });
  });

  it('is refused while a later import builds on it, and works last in, first out', async () => {
    const start = await everything();
    const first = await log([{ reference: 'A1' }, { reference: 'A2' }]);
    const second = await log([{ reference: 'A1', category: 'Fireworks' }]);
    const third = await log([{ reference: 'A1', category: 'Fireworks' }]);
    const refused = await undo(first.id);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      code: 'import_built_upon',
      detail: `“asb log.csv” (import ${third.id}) came later and builds on this one. Undo that one first.`,
    });
    for (const { id } of [third, second, first]) expect((await undo(id)).status).toBe(200);
    expect(await everything()).toEqual(start);
    expect((await undo(first.id)).status).toBe(409);
  });

  it('is refused too when the import built upon it was uploaded before it', async () => {
    // a dry run waits; another file commits the same rows; then the dry run is committed and finds them there
    const waiting = await log([{ reference: 'A1' }, { reference: 'A2' }], true);
    const quick = await log([{ reference: 'A1' }]);
    await testApp.json(`/api/imports/${waiting.id}/commit`, { method: 'POST' });
    await testApp.imports.settled();
    expect((await testApp.import(waiting.id)).rows).toMatchObject({
      accepted: 1,
      already_present: 1,
    });
    expect((await undo(quick.id)).status).toBe(409);
    expect(await standing()).toHaveLength(2);
    expect((await undo(waiting.id)).status).toBe(200);
    expect((await undo(quick.id)).status).toBe(200);
  });

  it('is refused when a later import moved one of its rows to another day', async () => {
    const first = await log([{ reference: 'A1' }]);
    const later = await log([{ reference: 'A1', date: '2025-09-01 10:00' }]);
    expect(later.rows.changed).toBe(1);
    expect((await undo(first.id)).status).toBe(409);
    expect((await undo(later.id)).status).toBe(200);
    expect(await standing()).toEqual([expect.stringMatching(/^A1 31 2025-06-13/)]);
  });

  it('after any series of imports, undone in turn, leaves what each one found', async () => {
    const rows = fc.array(
      fc.record({
        reference: fc.constantFrom('', 'A1', 'A2'),
        category: fc.constantFrom('Noise', 'Fireworks'),
        date: fc.constantFrom('2025-06-13 14:05', '2025-07-02 10:00'),
      }),
      { minLength: 1, maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(rows, { minLength: 1, maxLength: 3 }), async (files) => {
        feed = `feed-${++number}`;
        const states: { id: number; before: unknown }[] = [];
        for (const file of files) {
          const before = await everything();
          states.push({ before, id: (await log(file)).id });
        }
        for (const { id, before } of states.reverse()) {
          expect((await undo(id)).status).toBe(200);
          expect(await everything()).toEqual(before);
        }
      }),
      { numRuns: 8 },
    );
  });
});
