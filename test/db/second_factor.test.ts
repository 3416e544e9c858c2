/** What a session lets through, asked of the database, against second_factor.ts: for every combination of roles. */
import { beforeAll, describe, expect, it } from 'vitest';
import { needsSecondFactor } from '#api/auth/second_factor/second_factor.ts';
import { insertSession, sessionByHash } from '#api/auth/sessions/queries.ts';
import { insertAccount, putMembership } from '#api/auth/people/account_queries.ts';
import { newToken } from '#api/auth/tokens/token.ts';
import { IDLE_MS } from '#api/auth/sessions/principal.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { addAgency } from '#api/agencies/queries.ts';
import { withDatabase } from '#test/support/databases.ts';
import { everyRoleSet } from '#test/support/role_sets.ts';

const database = await withDatabase();
const NOW = new Date('2025-11-22T12:00:00Z');
const DAY_MS = 24 * 3600_000;
const KINDS = ['browser', 'script', 'phone'] as const;
const sessions: { kind: (typeof KINDS)[number]; strong: boolean; hash: Buffer }[] = [];
let whose = { accountId: '', agencyId: 0 };

beforeAll(() =>
  asOwner(database, async (tx) => {
    const agencyId = await addAgency(tx, { slug: 'council', name: 'Council', kind: 'council' });
    const accountId = await insertAccount(tx, { name: 'Alice', email: null });
    whose = { accountId, agencyId };
    await putMembership(tx, { ...whose, roles: ['reader'] });
    for (const kind of KINDS)
      for (const strong of [true, false]) {
        const { hash } = newToken('session');
        // a browser’s lasts half a day at most
        const lasts = kind === 'browser' ? DAY_MS / 2 : DAY_MS;
        const expiresAt = new Date(NOW.getTime() + lasts);
        const made = { ...whose, kind, strong, hash, expiresAt };
        await insertSession(tx, { ...made, label: '', vouchedBy: null, now: NOW });
        sessions.push({ kind, strong, hash });
      }
  }),
);

describe('A session', () => {
  it('that a password alone has proved carries exactly the roles that ask for nothing more', async () => {
    // a membership has at least one
    const sets = everyRoleSet().filter((roles) => roles.length > 0);
    let [through, stopped] = [0, 0];
    await asOwner(database, async (tx) => {
      for (const roles of sets) {
        await putMembership(tx, { ...whose, roles });
        for (const { kind, strong, hash } of sessions) {
          const found = await sessionByHash(tx, hash, NOW, IDLE_MS);
          const isDue = strong || kind === 'phone' || !needsSecondFactor(roles);
          expect([roles, kind, strong, found !== undefined]).toEqual([roles, kind, strong, isDue]);
          if (found) {
            // a phone is the street team's, whoever carries it
            expect(found.roles).toEqual(kind === 'phone' ? ['street'] : roles);
            through++;
          } else stopped++;
        }
      }
    });
    expect(sets).toHaveLength(63);
    // three of the 63 ask for nothing: a weak browser and a weak script are stopped at the 60 others
    expect([through, stopped]).toEqual([63 * 6 - 120, 120]);
  });

  it('is over at its hour, and a browser’s half an hour after it was used: to the second', async () => {
    const at = (ms: number, hash: Buffer) =>
      asOwner(database, (tx) => sessionByHash(tx, hash, new Date(NOW.getTime() + ms), IDLE_MS));
    for (const { kind, strong, hash } of sessions.filter((one) => one.strong)) {
      const lasts = kind === 'browser' ? IDLE_MS : DAY_MS;
      expect([kind, strong, (await at(lasts - 1, hash)) !== undefined]).toEqual([kind, true, true]);
      expect([kind, strong, (await at(lasts, hash)) !== undefined]).toEqual([kind, true, false]);
    }
  });
});
