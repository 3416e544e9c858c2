/** The synthetic county's one-click people: at the machine itself, and never beside real data. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Me, WaysIn } from '#api/contract/sign_in.ts';
import { insertAccount, putMembership } from '#api/auth/people/account_queries.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { markSample } from '#api/partnership/queries.ts';
import { refusal } from '#test/api/http/calls.ts';
import { openBrowser, type BrowserOptions } from '#test/support/browser.ts';
import { openDatabase } from '#test/support/databases.ts';
import { openTestApp, type TestAppOptions, type TestApp } from '#test/support/test_app.ts';
import { alice } from '#test/support/people.ts';
import { logCsv } from '#test/support/factories.ts';

/** The county as the sample leaves it: nobody there is real. */
async function asSample(testApp: TestApp): Promise<string> {
  return asOwner(testApp.database, async (tx) => {
    await tx`update account set sample = true where kind = 'person'`;
    const id = await insertAccount(tx, { name: 'Morgan Hale', email: null, sample: true });
    const roles = ['administrator', 'analyst'] as const;
    await putMembership(tx, { accountId: id, agencyId: testApp.agencyId(alice), roles });
    await markSample(tx, 'loaded');
    return id;
  });
}
let testApp: TestApp;
let morgan: string;
/** An app for the tests of one description, gone at its end: in each the county is another. */
const inOwnApp = (options: TestAppOptions = {}) => {
  beforeAll(async () => {
    const { database, remove } = await openDatabase();
    const opened = await openTestApp(database, options);
    testApp = opened;
    return async () => {
      await opened.close();
      await remove();
    };
  });
};
const inSample = (options: TestAppOptions = {}) => {
  inOwnApp(options);
  beforeAll(async () => {
    morgan = await asSample(testApp);
  });
};
const offered = async (testApp: TestApp, options: BrowserOptions = {}) =>
  (await openBrowser(testApp, options).get<WaysIn>('/api/sign-in')).sample_people;

describe('At the machine itself', () => {
  inSample();

  it('a click is enough', async () => {
    const people = await offered(testApp);
    expect(people?.find(({ id }) => id === morgan)).toMatchObject({
      name: 'Morgan Hale',
      agency: 'Severnside Council',
      about: expect.stringContaining('administrator'),
    });
    const browser = openBrowser(testApp);
    const step = await browser.post('/api/sign-in/sample', { id: morgan });
    expect(step).toMatchObject({ next: 'signed_in', me: { sample: true, name: 'Morgan Hale' } });
    expect(await browser.get<Me>('/api/me')).toMatchObject({ sample: true });
  });

  it.each<[string, BrowserOptions]>([
    ['comes from another machine', { from: '192.0.2.7' }],
    ['calls by another name', { origin: 'http://cg.example:8080' }],
    ['came through a proxy', { headers: { 'x-forwarded-for': '192.0.2.7' } }],
    ['came through a proxy that says so otherwise', { headers: { forwarded: 'for=192.0.2.7' } }],
  ])('whoever %s is offered nobody, and a session does not help', async (_what, options) => {
    const here = openBrowser(testApp);
    await here.post('/api/sign-in/sample', { id: morgan });
    const there = openBrowser(testApp, options);
    expect(await offered(testApp, options)).toBeNull();
    const answer = await there.send('POST', '/api/sign-in/sample', { id: morgan });
    expect((await refusal(answer)).code).toBe('sample_closed');
    for (const [name, value] of here.cookies) there.cookies.set(name, value);
    expect((await there.call('/api/me')).status).toBe(401);
    expect((await here.call('/api/me')).status).toBe(200);
  });

  it('only the sample’s people are one click away, and they set up nothing of their own', async () => {
    const browser = openBrowser(testApp);
    const stranger = '00000000-0000-4000-8000-000000000000';
    const answer = await browser.send('POST', '/api/sign-in/sample', { id: stranger });
    expect((await refusal(answer)).code).toBe('sample_closed');
    await browser.post('/api/sign-in/sample', { id: morgan });
    expect((await refusal(browser.send('POST', '/api/me/ways/begin'))).code).toBe('sample_person');
  });

  it('what such a person tries out here is no real data: they may go on', async () => {
    const browser = openBrowser(testApp);
    await browser.post('/api/sign-in/sample', { id: morgan });
    const form = new FormData();
    form.set('agency', 'severnside-council');
    form.set('file', new Blob([logCsv([{ reference: 'R1' }])]), 'try.csv');
    const sent = await browser.call('/api/imports', { method: 'POST', body: form });
    expect(sent.status).toBe(202);
    await testApp.imports.settled();
    expect((await browser.call('/api/me')).status).toBe(200);
  });

  it('the first record of the operator ends it: nobody is offered, and who is in is out', async () => {
    const browser = openBrowser(testApp);
    await browser.post('/api/sign-in/sample', { id: morgan });
    const form = new FormData();
    form.set('agency', 'severnside-council');
    form.set('dry_run', 'true');
    form.set('file', new Blob([logCsv([{ reference: 'R2' }])]), 'real.csv');
    const hand = () =>
      testApp.call('/api/imports', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${testApp.operator.token}`,
          'acting-agency': 'severnside-council',
        },
        body: form,
      });
    // looking is not bringing in
    expect((await hand()).status).toBe(202);
    await testApp.imports.settled();
    expect(await offered(testApp)).not.toBeNull();
    form.delete('dry_run');
    expect((await hand()).status).toBe(202);
    await testApp.imports.settled();
    expect(await offered(testApp)).toBeNull();
    expect((await browser.call('/api/me')).status).toBe(401);
    const answer = await openBrowser(testApp).send('POST', '/api/sign-in/sample', { id: morgan });
    expect((await refusal(answer)).code).toBe('sample_closed');
    // who may now be the first administrator is open
    expect(await openBrowser(testApp).get<WaysIn>('/api/sign-in')).toMatchObject({
      first_administrator: true,
    });
  });
});

describe('Where others can reach it', () => {
  inSample({ host: '0.0.0.0' });

  it('there are no one-click people, not even for whoever sits at the machine', async () => {
    expect(await offered(testApp)).toBeNull();
    const answer = await openBrowser(testApp).send('POST', '/api/sign-in/sample', { id: morgan });
    expect((await refusal(answer)).code).toBe('sample_closed');
  });
});

describe('Beside a real person', () => {
  inSample();

  it('there are none either', async () => {
    const browser = openBrowser(testApp);
    await browser.post('/api/sign-in/sample', { id: morgan });
    await asOwner(testApp.database, (tx) => insertAccount(tx, { name: 'Alice', email: null }));
    expect(await offered(testApp)).toBeNull();
    expect((await browser.call('/api/me')).status).toBe(401);
  });
});

describe('Without the sample', () => {
  inOwnApp();

  it('nobody is one click away', async () => {
    const id = testApp.viewer(alice).accountId;
    await asOwner(testApp.database, (tx) => tx`update account set sample = true where id = ${id}`);
    expect(await offered(testApp)).toBeNull();
    const answer = await openBrowser(testApp).send('POST', '/api/sign-in/sample', { id });
    expect((await refusal(answer)).code).toBe('sample_closed');
  });
});
