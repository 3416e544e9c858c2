/** An agency invites whatever address it likes, and opens the link itself: it gets neither the account of the person whose
 *  address that is, nor their guesses, nor to know whether they have one; and it is in nobody's way. */
import { describe, expect, it } from 'vitest';
import type { InvitationBegun, Me } from '#api/contract/sign_in.ts';
import {
  acceptLink,
  isIn,
  later,
  linkFor,
  openBrowser,
  settleIn,
  signInBy,
  somebody,
  type Somebody,
} from '#test/support/browser.ts';
import { alice, bob } from '#test/support/people.ts';
import { withTestApp } from '#test/support/test_app.ts';

const testApp = await withTestApp();
let address = 0;
/** Bob's agency opens its own link for somebody's address. */
async function squat(email: string) {
  const squatter = somebody({ agency: bob, email, password: 'the squatter’s own password' });
  const browser = openBrowser(testApp, { from: `203.0.113.${++address}` });
  return { squatter, browser, ...(await settleIn(testApp, browser, squatter)) };
}
async function settle(about: Partial<Somebody> = {}) {
  const person = somebody(about);
  const browser = openBrowser(testApp, { from: `192.0.2.${++address}` });
  return { person, browser, ...(await settleIn(testApp, browser, person)) };
}
const guess = async (from: string, email: string, password = 'not the right password') =>
  (await openBrowser(testApp, { from }).send('POST', '/api/sign-in/password', { email, password }))
    .status;

describe('An address that another agency has invited and taken', () => {
  it('is its owner’s all the same: their own agency’s link works, and each password opens its own account', async () => {
    const person = somebody();
    const { squatter, secret: theirs } = await squat(person.email);
    const browser = openBrowser(testApp, { from: '192.0.2.200' });
    const { secret, me } = await settleIn(testApp, browser, person);
    expect(me.agency.slug).toBe(alice.agency);
    later(testApp, 60);
    const again = openBrowser(testApp, { from: '192.0.2.201' });
    await signInBy(testApp, again, person, secret);
    expect((await again.get<Me>('/api/me')).id).toBe(me.id);
    const other = openBrowser(testApp, { from: '203.0.113.201' });
    await signInBy(testApp, other, squatter, theirs);
    const inside = await other.get<Me>('/api/me');
    expect(inside.agency.slug).toBe(bob.agency);
    expect(inside.others).toEqual([]);
    // the second factor of one is none of the other's
    later(testApp, 60);
    const mixed = openBrowser(testApp, { from: '203.0.113.202' });
    await expect(signInBy(testApp, mixed, person, theirs)).rejects.toThrow(/401/);
    expect(await isIn(mixed)).toBe(false);
  });

  it('has two accounts of one agency never: who was there is told to sign in', async () => {
    const { person } = await settle();
    const link = await linkFor(testApp, person);
    const begun = await openBrowser(testApp).post<InvitationBegun>('/api/invitations/begin', {
      token: link,
    });
    expect(begun.attempt).toBeTruthy();
    await expect(
      acceptLink(testApp, openBrowser(testApp, { from: '192.0.2.9' }), link, person),
    ).rejects.toThrow(/account_exists/);
  });

  it('says the same to whoever invites it, known elsewhere or not, at every step', async () => {
    const { person } = await settle();
    const said: unknown[] = [];
    for (const email of [person.email, 'nobody.yet@severnside.example']) {
      const one = somebody({
        agency: bob,
        email,
        roles: ['reader'],
        password: 'a quite long password',
      });
      const browser = openBrowser(testApp, { from: '203.0.113.90' });
      const token = await linkFor(testApp, one);
      const steps: unknown[] = [];
      const look = await browser.send('POST', '/api/invitations/look', { token });
      steps.push(look.status, Object.keys(await look.json()));
      const begun = await browser.post<InvitationBegun>('/api/invitations/begin', { token });
      const { name, password } = one;
      const taken = await browser.send('POST', '/api/invitations/accept', {
        ...{ token, attempt: begun.attempt, name, password },
      });
      steps.push(taken.status, Object.keys((await taken.json()) as object));
      said.push(steps);
    }
    expect(said[0]).toEqual(said[1]);
  });

  it('gives nobody further guesses at its owner’s password', async () => {
    const { person } = await settle({ roles: ['reader'] });
    const { squatter, browser, secret } = await squat(person.email);
    // nine guesses, and a success with an account of one's own, again and again
    let checked = 0;
    for (let round = 0; round < 4; round++) {
      for (let n = 0; n < 5; n++)
        if ((await guess(`198.51.100.${round}`, person.email)) === 401) checked++;
      later(testApp, 31);
      await browser.send('POST', '/api/sign-out');
      await signInBy(testApp, browser, squatter, secret);
    }
    expect(checked).toBeLessThanOrEqual(10);
    // nor from the device that is known for one's own: also the right one is a stranger's try there
    await browser.send('POST', '/api/sign-out');
    const { email, password } = person;
    const tried = await browser.send('POST', '/api/sign-in/password', { email, password });
    expect([tried.status, await isIn(browser)]).toEqual([401, false]);
  });

  it('is tried from a known device as fast and answered the same, whether others know it or not', async () => {
    const { person } = await settle();
    const [shared, alone] = [await squat(person.email), await squat(somebody().email)];
    const said = [];
    for (const { browser, squatter } of [shared, alone]) {
      await browser.send('POST', '/api/sign-out');
      const statuses: number[] = [];
      for (let n = 0; n < 11; n++) {
        const answer = await browser.send('POST', '/api/sign-in/password', {
          ...{ email: squatter.email, password: 'not the right password' },
        });
        statuses.push(answer.status);
      }
      said.push(statuses);
    }
    expect(said[0]).toEqual(said[1]);
    expect(said[0]).toEqual([...Array<number>(10).fill(401), 429]);
  });
});
