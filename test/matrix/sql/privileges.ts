/** What the two roles of a member's transaction are granted, table by table and column by column; of everything that is
 *  not here, nothing. */
import type { OwnerTx } from '#api/db/as_agency.ts';

export const MEMBER = 'commonground_member';
/** A member whose roles carry points.read. */
export const POINT_READER = 'commonground_point_reader';

interface Granted {
  /** Columns; '*' for all. */
  readonly select?: string;
  readonly pointReader?: string;
  readonly insert?: '*';
  readonly update?: string;
  readonly delete?: true;
}

export const GRANTED: Readonly<Record<string, Granted>> = {
  partnership: { select: '*' },
  agency: { select: '*' },
  incident_type: { select: '*' },
  area: { select: '*' },
  place: { select: '*' },
  residents_zone: { select: '*' },
  landmark: { select: '*' },
  public_order: { select: '*' },
  data_version: { select: '*' },
  permission: { select: '*' },
  // never the mapping: it is in an agency's own words
  dataset: { select: 'id agency_id slug name sensitivity' },
  own_mapping: { select: '*' },
  import: { select: '*' },
  import_reject: { select: '*' },
  delivery: { select: 'dataset_id month import_id' },
  // exact places, references and free text are the point reader's
  incident: {
    select:
      'id agency_id dataset_id import_id type_id started_at ended_at local_day time_precision place_precision cell ' +
      'edge_cells sensitivity share_key needles_min needles_max withdrawn_by area_set_id',
    pointReader: '*',
  },
  counted_incident: { select: '*' },
  find_record: { select: '*' },
  hotspot: {
    select: '*',
    insert: '*',
    update: 'name note resolution cells state version updated_at',
  },
  hotspot_evidence: { select: '*', insert: '*' },
  hotspot_count: { select: '*', insert: '*' },
  action: {
    select: '*',
    insert: '*',
    update:
      'agency_id person what starts_on due_on hours pounds measure baseline target state state_reason version updated_at',
  },
  action_proposal: { select: '*', insert: '*', update: 'state answer decided_at' },
  milestone: { select: '*', insert: '*', update: 'title due_on done_on', delete: true },
  progress: { select: '*', insert: '*' },
  alert: { select: '*' },
  subscription: { select: '*', insert: '*', delete: true },
  saved_view: { select: '*', insert: '*', update: 'query created_at', delete: true },
  agreement: { select: '*', insert: '*', update: 'revoked_at revoked_by revoked_why' },
  agreement_party: { select: '*', insert: '*', update: 'ended_at' },
  // never a password's hash
  account: { select: 'id kind name email sample disabled_at created_at' },
  membership: { select: '*', update: 'roles ended_at' },
  release_geography: { select: '*' },
  release: { select: '*' },
  release_file: { select: '*' },
  planned_release: {
    select:
      'period geography announced_at announced_by publish_from stopped_at stopped_by stopped_why',
  },
  // not its key, nor how often it was tried
  notice: { select: 'id account_id agency_id subject text path created_at sent_at trouble' },
  // which agency asked, not which person
  delivery_reminder: { select: 'id dataset_id quarter why agency_id reminded_on people' },
  retention_period: { select: '*', insert: '*', update: 'months' },
  audit_event: { select: '*' },
  // the author's name, not their account
  history: {
    select:
      'subject subject_id place at account agency_id owner_id of_table row_key verb before after',
  },
  audit_name: { select: '*' },
};

/** Functions that run as their owner and that members may call: each is asked about in reads.ts or writes.ts. */
export const DEFINER_FUNCTIONS: readonly string[] = [
  'deliveries_received',
  'feed_kinds',
  'partner_counts',
  'record_audit',
  'viewer_agreements',
  'viewer_cell_grants',
  'viewer_grant_bits',
  'viewer_grants',
  'viewer_may',
  'viewer_roles',
];

export const VERBS = ['select', 'insert', 'update'] as const;

/** Functions that members may not call at all, definer or not. */
const OWNER_FUNCTIONS = [
  'close_months',
  'counted_by_hexagon',
  'real_data_present',
  'released_keys',
  'smallest_step',
  'write_audit',
  'write_history',
];

/** Every privilege there is (on one table, or in the whole schema), as `role verb table.column`, and those of whole tables as `role verb table`. */
export async function readPrivileges(tx: OwnerTx, table?: string): Promise<string[]> {
  const rows = await tx<{ privilege: string }[]>`
    with
      role as (select unnest(array[${MEMBER}, ${POINT_READER}]) as name),
      relation as (
        select oid, relname
        from pg_class
        where relnamespace = current_schema()::regnamespace
          and relkind in ('r', 'p', 'v', 'm', 'f')
          and (${table ?? null}::text is null or relname = ${table ?? null}::text)
      )
    select role.name || ' ' || verb || ' ' || relname || '.' || attname as privilege
    from role
    cross join relation
    cross join unnest(${[...VERBS]}::text[]) verb
    join pg_attribute on attrelid = relation.oid and attnum > 0 and not attisdropped
    where has_column_privilege(role.name, relation.oid, attnum, verb)
    union all
    select role.name || ' ' || verb || ' ' || relname
    from role
    cross join relation
    cross join unnest(array['delete', 'truncate', 'references', 'trigger']) verb
    where has_table_privilege(role.name, relation.oid, verb)
    union all
    select role.name || ' execute ' || proname
    from role
    cross join pg_proc
    where pronamespace = current_schema()::regnamespace
      and (prosecdef or proname = any (${OWNER_FUNCTIONS}::text[]))
      and has_function_privilege(role.name, pg_proc.oid, 'execute')
    union all
    select role.name || ' create in the schema'
    from role
    where has_schema_privilege(role.name, current_schema(), 'create')
    union all
    select role.name || ' is ' || pg_roles.rolname
    from role
    join pg_roles on pg_has_role(role.name, pg_roles.oid, 'member')
    where pg_roles.rolname <> role.name`;
  return rows.map(({ privilege }) => privilege).sort();
}

const columnsOf = (granted: string | undefined, all: readonly string[]): readonly string[] => {
  if (granted === undefined) return [];
  return granted === '*' ? all : granted.split(' ');
};

/** The same from the rules. @param columns of every table and view of the schema */
export function expectedPrivileges(columns: ReadonlyMap<string, readonly string[]>): string[] {
  const privileges = [MEMBER, POINT_READER].flatMap((role) => [
    ...[...columns].flatMap(([table, all]) => {
      const granted = GRANTED[table] ?? {};
      const reads =
        role === POINT_READER ? (granted.pointReader ?? granted.select) : granted.select;
      return [
        ...columnsOf(reads, all).map((column) => `${role} select ${table}.${column}`),
        ...columnsOf(granted.insert, all).map((column) => `${role} insert ${table}.${column}`),
        ...columnsOf(granted.update, all).map((column) => `${role} update ${table}.${column}`),
        ...(granted.delete ? [`${role} delete ${table}`] : []),
      ];
    }),
    ...DEFINER_FUNCTIONS.map((name) => `${role} execute ${name}`),
  ]);
  return [...privileges, `${POINT_READER} is ${MEMBER}`].sort();
}

/** Tables and views of the schema with their columns, in order. */
export async function readColumns(tx: OwnerTx): Promise<Map<string, string[]>> {
  const rows = await tx<{ name: string; columns: string[] }[]>`
    select relname as name, array_agg(attname::text order by attnum) as columns
    from pg_class
    join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
    where relnamespace = current_schema()::regnamespace
      and relkind in ('r', 'p', 'v', 'm', 'f')
    group by 1
    order by 1`;
  return new Map(rows.map(({ name, columns }) => [name, columns]));
}
