/** Who may see what, written from the words of the rules and from nothing of the SQL that keeps them. */
import { cellToParent } from 'h3-js';
import { KINDS, type Kind } from '#api/contract/kinds.ts';
import { roleMay, type Operation, type Role } from '#api/contract/permissions.ts';
import type { Agreed, Case } from './agreements.ts';
import { ACCOUNTS, AGENCY_IDS, COUNCIL, type Account, type Caller } from './callers.ts';
import { CLOSED, INCIDENTS, type Incident, type NewIncident } from './world.ts';

// --- who ---

const accountOf = (caller: Caller): Account | undefined =>
  ACCOUNTS.find(({ id, disabled }) => id === caller.account && !disabled);

/** A person acts for an agency while they belong to it, in the roles they have there; a phone as the street team; the
 *  operator as administrator and analyst for whichever agency there is. Everybody else is nobody. */
export function rolesOf(caller: Caller): readonly Role[] {
  const account = accountOf(caller);
  if (!account || caller.agency === null) return [];
  if (account.kind === 'operator')
    return AGENCY_IDS.some((agency) => agency === caller.agency)
      ? ['administrator', 'analyst']
      : [];
  const membership = account.memberships.find(
    ({ agency, ended }) => agency === caller.agency && !ended,
  );
  if (!membership) return [];
  return caller.phone ? ['street'] : membership.roles;
}

export const isMember = (caller: Caller): boolean => rolesOf(caller).length > 0;
export const actsFor = (caller: Caller, agency: number | null): boolean =>
  isMember(caller) && caller.agency === agency;

/** The partnership is managed from its host agency, and by the operator from anywhere. */
export const may = (caller: Caller, operation: Operation): boolean =>
  roleMay(rolesOf(caller), operation) &&
  (operation !== 'partnership.manage' ||
    caller.agency === COUNCIL ||
    accountOf(caller)?.kind === 'operator');

// --- what has been agreed ---

const saidYes = ({ parties }: Agreed, agency: number): boolean =>
  parties.some((party) => party.agency === agency && !party.left);

/** It acts once the provider has accepted, between its first and its last day, until somebody revokes it. */
const acts = (agreed: Agreed): boolean =>
  agreed.revokedBy === null &&
  agreed.starts <= 0 &&
  agreed.ends >= 0 &&
  saidYes(agreed, agreed.provider);

/** Whether it acts for an agency: the one that it names, or any other of the partners, once that one has accepted. */
const actsFrom = (agreed: Agreed, recipient: number): boolean =>
  acts(agreed) &&
  recipient !== agreed.provider &&
  saidYes(agreed, recipient) &&
  (agreed.audience === 'partners' || agreed.recipient === recipient);

/** Every line of agreements in force: number, provider, recipient; nobody in particular for the public. */
export const inForce = ({ agreements }: Case): (readonly [number, number, number | null])[] =>
  agreements.flatMap((agreed, i): (readonly [number, number, number | null])[] =>
    agreed.audience === 'public'
      ? acts(agreed)
        ? [[i + 1, agreed.provider, null] as const]
        : []
      : AGENCY_IDS.filter((agency) => actsFrom(agreed, agency)).map(
          (agency) => [i + 1, agreed.provider, agency] as const,
        ),
  );

/** Agreements that act for the caller's agency, numbered as in the case. */
export const actingFor = (caller: Caller, { agreements }: Case) =>
  agreements
    .map((agreed, i) => ({ ...agreed, id: i + 1 }))
    .filter((agreed) => caller.agency !== null && actsFrom(agreed, caller.agency));

const upTo = (sensitivity: number): number[] => [0, 1, 2, 3].filter((one) => one <= sensitivity);

/** Rows of an agency, a kind and a sensitivity, as one number. */
const CODES: Readonly<Record<Kind, number>> = { crime: 0, asb: 1, alcohol: 2, needle_find: 3 };
export const codeOf = (kind: Kind): number => CODES[kind];
export const keyOf = (agency: number, sensitivity: number, kind: Kind): number =>
  (agency * 4 + sensitivity) * 4 + codeOf(kind);
const sorted = (keys: Iterable<number>): number[] => [...new Set(keys)].sort((a, b) => a - b);

/** Whose rows are read one by one: one's own, and what agreements of level point give. */
export function pointKeys(caller: Caller, situation: Case): number[] {
  if (!may(caller, 'counts.read') || caller.agency === null) return [];
  const own = caller.agency;
  return sorted([
    ...KINDS.flatMap((kind) => upTo(3).map((sensitivity) => keyOf(own, sensitivity, kind))),
    ...actingFor(caller, situation)
      .filter(({ level }) => level === 'point')
      .flatMap(({ provider, kinds, maxSensitivity }) =>
        kinds.flatMap((kind) => upTo(maxSensitivity).map((one) => keyOf(provider, one, kind))),
      ),
  ]);
}

export interface Counted {
  readonly agency: number;
  readonly kind: Kind;
  readonly first: number;
  readonly last: number;
  readonly resolution: number;
  readonly threshold: number;
  readonly agreement: number;
}

/** What is counted and not read: of each agency and kind one agreement of level cell, the one with the finest hexagons
 *  (then the lowest threshold, then the widest), of the sensitivities that are not read one by one already. */
export function cellGrants(caller: Caller, situation: Case): Counted[] {
  if (!may(caller, 'counts.read')) return [];
  const read = new Set(pointKeys(caller, situation));
  return AGENCY_IDS.flatMap((agency) =>
    KINDS.toSorted((a, b) => codeOf(a) - codeOf(b)).flatMap((kind) => {
      const [best] = actingFor(caller, situation)
        .filter((one) => one.level === 'cell' && one.provider === agency)
        .filter(({ kinds }) => kinds.includes(kind))
        .sort(
          (a, b) =>
            (b.resolution ?? 0) - (a.resolution ?? 0) ||
            (a.threshold ?? 0) - (b.threshold ?? 0) ||
            b.maxSensitivity - a.maxSensitivity ||
            a.id - b.id,
        );
      if (!best) return [];
      const left = upTo(best.maxSensitivity).filter((one) => !read.has(keyOf(agency, one, kind)));
      const [first] = left;
      if (first === undefined) return [];
      return [
        {
          agency,
          kind,
          first,
          last: best.maxSensitivity,
          resolution: best.resolution ?? 0,
          threshold: best.threshold ?? 0,
          agreement: best.id,
        },
      ];
    }),
  );
}

/** Whose rows the public release may count. */
export const releasedKeys = ({ agreements }: Case): number[] =>
  sorted(
    agreements
      .filter((agreed) => agreed.level === 'release' && acts(agreed))
      .flatMap(({ provider, kinds, maxSensitivity }) =>
        kinds.flatMap((kind) => upTo(maxSensitivity).map((one) => keyOf(provider, one, kind))),
      ),
  );

// --- what follows ---

/** A search that found nothing is shared as needle finds are. */
const keyOfRow = ({ agency, sensitivity, kind }: Incident): number =>
  keyOf(agency, sensitivity, kind ?? 'needle_find');

export function readIncidents(caller: Caller, situation: Case): Incident[] {
  const keys = new Set(pointKeys(caller, situation));
  return INCIDENTS.filter((incident) => keys.has(keyOfRow(incident)));
}

/** What counts: stated still, and more than a search that found nothing. */
export const counts = ({ withdrawn, kind }: NewIncident): boolean => !withdrawn && kind !== null;

/** Another agency's count of one kind in one hexagon and month. */
export type Count = readonly [cell: string, agency: number, kind: number, month: string, n: number];

/** Others' counts, in hexagons of `resolution`, of the months from `first` to `last` (yyyy-mm): sums of closed counts of at
 *  least the threshold. A month closed in larger hexagons is left out. */
export function partnerCounts(
  grants: readonly Counted[],
  resolution: number,
  [first, last]: readonly [string, string],
): Count[] {
  const sums = new Map<string, number>();
  for (const grant of grants)
    for (const { agency, kind, sensitivity, month, cell, revisions, ...closed } of CLOSED) {
      const n = revisions.at(-1) ?? 0;
      if (agency !== grant.agency || kind !== grant.kind || closed.byArea) continue;
      if (sensitivity < grant.first || sensitivity > grant.last || n < grant.threshold) continue;
      if (resolution > grant.resolution || resolution > closed.resolution) continue;
      if (month.slice(0, 7) < first || month.slice(0, 7) > last) continue;
      const line = `${cellToParent(cell, resolution)} ${agency} ${codeOf(kind)} ${month}`;
      sums.set(line, (sums.get(line) ?? 0) + n);
    }
  return [...sums].map(([line, n]) => {
    const [cell = '', agency, kind, month = ''] = line.split(' ');
    return [cell, Number(agency), Number(kind), month, n];
  });
}
