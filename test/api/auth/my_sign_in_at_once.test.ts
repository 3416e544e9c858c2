/** A person who removes two ways of signing in at the same moment, from two tabs: one is left. */
import { describe, expect, it } from 'vitest';
import type { InvitationBegun, MyWays } from '#api/contract/sign_in.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { refusal } from '#test/api/http/calls.ts';
import { isIn, linkFor, openBrowser, somebody, type Browser } from '#test/support/browser.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { passkeyDevice, type PasskeyDevice } from '#test/support/passkey_device.ts';

const testApp = await withTestApp();
type Creation = Parameters<PasskeyDevice['register']>[0];
const passkeyFor = ({ passkey }: InvitationBegun, origin: string) => ({
  label: 'Key',
  response: passkeyDevice().register(passkey as Creation, origin), // as: what navigator.credentials.create takes
});

/** Somebody with two passkeys and nothing else. */
async function withTwoPasskeys(): Promise<{ browser: Browser; ids: readonly number[] }> {
  const browser = openBrowser(testApp);
  const token = await linkFor(testApp, somebody());
  const first = await browser.post<InvitationBegun>('/api/invitations/begin', { token });
  await browser.post('/api/invitations/accept', {
    ...{ token, attempt: first.attempt, passkey: passkeyFor(first, browser.origin) },
  });
  const second = await browser.post<InvitationBegun>('/api/me/ways/begin');
  const ways = await browser.post<MyWays>('/api/me/ways', {
    ...{ attempt: second.attempt, passkey: passkeyFor(second, browser.origin) },
  });
  return { browser, ids: ways.passkeys.map(({ id }) => id) };
}

describe('The last way in', () => {
  it('is left, also when both are removed at once', async () => {
    const { browser, ids } = await withTwoPasskeys();
    expect(ids).toHaveLength(2);
    // several times, since two calls do not always meet: what was taken is put back as it was
    const kept = await asOwner(
      testApp.database,
      (tx) => tx`select * from passkey where id = any (${[...ids]}) order by id`,
    );
    for (let n = 0; n < 8; n++) {
      const answers = await Promise.all(
        ids.map((id) => browser.send('DELETE', `/api/me/ways/passkeys/${id}`)),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      const refused = answers.find(({ status }) => status === 409);
      if (refused) expect((await refusal(refused)).code).toBe('last_way_in');
      expect((await browser.get<MyWays>('/api/me/ways')).passkeys).toHaveLength(1);
      await asOwner(testApp.database, async (tx) => {
        for (const row of kept)
          await tx`
            insert into passkey (id, account_id, credential, public_key, counter, transports, label, created_at)
            overriding system value
            values (
              ${row['id']}, ${row['account_id']}, ${row['credential']}, ${row['public_key']}, ${row['counter']},
              ${row['transports']}::text[], ${row['label']}, ${row['created_at']})
            on conflict do nothing`;
      });
    }
    expect(await isIn(browser)).toBe(true);
  });
});
