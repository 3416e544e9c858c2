/** The audit is only ever added to, and whoever changes it all the same is found out. */
import { beforeEach, describe, expect, it } from 'vitest';
import { audit, auditAs, readHead } from '#api/audit/queries.ts';
import { verifyAudit } from '#api/audit/verify.ts';
import type { AuditCheck, AuditPage } from '#api/contract/audit.ts';
import { asAgency, asOwner, type OwnerTx } from '#api/db/as_agency.ts';
import { newFind } from '#test/support/factories.ts';
import { post } from '#test/api/http/calls.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, bob, chelsea } from '#test/support/people.ts';

const testApp = await withTestApp();
const { database } = testApp;
const line = (count: number) => ({
  event: 'test.line',
  outcome: 'done' as const,
  about: { count, words: 'ünïcødé “quoted” \\ back' },
});
const check = (head: string | null = null) => asOwner(database, (tx) => verifyAudit(tx, head));
const headNow = async () =>
  Buffer.from((await asOwner(database, (tx) => readHead(tx))).last_hash).toString('hex');

beforeEach(async () => {
  for (const count of [1, 2, 3])
    await asAgency(database, testApp.viewer(alice), (tx) => audit(tx, line(count)));
});

/** Past the trigger, as somebody with the owner's password could; taken back afterwards. */
async function tampered(change: (tx: OwnerTx) => Promise<unknown>, head: string | null = null) {
  let found;
  await asOwner(database, async (tx) => {
    await tx`alter table audit_event disable trigger user`;
    await change(tx);
    found = await verifyAudit(tx, head);
    throw new Error('put it back');
  }).catch((error: unknown) => {
    if (!(error instanceof Error) || error.message !== 'put it back') throw error;
  });
  return found;
}

describe('The chain', () => {
  it('is whole after any number of lines, and says its newest hash', async () => {
    const answer = await check();
    expect(answer).toMatchObject({ intact: true, broken_at: null, head: await headNow() });
    expect(answer.lines).toBeGreaterThanOrEqual(3);
  });

  it('shows a changed line, a removed one, one put in, and an end cut off', async () => {
    const { last_id: last } = await asOwner(database, (tx) => readHead(tx));
    for (const column of ['about', 'outcome', 'account_id', 'at'] as const)
      expect(
        await tampered((tx) =>
          column === 'about'
            ? tx`update audit_event set about = '{"count": 0}' where id = ${last - 1}`
            : column === 'outcome'
              ? tx`update audit_event set outcome = 'refused' where id = ${last - 1}`
              : column === 'account_id'
                ? tx`update audit_event set account_id = null where id = ${last - 1}`
                : tx`update audit_event set at = at + interval '1 second' where id = ${last - 1}`,
        ),
      ).toMatchObject({ intact: false, broken_at: last - 1 });
    expect(
      await tampered((tx) => tx`delete from audit_event where id = ${last - 1}`),
    ).toMatchObject({ intact: false, broken_at: last - 1 });
    expect(await tampered((tx) => tx`delete from audit_event where id = ${last}`)).toMatchObject({
      intact: false,
      broken_at: last,
    });
    expect(await check()).toMatchObject({ intact: true });
  });

  it('made wholly anew, is told apart by a hash noted earlier', async () => {
    const noted = await headNow();
    expect(await check(noted)).toMatchObject({ intact: true });
    const anew = await tampered(async (tx) => {
      await tx`delete from audit_event`;
      await tx`update audit_head set last_id = 0, last_hash = sha256('Common Ground'::bytea)`;
      await auditAs(tx, { accountId: null, agencyId: null }, line(1));
    }, noted);
    expect(anew).toMatchObject({ intact: false, sentence: /made anew/ });
  });
});

describe('A line', () => {
  it('can be changed or removed by nobody, not even the owner', async () => {
    for (const change of [
      (tx: OwnerTx) => tx`update audit_event set outcome = 'refused'`,
      (tx: OwnerTx) => tx`delete from audit_event`,
      (tx: OwnerTx) => tx`truncate audit_event`,
    ])
      await expect(asOwner(database, (tx) => change(tx))).rejects.toThrow('only ever added to');
    for (const change of [
      (tx: OwnerTx) => tx`update audit_event set outcome = 'refused'`,
      (tx: OwnerTx) => tx`delete from audit_event`,
      (tx: OwnerTx) =>
        tx`insert into audit_event (id, at, event, outcome, concerns, about, previous_hash, hash)
          values (0, now(), 'a.b', 'done', '{}', '{}', '', '')`,
      (tx: OwnerTx) => tx`select write_audit(null, 1::smallint, 'a.b', 'done', '{}', '{}')`,
      (tx: OwnerTx) => tx`update audit_head set last_id = 0`,
    ])
      await expect(
        asAgency(database, testApp.viewer(alice), (tx) => change(tx as unknown as OwnerTx)), // as: an attacker has no types
      ).rejects.toThrow(/permission denied/);
  });

  it('names the transaction’s own viewer, whom the caller cannot choose', async () => {
    const [row] = await asOwner(
      database,
      (tx) =>
        tx`select account_id, agency_id from audit_event where event = 'test.line' order by id desc limit 1`,
    );
    expect(row).toEqual({
      account_id: testApp.viewer(alice).accountId,
      agency_id: testApp.agencyId(alice),
    });
  });
});

describe('Searching', () => {
  const search = async (query: string, person = alice) =>
    (await testApp.json<AuditPage>(`/api/audit?${query}`, {}, person)).events;

  it('shows an administrator their own agency’s lines, by event, text and day', async () => {
    const found = await search('event=test.line&limit=2');
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({
      person: 'Alice',
      agency: 'severnside-council',
      about: { count: 3 },
    });
    expect(await search('text=ünïcødé')).not.toEqual([]);
    expect(await search('text=nothing-like-it')).toEqual([]);
    expect(await search('to=2000-01-01')).toEqual([]);
    expect(await search('event=test.line', bob)).toEqual([]);
  });

  it('shows the police who read their finds one by one, and not the NHS, whose finds they were not', async () => {
    await testApp.json('/api/finds', post(newFind({ agency: 'sabrina-police' })), bob);
    await testApp.json('/api/finds?agency=sabrina-police', {}, alice);
    const [line] = await search('event=points.read', bob);
    expect(line).toMatchObject({
      person: 'Alice',
      agency: 'severnside-council',
      about: { what: 'finds', count: 1 },
      concerns: ['sabrina-police'],
    });
    expect(await search('event=points.read', chelsea)).toEqual([]);
  });

  it('of a file of several agencies’ records each is told what is its own, and can search for nothing else', async () => {
    for (const person of [alice, bob])
      await testApp.json('/api/finds', post(newFind({ agency: person.agency })), person);
    const file = await testApp.request('/api/exports/incidents?format=csv', {}, chelsea);
    expect(file.status).toBe(200);
    await file.text();
    const [made] = await search('event=export.made', chelsea);
    expect(made?.concerns).toEqual(
      expect.arrayContaining(['severnside-council', 'sabrina-police']),
    );
    expect(made?.about).toMatchObject({ rows: expect.any(Number) as unknown });
    const [line] = await search('event=export.made', bob);
    expect(line).toMatchObject({ person: 'Chelsea', concerns: ['sabrina-police'] });
    expect(Object.keys(line?.about ?? {}).toSorted()).toEqual([
      'agreements',
      'filters',
      'format',
      'what',
    ]);
    expect(line?.about['agreements']).toEqual([expect.stringMatching(/^Sabrina Police: \d+ \(/)]);
    expect(await search('event=export.made&text=Severnside', bob)).toEqual([]);
    expect(await search('event=export.made&text=Sabrina', bob)).not.toEqual([]);
  });

  it('pages by the lines’ own names, which tell no number', async () => {
    const page = await testApp.json<AuditPage>('/api/audit?limit=2', {}, alice);
    const next = await testApp.json<AuditPage>(`/api/audit?limit=2&before=${page.next}`, {}, alice);
    const all = await search('limit=4');
    expect([...page.events, ...next.events]).toEqual(all);
    // one that the reader may not read is no place to go on from
    await asAgency(database, testApp.viewer(chelsea), (tx) => audit(tx, line(9)));
    const { id } = (await search('event=test.line&limit=1', chelsea))[0] ?? { id: 0 };
    expect((await search('limit=500')).some((line) => line.id === id)).toBe(false);
    expect(await search(`before=${id}`)).toEqual([]);
  });

  it('the chain’s check tells an administrator that it is whole, and the operator how long it is', async () => {
    const operator = { headers: { authorization: `Bearer ${testApp.operator.token}` } };
    const asked = await testApp.json<AuditCheck>('/api/audit/check', operator);
    expect(asked).toMatchObject({ intact: true, head: await headNow() });
    const told = await testApp.json<AuditCheck>('/api/audit/check', {}, alice);
    expect(told).toMatchObject({ intact: true, lines: null, broken_at: null });
    // what others do does not show, and what was noted is found again
    await asAgency(database, testApp.viewer(chelsea), (tx) => audit(tx, line(9)));
    expect(await testApp.json<AuditCheck>('/api/audit/check', {}, alice)).toEqual(told);
    await asAgency(database, testApp.viewer(alice), (tx) => audit(tx, line(9)));
    const later = await testApp.json<AuditCheck>(`/api/audit/check?head=${told.head}`, {}, alice);
    expect([later.intact, later.head === told.head]).toEqual([true, false]);
  });

  it('shows refused calls', async () => {
    const analyst = { name: 'Anna', agency: 'severnside-council', roles: ['reader'] } as const;
    await testApp.addPerson(analyst);
    expect((await testApp.request('/api/audit', {}, analyst)).status).toBe(403);
    const [line] = await search('event=call.denied');
    expect(line).toMatchObject({
      person: 'Anna',
      outcome: 'refused',
      about: { code: 'not_allowed', method: 'GET' },
    });
  });
});
