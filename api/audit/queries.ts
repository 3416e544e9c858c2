/** The audit: lines are added here and nowhere else, and never changed. */
import type { AuditEvent, AuditQuery } from '../contract/audit.ts';
import type { AgencyTx, OwnerTx } from '../db/as_agency.ts';

export interface AuditLine {
  /** noun.verb, as in `export.made` */
  readonly event: string;
  readonly outcome: 'done' | 'refused';
  /** Ids of agencies whose records or people it is about: their administrators see it too. */
  readonly concerns?: readonly number[];
  /** Facts in words and numbers; never coordinates, notes or tokens. */
  readonly about: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** A line for the transaction's own viewer, whom the caller cannot choose. */
export async function audit(tx: AgencyTx, line: AuditLine): Promise<void> {
  await tx`
    select record_audit(
      ${line.event}, ${line.outcome}, ${[...(line.concerns ?? [])]}::smallint[], ${tx.json(line.about)})`;
}

/** A line for the person that the caller names: sign-in, refused calls, the schedule. */
export async function auditAs(
  tx: OwnerTx,
  who: { readonly accountId: string | null; readonly agencyId: number | null },
  line: AuditLine,
): Promise<void> {
  await tx`
    select write_audit(
      ${who.accountId}::uuid, ${who.agencyId}::smallint, ${line.event}, ${line.outcome},
      ${[...(line.concerns ?? [])]}::smallint[], ${tx.json(line.about)})`;
}

/** A line of the chain with the very text that was hashed. */
export interface ChainLine {
  readonly id: number;
  readonly previous_hash: Uint8Array;
  readonly hash: Uint8Array;
  readonly text: string;
}

export const chainPage = (tx: OwnerTx, after: number, limit: number) => tx<ChainLine[]>`
  select
    id::int as id,
    previous_hash,
    hash,
    audit_text(id, at, account_id, agency_id, event, outcome, concerns, about) as text
  from audit_event
  where id > ${after}
  order by id
  limit ${limit}`;

export async function readHead(
  tx: OwnerTx,
): Promise<{ readonly last_id: number; readonly last_hash: Uint8Array }> {
  const [row] = await tx<{ last_id: number; last_hash: Uint8Array }[]>`
    select last_id::int as last_id, last_hash
    from audit_head`;
  if (!row) throw new Error('audit_head has no row');
  return row;
}

/** Newest first, as far as row level security lets the viewer see. Names are looked up through `names`. A line of another
 *  agency that is about records of several says to each only what is about its own: how many rows in all, and whose else,
 *  are not its to know, nor to search. */
export const searchAudit = (tx: AgencyTx, query: AuditQuery) => tx<
  (Omit<AuditEvent, 'person'> & { readonly account_id: string | null })[]
>`
  with viewer as (
    select agency.id, agency.name
    from agency
    where agency.id = (select viewer_agency())
  ),
  visible as (
    select
      audit_event.id as place,
      audit_event.reference,
      audit_event.at,
      audit_event.account_id,
      audit_event.agency_id,
      audit_event.event,
      audit_event.outcome,
      case
        when audit_event.agency_id is distinct from viewer.id and viewer.id = any (audit_event.concerns) then array[viewer.id]
        else audit_event.concerns
      end as concerns,
      case
        when audit_event.agency_id is distinct from viewer.id
          and viewer.id = any (audit_event.concerns)
          and cardinality(audit_event.concerns) > 1
          then (audit_event.about - array['rows', 'count', 'incidents', 'marking', 'agreements']) || coalesce((
            select jsonb_build_object('agreements', jsonb_agg(own))
            from jsonb_array_elements_text(
              case when jsonb_typeof(audit_event.about -> 'agreements') = 'array' then audit_event.about -> 'agreements' else '[]' end
            ) own
            where starts_with(own, viewer.name || ': ')
            having count(*) > 0
          ), '{}')
        else audit_event.about
      end as about
    from audit_event
    cross join viewer
  )
  select
    visible.reference as id,
    to_char(visible.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
    visible.account_id,
    agency.slug as agency,
    visible.event,
    visible.outcome,
    array(
      select concerned.slug
      from agency concerned
      where concerned.id = any (visible.concerns)
      order by concerned.id
    ) as concerns,
    visible.about
  from visible
  left join agency on agency.id = visible.agency_id
  where (
      ${query.before ?? null}::bigint is null
      or visible.place < (select id from audit_event where reference = ${query.before ?? null}::bigint)
    )
    and (${query.from ?? null}::date is null or (visible.at at time zone 'Europe/London')::date >= ${query.from ?? null}::date)
    and (${query.to ?? null}::date is null or (visible.at at time zone 'Europe/London')::date <= ${query.to ?? null}::date)
    and (
      ${query.event ?? null}::text is null
      or visible.event = ${query.event ?? null}::text
      or starts_with(visible.event, ${query.event ?? null}::text || '.')
    )
    and (${query.outcome ?? null}::text is null or visible.outcome = ${query.outcome ?? null}::text)
    and (${query.agency ?? null}::text is null or agency.slug = ${query.agency ?? null}::text)
    and (
      ${query.text ?? null}::text is null
      or position(lower(${query.text ?? null}::text) in lower(visible.about::text)) > 0
      or visible.account_id in (select id from audit_name where position(lower(${query.text ?? null}::text) in lower(name)) > 0)
    )
  order by visible.place desc
  limit ${query.limit}`;

/** The hash of the newest line that the viewer may read; null: there is none. It names every line before it, and says of
 *  others' lines nothing: the head of the whole chain would change with each of them. */
export async function newestVisibleHash(tx: AgencyTx): Promise<string | null> {
  const [row] = await tx<{ hash: string }[]>`
    select encode(hash, 'hex') as hash
    from audit_event
    order by id desc
    limit 1`;
  return row?.hash ?? null;
}

/** Names of those whose lines the viewer may see. */
export const auditNames = (tx: AgencyTx, ids: readonly string[]) => tx<
  { readonly id: string; readonly name: string }[]
>`
  select id, name
  from audit_name
  where id = any (${[...ids]}::uuid[])
  order by id`;
