/** A person who works for two agencies: they act for one at a time, see that one's, and stay signed in as they change. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Me, Sessions } from '#api/contract/sign_in.ts';
import type { z } from 'zod';
import { putMembership } from '#api/auth/people/account_queries.ts';
import type { Role } from '#api/contract/permissions.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { refusal } from '#test/api/http/calls.ts';
import {
  isIn,
  later,
  linkFor,
  openBrowser,
  settleIn,
  signInBy,
  somebody,
  type Browser,
} from '#test/support/browser.ts';
import { policeCsv } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, bob, chelsea } from '#test/support/people.ts';

const testApp = await withTestApp({ agreements: 'none' });
beforeAll(async () => {
  const rows = (n: number) =>
    Array.from({ length: n }, (_, i) => ({ id: `c${i}`, type: 'Burglary' }));
  await testApp.importFile(policeCsv(rows(3)), { as: alice, name: '2025-06-council-street.csv' });
  await testApp.importFile(policeCsv(rows(7)), { as: bob, name: '2025-06-sabrina-street.csv' });
});

const alsoAt = (accountId: string, agency: typeof bob, roles: readonly Role[]) =>
  asOwner(testApp.database, (tx) =>
    putMembership(tx, { accountId, agencyId: testApp.agencyId(agency), roles }),
  );
const switchTo = (browser: Browser, agency: typeof bob) =>
  browser.send('POST', '/api/me/agency', { agency: agency.agency });
const totalOf = async (browser: Browser): Promise<number> =>
  (await browser.get<{ total: number }>('/api/hexes?resolution=8')).total;
const sessionOf = (browser: Browser) => browser.cookies.get('commonground-session') ?? '';

describe('A person with two memberships', () => {
  it('acts for one agency at a time: the counts are that one’s, and the browser stays signed in', async () => {
    const person = somebody();
    const browser = openBrowser(testApp);
    const { me, secret } = await settleIn(testApp, browser, person);
    await alsoAt(me.id, bob, ['analyst', 'tasking']);
    expect((await browser.get<Me>('/api/me')).others).toEqual([
      { slug: bob.agency, name: 'Sabrina Police' },
    ]);
    expect(await totalOf(browser)).toBe(3);
    const before = sessionOf(browser);
    const there = (await (await switchTo(browser, bob)).json()) as Me; // as: checked here
    expect(there).toMatchObject({
      id: me.id,
      agency: { slug: bob.agency },
      roles: ['analyst', 'tasking'],
      others: [{ slug: alice.agency }],
    });
    expect(await totalOf(browser)).toBe(7);
    // the session before is worth nothing, so that no tab acts for the other one unseen
    expect(sessionOf(browser)).not.toBe(before);
    const old = openBrowser(testApp);
    old.cookies.set('commonground-session', before);
    expect(await isIn(old)).toBe(false);
    expect((await switchTo(browser, alice)).status).toBe(200);
    expect(await totalOf(browser)).toBe(3);
    // the next sign-in is for the one last acted for
    await switchTo(browser, bob);
    later(testApp, 30);
    expect(await signInBy(testApp, openBrowser(testApp), person, secret)).toMatchObject({
      me: { agency: { slug: bob.agency } },
    });
  });

  it('cannot act for an agency they do not work for, or no longer do', async () => {
    const browser = openBrowser(testApp);
    const { me } = await settleIn(testApp, browser, somebody());
    expect((await refusal(switchTo(browser, bob))).code).toBe('unknown_agency');
    await alsoAt(me.id, bob, ['analyst']);
    expect((await switchTo(browser, bob)).status).toBe(200);
    await asOwner(
      testApp.database,
      (tx) => tx`
        update membership
        set ended_at = ${testApp.now()}
        where account_id = ${me.id}
          and agency_id = ${testApp.agencyId(bob)}`,
    );
    // the session was for that one
    expect(await isIn(browser)).toBe(false);
    // a header that only the operator's calls may have says nothing
    const other = openBrowser(testApp, { headers: { 'acting-agency': bob.agency ?? '' } });
    await settleIn(testApp, other, somebody());
    expect(await totalOf(other)).toBe(3);
  });

  it('brings the proof that the other role needs, or signs in again', async () => {
    const reader = somebody({ roles: ['reader'] });
    const browser = openBrowser(testApp);
    const token = await linkFor(testApp, reader);
    const { attempt } = await browser.post<{ attempt: string }>('/api/invitations/begin', {
      token,
    });
    const { id } = await browser.post<Me>('/api/invitations/accept', {
      ...{ token, attempt, password: reader.password },
    });
    await alsoAt(id, chelsea, ['reader']);
    await alsoAt(id, bob, ['analyst']);
    expect((await switchTo(browser, chelsea)).status).toBe(200);
    expect((await refusal(switchTo(browser, bob))).code).toBe('sign_in_again');
    expect(await browser.get<Me>('/api/me')).toMatchObject({ agency: { slug: chelsea.agency } });
  });

  it('has to sign in again twelve hours after they did, however often they change', async () => {
    const browser = openBrowser(testApp);
    const { me } = await settleIn(testApp, browser, somebody());
    await alsoAt(me.id, bob, ['analyst']);
    for (let minutes = 20; minutes < 12 * 60 - 1; minutes += 20) {
      later(testApp, 20 * 60);
      const answer = await switchTo(browser, minutes % 40 === 0 ? alice : bob);
      expect([minutes, answer.status]).toEqual([minutes, 200]);
      if (minutes === 11 * 60)
        expect(answer.headers.getSetCookie().join()).toMatch(/Max-Age=3[45]\d\d;/);
    }
    // a change is no proof of who it is either
    const delicate = browser.send('POST', '/api/me/tokens', { label: 'nightly', days: 1 });
    expect((await refusal(delicate)).code).toBe('sign_in_again');
    later(testApp, 20 * 60);
    expect(await isIn(browser)).toBe(false);
    expect((await switchTo(browser, alice)).status).toBe(401);
  });

  it('is not one agency’s to reset or disable; each ends what is its own', async () => {
    const administrator = openBrowser(testApp);
    await settleIn(testApp, administrator, somebody({ roles: ['administrator'] }));
    const browser = openBrowser(testApp);
    const { me } = await settleIn(testApp, browser, somebody());
    await alsoAt(me.id, bob, ['analyst']);
    for (const what of ['reset', 'disable', 'enable'])
      expect((await refusal(administrator.send('POST', `/api/people/${me.id}/${what}`))).code).toBe(
        'works_elsewhere',
      );
    await switchTo(browser, bob);
    // the session for the police is no business of the council's
    const listed = await browser.get<z.infer<typeof Sessions>>('/api/me/sessions');
    const current = listed.sessions.find((one) => one.current)?.id ?? '';
    const revoke = administrator.send('DELETE', `/api/sessions/${current}`);
    expect((await refusal(revoke)).code).toBe('not_found');
    expect((await administrator.send('POST', `/api/people/${me.id}/end`)).status).toBe(200);
    expect(await browser.get<Me>('/api/me')).toMatchObject({
      agency: { slug: bob.agency },
      others: [],
    });
    expect((await refusal(switchTo(browser, alice))).code).toBe('unknown_agency');
  });
});
