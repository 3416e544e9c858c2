/** People who are signed in, and agencies that have agreed: what most tests begin with. */
import { insertAccount, putMembership, setHost } from '#api/auth/people/account_queries.ts';
import { insertSession } from '#api/auth/sessions/queries.ts';
import { newToken } from '#api/auth/tokens/token.ts';
import type { ClosingService } from '#api/closed_months/closing_service.ts';
import { KINDS, type Kind } from '#api/contract/kinds.ts';
import { asOwner, type Viewer } from '#api/db/as_agency.ts';
import type { Database } from '#api/db/connect.ts';
import { acceptAgreement, insertAgreement } from '#api/sharing/queries.ts';
import type { Person } from '#test/support/people.ts';

/** Long before and after every test's clock. */
const EVER = { from: new Date('2000-01-01T00:00:00Z'), until: new Date('2200-01-01T00:00:00Z') };

/** An account with a script's session. A person of no agency has an account that nobody took on: their token is worth
 *  nothing. */
export async function signIn(
  database: Database,
  person: Person,
  agencyId: number | null,
): Promise<{ token: string; viewer: Viewer }> {
  const { token, hash } = newToken('script');
  return asOwner(database, async (tx) => {
    const accountId = await insertAccount(tx, { name: person.name, email: null });
    if (agencyId === null) return { token, viewer: { accountId, agencyId: 0 } };
    const roles = person.roles ?? (['administrator', 'analyst'] as const);
    await putMembership(tx, { accountId, agencyId, roles });
    await setHost(tx, agencyId);
    await insertSession(tx, {
      hash,
      accountId,
      agencyId,
      kind: 'script',
      label: 'a test',
      strong: true,
      vouchedBy: null,
      now: EVER.from,
      expiresAt: EVER.until,
    });
    return { token, viewer: { accountId, agencyId } };
  });
}

/** An agreement between two people's agencies, accepted by both, in force unless the test says otherwise. */
export async function agree(
  testApp: {
    readonly database: Database;
    readonly closing: Pick<ClosingService, 'run'>;
    agencyId(person: Person): number;
    viewer(person: Person): Viewer;
  },
  terms: {
    readonly provider: Person;
    readonly recipient: Person;
    readonly level: 'point' | 'cell';
    readonly kinds: readonly Kind[];
    readonly maxSensitivity?: number;
    readonly resolution?: number;
    readonly threshold?: number;
    readonly startsOn?: string;
    readonly endsOn?: string;
  },
): Promise<number> {
  const providerId = testApp.agencyId(terms.provider);
  const recipientId = testApp.agencyId(terms.recipient);
  const startsOn = terms.startsOn ?? '2000-01-01';
  const id = await asOwner(testApp.database, async (tx) => {
    const agreementId = await insertAgreement(tx, providerId, {
      providerId,
      audience: 'agency',
      recipientId,
      level: terms.level,
      kinds: terms.kinds,
      maxSensitivity: terms.maxSensitivity ?? 3,
      resolution: terms.level === 'cell' ? (terms.resolution ?? 8) : null,
      threshold: terms.level === 'cell' ? (terms.threshold ?? 5) : null,
      purpose: 'Tests',
      legalBasis: 'Tests',
      startsOn,
      endsOn: terms.endsOn ?? '2199-12-31',
      reviewOn: startsOn,
    });
    for (const person of [terms.provider, terms.recipient])
      await acceptAgreement(tx, {
        agreementId,
        agencyId: testApp.agencyId(person),
        accountId: testApp.viewer(person).accountId,
      });
    return agreementId;
  });
  await testApp.closing.run();
  return id;
}

/** Every agency's records, one by one, to every other: accepted by all. */
export const shareEverything = (
  database: Database,
  agencies: readonly number[],
  accountId: string,
): Promise<void> =>
  asOwner(database, async (tx) => {
    for (const providerId of agencies) {
      const agreementId = await insertAgreement(tx, providerId, {
        providerId,
        audience: 'partners',
        recipientId: null,
        level: 'point',
        kinds: KINDS,
        maxSensitivity: 3,
        resolution: null,
        threshold: null,
        purpose: 'Tests',
        legalBasis: 'Tests',
        startsOn: '2000-01-01',
        endsOn: '2199-12-31',
        reviewOn: '2100-01-01',
      });
      for (const agencyId of agencies)
        await acceptAgreement(tx, { agreementId, agencyId, accountId });
    }
  });
