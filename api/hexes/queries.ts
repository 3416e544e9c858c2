/** What the hexes ask of the database: the viewer's grants, the rows behind the index, and the counts that go
 *  to SQL (one hexagon's facts, resolutions finer than the index's, the oracle the index is held to). */
import type { Kind } from '../contract/kinds.ts';
import type { AgencyTx, OwnerTx } from '../db/as_agency.ts';
import { childRange, parseCell } from '../geo/cells.ts';
import { type CellGrant, grantsFromDatabase, type Grants } from '../hex_index/grants.ts';
import { isoOf, monthWindow, wholeMonths } from '../time/local_day.ts';

/** What this transaction's viewer may count, and the data version it sees. */
export async function readGrants(tx: AgencyTx): Promise<Grants> {
  const [row] = await tx<{ point_keys: number[]; version: bigint; cells: CellGrant[] }[]>`
    select
      viewer_grants() as point_keys,
      version,
      coalesce((
        select jsonb_agg(jsonb_build_object(
          'agency', granted.agency_id,
          'kind', granted.kind,
          'firstSensitivity', granted.first_sensitivity,
          'lastSensitivity', granted.last_sensitivity,
          'resolution', granted.resolution,
          'threshold', granted.threshold,
          'agreement', granted.agreement_id
        ) order by granted.agency_id, granted.kind)
        from viewer_cell_grants() granted
      ), '[]') as cells
    from data_version`;
  return grantsFromDatabase(row?.point_keys ?? [], row?.cells ?? [], row?.version ?? 0n);
}

/** Others' counts at level cell, as SQL says them: the oracle that the index is held to, and what one hexagon's facts
 *  are made of. */
export const partnerCounts = (
  tx: AgencyTx,
  { resolution, from, to }: { resolution: number; from: number; to: number },
) => {
  const months = wholeMonths({ from, to });
  return tx<{ cell: bigint; agency_id: number; kind: number; month: string; n: number }[]>`
    select cell, agency_id, kind, month, n
    from partner_counts(${resolution}, ${isoOf(months.first)}, ${isoOf(months.last)})
    where ${months.first <= months.last}
    order by cell, agency_id, kind, month`;
};

/** Filters as ids and days (since 1970-01-01, inclusive); null means all. */
export interface RowsWanted {
  readonly from: number;
  readonly to: number;
  readonly types: readonly number[] | null;
  readonly agencies: readonly number[] | null;
}

/** The window in SQL's terms: days for day-precise rows, whole months for month-only ones. */
const spans = ({ from, to }: Pick<RowsWanted, 'from' | 'to'>) => {
  const months = monthWindow({ from, to });
  return {
    from: isoOf(from),
    to: isoOf(to),
    firstMonth: isoOf(months.first),
    // a window without a whole month: an empty span
    lastMonth: isoOf(Math.max(months.last, months.first - 1)),
  };
};

/** Counts per cell and kind, straight from rows: the oracle the hex index is held to. */
export const countByCell = (tx: AgencyTx, wanted: RowsWanted & { resolution: number }) => {
  const span = spans(wanted);
  return tx<{ cell: bigint; kind: Kind; n: number }[]>`
    select coarser(cell, ${wanted.resolution}) as cell, incident_type.kind, count(*)::int as n
    from counted_incident
    join incident_type on incident_type.id = type_id
    where cell is not null
      and (
        (time_precision <> 'month' and local_day between ${span.from} and ${span.to})
        or (time_precision = 'month' and local_day between ${span.firstMonth} and ${span.lastMonth})
      )
      and (${wanted.types}::int[] is null or type_id = any (${wanted.types}::int[]))
      and (${wanted.agencies}::int[] is null or agency_id = any (${wanted.agencies}::int[]))
    group by 1, 2
    order by 1, 2`;
};

/** Counts per cell of incidents in some hours of London's week (0: Monday's first; 167: Sunday's last), of those that know
 *  their hour; `cell` null: how many do not, of those with a place. */
export const countByHours = (
  tx: AgencyTx,
  wanted: RowsWanted & { resolution: number; hours: readonly number[] },
) => {
  const span = spans(wanted);
  return tx<{ cell: bigint | null; n: number }[]>`
    with windowed as (
      select
        coarser(cell, ${wanted.resolution}) as cell,
        time_precision in ('minute', 'hour') as has_hour,
        (extract(isodow from started_at at time zone 'Europe/London')::int - 1) * 24
          + extract(hour from started_at at time zone 'Europe/London')::int as hour
      from counted_incident
      where cell is not null
        and (
          (time_precision <> 'month' and local_day between ${span.from} and ${span.to})
          or (time_precision = 'month' and local_day between ${span.firstMonth} and ${span.lastMonth})
        )
        and (${wanted.types}::int[] is null or type_id = any (${wanted.types}::int[]))
        and (${wanted.agencies}::int[] is null or agency_id = any (${wanted.agencies}::int[]))
    )
    select case when has_hour then cell end as cell, count(*)::int as n
    from windowed
    where not has_hour
      or hour = any (${wanted.hours}::int[])
    group by 1`;
};

/** Whose the rows are that `countByCell` counts. */
export const sourcesByCell = (tx: AgencyTx, wanted: RowsWanted & { resolution: number }) => {
  const span = spans(wanted);
  return tx<{ cell: bigint; agency: number; kind: Kind; sensitivity: number; n: number }[]>`
    select
      coarser(cell, ${wanted.resolution}) as cell,
      agency_id as agency,
      incident_type.kind,
      sensitivity,
      count(*)::int as n
    from counted_incident
    join incident_type on incident_type.id = type_id
    where cell is not null
      and (
        (time_precision <> 'month' and local_day between ${span.from} and ${span.to})
        or (time_precision = 'month' and local_day between ${span.firstMonth} and ${span.lastMonth})
      )
      and (${wanted.types}::int[] is null or type_id = any (${wanted.types}::int[]))
      and (${wanted.agencies}::int[] is null or agency_id = any (${wanted.agencies}::int[]))
    group by 1, 2, 3, 4
    order by 1, 2, 3, 4`;
};

/** Rows under the filters that no cell shows: without a place, or of a month that the window cuts. */
export async function countLeftOut(
  tx: AgencyTx,
  wanted: RowsWanted,
): Promise<{ no_place: number; month_only: number }> {
  const span = spans(wanted);
  const [row] = await tx<{ no_place: number; month_only: number }[]>`
    select
      count(*) filter (
        where cell is null
          and (
            (time_precision <> 'month' and local_day between ${span.from} and ${span.to})
            or (time_precision = 'month' and local_day between ${span.firstMonth} and ${span.lastMonth})
          )
      )::int as no_place,
      count(*) filter (
        where time_precision = 'month'
          and local_day <= ${span.to}
          and local_day + interval '1 month' > ${span.from}::date
          and not local_day between ${span.firstMonth} and ${span.lastMonth}
      )::int as month_only
    from counted_incident
    where local_day between date_trunc('month', ${span.from}::date)::date and ${span.to}
      and (${wanted.types}::int[] is null or type_id = any (${wanted.types}::int[]))
      and (${wanted.agencies}::int[] is null or agency_id = any (${wanted.agencies}::int[]))`;
  return row ?? { no_place: 0, month_only: 0 };
}

/** Per cell the month-only rows whose month the window cuts. */
export const countCutByCell = (tx: AgencyTx, wanted: RowsWanted & { resolution: number }) => {
  const span = spans(wanted);
  return tx<{ cell: bigint; n: number }[]>`
    select coarser(cell, ${wanted.resolution}) as cell, count(*)::int as n
    from counted_incident
    where cell is not null
      and time_precision = 'month'
      and local_day between date_trunc('month', ${span.from}::date)::date and ${span.to}
      and not local_day between ${span.firstMonth} and ${span.lastMonth}
      and (${wanted.types}::int[] is null or type_id = any (${wanted.types}::int[]))
      and (${wanted.agencies}::int[] is null or agency_id = any (${wanted.agencies}::int[]))
    group by 1
    order by 1`;
};

/** Seventeen bytes a row, in pages: an eighth of what rows as text cost to read. */
export interface Packed {
  readonly last_id: bigint;
  readonly n: number;
  readonly rows: Uint8Array;
}

/** A row's bytes, gathered: unpack_rows.ts reads them. */
const packed = (tx: OwnerTx) => tx`
  max(id) as last_id,
  count(*)::int as n,
  string_agg(
    int8send(coalesce(cell, 0)) || int4send(local_day - date '1970-01-01') || int2send(type_id)
      || int2send(share_key) || case when time_precision = 'month' then '\\x01'::bytea else '\\x00'::bytea end,
    '\\x'::bytea
  ) as rows`;

/** All rows that count, by id after `after`; at most `limit`. */
export const packRows = (tx: OwnerTx, after: bigint, limit: number) => tx<Packed[]>`
  with page as (
    select id, cell, local_day, type_id, share_key, time_precision
    from counted_incident
    where id > ${after}
    order by id
    limit ${limit}
  )
  select ${packed(tx)}
  from page
  having count(*) > 0`;

/** The rows that an import brought, whatever became of them later (change_row says what did). */
export const packImport = (tx: OwnerTx, importId: number) => tx<Packed[]>`
  select ${packed(tx)}
  from incident
  where import_id = ${importId}
    and type_id <> 70
  having count(*) > 0`;

export const packIncident = (tx: OwnerTx, id: bigint) => tx<Packed[]>`
  select ${packed(tx)}
  from incident
  where id = ${id}
    and type_id <> 70
  having count(*) > 0`;

export interface ChangeRow {
  readonly cell: bigint | null;
  readonly day: number;
  readonly month_only: boolean;
  readonly type_id: number;
  readonly share_key: number;
  readonly delta: number;
}

export interface Change {
  readonly version: bigint;
  readonly kind: 'import' | 'undo' | 'find';
  readonly import_id: number | null;
  readonly incident_id: bigint | null;
}

export const readVersion = async (tx: OwnerTx): Promise<bigint> => {
  const [row] = await tx<{ version: bigint }[]>`select version from data_version`;
  return row?.version ?? 0n;
};

export const readInstance = async (tx: OwnerTx): Promise<string> => {
  const [row] = await tx<{ instance: string }[]>`select instance from partnership`;
  return row?.instance ?? '';
};

/** In order, oldest first. A gap at the front means that the log has been pruned. */
export const changesAfter = (tx: OwnerTx, version: bigint) => tx<Change[]>`
  select version, kind, import_id, incident_id
  from change
  where version > ${version}
  order by version`;

export const changeRows = (tx: OwnerTx, version: bigint) => tx<ChangeRow[]>`
  select cell, local_day - date '1970-01-01' as day, month_only, type_id, share_key, delta
  from change_row
  where version = ${version}`;

/** One provider's part of a hotspot's evidence: read row by row at a sensitivity, or counted under an agreement. */
export interface EvidenceCount {
  readonly agency: number;
  /** A kind code. */
  readonly kind: number;
  readonly sensitivity: number | null;
  readonly n: number;
}

/** Counts by provider, kind and sensitivity in a set of cells of one resolution: a hotspot's evidence. */
export async function countInCells(
  tx: AgencyTx,
  wanted: {
    cells: readonly string[];
    from: string;
    to: string;
    kinds: readonly string[];
    types: readonly string[];
    agencies: readonly string[];
  },
): Promise<{ rows: EvidenceCount[]; grants: Grants }> {
  const ranges = wanted.cells.map((cell) => childRange(parseCell(cell)));
  const span = spans({
    from: Date.parse(wanted.from) / 86_400_000,
    to: Date.parse(wanted.to) / 86_400_000,
  });
  const rows = await tx<EvidenceCount[]>`
    select counted_incident.agency_id as agency, type_id / 20 as kind, sensitivity, count(*)::int as n
    from unnest(
      ${ranges.map(({ first }) => String(first))}::bigint[],
      ${ranges.map(({ last }) => String(last))}::bigint[]
    ) chosen (first, last)
    join counted_incident on cell between chosen.first and chosen.last
    join incident_type on incident_type.id = type_id
    join agency on agency.id = agency_id
    where (
        (time_precision <> 'month' and local_day between ${span.from} and ${span.to})
        or (time_precision = 'month' and local_day between ${span.firstMonth} and ${span.lastMonth})
      )
      and (cardinality(${wanted.kinds}::text[]) = 0 or incident_type.kind = any (${wanted.kinds}::text[]))
      and (cardinality(${wanted.types}::text[]) = 0 or incident_type.slug = any (${wanted.types}::text[]))
      and (cardinality(${wanted.agencies}::text[]) = 0 or agency.slug = any (${wanted.agencies}::text[]))
    group by 1, 2, 3
    order by 1, 2, 3`;
  return { rows: [...rows], grants: await readGrants(tx) };
}
