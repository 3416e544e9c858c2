/** What ends acts on the very next request; and a phone is the street team's, whoever carries it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '#api/db/as_agency.ts';
import { newFind, policeCsv } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, bob, chelsea, type Person } from '#test/support/people.ts';
import { agree, signIn } from '#test/support/sign_in.ts';

const testApp = await withTestApp({ agreements: 'none' });
const mallory: Person = { name: 'Mallory', agency: 'severnside-council', roles: ['analyst'] };
const post = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const logFind = (person: Person, note: string) =>
  testApp.request('/api/finds', post(newFind({ agency: person.agency, note })), person);

beforeAll(async () => {
  await testApp.addPerson(mallory);
  const rows = Array.from({ length: 7 }, (_, i) => ({ id: `c${i}`, type: 'Burglary' }));
  await testApp.importFile(policeCsv(rows), { as: bob, name: '2025-06-sabrina-street.csv' });
});

describe('From one request to the next', () => {
  const statusOf = async (person: Person) =>
    (await testApp.request('/api/hexes', {}, person)).status;
  const { accountId } = testApp.viewer(bob);

  it('a membership that ends, an account that is disabled and a session that is revoked are nobody', async () => {
    const owner = (work: Parameters<typeof asOwner>[1]) => asOwner(testApp.database, work);
    for (const [end, restore] of [
      [
        () =>
          owner((tx) => tx`update membership set ended_at = now() where account_id = ${accountId}`),
        () =>
          owner((tx) => tx`update membership set ended_at = null where account_id = ${accountId}`),
      ],
      [
        () => owner((tx) => tx`update account set disabled_at = now() where id = ${accountId}`),
        () => owner((tx) => tx`update account set disabled_at = null where id = ${accountId}`),
      ],
      [
        () =>
          owner((tx) => tx`update session set ended_at = now() where account_id = ${accountId}`),
        () => owner((tx) => tx`update session set ended_at = null where account_id = ${accountId}`),
      ],
    ] as const) {
      expect(await statusOf(bob)).toBe(200);
      await end();
      expect(await statusOf(bob)).toBe(401);
      await restore();
    }
    expect(await statusOf(bob)).toBe(200);
  });

  it('an agreement that is revoked, or left, or runs out, gives nothing', async () => {
    const totalFor = async (person: Person) =>
      (await testApp.json<{ total: number }>('/api/hexes?resolution=8', {}, person)).total;
    const terms = { provider: bob, recipient: chelsea, kinds: ['crime'] } as const;
    for (const level of ['point', 'cell'] as const)
      for (const end of [
        (id: number) =>
          asOwner(
            testApp.database,
            (tx) => tx`
              update agreement set revoked_at = now(), revoked_by = provider_id where id = ${id}`,
          ),
        (id: number) =>
          asOwner(
            testApp.database,
            (tx) => tx`update agreement_party set ended_at = now() where agreement_id = ${id}`,
          ),
        (id: number) =>
          asOwner(
            testApp.database,
            (tx) => tx`
              update agreement
              set starts_on = '2000-01-01', review_on = '2000-01-01', ends_on = today() - 1
              where id = ${id}`,
          ),
      ]) {
        expect(await totalFor(chelsea)).toBe(0);
        const id = await agree(testApp, { ...terms, level });
        expect(await totalFor(chelsea)).toBe(7);
        await end(id);
        expect(await totalFor(chelsea)).toBe(0);
      }
  });

  it('a role that is taken away takes its exact places with it', async () => {
    const finest = async () =>
      (await testApp.request('/api/hexes?resolution=11', {}, mallory)).status;
    expect(await finest()).toBe(200);
    await asOwner(
      testApp.database,
      (tx) => tx`
        update membership set roles = '{reader}' where account_id = ${testApp.viewer(mallory).accountId}`,
    );
    expect(await finest()).toBe(403);
    await asOwner(
      testApp.database,
      (tx) => tx`
        update membership set roles = '{analyst}' where account_id = ${testApp.viewer(mallory).accountId}`,
    );
  });
});

describe('A phone', () => {
  it('of an analyst reads the finds that it logged itself, and no others', async () => {
    const carrier: Person = { ...mallory, name: 'Mallory, with a phone' };
    const { token, viewer } = await signIn(testApp.database, carrier, testApp.agencyId(alice));
    await asOwner(
      testApp.database,
      (tx) => tx`update session set kind = 'phone' where account_id = ${viewer.accountId}`,
    );
    const phone = { authorization: `Bearer ${token}` };
    const finds = async (headers: Record<string, string>, person?: Person) =>
      (
        await testApp.json<{ finds: { note: string }[] }>('/api/finds', { headers }, person)
      ).finds.map(({ note }) => note);
    expect((await logFind(alice, 'of a colleague')).status).toBe(201);
    const own = post(newFind({ agency: carrier.agency, note: 'of the phone' }));
    const sent = await testApp.request('/api/finds', {
      ...own,
      headers: { ...own.headers, ...phone },
    });
    expect(sent.status).toBe(201);
    expect(await finds(phone)).toEqual(['of the phone']);
    // the same person, by a script
    expect(await finds({}, mallory)).toEqual(['of the phone', 'of a colleague']);
    for (const path of [
      '/api/hexes',
      '/api/hotspots',
      '/api/imports',
      '/api/agreements',
      '/api/audit',
    ])
      expect([path, (await testApp.request(path, { headers: phone })).status]).toEqual([path, 403]);
  });

  it('that sends what a colleague’s phone has sent before is told that it is stored', async () => {
    const find = newFind({ agency: alice.agency, note: 'sent by two' });
    const ruth: Person = { name: 'Ruth', agency: 'severnside-council', roles: ['street'] };
    const sam: Person = { name: 'Sam', agency: 'severnside-council', roles: ['street'] };
    await testApp.addPerson(ruth);
    await testApp.addPerson(sam);
    const first = await testApp.request('/api/finds', post(find), ruth);
    const again = await testApp.request('/api/finds', post(find), sam);
    expect([first.status, again.status]).toEqual([201, 200]);
    // a different one under the same id: refused, and the colleague's is not shown
    const other = await testApp.request('/api/finds', post({ ...find, note: 'another' }), sam);
    expect(other.status).toBe(409);
    expect(await other.text()).not.toContain('sent by two');
  });
});
