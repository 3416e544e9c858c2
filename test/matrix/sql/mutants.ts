/** Everything that keeps a viewer from seeing or doing too much, loosened one at a time. Read from the catalogue, so that
 *  a new policy, view, function or column is loosened too. */
import type { OwnerTx } from '#api/db/as_agency.ts';
import { loosenedExpressions, loosenedLines } from './loosenings.ts';
import { expectedPrivileges, MEMBER, readColumns, VERBS } from './privileges.ts';

export interface Mutant {
  readonly name: string;
  readonly sql: string;
  /** The table, view or function that it loosens. */
  readonly about: string;
  /** Of a privilege: the table or view that it is on. */
  readonly table?: string | undefined;
}

/** What a mutant is about that no caller is asked about: the catalogue tells. */
export const PRIVILEGES = 'privileges';

/** Another agency's number in place of one's own. */
const WRONG_AGENCY = '(3)::smallint';

interface Policy {
  readonly table: string;
  readonly policy: string;
  readonly command: string;
  readonly using: string | null;
  readonly check: string | null;
}

export async function policyMutants(tx: OwnerTx): Promise<Mutant[]> {
  const policies = await tx<Policy[]>`
    select tablename as table, policyname as policy, cmd as command, qual as using, with_check as check
    from pg_policies
    where schemaname = current_schema()
    order by 1, 2, 3`;
  return policies.flatMap(({ table, policy, command, using, check }) => {
    const on = `${policy} on ${table}`;
    const alter = (part: 'using' | 'with check', text: string) =>
      `alter policy ${on} ${part} (${text})`;
    const parts = [
      ...(using === null ? [] : [['using', using] as const]),
      ...(check === null ? [] : [['with check', check] as const]),
    ];
    // where a policy says nothing of new rows, it says the same of them
    const silent = check === null && ['ALL', 'UPDATE'].includes(command);
    return [
      { about: table, name: `policy ${on}: dropped`, sql: `drop policy ${on}` },
      ...(silent
        ? [
            {
              about: table,
              name: `policy ${on}: with check (true)`,
              sql: alter('with check', 'true'),
            },
          ]
        : []),
      ...parts.flatMap(([part, text]) => [
        { about: table, name: `policy ${on}: ${part} (true)`, sql: alter(part, 'true') },
        ...(text.includes('viewer_agency()')
          ? [
              {
                about: table,
                name: `policy ${on}: ${part}, another agency`,
                sql: alter(part, text.replaceAll('viewer_agency()', WRONG_AGENCY)),
              },
            ]
          : []),
        ...loosenedExpressions(text).map(({ clause, text: loosened }) => ({
          about: table,
          name: `policy ${on}: ${part}, without ${clause}`,
          sql: alter(part, loosened),
        })),
      ]),
    ];
  });
}

export async function viewMutants(tx: OwnerTx): Promise<Mutant[]> {
  const views = await tx<{ view: string; options: string[] | null; text: string }[]>`
    select relname as view, reloptions as options, pg_get_viewdef(oid) as text
    from pg_class
    where relnamespace = current_schema()::regnamespace
      and relkind = 'v'
    order by 1`;
  return views.flatMap(({ view, options, text }) => [
    ...(options?.includes('security_invoker=true')
      ? [
          {
            about: view,
            name: `view ${view}: as its owner`,
            sql: `alter view ${view} set (security_invoker = false)`,
          },
        ]
      : []),
    ...loosenedExpressions(text.replace(/;\s*$/, '')).map(({ clause, text: loosened }) => ({
      about: view,
      name: `view ${view}: without ${clause}`,
      // replaced under its own options
      sql: `create or replace view ${view} ${options ? `with (${options.join()})` : ''} as ${loosened}`,
    })),
  ]);
}

/** What line by line does not reach: function, words, and what to say instead. */
const BY_HAND: readonly (readonly [name: string, words: string, instead: string])[] = [
  [
    'viewer_roles',
    "case when stated_phone() then array['street'] else membership.roles end",
    'membership.roles',
  ],
  [
    'viewer_agency',
    'case when viewer_roles() is not null then stated_agency() end',
    'stated_agency()',
  ],
  [
    'viewer_account',
    'case when viewer_roles() is not null then stated_account() end',
    'stated_account()',
  ],
  ['viewer_may', "wanted <> 'partnership.manage'", 'true'],
  ['viewer_grants', 'own is null or not viewer_may', 'own is null and not viewer_may'],
  ['viewer_grants', "not viewer_may('counts.read')", 'false'],
  ['viewer_grants', 'select own * 16', 'select 3 * 16'],
  [
    'viewer_grants',
    'unnest(shared.kinds) kind',
    "unnest(array['crime', 'asb', 'alcohol', 'needle_find']) kind",
  ],
  ['viewer_grants', 'generate_series(0, shared.max_sensitivity)', 'generate_series(0, 3)'],
  ['viewer_grant_bits', "repeat('00'", "repeat('ff'"],
  ['may_read_incidents', '((share_key * 4) + kind)', '(((share_key / 4) * 16) + kind)'],
  ['may_read_incidents', '((share_key * 4) + kind)', '(share_key * 4)'],
  ['may_read_incidents', '<> 0', 'is not null'],
  ['viewer_cell_grants', 'own is null or not viewer_may', 'own is null and not viewer_may'],
  ['viewer_cell_grants', "not viewer_may('counts.read')", 'false'],
  [
    'viewer_cell_grants',
    'unnest(shared.kinds) kind',
    "unnest(array['crime', 'asb', 'alcohol', 'needle_find']) kind",
  ],
  ['viewer_cell_grants', '(coalesce(as_points.sensitivity, -1) + 1)::smallint', '0::smallint'],
  ['viewer_cell_grants', 'max(key / 4 % 4) as sensitivity', 'min(key / 4 % 4) as sensitivity'],
  ['viewer_cell_grants', '    best.max_sensitivity,', '    3::smallint,'],
  ['viewer_cell_grants', '    best.resolution,', '    9::smallint,'],
  ['viewer_cell_grants', '    best.threshold,', '    1::smallint,'],
  [
    'viewer_cell_grants',
    'shared.resolution desc, shared.threshold, ',
    'shared.threshold, shared.resolution desc, ',
  ],
  [
    'viewer_cell_grants',
    'distinct on (shared.provider_id, kind)',
    'distinct on (shared.provider_id, kind, shared.id)',
  ],
  ['partner_counts', 'least(granted.resolution, counted.resolution)', 'granted.resolution'],
  ['partner_counts', 'least(granted.resolution, counted.resolution)', 'counted.resolution'],
  ['partner_counts', "date_trunc('month', first_month::timestamp)", 'first_month'],
  ['partner_counts', 'and last_month', "and (last_month + interval '1 month')"],
  [
    'released_keys',
    'unnest(shared.kinds) kind',
    "unnest(array['crime', 'asb', 'alcohol', 'needle_find']) kind",
  ],
  ['released_keys', 'generate_series(0, shared.max_sensitivity)', 'generate_series(0, 3)'],
  [
    'record_audit',
    'write_audit(stated_account(), stated_agency()',
    'write_audit(null, 2::smallint',
  ],
  ['write_history', 'clock_timestamp(), stated_account()', 'clock_timestamp(), null::uuid'],
];

export async function functionMutants(tx: OwnerTx): Promise<Mutant[]> {
  const functions = await tx<{ name: string; signature: string; text: string; source: string }[]>`
    select proname as name, oid::regprocedure::text as signature, pg_get_functiondef(oid) as text, prosrc as source
    from pg_proc
    where pronamespace = current_schema()::regnamespace
      and prokind = 'f'
    order by 1`;
  const by = (name: string) => {
    const found = functions.find((one) => one.name === name);
    if (!found) throw new Error(`there is no function ${name} any more: see BY_HAND`);
    return found;
  };
  const lines = functions
    // what decides: of the rest (arithmetic, writers of the owner's) a line has nothing to loosen
    .filter(({ name }) =>
      /^(viewer_|partner_counts|released_keys|record_audit|feed_kinds|deliveries_received)/.test(
        name,
      ),
    )
    .flatMap(({ name, text, source }) =>
      loosenedLines(source).map(({ clause, text: loosened }) => ({
        about: name,
        name: `function ${name}: without “${clause}”`,
        sql: text.replace(source, () => loosened),
      })),
    );
  const byHand = BY_HAND.map(([name, words, instead]) => {
    const { text } = by(name);
    if (!text.includes(words)) throw new Error(`${name} does not say “${words}” any more`);
    return {
      about: name,
      name: `function ${name}: “${instead.trim()}”`,
      sql: text.replaceAll(words, () => instead),
    };
  });
  const days = [-1, 1].map((n) => ({
    about: 'effective_agreement',
    name: `function today: ${n} day`,
    sql: by('today').text.replace(/::date\s*$/m, () => `::date + ${n}`),
  }));
  return [...lines, ...byHand, ...days];
}

/** Every privilege that members do not have, given to them; policies switched off; what guards the audit taken away. */
export async function grantMutants(tx: OwnerTx): Promise<Mutant[]> {
  const columns = await readColumns(tx);
  const granted = new Set(expectedPrivileges(columns));
  const of = (about: string, what: string, on = `on ${about}`): Mutant => ({
    about: PRIVILEGES,
    ...(on === `on ${about}` ? { table: about } : {}),
    name: `grant ${what} ${on}`,
    sql: `grant ${what} ${on} to ${MEMBER}`,
  });
  const tables = [...columns].flatMap(([table, names]) => [
    ...names.flatMap((column) =>
      VERBS.filter((verb) => !granted.has(`${MEMBER} ${verb} ${table}.${column}`)).map((verb) =>
        of(table, `${verb} ("${column}")`),
      ),
    ),
    ...['delete', 'truncate', 'references', 'trigger']
      .filter((verb) => !granted.has(`${MEMBER} ${verb} ${table}`))
      .map((verb) => of(table, verb)),
  ]);
  const functions = await tx<{ signature: string }[]>`
    select oid::regprocedure::text as signature
    from pg_proc
    where pronamespace = current_schema()::regnamespace
      and not has_function_privilege(${MEMBER}, oid, 'execute')
    order by 1`;
  const guarded = await tx<{ name: string }[]>`
    select relname as name
    from pg_class
    where relnamespace = current_schema()::regnamespace
      and relrowsecurity
    order by 1`;
  const triggers = await tx<{ name: string; table: string }[]>`
    select tgname as name, tgrelid::regclass::text as table
    from pg_trigger
    join pg_class on pg_class.oid = tgrelid
    where relnamespace = current_schema()::regnamespace
      and not tgisinternal
    order by 2, 1`;
  return [
    ...tables,
    ...functions.map(({ signature }) => of(signature, 'execute', `on function ${signature}`)),
    {
      about: PRIVILEGES,
      name: 'members may create in the schema',
      sql: `do $$ begin execute format('grant create on schema %I to ${MEMBER}', current_schema()); end $$`,
    },
    ...guarded.map(({ name }) => ({
      about: name,
      name: `table ${name}: row level security off`,
      sql: `alter table ${name} disable row level security`,
    })),
    ...triggers.map(({ name, table }) => ({
      about: table,
      name: `trigger ${name} on ${table}: dropped`,
      sql: `drop trigger ${name} on ${table}`,
    })),
  ];
}
