/** A sign-in that has begun is worth nothing once the ways it began with have changed: neither a guessed password nor an
 *  account at work may outlive the moment in which its owner put a stop to it. */
import { describe, expect, it } from 'vitest';
import type { InvitationBegun } from '#api/contract/sign_in.ts';
import { refusal } from '#test/api/http/calls.ts';
import {
  acceptLink,
  codeOf,
  isIn,
  later,
  linkFor,
  openBrowser,
  settleIn,
  signInBy,
  somebody,
  type Browser,
  type Somebody,
} from '#test/support/browser.ts';
import { withHouse } from '#test/support/test_app.ts';

const house = await withHouse();
const PASSWORD = 'seven other unrelated nouns';

/** A reader, for whom a password is enough. */
async function settleReader(): Promise<{ reader: Somebody; browser: Browser; id: string }> {
  const reader = somebody({ roles: ['reader'] });
  const browser = openBrowser(house);
  const token = await linkFor(house, reader);
  const { attempt } = await browser.post<InvitationBegun>('/api/invitations/begin', { token });
  const { password } = reader;
  const { id } = await browser.post<{ id: string }>('/api/invitations/accept', {
    ...{ token, attempt, password },
  });
  return { reader, browser, id };
}
const enrol = (browser: Browser, { attempt, totp }: InvitationBegun) =>
  browser.send('POST', '/api/sign-in/enrol', { attempt, code: codeOf(totp.secret, house.now()) });

describe('Mallory, who knew the password', () => {
  it('and had begun to set up an app, does not come in by it once the password has been changed', async () => {
    const { reader, browser } = await settleReader();
    const mallory = openBrowser(house);
    await signInBy(house, mallory, reader);
    const begun = await mallory.post<InvitationBegun>('/api/me/ways/begin');
    expect((await browser.send('PUT', '/api/me/ways/password', { password: PASSWORD })).ok).toBe(
      true,
    );
    expect(await isIn(mallory)).toBe(false);
    expect((await refusal(enrol(mallory, begun))).code).toBe('attempt_over');
    expect(await isIn(mallory)).toBe(false);
    // the reader's own next step is not held up
    const own = await browser.post<InvitationBegun>('/api/me/ways/begin');
    const code = codeOf(own.totp.secret, house.now());
    const added = await browser.send('POST', '/api/me/ways', { attempt: own.attempt, code });
    expect(added.status).toBe(200);
  });

  it('nor once an administrator has given the person a link to begin anew', async () => {
    const { reader, id } = await settleReader();
    const mallory = openBrowser(house);
    await signInBy(house, mallory, reader);
    const begun = await mallory.post<InvitationBegun>('/api/me/ways/begin');
    const administrator = openBrowser(house);
    await settleIn(house, administrator, somebody({ roles: ['administrator'] }));
    const { link } = await administrator.post<{ link: string }>(`/api/people/${id}/reset`);
    expect((await refusal(enrol(mallory, begun))).code).toBe('attempt_over');
    const token = new URL(link).hash.slice(1);
    const anew = openBrowser(house);
    await acceptLink(house, anew, token, { name: reader.name, password: PASSWORD });
    expect(await isIn(anew)).toBe(true);
  });

  it('nor by the second step of a sign-in whose first was taken with the old password', async () => {
    const person = somebody();
    const browser = openBrowser(house);
    const { secret } = await settleIn(house, browser, person);
    const mallory = openBrowser(house);
    const first = await signInBy(house, mallory, person);
    if (first.next !== 'code') throw new Error('a code is needed');
    await browser.send('PUT', '/api/me/ways/password', { password: PASSWORD });
    later(house, 60);
    const { attempt } = first;
    const code = codeOf(secret, house.now());
    const second = mallory.send('POST', '/api/sign-in/second-factor', { attempt, code });
    expect((await refusal(second)).code).toBe('attempt_over');
    // the code itself was right: with the new password it lets its owner in
    const anew = openBrowser(house);
    expect(await signInBy(house, anew, { ...person, password: PASSWORD }, secret)).toMatchObject({
      next: 'signed_in',
    });
  });
});
