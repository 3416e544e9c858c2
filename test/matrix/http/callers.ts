/** Who calls: every role by every kind of session, and every way in which a session is worth nothing. */
import { ROLES, type Role } from '#api/contract/permissions.ts';
import { asOwner, type OwnerTx } from '#api/db/as_agency.ts';
import type { TestApp } from '#test/support/test_app.ts';
import { alice, bob, type Person } from '#test/support/people.ts';
import { signIn } from '#test/support/sign_in.ts';

type Session = 'script' | 'browser' | 'phone';

/** What a call shows of who it is. */
export interface Caller {
  readonly kind: Session | 'operator' | 'nobody';
  readonly name: string;
  readonly fate: Fate | 'never was';
  readonly headers: Readonly<Record<string, string>>;
  /** None: nobody, and so 401. */
  readonly roles: readonly Role[];
  /** Of the agency that runs the installation. */
  readonly host: boolean;
  /** The slug of the agency it acts for; null: nobody. */
  readonly agency: string | null;
  readonly agencyId: number;
  readonly accountId: string | null;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
/** As a browser sends it, from the page itself. */
const cookie = (token: string) => ({
  cookie: `commonground-session=${token}`,
  host: 'localhost',
  origin: 'http://localhost',
  'sec-fetch-site': 'same-origin',
});

const IDLE = 31 * 60_000;

/** What has become of a session, or of its person, since. */
type Fate =
  'alive' | 'expired' | 'idle' | 'revoked' | 'of an ended membership' | 'of a disabled account';

async function meet(tx: OwnerTx, accountId: string, session: Session, fate: Fate, now: Date) {
  const lastSeen = new Date(now.getTime() - (fate === 'idle' ? IDLE : 1_000));
  const soon = new Date(now.getTime() + 3_600_000);
  await tx`
    update session
    set kind = ${session},
        last_seen_at = ${lastSeen},
        proved_at = ${lastSeen},
        expires_at = case
          when ${fate === 'expired'} then ${lastSeen}::timestamptz
          -- a browser's session lasts for hours
          when ${session === 'browser'} then ${soon}::timestamptz
          else expires_at
        end,
        ended_at = case when ${fate === 'revoked'} then ${lastSeen}::timestamptz end
    where account_id = ${accountId}`;
  if (fate === 'of an ended membership')
    await tx`update membership set ended_at = ${now} where account_id = ${accountId}`;
  if (fate === 'of a disabled account')
    await tx`update account set disabled_at = ${now} where id = ${accountId}`;
}

async function caller(
  testApp: TestApp,
  person: Person,
  roles: readonly Role[],
  session: Session,
  fate: Fate = 'alive',
): Promise<Caller> {
  const name = `${session} ${fate}, ${roles.join(' and ')} of ${person.agency}`;
  const agencyId = testApp.agencyId(person);
  const { token, viewer } = await signIn(
    testApp.database,
    { name, agency: person.agency, roles },
    agencyId,
  );
  await asOwner(testApp.database, (tx) => meet(tx, viewer.accountId, session, fate, testApp.now()));
  const alive = fate === 'alive';
  return {
    kind: session,
    name,
    fate,
    headers: session === 'browser' ? cookie(token) : bearer(token),
    // a phone is the street team's, whoever carries it
    roles: alive ? (session === 'phone' ? ['street'] : roles) : [],
    host: alive && person === alice,
    agency: alive ? person.agency : null,
    agencyId,
    accountId: alive ? viewer.accountId : null,
  };
}

const nobody = (name: string, headers: Record<string, string>): Caller => ({
  kind: 'nobody',
  name,
  fate: 'never was',
  headers,
  roles: [],
  host: false,
  agency: null,
  agencyId: 0,
  accountId: null,
});

/** What a call may have ended or changed of the callers themselves, put back. */
export const revive = (testApp: TestApp, callers: readonly Caller[]) =>
  asOwner(testApp.database, async (tx) => {
    const alive = callers.flatMap(({ accountId }) => accountId ?? []);
    await tx`
      update session
      set ended_at = null,
          proved_at = ${testApp.now()},
          last_seen_at = ${testApp.now()}
      where account_id = any (${alive}::uuid[])`;
    await tx`update membership set ended_at = null where account_id = any (${alive}::uuid[])`;
    await tx`update account set disabled_at = null where id = any (${alive}::uuid[])`;
  });

/** Calls by the script's token that a person of test/support/people.ts has stay theirs; these are others. */
export async function makeCallers(testApp: TestApp): Promise<Caller[]> {
  const callers: Caller[] = [
    nobody('no credentials', {}),
    nobody('a token that nobody has', bearer(`cgt_${'x'.repeat(43)}`)),
    nobody('a cookie that nobody has', cookie(`cgt_${'y'.repeat(43)}`)),
    nobody('a token in the wrong form', { authorization: 'Bearer short' }),
    nobody('another way of signing in', { authorization: 'Basic YWxpY2U6cGFzc3dvcmQ=' }),
    {
      kind: 'operator',
      name: 'the operator',
      fate: 'alive',
      headers: bearer(testApp.operator.token),
      roles: ['administrator', 'analyst'],
      host: true,
      agency: alice.agency,
      agencyId: testApp.agencyId(alice),
      accountId: testApp.operator.accountId,
    },
  ];
  for (const role of ROLES) {
    for (const session of ['script', 'browser', 'phone'] as const)
      callers.push(await caller(testApp, alice, [role], session));
    for (const fate of [
      'expired',
      'revoked',
      'of an ended membership',
      'of a disabled account',
    ] as const)
      callers.push(await caller(testApp, alice, [role], 'script', fate));
    callers.push(await caller(testApp, alice, [role], 'browser', 'idle'));
    // of an agency that does not run the installation
    callers.push(await caller(testApp, bob, [role], 'script'));
  }
  callers.push(await caller(testApp, alice, ['administrator', 'analyst'], 'browser'));
  callers.push(await caller(testApp, alice, ['administrator', 'analyst'], 'browser', 'idle'));
  callers.push(await caller(testApp, alice, ['analyst'], 'phone', 'revoked'));
  return callers;
}
