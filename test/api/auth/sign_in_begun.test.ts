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
import { withTestApp } from '#test/support/test_app.ts';

const testApp = await withTestApp();
const PASSWORD = 'seven other unrelated nouns';

/** A reader, for whom a password is enough. */
async function settleReader(): Promise<{ reader: Somebody; browser: Browser; id: string }> {
  const reader = somebody({ roles: ['reader'] });
  const browser = openBrowser(testApp);
  const token = await linkFor(testApp, reader);
  const { attempt } = await browser.post<InvitationBegun>('/api/invitations/begin', { token });
  const { password } = reader;
  const { id } = await browser.post<{ id: string }>('/api/invitations/accept', {
    ...{ token, attempt, password },
  });
  return { reader, browser, id };
}
const enrol = (browser: Browser, { attempt, totp }: InvitationBegun) =>
  browser.send('POST', '/api/sign-in/enrol', { attempt, code: codeOf(totp.secret, testApp.now()) });

describe('Mallory, who knew the password', () => {
  it('and had begun to set up an app, does not come in by it once the password has been changed', async () => {
    const { reader, browser } = await settleReader();
    const mallory = openBrowser(testApp);
    await signInBy(testApp, mallory, reader);
    const begun = await mallory.post<InvitationBegun>('/api/me/ways/begin');
    expect((await browser.send('PUT', '/api/me/ways/password', { password: PASSWORD })).ok).toBe(
      true,
    );
    expect(await isIn(mallory)).toBe(false);
    expect((await refusal(enrol(mallory, begun))).code).toBe('attempt_over');
    expect(await isIn(mallory)).toBe(false);
    // the reader's own next step is not held up
    const own = await browser.post<InvitationBegun>('/api/me/ways/begin');
    const code = codeOf(own.totp.secret, testApp.now());
    const added = await browser.send('POST', '/api/me/ways', { attempt: own.attempt, code });
    expect(added.status).toBe(200);
  });

  it('nor once an administrator has given the person a link to begin anew', async () => {
    const { reader, id } = await settleReader();
    const mallory = openBrowser(testApp);
    await signInBy(testApp, mallory, reader);
    const begun = await mallory.post<InvitationBegun>('/api/me/ways/begin');
    const administrator = openBrowser(testApp);
    await settleIn(testApp, administrator, somebody({ roles: ['administrator'] }));
    const { link } = await administrator.post<{ link: string }>(`/api/people/${id}/reset`);
    expect((await refusal(enrol(mallory, begun))).code).toBe('attempt_over');
    const token = new URL(link).hash.slice(1);
    const anew = openBrowser(testApp);
    await acceptLink(testApp, anew, token, { name: reader.name, password: PASSWORD });
    expect(await isIn(anew)).toBe(true);
  });

  it('nor by the second step of a sign-in whose first was taken with the old password', async () => {
    const person = somebody();
    const browser = openBrowser(testApp);
    const { secret } = await settleIn(testApp, browser, person);
    const mallory = openBrowser(testApp);
    const first = await signInBy(testApp, mallory, person);
    if (first.next !== 'code') throw new Error('a code is needed');
    await browser.send('PUT', '/api/me/ways/password', { password: PASSWORD });
    later(testApp, 60);
    const { attempt } = first;
    const code = codeOf(secret, testApp.now());
    const second = mallory.send('POST', '/api/sign-in/second-factor', { attempt, code });
    expect((await refusal(second)).code).toBe('attempt_over');
    // the code itself was right: with the new password it lets its owner in
    const anew = openBrowser(testApp);
    expect(await signInBy(testApp, anew, { ...person, password: PASSWORD }, secret)).toMatchObject({
      next: 'signed_in',
    });
  });
});
