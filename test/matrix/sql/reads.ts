/** What is read of every table, view and function, and by whom: a line for each, in the words of the rule. */
import { INCIDENT_TYPES, KINDS, SWEEP_TYPE_ID } from '#api/contract/kinds.ts';
import { ROLES, PERMISSIONS } from '#api/contract/permissions.ts';
import type { Case } from './agreements.ts';
import { ACCOUNTS, AGENCY_IDS, type Caller } from './callers.ts';
import {
  actingFor,
  actsFor,
  cellGrants,
  codeOf,
  counts,
  inForce,
  isMember,
  keyOf,
  may,
  partnerCounts,
  pointKeys,
  readIncidents,
  releasedKeys,
} from './oracle.ts';
import type { Probe } from './machine.ts';
import { AUDIT, EVIDENCE, FINDS, INCIDENTS, second } from './world.ts';

/** A question, whose it is, and what it answers to whom. Arrays are compared without regard to order. */
export interface Question {
  /** The table, view or function that it is about. */
  readonly about: string;
  readonly title: string;
  readonly probe: Probe;
  readonly expected: (caller: Caller, situation: Case) => Expected;
  /** Whether the answer hangs on what has been agreed. */
  readonly byAgreement?: boolean;
}
export type Expected = { readonly is: unknown } | { readonly changed: number } | 'refused';

/** Everything of a relation that the caller sees, by what names a row. */
const rows = (
  about: string,
  name: string,
  seen: (caller: Caller, situation: Case) => readonly unknown[],
  byAgreement = false,
): Question => ({
  about,
  title: `rows of ${about}`,
  probe: { read: `select coalesce(jsonb_agg(${name}), '[]') from ${about}` },
  expected: (caller, situation) => ({ is: seen(caller, situation) }),
  byAgreement,
});
const ifMember =
  <T>(all: readonly T[]) =>
  (caller: Caller): readonly T[] =>
    isMember(caller) ? all : [];
const own = (caller: Caller): number[] => AGENCY_IDS.filter((agency) => actsFor(caller, agency));

/** Set-up, and the words of the trade: every member. */
const SHARED: readonly Question[] = [
  rows('partnership', 'host_agency_id', ifMember([1])),
  rows('agency', 'id', ifMember(AGENCY_IDS)),
  rows('incident_type', 'id', ifMember([...INCIDENT_TYPES.map(({ id }) => id), SWEEP_TYPE_ID])),
  rows('area', 'slug', ifMember(['a'])),
  rows('place', 'name', ifMember(['Somewhere'])),
  rows('landmark', 'name', ifMember(['Bin'])),
  rows('public_order', 'name', ifMember(['No drinking'])),
  rows('residents_zone', 'jsonb_build_array(code, residents)', ifMember([['E1', 12]])),
  rows(
    'dataset',
    'jsonb_build_array(id, agency_id, slug, name)',
    ifMember(AGENCY_IDS.map((id) => [id, id, 'feed', 'Feed'])),
  ),
  rows(
    'delivery',
    'jsonb_build_array(dataset_id, month, import_id)',
    ifMember(AGENCY_IDS.map((id) => [id, '2025-06-01', id])),
  ),
  rows('delivery_reminder', 'jsonb_build_array(dataset_id, agency_id)', (caller) =>
    may(caller, 'counts.read') ? AGENCY_IDS.map((id) => [id, id]) : [],
  ),
  // the area's outline is a version too
  rows('data_version', 'version', ifMember([2])),
  rows('release_geography', 'geography', ifMember(['h3-8'])),
  rows('release', 'period', ifMember(['2025-05-01'])),
  rows('release_file', 'name', ifMember(['method.md'])),
  rows('planned_release', 'period', ifMember(['2025-06-01'])),
  rows(
    'permission',
    'jsonb_build_array(role, operation)',
    ifMember(ROLES.flatMap((role) => PERMISSIONS[role].map((operation) => [role, operation]))),
  ),
];

/** How records come to be known: whoever reads counts. */
const SOURCE_MARKS: readonly Question[] = [
  rows('source_mark', 'jsonb_build_array(agency_id, type_id, source)', (caller) =>
    may(caller, 'counts.read') ? AGENCY_IDS.map((id) => [id, 60, 'public']) : [],
  ),
];

/** An agency's own files and periods: its own people, as far as their roles go. */
const INTAKE: readonly Question[] = [
  rows('retention_period', 'jsonb_build_array(agency_id, months)', (caller) =>
    may(caller, 'agreements.read') ? own(caller).map((id) => [id, 6 + id]) : [],
  ),
  rows('import', 'id', (caller) =>
    may(caller, 'imports.read') ? own(caller).flatMap((id) => [id, second(id)]) : [],
  ),
  rows('import_reject', 'import_id', (caller) =>
    may(caller, 'imports.manage') ? own(caller).flatMap((id) => [id, second(id)]) : [],
  ),
  rows('own_mapping', 'dataset_id', (caller) => (may(caller, 'imports.read') ? own(caller) : [])),
];

/** Rows one by one: one's own agency's, and what agreements of level point give. */
const RECORDS: readonly Question[] = [
  rows(
    'incident',
    'id',
    (caller, situation) => readIncidents(caller, situation).map(({ id }) => id),
    true,
  ),
  rows('counted_incident', 'id', (caller, situation) =>
    readIncidents(caller, situation)
      .filter(counts)
      .map(({ id }) => id),
  ),
  rows(
    'find_record',
    'jsonb_build_array(incident_id, note, round(latitude::numeric, 6), account_id)',
    (caller, situation) => {
      const read = new Set(readIncidents(caller, situation));
      return FINDS.filter(
        ({ incident, account }) =>
          (may(caller, 'finds.read') && read.has(incident)) ||
          // the street team: what they logged themselves, for this agency
          (may(caller, 'finds.log') &&
            actsFor(caller, incident.agency) &&
            account === caller.account),
      ).map(({ incident, account }) => [incident.id, 'a note', incident.place?.latitude, account]);
    },
    true,
  ),
];

/** Resolution (one finer than any agreement's too), first and last month. */
const PERIODS = [
  ...[6, 7, 8, 9, 10].map((resolution) => [resolution, '2025-05', '2025-06'] as const),
  [8, '2025-05', '2025-05'] as const,
  [8, '2025-06', '2025-06'] as const,
];

/** The table of grants itself, and what is counted through it. */
const list = (
  title: string,
  about: string,
  columns: string,
  seen: Question['expected'],
  from = `${about}()`,
): Question => ({
  about,
  title,
  probe: { read: `select coalesce(jsonb_agg(jsonb_build_array(${columns})), '[]') from ${from}` },
  expected: seen,
  byAgreement: true,
});
/** Kinds that an agency has ever reported, whatever became of the rows; a search that found nothing is of needle finds. */
const kindsReported = (agency: number): number[] => [
  ...new Set(
    INCIDENTS.filter((one) => one.agency === agency).map(({ kind }) =>
      codeOf(kind ?? 'needle_find'),
    ),
  ),
];

const GRANTS: readonly Question[] = [
  {
    about: 'deliveries_received',
    title: 'which months of whose feeds have arrived, to whoever may count anything',
    probe: {
      read: `
        select coalesce(jsonb_agg(jsonb_build_array(
          dataset_id, month, extract(day from received_at at time zone 'UTC')::int)), '[]')
        from deliveries_received()`,
    },
    expected: (caller) => ({
      is: may(caller, 'counts.read') ? AGENCY_IDS.map((id) => [id, '2025-06-01', 1 + id]) : [],
    }),
  },
  {
    about: 'feed_kinds',
    title: 'which kinds each feed brings, to whoever may count anything',
    probe: {
      read: `select coalesce(jsonb_agg(jsonb_build_array(dataset_id, kind)), '[]') from feed_kinds()`,
    },
    expected: (caller) => ({
      is: may(caller, 'counts.read')
        ? AGENCY_IDS.flatMap((agency) => kindsReported(agency).map((kind) => [agency, kind]))
        : [],
    }),
  },
  {
    about: 'viewer_grant_bits',
    title: 'the same keys as bits, of every agency there is',
    probe: {
      read: `
        select coalesce(jsonb_agg(key) filter (where get_bit(bits, key) = 1), '[]')
        from (select viewer_grant_bits() as bits offset 0) granted
        cross join generate_series(0, ${(AGENCY_IDS.length + 1) * 16 - 1}) key`,
    },
    expected: (caller, situation) => ({ is: pointKeys(caller, situation) }),
    byAgreement: true,
  },
  {
    about: 'may_read_incidents',
    title: 'the same keys by share key and kind, as policies check them',
    probe: {
      read: `
        select coalesce(jsonb_agg(share_key * 4 + kind) filter (where may_read_incidents(bits, share_key, kind)), '[]')
        from (select viewer_grant_bits() as bits offset 0) granted
        cross join generate_series(0, ${(AGENCY_IDS.length + 1) * 4 - 1}) share_key
        cross join generate_series(0, 3) kind`,
    },
    expected: (caller, situation) => ({ is: pointKeys(caller, situation) }),
    byAgreement: true,
  },
  {
    about: 'effective_agreement',
    title: 'agreements in force, asked for by the owner',
    probe: {
      read: `select coalesce(jsonb_agg(jsonb_build_array(id, provider_id, recipient_id)), '[]') from effective_agreement`,
      owner: true,
    },
    expected: (_caller, situation) => ({ is: inForce(situation) }),
    byAgreement: true,
  },
  {
    about: 'viewer_grants',
    title: 'keys of the rows that are read one by one',
    probe: { read: 'select to_jsonb(viewer_grants())' },
    expected: (caller, situation) => ({ is: pointKeys(caller, situation) }),
    byAgreement: true,
  },
  list(
    'what is counted and not read',
    'viewer_cell_grants',
    'agency_id, kind, first_sensitivity, last_sensitivity, resolution, threshold, agreement_id',
    (caller, situation) => ({
      is: cellGrants(caller, situation).map((grant) => [
        grant.agency,
        codeOf(grant.kind),
        grant.first,
        grant.last,
        grant.resolution,
        grant.threshold,
        grant.agreement,
      ]),
    }),
  ),
  list(
    'others’ counts at every resolution',
    'partner_counts',
    'wanted, first, last, to_hex(cell), agency_id, kind, month, n',
    (caller, situation) => ({
      is: PERIODS.flatMap(([resolution, first, last]) =>
        partnerCounts(cellGrants(caller, situation), resolution, [first, last]).map((line) => [
          resolution,
          first,
          last,
          ...line,
        ]),
      ),
    }),
    // any day of a month stands for the whole of it
    `(values ${PERIODS.map((period) => `(${period[0]}, '${period[1]}', '${period[2]}')`).join()}) asked (wanted, first, last)
     cross join lateral partner_counts(wanted, (first || '-11')::date, (last || '-12')::date)`,
  ),
  list(
    'agreements that act for the caller’s agency',
    'viewer_agreements',
    'id, provider_id, level, max_sensitivity, resolution, threshold',
    (caller, situation) => ({
      is: may(caller, 'counts.read')
        ? actingFor(caller, situation).map((agreed) => [
            agreed.id,
            agreed.provider,
            agreed.level,
            agreed.maxSensitivity,
            agreed.resolution,
            agreed.threshold,
          ])
        : [],
    }),
  ),
  {
    about: 'released_keys',
    title: 'released keys, which the owner alone asks for',
    probe: { read: 'select to_jsonb(released_keys())' },
    expected: () => 'refused',
  },
  {
    about: 'released_keys',
    title: 'released keys, asked for by the owner',
    probe: { read: 'select to_jsonb(released_keys())', owner: true },
    expected: (_caller, situation) => ({ is: releasedKeys(situation) }),
    byAgreement: true,
  },
];

/** Unusual days: to whoever may read the rows that they are made of; and who wants to hear of them, oneself. */
const ALERTS: readonly Question[] = [
  rows(
    'alert',
    'jsonb_build_array(agency_id, kind, sensitivity)',
    (caller, situation) => {
      const read = new Set(pointKeys(caller, situation));
      return AGENCY_IDS.flatMap((agency) =>
        KINDS.flatMap((kind) =>
          [0, 1, 2, 3]
            .filter((sensitivity) => read.has(keyOf(agency, sensitivity, kind)))
            .map((sensitivity) => [agency, codeOf(kind), sensitivity]),
        ),
      );
    },
    true,
  ),
  rows('subscription', 'jsonb_build_array(account_id, agency_id)', (caller) =>
    may(caller, 'counts.read')
      ? ACCOUNTS.filter(({ id }) => id === caller.account).flatMap(({ id, memberships }) =>
          memberships
            .filter(({ agency }) => actsFor(caller, agency))
            .map(({ agency }) => [id, agency]),
        )
      : [],
  ),
];

const HOTSPOTS: readonly number[] = [
  ...AGENCY_IDS.flatMap((agency) => [agency, second(agency)]),
  ...new Set(EVIDENCE.map(({ hotspot }) => hotspot).filter((id) => id >= 100)),
];
/** What the meeting works on: everybody at the table. A hotspot's evidence only as far as its rows may be counted. */
const MEETING: readonly Question[] = [
  {
    about: 'hotspot_count',
    title: 'evidence, once no role reads actions any more',
    probe: {
      first: `delete from permission where operation = 'actions.read'`,
      read: `select to_jsonb(count(*)) from hotspot_count`,
    },
    expected: () => ({ is: 0 }),
  },
  rows('hotspot', 'id', (caller) => (may(caller, 'actions.read') ? HOTSPOTS : [])),
  rows(
    'hotspot_count',
    'jsonb_build_array(hotspot_id, provider_id, kind, sensitivity, n)',
    (caller, situation) => {
      if (!may(caller, 'actions.read')) return [];
      const read = new Set(pointKeys(caller, situation));
      const counted = cellGrants(caller, situation);
      return EVIDENCE.filter(({ provider, kind, sensitivity, ...terms }) => {
        if (sensitivity !== null) return read.has(keyOf(provider, sensitivity, kind));
        const { first, last, resolution, threshold } = terms;
        const all = [0, 1, 2, 3].filter((one) => one >= (first ?? 0) && one <= (last ?? 0));
        return (
          all.every((one) => read.has(keyOf(provider, one, kind))) ||
          // nothing that could be taken from what the caller may count
          counted.some(
            (grant) =>
              grant.agency === provider &&
              grant.kind === kind &&
              grant.first === first &&
              grant.last === last &&
              grant.resolution === resolution &&
              grant.threshold <= (threshold ?? 0),
          )
        );
      }).map(({ hotspot, provider, kind, sensitivity, n }) => [
        hotspot,
        provider,
        codeOf(kind),
        sensitivity,
        n,
      ]);
    },
    true,
  ),
  rows('hotspot_evidence', 'jsonb_build_array(hotspot_id, take)', (caller) =>
    may(caller, 'actions.read') ? HOTSPOTS.map((id) => [id, 1]) : [],
  ),
  ...['action', 'action_proposal', 'milestone', 'progress', 'saved_view'].map((table) =>
    rows(table, 'id', (caller) => (may(caller, 'actions.read') ? AGENCY_IDS : [])),
  ),
];

const AGREEMENTS: readonly Question[] = [
  rows('agreement', 'id', (caller, { agreements }) =>
    may(caller, 'agreements.read') ? agreements.map((_, i) => i + 1) : [],
  ),
  rows('agreement_party', 'jsonb_build_array(agreement_id, agency_id)', (caller, { agreements }) =>
    may(caller, 'agreements.read')
      ? agreements.flatMap(({ parties }, i) => parties.map(({ agency }) => [i + 1, agency]))
      : [],
  ),
];

/** People: oneself, and those of one's own agency (past ones too) to its administrators. */
const PEOPLE: readonly Question[] = [
  // what a person was told, for the agency that they act for now
  rows('notice', 'subject', (caller) =>
    isMember(caller)
      ? ACCOUNTS.filter(({ id }) => id === caller.account).flatMap(({ id, memberships }) =>
          memberships
            .filter(({ agency }) => agency === caller.agency)
            .map(({ agency }) => `${id} ${agency}`),
        )
      : [],
  ),
  rows('account', 'id', (caller) =>
    ACCOUNTS.filter(
      ({ id, memberships }) =>
        (isMember(caller) && id === caller.account) ||
        (may(caller, 'people.manage') && memberships.some(({ agency }) => actsFor(caller, agency))),
    ).map(({ id }) => id),
  ),
  rows('membership', 'jsonb_build_array(account_id, agency_id)', (caller) =>
    ACCOUNTS.flatMap(({ id, memberships }) =>
      memberships
        .filter(
          ({ agency }) =>
            (isMember(caller) && id === caller.account) ||
            (may(caller, 'people.manage') && actsFor(caller, agency)),
        )
        .map(({ agency }) => [id, agency]),
    ),
  ),
];

const seesLine = (caller: Caller, { agency, concerns }: (typeof AUDIT)[number]): boolean =>
  may(caller, 'audit.read') &&
  (actsFor(caller, agency) ||
    concerns.some((one) => actsFor(caller, one)) ||
    (agency === null && may(caller, 'partnership.manage')));
/** The audit: administrators, of lines of their agency and of those that concern it; of nobody's lines, the host's. */
const LINES: readonly Question[] = [
  rows('audit_event', 'id', (caller) =>
    AUDIT.filter((line) => seesLine(caller, line)).map(({ id }) => id),
  ),
  rows('audit_name', 'name', (caller) => {
    const seen = AUDIT.filter((line) => seesLine(caller, line)).map(({ account }) => account);
    return ACCOUNTS.filter(({ id }) => seen.includes(id)).map(({ name }) => name);
  }),
];

/** History: of what, and of which agency's alone. Whoever may read a thing may read its history. */
const HISTORY: readonly Question[] = [
  {
    about: 'history',
    title: 'subjects of history, and whose they are',
    probe: {
      read: `select coalesce(jsonb_agg(distinct jsonb_build_array(subject, owner_id)), '[]') from history`,
    },
    expected: (caller, { agreements }) => {
      const shared = [
        ...['partnership', 'agency', 'area', 'residents', 'landmark', 'public_order'],
        'planned_release',
      ];
      const partners = [
        ...(isMember(caller) ? shared : []),
        ...(may(caller, 'actions.read') ? ['hotspot', 'action'] : []),
        ...(may(caller, 'agreements.read') && agreements.length > 0 ? ['agreement'] : []),
      ];
      const alone = own(caller).flatMap((agency) => [
        ...(may(caller, 'imports.read') ? ['import', 'dataset'] : []).map((one) => [one, agency]),
        ...(may(caller, 'agreements.read') ? [['retention', agency]] : []),
        ...(may(caller, 'people.manage') ? ['membership', 'identity_provider'] : []).map((one) => [
          one,
          agency,
        ]),
      ]);
      const marks = may(caller, 'counts.read') ? AGENCY_IDS.map((id) => ['sources', id]) : [];
      return { is: [...partners.map((one) => [one, null]), ...alone, ...marks] };
    },
  },
];

export const READS: readonly Question[] = [
  ...SHARED,
  ...SOURCE_MARKS,
  ...INTAKE,
  ...RECORDS,
  ...GRANTS,
  ...ALERTS,
  ...MEETING,
  ...AGREEMENTS,
  ...PEOPLE,
  ...LINES,
  ...HISTORY,
];
