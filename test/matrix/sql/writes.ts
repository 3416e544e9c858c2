/** What may be changed, and by whom: every insert, update and delete that is granted to members, tried on the rows of
 *  every agency. What no member is granted at all is in privileges.ts. */
import { accountId, accountNamed, ACCOUNTS, AGENCY_IDS, type Caller } from './callers.ts';
import { actsFor, may } from './oracle.ts';
import type { Expected, Question } from './reads.ts';

/** Rows changed; refused when `allowed` is null. */
const outcome = (rows: number | null): Expected => (rows === null ? 'refused' : { changed: rows });
const change = (
  about: string,
  title: string,
  sql: string,
  rows: (caller: Caller) => number | null,
): Question => ({
  about,
  title,
  probe: { change: sql },
  expected: (caller) => outcome(rows(caller)),
});
/** Insert: allowed or refused. Update and delete: of a row that is not the caller's to change, nothing happens. */
const orRefused = (allowed: boolean): number | null => (allowed ? 1 : null);
const orNothing = (allowed: boolean): number => (allowed ? 1 : 0);

const reports = (caller: Caller, owner: number): boolean =>
  may(caller, 'actions.assign') || (may(caller, 'actions.report') && actsFor(caller, owner));

/** Whoever works on what is their own agency's. */
const keeps = (caller: Caller, owner: number): boolean =>
  may(caller, 'actions.report') && actsFor(caller, owner);

const forEach = (make: (agency: number) => readonly Question[]): Question[] =>
  AGENCY_IDS.flatMap((agency) => [...make(agency)]);
const next = (agency: number): number => 1 + (agency % AGENCY_IDS.length);

const HOTSPOTS = forEach((agency) => [
  change(
    'hotspot',
    `propose one for ${agency}`,
    `insert into hotspot (agency_id, name, resolution, cells) values (${agency}, 'New', 8, array[1])`,
    (caller) => orRefused(may(caller, 'hotspots.edit') && actsFor(caller, agency)),
  ),
  change(
    'hotspot',
    `propose one for ${agency} without evidence`,
    `insert into hotspot (agency_id, name, resolution, cells) values (${agency}, 'New', 8, array[1]);
     set constraints all immediate`,
    () => null,
  ),
  // the second are another hotspot's
  ...['8, array[1]', '8, array[2]', '9, array[1]'].map((cells, i): Question => ({
    about: 'hotspot_evidence',
    title: `evidence of a hotspot, counted by ${agency} at ${cells}`,
    probe: {
      first: `update hotspot set cells = array[2] where id = ${agency * 10}`,
      change: `
        insert into hotspot_evidence (hotspot_id, take, agency_id, resolution, cells, facts)
        values (${next(agency)}, 2, ${agency}, ${cells}, '{}')`,
    },
    expected: (caller) =>
      outcome(orRefused(i === 0 && may(caller, 'hotspots.edit') && actsFor(caller, agency))),
  })),
  {
    about: 'hotspot_count',
    title: `count for the second evidence of a hotspot of ${next(agency)}, which is ${agency}’s`,
    probe: {
      first: `
        insert into hotspot_evidence (hotspot_id, take, agency_id, resolution, cells, facts)
        values (${next(agency)}, 2, ${agency}, 8, array[1], '{}')`,
      change: `
        insert into hotspot_count (hotspot_id, take, provider_id, kind, sensitivity, n)
        values (${next(agency)}, 2, 1, 0, 0, 1)`,
    },
    expected: (caller) =>
      outcome(orRefused(may(caller, 'hotspots.edit') && actsFor(caller, agency))),
  },
  change(
    'hotspot',
    `change one of ${agency}`,
    `update hotspot set name = 'Other', note = 'N', state = 'adopted', version = version + 1 where id = ${agency}`,
    (caller) => orNothing(may(caller, 'hotspots.edit')),
  ),
  change(
    'hotspot_count',
    `count for a hotspot of ${agency}`,
    `insert into hotspot_count (hotspot_id, provider_id, kind, sensitivity, n) values (${agency * 10}, 1, 0, 0, 1)`,
    (caller) => orRefused(may(caller, 'hotspots.edit') && actsFor(caller, agency)),
  ),
]);

const ACTIONS = forEach((agency) => [
  change(
    'action',
    `assign one to ${agency}`,
    `insert into action (hotspot_id, agency_id, person, what, starts_on, due_on, measure, baseline, target)
     values (1, ${agency}, 'P', 'W', '2025-01-01', '2025-02-01', 'M', 1, 0)`,
    (caller) => orRefused(may(caller, 'actions.assign')),
  ),
  change(
    'action',
    `assign one to ${agency} that it has agreed to already`,
    `insert into action (hotspot_id, agency_id, person, what, starts_on, due_on, measure, baseline, target, state)
     values (1, ${agency}, 'P', 'W', '2025-01-01', '2025-02-01', 'M', 1, 0, 'agreed')`,
    () => null,
  ),
  change(
    'action',
    `move one of ${agency}`,
    `update action set state = 'agreed', version = version + 1 where id = ${agency}`,
    (caller) => orNothing(keeps(caller, agency)),
  ),
  {
    about: 'action',
    title: `give one of ${agency}, as agreed, to ${next(agency)}`,
    probe: {
      first: `update action set state = 'agreed' where id = ${agency}`,
      change: `update action set agency_id = ${next(agency)} where id = ${agency}`,
    },
    expected: (caller) => (keeps(caller, agency) ? 'refused' : outcome(0)),
  },
  change(
    'action',
    `give one of ${agency} to ${next(agency)}`,
    `update action set agency_id = ${next(agency)} where id = ${agency}`,
    (caller) => {
      if (!keeps(caller, agency)) return 0;
      // those who only report cannot hand on what is theirs
      return may(caller, 'actions.assign') ? 1 : null;
    },
  ),
  change(
    'milestone',
    `a step for an action of ${agency}`,
    `insert into milestone (action_id, title, due_on) values (${agency}, 'T', '2025-01-20')`,
    (caller) => orRefused(keeps(caller, agency)),
  ),
  ...[900, agency].map((of): Question => ({
    about: 'milestone',
    title: `a step for action ${of}, while 900 is assigned to ${agency} in the same transaction`,
    probe: {
      first: `
        insert into action (id, hotspot_id, agency_id, person, what, starts_on, due_on, measure, baseline, target)
        overriding system value
        values (900, 1, ${agency}, 'P', 'W', '2025-01-01', '2025-02-01', 'M', 1, 0)`,
      change: `insert into milestone (action_id, title, due_on) values (${of}, 'T', '2025-01-20')`,
    },
    expected: (caller) =>
      outcome(orRefused(of === 900 ? reports(caller, agency) : keeps(caller, agency))),
  })),
  change(
    'milestone',
    `tick off a step of ${agency}`,
    `update milestone set done_on = '2025-01-16' where id = ${agency}`,
    (caller) => orNothing(keeps(caller, agency)),
  ),
  change(
    'milestone',
    `remove a step of ${agency}`,
    `delete from milestone where id = ${agency}`,
    (caller) => orNothing(keeps(caller, agency)),
  ),
  ...AGENCY_IDS.map((owner) =>
    change(
      'progress',
      `report for ${agency} on an action of ${owner}`,
      `insert into progress (action_id, agency_id, on_day, note) values (${owner}, ${agency}, '2025-01-16', 'N')`,
      (caller) => orRefused(reports(caller, owner) && actsFor(caller, agency)),
    ),
  ),
]);

/** On the action of each agency; in the world each is proposed by the next agency. */
const ACTION_PROPOSALS = forEach((owner) => {
  const proposer = next(owner);
  const withdraws = (caller: Caller) => may(caller, 'actions.assign') && actsFor(caller, proposer);
  const decide = (state: string, rows: (caller: Caller) => number | null) =>
    change(
      'action_proposal',
      `one on an action of ${owner} by ${proposer} becomes ${state}`,
      `update action_proposal set state = '${state}', answer = 'A', decided_at = now() where id = ${owner}`,
      rows,
    );
  return [
    ...AGENCY_IDS.map((by) =>
      change(
        'action_proposal',
        `${by} proposes a change to an action of ${owner}`,
        `insert into action_proposal (action_id, agency_id, version, changes)
         values (${owner}, ${by}, 1, '{"person": "Q"}')`,
        (caller) => orRefused(may(caller, 'actions.assign') && actsFor(caller, by) && by !== owner),
      ),
    ),
    change(
      'action_proposal',
      `${proposer} proposes to ${owner} what is decided already`,
      `insert into action_proposal (action_id, agency_id, version, changes, state, decided_at)
       values (${owner}, ${proposer}, 1, '{"person": "Q"}', 'accepted', now())`,
      () => null,
    ),
    ...['accepted', 'declined'].map((state) =>
      decide(state, (caller) => {
        if (keeps(caller, owner)) return 1;
        // its proposer may withdraw it, and no more
        return withdraws(caller) ? null : 0;
      }),
    ),
    decide('withdrawn', (caller) => {
      if (withdraws(caller)) return 1;
      return keeps(caller, owner) ? null : 0;
    }),
    ...['accepted', 'withdrawn'].map((state): Question => ({
      about: 'action_proposal',
      title: `a declined one on an action of ${owner} becomes ${state}`,
      probe: {
        first: `update action_proposal set state = 'declined', decided_at = now() where id = ${owner}`,
        change: `update action_proposal set state = '${state}' where id = ${owner}`,
      },
      expected: () => outcome(0),
    })),
  ];
});

const VIEWS = forEach((agency) => {
  const saves = (caller: Caller) => may(caller, 'views.save') && actsFor(caller, agency);
  return [
    change(
      'saved_view',
      `save one for ${agency}`,
      `insert into saved_view (agency_id, name, query) values (${agency}, 'W', '')`,
      (caller) => orRefused(saves(caller)),
    ),
    change(
      'saved_view',
      `replace one of ${agency}`,
      `update saved_view set query = 'q' where id = ${agency}`,
      (caller) => orNothing(saves(caller)),
    ),
    change(
      'saved_view',
      `replace one of ${agency} by saving it again`,
      `insert into saved_view (agency_id, name, query) values (${agency}, 'V', '')
       on conflict (agency_id, name) do update set query = excluded.query`,
      (caller) => orRefused(saves(caller)),
    ),
    change(
      'saved_view',
      `drop one of ${agency}`,
      `delete from saved_view where id = ${agency}`,
      (caller) => orNothing(saves(caller)),
    ),
  ];
});

const setsRetention = (caller: Caller, agency: number): boolean =>
  may(caller, 'agreements.manage') && actsFor(caller, agency);
const RETENTION = [
  ...forEach((agency) => [
    change(
      'retention_period',
      `set a period for ${agency}`,
      `insert into retention_period (agency_id, class, months) values (${agency}, 'texts', 12)`,
      (caller) => orRefused(setsRetention(caller, agency)),
    ),
    change(
      'retention_period',
      `change a period of ${agency}`,
      `update retention_period set months = 9 where agency_id = ${agency}`,
      (caller) => orNothing(setsRetention(caller, agency)),
    ),
  ]),
  change(
    'retention_period',
    // reads no column: the policy of reading plays no part
    'change every period',
    `update retention_period set months = 9`,
    (caller) => AGENCY_IDS.filter((agency) => setsRetention(caller, agency)).length,
  ),
];

const SOURCES = [
  ...forEach((agency) => [
    change(
      'source_mark',
      `mark a type of ${agency}`,
      `insert into source_mark (agency_id, type_id, source) values (${agency}, 4, 'public')`,
      (caller) => orRefused(setsRetention(caller, agency)),
    ),
    change(
      'source_mark',
      `change a mark of ${agency}`,
      `update source_mark set source = 'looked' where agency_id = ${agency}`,
      (caller) => orNothing(setsRetention(caller, agency)),
    ),
    change(
      'source_mark',
      `drop the marks of ${agency}`,
      `delete from source_mark where agency_id = ${agency}`,
      (caller) => orNothing(setsRetention(caller, agency)),
    ),
  ]),
  change(
    'source_mark',
    // reads no column: the policy of reading plays no part
    'change every mark',
    `update source_mark set source = 'looked'`,
    (caller) => AGENCY_IDS.filter((agency) => setsRetention(caller, agency)).length,
  ),
  change(
    'source_mark',
    'drop every mark',
    `delete from source_mark`,
    (caller) => AGENCY_IDS.filter((agency) => setsRetention(caller, agency)).length,
  ),
];

/** Whoever may count anything: for themselves, and for the agency they act for. */
const SUBSCRIPTIONS = forEach((agency) => {
  const subscribe = (account: string) =>
    `insert into subscription (account_id, agency_id, area_id, kinds, made_at)
     values (${account}, ${agency}, (select id from area), '{crime}', now())`;
  const counts = (caller: Caller) => may(caller, 'counts.read') && actsFor(caller, agency);
  const other = accountNamed(`reader of ${agency}`);
  return [
    {
      about: 'subscription',
      title: `subscribe for ${agency}`,
      probe: {
        // the operator belongs to no agency, and has none to be told for
        first: `
          insert into membership (account_id, agency_id, roles)
          select id, ${agency}, '{reader}'
          from account
          where kind = 'operator'
          on conflict do nothing`,
        change: subscribe(`nullif(current_setting('commonground.account', true), '')::uuid`),
      },
      expected: (caller: Caller) => outcome(orRefused(counts(caller))),
    },
    change(
      'subscription',
      `subscribe a reader of ${agency}`,
      subscribe(`'${other.id}'`),
      (caller) => orRefused(counts(caller) && caller.account === other.id),
    ),
    change(
      'subscription',
      `end the subscription of a reader of ${agency}`,
      `delete from subscription where account_id = '${other.id}'`,
      (caller) => orNothing(counts(caller) && caller.account === other.id),
    ),
  ];
});

/** What the owner puts there first: an agreement numbered 500, under terms of its own, that nobody has accepted. */
const written = (provider: number, recipient: number | null, revokedBy: number | null = null) => `
  insert into agreement (
    id, provider_id, audience, recipient_id, level, kinds, max_sensitivity, purpose, legal_basis,
    starts_on, ends_on, review_on, proposed_by, revoked_at, revoked_by)
  overriding system value
  values (
    500, ${provider}, '${recipient === null ? 'partners' : 'agency'}', ${recipient ?? 'null'}, 'point', '{crime}', 0, 'P', 'L',
    today(), today(), today(), ${provider}, ${revokedBy === null ? 'null, null' : `now(), ${revokedBy}`})`;
const ACCOUNT = `nullif(current_setting('commonground.account', true), '')::uuid`;
const manages = (caller: Caller, ...agencies: readonly (number | null)[]) =>
  may(caller, 'agreements.manage') && agencies.some((agency) => actsFor(caller, agency));

const PROPOSALS = forEach((proposer) =>
  forEach((provider) =>
    [
      ...AGENCY_IDS.filter((recipient) => recipient !== provider).map((recipient) => ({
        audience: 'agency',
        recipient,
        level: 'point',
      })),
      { audience: 'partners', recipient: null, level: 'point' },
      { audience: 'public', recipient: null, level: 'release' },
    ].map(({ audience, recipient, level }) =>
      change(
        'agreement',
        `${proposer} proposes that ${provider} gives to ${recipient ?? audience}`,
        `insert into agreement (
           provider_id, audience, recipient_id, level, kinds, max_sensitivity, purpose, legal_basis,
           starts_on, ends_on, review_on, proposed_by)
         values (
           ${provider}, '${audience}', ${recipient ?? 'null'}, '${level}', '{crime}', 0, 'P', 'L',
           today(), today(), today(), ${proposer})`,
        // nobody proposes in another's name, nor for others
        (caller) =>
          orRefused(manages(caller, proposer) && [provider, recipient].includes(proposer)),
      ),
    ),
  ),
);

const TERMS = forEach((provider) =>
  [...AGENCY_IDS, null]
    .filter((recipient) => recipient !== provider)
    .flatMap((recipient) => {
      const between = `that ${provider} wrote with ${recipient ?? 'all partners'}`;
      const first = written(provider, recipient);
      return [
        ...AGENCY_IDS.map((agency): Question => ({
          about: 'agreement_party',
          title: `${agency} accepts one ${between}`,
          probe: {
            first,
            change: `insert into agreement_party (agreement_id, agency_id, accepted_by) values (500, ${agency}, ${ACCOUNT})`,
          },
          expected: (caller) =>
            outcome(
              orRefused(
                manages(caller, agency) &&
                  (recipient === null || agency === provider || agency === recipient),
              ),
            ),
        })),
        ...AGENCY_IDS.map((agency): Question => ({
          about: 'agreement',
          title: `${agency} revokes one ${between}`,
          probe: {
            first,
            change: `update agreement set revoked_at = now(), revoked_by = ${agency}, revoked_why = 'W' where id = 500`,
          },
          expected: (caller) => {
            if (!manages(caller, provider, recipient)) return outcome(0);
            // a party, but in another's name
            return outcome(orRefused(actsFor(caller, agency)));
          },
        })),
      ];
    }),
);

const second = `${accountNamed('administrator of 2').id}`;
const joined = (left: boolean) => `
  insert into agreement_party (agreement_id, agency_id, accepted_by, ended_at)
  select 500, id, '${second}', ${left ? 'now()' : 'null'}
  from agency`;
const ENDS: readonly Question[] = [
  ...AGENCY_IDS.flatMap((agency): Question[] => [
    {
      about: 'agreement_party',
      title: `${agency} accepts in another person’s name`,
      probe: {
        first: written(2, null),
        change: `insert into agreement_party (agreement_id, agency_id, accepted_by) values (500, ${agency}, '${accountId(5)}')`,
      },
      expected: (caller) =>
        outcome(orRefused(manages(caller, agency) && caller.account === accountId(5))),
    },
    {
      about: 'agreement_party',
      title: `${agency} accepts what was revoked`,
      probe: {
        first: written(2, null, 2),
        change: `insert into agreement_party (agreement_id, agency_id, accepted_by) values (500, ${agency}, ${ACCOUNT})`,
      },
      expected: () => 'refused',
    },
    {
      about: 'agreement_party',
      title: `${agency} leaves`,
      probe: {
        first: `${written(2, null)}; ${joined(false)}`,
        change: `update agreement_party set ended_at = now() where agreement_id = 500 and agency_id = ${agency}`,
      },
      expected: (caller) => outcome(orNothing(manages(caller, agency))),
    },
    {
      about: 'agreement_party',
      title: `${agency} comes back by itself`,
      probe: {
        first: `${written(2, null)}; ${joined(true)}`,
        change: `update agreement_party set ended_at = null where agreement_id = 500 and agency_id = ${agency}`,
      },
      expected: () => outcome(0),
    },
    {
      about: 'agreement_party',
      title: `${agency} says that it has not left after all`,
      probe: {
        first: `${written(2, null)}; ${joined(false)}`,
        change: `update agreement_party set ended_at = null where agreement_id = 500 and agency_id = ${agency}`,
      },
      expected: (caller) => (manages(caller, agency) ? 'refused' : outcome(0)),
    },
    {
      about: 'agreement',
      title: `${agency} takes back a revocation`,
      probe: {
        first: written(2, 1, 2),
        change: `update agreement set revoked_at = null, revoked_by = null where id = 500`,
      },
      expected: () => outcome(0),
    },
  ]),
  {
    about: 'agreement',
    title: 'a party explains without revoking',
    probe: {
      first: written(2, 1),
      change: `update agreement set revoked_why = 'W' where id = 500`,
    },
    expected: (caller) => (manages(caller, 2, 1) ? 'refused' : outcome(0)),
  },
];

const PEOPLE = forEach((agency) => {
  const account = accountNamed(`reader of ${agency}`).id;
  const manages = (caller: Caller) => may(caller, 'people.manage') && actsFor(caller, agency);
  return [
    change(
      'membership',
      `end a membership of ${agency}`,
      `update membership set ended_at = now() where account_id = '${account}'`,
      (caller) => orNothing(manages(caller)),
    ),
    change(
      'membership',
      `give a reader of ${agency} another role`,
      `update membership set roles = '{administrator}' where account_id = '${account}'`,
      (caller) => orNothing(manages(caller)),
    ),
  ];
});
/** One's own roles: an administrator's alone. */
const ONESELF = change(
  'membership',
  'raise oneself',
  `update membership set roles = '{administrator,analyst}' where account_id = ${ACCOUNT}`,
  // where they act as one, and nowhere else
  (caller) =>
    may(caller, 'people.manage')
      ? ACCOUNTS.filter(({ id }) => id === caller.account)
          .flatMap(({ memberships }) => memberships)
          .filter(({ agency }) => agency === caller.agency).length
      : 0,
);

const notEvenTheOwner = (about: string, sql: string): Question => ({
  about,
  title: `not even the owner: ${sql}`,
  probe: { change: sql, owner: true },
  expected: () => 'refused',
});

/** Whoever adds a line adds it as who they state, and can neither choose that nor change a line. */
const AUDIT: readonly Question[] = [
  {
    about: 'record_audit',
    title: 'a line is the caller’s own',
    probe: {
      change: `select record_audit('test.other', 'done', '{2}', '{}')`,
      evidence: `select jsonb_build_array(account_id, agency_id) from audit_event where event = 'test.other'`,
    },
    expected: ({ account, agency }) => ({ is: [account, agency] }),
  },
  {
    about: 'write_audit',
    title: 'a line in another’s name',
    probe: { change: `select write_audit(null, 2::smallint, 'test.other', 'done', '{}', '{}')` },
    expected: () => 'refused',
  },
  ...[
    `update audit_event set outcome = 'refused'`,
    'delete from audit_event',
    'truncate audit_event',
  ].map((sql) => notEvenTheOwner('audit_event', sql)),
];

const INSERTED_ACTION = `
  insert into action (hotspot_id, agency_id, person, what, starts_on, due_on, measure, baseline, target)
  values (1, 1, 'P', 'W', '2025-01-01', '2025-02-01', 'M', 1, 0)`;
const PARTY = `
  insert into agreement_party (agreement_id, agency_id, accepted_by)
  values (500, 2, '${accountId(5)}')`;
/** Every table that has a history: an insert or a delete, and an update, with what the owner does first. */
const RECORDED: readonly (readonly [table: string, ...changes: (readonly [string, string?])[]])[] =
  [
    ['partnership', [`update partnership set name = 'Q'`], ['delete from partnership']],
    [
      'agency',
      [`update agency set name = 'Q' where id = 1`],
      [
        `insert into agency (id, slug, name, kind) overriding system value values (900, 'q', 'Q', 'other')`,
      ],
    ],
    [
      'membership',
      [`update membership set ended_at = '2025-01-01' where account_id = '${accountId(5)}'`],
      [
        `insert into membership (account_id, agency_id, roles)
         select id, 1, '{reader}'
         from account
         where kind = 'operator'
           and not exists (select from membership where account_id = account.id)`,
      ],
    ],
    [
      'identity_provider',
      [`update identity_provider set enabled = true where agency_id = 1`],
      ['delete from identity_provider where agency_id = 1'],
    ],
    [
      'retention_period',
      ['update retention_period set months = 100 where agency_id = 1'],
      ['delete from retention_period where agency_id = 1'],
    ],
    [
      'source_mark',
      [`update source_mark set source = 'effort' where agency_id = 1`],
      ['delete from source_mark where agency_id = 1'],
    ],
    ['area', [`update area set name = 'Q'`], ['delete from area']],
    ['public_order', [`update public_order set what = 'Q'`], ['delete from public_order']],
    [
      'dataset',
      [`update dataset set mapping = '{"a": 1}' where id = 1`],
      [
        `insert into dataset (id, agency_id, slug, name) overriding system value values (900, 1, 'q', 'Q')`,
      ],
    ],
    [
      'planned_release',
      [`update planned_release set announced_by = 'Q'`],
      ['delete from planned_release'],
    ],
    [
      'import',
      [`update import set state = 'discarded' where id = 10`],
      [
        `insert into import (agency_id, dataset_id, file_name, file_sha256, file_bytes, dry_run)
         values (1, 1, 'q', '', 1, true)`,
      ],
    ],
    [
      'agreement',
      [`update agreement set revoked_why = 'Q' where id = 500`, written(2, 1)],
      [written(2, 1)],
    ],
    [
      'agreement_party',
      [
        `update agreement_party set ended_at = now() where agreement_id = 500`,
        `${written(2, 1)}; ${PARTY}`,
      ],
      [PARTY, written(2, 1)],
    ],
    [
      'hotspot',
      [`update hotspot set cells = array[2] where id = 1`],
      [`insert into hotspot (agency_id, name, resolution, cells) values (1, 'Q', 8, array[1])`],
    ],
    ['action', [`update action set target = 1 where id = 1`], [INSERTED_ACTION]],
    [
      'milestone',
      [`update milestone set title = 'Q' where id = 1`],
      ['delete from milestone where id = 1'],
    ],
    [
      'action_proposal',
      [`update action_proposal set state = 'declined', decided_at = now() where id = 1`],
      ['delete from action_proposal where id = 1'],
    ],
    [
      'landmark',
      [`update landmark set name = 'Q'`],
      ['delete from landmark'],
      [
        `insert into landmark (kind, name, source, point) select kind, 'Q', source, point from landmark`,
      ],
    ],
    [
      'residents_zone',
      ['update residents_zone set residents = 1'],
      ['delete from residents_zone'],
      [
        `insert into residents_zone (code, residents, source, outline)
         select 'E2', residents, source, outline from residents_zone`,
      ],
    ],
  ];
/** Whoever changes a row, the owner too, leaves a line in their own name, and nobody changes a line. */
const HISTORY: readonly Question[] = [
  ...RECORDED.flatMap(([table, ...changes]) =>
    changes.map(([sql, first]): Question => {
      const verb = /^\s*(\w+)/.exec(sql)?.[1] ?? '';
      return {
        about: table,
        title: `history of ${table}: ${verb}`,
        probe: {
          ...(first === undefined ? {} : { first }),
          change: sql,
          owner: true,
          evidence: `
            select jsonb_build_array(verb, account_id, agency_id)
            from history
            where of_table = '${table}'
            order by at desc, place desc
            limit 1`,
        },
        expected: ({ account, agency }) => ({ is: [verb, account, agency] }),
      };
    }),
  ),
  ...[`update history set verb = 'begin'`, 'delete from history', 'truncate history'].map((sql) =>
    notEvenTheOwner('history', sql),
  ),
];

/** What was released stays as it was published. */
const RELEASES: readonly Question[] = [
  ['release_geography', `geography = 'wards'`],
  ['release', `built_by = 'Q'`],
  ['release_file', `name = 'release.csv'`],
].flatMap(([table = '', other = '']) =>
  [`update ${table} set ${other}`, `delete from ${table}`, `truncate ${table} cascade`].map((sql) =>
    notEvenTheOwner(table, sql),
  ),
);

export const WRITES: readonly Question[] = [
  ...HOTSPOTS,
  ...ACTIONS,
  ...ACTION_PROPOSALS,
  ...VIEWS,
  ...RETENTION,
  ...SOURCES,
  ...SUBSCRIPTIONS,
  ...PROPOSALS,
  ...TERMS,
  ...ENDS,
  ...PEOPLE,
  ONESELF,
  ...AUDIT,
  ...HISTORY,
  ...RELEASES,
];
