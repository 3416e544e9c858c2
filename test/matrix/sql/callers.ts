/** Who asks in the matrix: every role, in every relation to an agency that a person (or nobody) can have. */
import { ROLES, type Role } from '#api/contract/permissions.ts';

/** The host, the agency that most agreements are with, and a third. */
export const [COUNCIL, POLICE, NHS] = [1, 2, 3] as const;
export const AGENCY_IDS = [COUNCIL, POLICE, NHS] as const;
/** No agency has this number. */
const NO_SUCH_AGENCY = 77;

export interface Membership {
  readonly agency: number;
  readonly roles: readonly Role[];
  readonly ended: boolean;
}
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly kind: 'person' | 'operator';
  readonly disabled: boolean;
  readonly memberships: readonly Membership[];
}

/** What a transaction states. */
export interface Caller {
  readonly name: string;
  readonly account: string | null;
  readonly agency: number | null;
  /** A phone's session: the street team's, whatever else its person may do. */
  readonly phone: boolean;
}

export const accountId = (n: number): string =>
  `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

type Draft = Omit<Account, 'id'>;
const person = (name: string, ...memberships: Membership[]): Draft => ({
  name,
  kind: 'person',
  disabled: false,
  memberships,
});
const of = (agency: number, ...roles: Role[]): Membership => ({ agency, roles, ended: false });

const drafts: readonly Draft[] = [
  ...AGENCY_IDS.flatMap((agency) =>
    ROLES.map((role) => person(`${role} of ${agency}`, of(agency, role))),
  ),
  ...ROLES.map((role) =>
    person(`${role} who left ${COUNCIL}`, { ...of(COUNCIL, role), ended: true }),
  ),
  ...ROLES.map((role) => ({
    ...person(`${role} of ${COUNCIL}, disabled`, of(COUNCIL, role)),
    disabled: true,
  })),
  person('administrator and analyst of 1', of(COUNCIL, 'administrator', 'analyst')),
  person('administrator of 1, reader of 2', of(COUNCIL, 'administrator'), of(POLICE, 'reader')),
  person('reader of 1, analyst of 2', of(COUNCIL, 'reader'), of(POLICE, 'analyst')),
  person(
    'analyst who left 1 for 2',
    { ...of(COUNCIL, 'analyst'), ended: true },
    of(POLICE, 'analyst'),
  ),
  person('street of 1 and of 2', of(COUNCIL, 'street'), of(POLICE, 'street')),
  person('of no agency'),
  { name: 'operator', kind: 'operator', disabled: false, memberships: [] },
  {
    name: 'operator who belongs to 1',
    kind: 'operator',
    disabled: false,
    memberships: [of(COUNCIL, 'reader')],
  },
  { name: 'operator, disabled', kind: 'operator', disabled: true, memberships: [] },
];
export const ACCOUNTS: readonly Account[] = drafts.map((draft, i) => ({
  id: accountId(i + 1),
  ...draft,
}));

/** Throws when the world has nobody of that name. */
export function accountNamed(name: string): Account {
  const found = ACCOUNTS.find((account) => account.name === name);
  if (!found) throw new Error(`nobody in the matrix is called “${name}”`);
  return found;
}

const states = (account: Account | null, agency: number | null, phone = false): Caller => ({
  name: `${account?.name ?? 'nobody'}, stating ${agency ?? 'no agency'}${phone ? ', by phone' : ''}`,
  account: account?.id ?? null,
  agency,
  phone,
});

export const CALLERS: readonly Caller[] = [
  // for their own agency, also where that has ended
  ...ACCOUNTS.flatMap((account) =>
    account.memberships.map(({ agency }) => states(account, agency)),
  ),
  // for an agency that is not theirs
  ...ROLES.map((role) => states(accountNamed(`${role} of ${POLICE}`), COUNCIL)),
  states(accountNamed('of no agency'), COUNCIL),
  ...['operator', 'operator, disabled'].flatMap((name) =>
    [...AGENCY_IDS, NO_SUCH_AGENCY, null].map((agency) => states(accountNamed(name), agency)),
  ),
  ...['analyst', 'street', 'administrator'].map((role) =>
    states(accountNamed(`${role} of ${COUNCIL}`), COUNCIL, true),
  ),
  { ...states(null, COUNCIL), name: 'an account that never was', account: accountId(999) },
  states(null, COUNCIL),
  states(accountNamed(`analyst of ${COUNCIL}`), null),
  states(accountNamed(`analyst of ${COUNCIL}`), NO_SUCH_AGENCY),
  states(null, null),
];

/** Throws when nobody states that. */
export function callerNamed(name: string): Caller {
  const found = CALLERS.find((caller) => caller.name === name);
  if (!found) throw new Error(`no caller of the matrix is “${name}”`);
  return found;
}
