/** What is due, over HTTP: every partner reads it, by London's calendar, and nobody counts another's records by it. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditPage } from '#api/contract/audit.ts';
import type { Deliveries, QuarterDue } from '#api/contract/deliveries.ts';
import type { Notices } from '#api/contract/notices.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { remindByCalendar } from '#api/deliveries/send_reminders.ts';
import { refusal } from '#test/api/http/calls.ts';
import { logCsv, policeCsv } from '#test/support/factories.ts';
import { TODAY, withTestApp } from '#test/support/test_app.ts';
import { alice, bob, chelsea, dev, type Person } from '#test/support/people.ts';
import { agree } from '#test/support/sign_in.ts';

const testApp = await withTestApp({ agreements: 'none' });

const board = (person: Person = alice, query = '') =>
  testApp.json<Deliveries>(`/api/deliveries?${query}`, {}, person);
const noise = async (person: Person = alice): Promise<Record<string, QuarterDue>> => {
  const { feeds } = await board(person);
  const feed = feeds.find(({ dataset }) => dataset === 'noise');
  return Object.fromEntries(feed?.quarters.map((one) => [one.quarter, one]) ?? []);
};

const ofMonths = (...months: readonly string[]) =>
  months.flatMap((month) =>
    [1, 2, 3, 4].map((day) => ({ reference: `${month}-${day}`, date: `${month}-0${day} 14:05` })),
  );
/** Uploads months, on a day of the past: the database's own clock says when an import was done. */
async function handedIn(instant: string, ...months: readonly string[]): Promise<void> {
  const { id, problem } = await testApp.importFile(logCsv(ofMonths(...months)), {
    dataset: 'noise',
    name: `noise ${months[0]}.csv`,
  });
  expect(problem).toBeNull();
  await asOwner(
    testApp.database,
    (tx) =>
      tx`update import set finished_at = ${instant}, created_at = ${instant} where id = ${id}`,
  );
}

beforeAll(async () => {
  await handedIn('2025-04-10T09:00:00Z', '2025-01', '2025-02', '2025-03');
  // May is not in it
  await handedIn('2025-09-01T09:00:00Z', '2025-04', '2025-06');
  const police = await testApp.importFile(policeCsv([{ month: '2025-06' }]), {
    as: bob,
    name: '2025-06-sabrina-street.csv',
  });
  expect(police.problem).toBeNull();
});
beforeEach(() => testApp.setClock(TODAY));

describe('What is due', () => {
  it('lists every feed and quarter that has ended: expected, received, and what lacks', async () => {
    const { today, feeds } = await board();
    expect(today).toBe('2025-11-22');
    expect(feeds.map(({ agency, dataset }) => [agency, dataset]).sort()).toEqual([
      ['sabrina-police', 'police-street'],
      ['severnside-council', 'noise'],
    ]);
    const feed = feeds.find(({ dataset }) => dataset === 'noise');
    expect(feed).toMatchObject({
      last_month: '2025-06-01',
      last_received_on: '2025-09-01',
      days_since: 82,
    });
    expect(feed?.quarters).toEqual([
      {
        quarter: '2025-Q1',
        from: '2025-01-01',
        to: '2025-03-31',
        expected_by: '2025-06-30',
        received_on: '2025-04-10',
        state: 'received',
        months_missing: [],
        rows: 12,
        reminders: [],
      },
      {
        quarter: '2025-Q2',
        from: '2025-04-01',
        to: '2025-06-30',
        expected_by: '2025-09-30',
        received_on: null,
        state: 'missing',
        months_missing: ['2025-05-01'],
        rows: 8,
        reminders: [],
      },
      {
        quarter: '2025-Q3',
        from: '2025-07-01',
        to: '2025-09-30',
        expected_by: '2025-12-31',
        received_on: null,
        state: 'due',
        months_missing: ['2025-07-01', '2025-08-01', '2025-09-01'],
        rows: null,
        reminders: [],
      },
    ]);
    expect((await board(alice, 'quarters=1')).feeds[0]?.quarters.length).toBe(1);
  });

  it('by London’s clock: in summer a quarter ends an hour before it does in Greenwich', async () => {
    const state = async (instant: string, quarter: string) => {
      testApp.setClock(instant);
      return (await noise())[quarter]?.state;
    };
    expect(await state('2025-09-30T22:59:00Z', '2025-Q2')).toBe('due');
    expect(await state('2025-09-30T23:01:00Z', '2025-Q2')).toBe('missing');
    expect(await state('2025-09-30T22:59:00Z', '2025-Q3')).toBeUndefined();
    expect(await state('2025-09-30T23:01:00Z', '2025-Q3')).toBe('due');
    expect(await state('2025-12-31T23:59:00Z', '2025-Q3')).toBe('due');
    expect(await state('2026-01-01T00:01:00Z', '2025-Q3')).toBe('missing');
  });

  it('changes with the file: what was missing is late once it comes, and missing again when it is taken back', async () => {
    await handedIn('2025-09-30T23:15:00Z', '2025-05');
    expect((await noise())['2025-Q2']).toMatchObject({
      state: 'late',
      received_on: '2025-10-01',
      months_missing: [],
      rows: 12,
    });
    const { imports } = await testApp.json<{ imports: { id: number; file_name: string }[] }>(
      '/api/imports',
    );
    const may = imports.find(({ file_name }) => file_name === 'noise 2025-05.csv');
    expect((await testApp.request(`/api/imports/${may?.id}`, { method: 'DELETE' })).status).toBe(
      200,
    );
    expect((await noise())['2025-Q2']).toMatchObject({ state: 'missing', rows: 8 });
    await handedIn('2025-09-30T22:45:00Z', '2025-05');
    expect((await noise())['2025-Q2']).toMatchObject({
      state: 'received',
      received_on: '2025-09-30',
    });
  });
});

describe('Every partner reads it', () => {
  it('with days and states, and no file’s name', async () => {
    for (const person of [bob, chelsea]) {
      const { feeds } = await board(person);
      expect(feeds.length).toBe(2);
      expect(JSON.stringify(feeds)).not.toContain('.csv');
      expect((await noise(person))['2025-Q1']).toMatchObject({
        state: 'received',
        received_on: '2025-04-10',
      });
    }
  });

  it('without how many records others have, unless they share them one by one: not by counts with small ones left out', async () => {
    const rowsOf = async (person: Person) =>
      Object.values(await noise(person)).map(({ rows }) => rows);
    expect(await rowsOf(bob)).toEqual([null, null, null]);
    expect(await rowsOf(chelsea)).toEqual([null, null, null]);
    const kinds = ['asb'] as const;
    await agree(testApp, {
      provider: alice,
      recipient: chelsea,
      level: 'cell',
      threshold: 1,
      kinds,
    });
    await agree(testApp, { provider: alice, recipient: bob, level: 'point', kinds });
    // a total would reveal what was left out of the counts
    expect(await rowsOf(chelsea)).toEqual([null, null, null]);
    expect(await rowsOf(bob)).toEqual([12, 12, null]);
  });

  it('but not the street team, nor whoever belongs to no agency', async () => {
    const street = { name: 'Stella', agency: alice.agency, roles: ['street'] } as const;
    await testApp.addPerson(street);
    const refused = await refusal(testApp.request('/api/deliveries', {}, street));
    expect([refused.status, refused.code]).toEqual([403, 'not_allowed']);
    expect((await testApp.request('/api/deliveries', {}, dev)).status).toBeGreaterThanOrEqual(401);
    expect((await testApp.request('/api/deliveries?quarters=0')).status).toBe(422);
    expect((await board()).feeds.length).toBe(2);
  });
});

describe('Reminding', () => {
  const remind = (body: object, person: Person = bob) =>
    testApp.request(
      '/api/deliveries/reminders',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      },
      person,
    );
  const noiseOf = (quarter: string) => ({
    agency: 'severnside-council',
    dataset: 'noise',
    quarter,
  });
  const notices = async (person: Person) =>
    (await testApp.json<Notices>('/api/notices', {}, person)).notices;

  beforeEach(async () => {
    await asOwner(testApp.database, async (tx) => {
      await tx`delete from delivery_reminder`;
      await tx`delete from notice`;
      // as it was before May came
      await tx`delete from delivery where month = '2025-05-01'`;
    });
  });

  it('Bob reminds of what is missing: whoever may upload it gets one notice, and every partner reads who sent it', async () => {
    const colleague: Person = { name: 'Colin', agency: alice.agency, roles: ['tasking'] };
    await testApp.addPerson(colleague);
    const answer = await remind(noiseOf('2025-Q2'));
    expect(answer.status).toBe(201);
    expect(((await answer.json()) as QuarterDue).reminders).toEqual([
      { on: '2025-11-22', why: 'asked', by: 'sabrina-police', people: 1 },
    ]);
    const [notice, ...more] = await notices(alice);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({
      subject: expect.stringMatching(/, 2025-Q2: not received$/),
      path: '/owed',
    });
    expect(notice?.text).toMatch(/^Sabrina Police asks for your data\. Of “.+”, May 2025 has not/);
    expect(await notices(colleague)).toEqual([]);
    expect(await notices(bob)).toEqual([]);
    expect((await noise(chelsea))['2025-Q2']?.reminders).toMatchObject([{ by: 'sabrina-police' }]);
  });

  it('not twice in a week, also when two remind at once', async () => {
    const both = await Promise.all([
      remind(noiseOf('2025-Q2')),
      remind(noiseOf('2025-Q2'), chelsea),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    testApp.setClock('2025-11-28T12:00:00Z');
    expect(await refusal(remind(noiseOf('2025-Q2')))).toMatchObject({
      status: 409,
      code: 'reminded_already',
    });
    testApp.setClock('2025-11-29T12:00:00Z');
    expect((await remind(noiseOf('2025-Q2'))).status).toBe(201);
    expect((await notices(alice)).length).toBe(2);
  });

  it('not for what has come, what is not known, nor by whoever does not assign work', async () => {
    expect(await refusal(remind(noiseOf('2025-Q1')))).toMatchObject({ code: 'nothing_owed' });
    expect(await refusal(remind(noiseOf('1999-Q1')))).toMatchObject({ status: 404 });
    expect(await refusal(remind({ ...noiseOf('2025-Q2'), quarter: 'Q2' }))).toMatchObject({
      status: 422,
    });
    const reader: Person = { name: 'Rhea', agency: bob.agency, roles: ['reader'] };
    await testApp.addPerson(reader);
    expect(await refusal(remind(noiseOf('2025-Q2'), reader))).toMatchObject({
      code: 'not_allowed',
    });
    expect(await notices(alice)).toEqual([]);
  });

  it('leaves its line in both agencies’ audit', async () => {
    await remind(noiseOf('2025-Q2'));
    for (const person of [alice, bob]) {
      const { events } = await testApp.json<AuditPage>(
        '/api/audit?event=delivery.asked_for&limit=1',
        {},
        person,
      );
      expect(events).toMatchObject([
        { agency: 'sabrina-police', about: { dataset: 'noise', quarter: '2025-Q2' } },
      ]);
    }
  });

  it('by the calendar once before the day and once after it, whether or not the clock goes back', async () => {
    const on = async (instant: string) => {
      testApp.setClock(instant);
      return remindByCalendar(testApp.database, testApp.now());
    };
    expect(await on('2025-09-10T09:00:00Z')).toBe(0);
    expect(await on('2025-09-20T09:00:00Z')).toBe(1);
    expect(await on('2025-09-21T09:00:00Z')).toBe(0);
    expect(await on('2025-10-01T09:00:00Z')).toBe(1);
    expect(await on('2025-09-20T09:00:00Z')).toBe(0);
    expect(await on('2025-10-02T09:00:00Z')).toBe(0);
    expect((await notices(alice)).map(({ subject }) => subject.replace(/^.*, /, ''))).toEqual([
      '2025-Q2: not received',
      '2025-Q2: not received yet',
    ]);
    testApp.setClock(TODAY);
    expect((await noise())['2025-Q2']?.reminders.map(({ why, by }) => [why, by])).toEqual([
      ['due_soon', null],
      ['missing', null],
    ]);
  });
});
