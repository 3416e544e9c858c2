/** What alerts are made of, counted from every agency's rows as the owner; and the alerts, as their readers may see them.
 *  Days are whole numbers (hexes/local_day.ts) where they are counted, and dates where they are told. */
import { KIND_OF_CODE, SWEEP_TYPE_ID, type Kind } from '../contract/kinds.ts';
import type { Alert, Signal } from '../contract/alerts.ts';
import type { AgencyTx, OwnerTx } from '../db/as_agency.ts';
import { readDelivered } from '../deliveries/queries.ts';
import { dayOf } from '../time/local_day.ts';

/** A feed's records of one kind and sensitivity, of which the day is known. */
export interface Strand {
  readonly dataset: number;
  readonly agency: number;
  readonly kind: number;
  readonly sensitivity: number;
}

export interface WatchedFeed {
  readonly dataset: number;
  /** First days of months of which something was handed in; null: rows come one by one, from phones. */
  readonly months: readonly number[] | null;
  /** First and last day with a row, a search that found nothing too. */
  readonly first: number;
  readonly last: number;
  readonly strands: readonly Strand[];
}

/** Feeds with at least one row of which the day is known. */
export async function readWatchedFeeds(tx: OwnerTx): Promise<WatchedFeed[]> {
  const delivered = await readDelivered(tx);
  const rows = await tx<(Strand & { first: number; last: number; counted: boolean })[]>`
    with strand as (
      select
        dataset_id, agency_id, type_id / 20 as kind, sensitivity,
        min(local_day) as first, max(local_day) as last, bool_or(type_id <> ${SWEEP_TYPE_ID}) as counted
      from incident
      where withdrawn_by is null
        and time_precision <> 'month'
      group by 1, 2, 3, 4
    )
    select
      strand.dataset_id as dataset, strand.agency_id as agency, strand.kind, strand.sensitivity, strand.counted,
      strand.first - date '1970-01-01' as first, strand.last - date '1970-01-01' as last
    from strand
    order by 1, 3, 4`;
  return [...Map.groupBy(rows, ({ dataset }) => dataset)].map(([dataset, lines]) => ({
    dataset,
    months: delivered.get(dataset)?.map(dayOf) ?? null,
    first: Math.min(...lines.map(({ first }) => first)),
    last: Math.max(...lines.map(({ last }) => last)),
    strands: lines
      .filter(({ counted }) => counted)
      .map(({ agency, kind, sensitivity }) => ({ dataset, agency, kind, sensitivity })),
  }));
}

/** Ids of all areas; a single null for a partnership that has none: it is watched as a whole. */
export async function readWatchedAreas(tx: OwnerTx): Promise<(number | null)[]> {
  const rows = await tx<{ id: number }[]>`select id from area order by id`;
  return rows.length === 0 ? [null] : rows.map(({ id }) => id);
}

export interface DayCount {
  readonly dataset: number;
  readonly kind: number;
  readonly sensitivity: number;
  readonly area: number | null;
  readonly day: number;
  readonly n: number;
  /** Of each find of needles. */
  readonly needles: readonly number[] | null;
}

/** Incidents by strand, area and day, where there are any. A place on two outlines counts in both areas; a row without a
 *  place in none, and in the whole partnership. */
export const countDays = (
  tx: OwnerTx,
  datasets: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<DayCount[]> => tx<DayCount[]>`
  with counted as (
    select dataset_id, type_id, sensitivity, local_day, needles_min, geom
    from incident
    where dataset_id = any (${[...datasets]}::integer[])
      and local_day between date '1970-01-01' + ${from}::integer and date '1970-01-01' + ${to}::integer
      and withdrawn_by is null
      and time_precision <> 'month'
      and type_id <> ${SWEEP_TYPE_ID}
  ),
  somewhere as (
    select counted.*, area.id as area_id
    from counted
    join area on ST_Covers(area.outline, counted.geom)
    union all
    select counted.*, null
    from counted
    where not exists (select from area)
  )
  select
    dataset_id as dataset, type_id / 20 as kind, sensitivity, area_id as area,
    local_day - date '1970-01-01' as day,
    count(*)::int as n,
    array_agg(needles_min) filter (where type_id = 60 and needles_min >= 1) as needles
  from somewhere
  group by 1, 2, 3, 4, 5
  order by 1, 2, 3, 4, 5`;

/** Rows of each feed by day, searches that found nothing and rows without a place too: what tells that it was heard. */
export const countRows = (
  tx: OwnerTx,
  datasets: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
) => tx<{ dataset: number; day: number; n: number }[]>`
  select dataset_id as dataset, local_day - date '1970-01-01' as day, count(*)::int as n
  from incident
  where dataset_id = any (${[...datasets]}::integer[])
    and local_day between date '1970-01-01' + ${from}::integer and date '1970-01-01' + ${to}::integer
    and withdrawn_by is null
    and time_precision <> 'month'
  group by 1, 2
  order by 1, 2`;

export async function readDataVersion(tx: OwnerTx): Promise<bigint> {
  const [row] = await tx<{ version: bigint }[]>`select version from data_version`;
  if (!row) throw new Error('data_version has no row');
  return row.version;
}

export interface NewAlert extends Strand {
  readonly area: number | null;
  readonly signal: Signal;
  readonly day: number;
  readonly n: number;
  readonly finds: number | null;
  readonly usual: number;
  readonly held_to: number;
  readonly p: number;
}

/** Keeps alerts, each once. One that was taken back, and is there again, stands again under its new figures, and nobody is
 *  told twice. */
export async function keepAlerts(
  tx: OwnerTx,
  alerts: readonly NewAlert[],
  about: {
    readonly level: number;
    readonly series: number;
    readonly version: bigint;
    readonly now: Date;
  },
): Promise<void> {
  await tx`
    insert into alert (
      agency_id, dataset_id, kind, sensitivity, area_id, signal, day, n, finds, usual, held_to, p, level, series,
      data_version, made_at)
    select
      agency, dataset, kind, sensitivity, area, signal, date '1970-01-01' + day, n, finds, usual, held_to, p,
      ${about.level}, ${about.series}, ${about.version}, ${about.now}
    from jsonb_to_recordset(${tx.json(alerts.map((alert) => ({ ...alert })))}) one (
      agency smallint, dataset integer, kind smallint, sensitivity smallint, area integer, signal text, day integer,
      n integer, finds integer, usual float8, held_to smallint, p float8)
    on conflict (dataset_id, kind, sensitivity, area_id, signal, day) do update set
      n = excluded.n,
      finds = excluded.finds,
      usual = excluded.usual,
      held_to = excluded.held_to,
      p = excluded.p,
      level = excluded.level,
      series = excluded.series,
      data_version = excluded.data_version,
      taken_back_at = null
    where alert.taken_back_at is not null`;
}

/** Takes back alerts of which the records say less by now: rows withdrawn, corrected, or an import undone. */
export const takeBackAlerts = (tx: OwnerTx, now: Date) => tx`
  update alert
  set taken_back_at = ${now}
  where taken_back_at is null
    and n > (
      select
        case alert.signal
          when 'incidents' then count(*)
          else coalesce(sum(needles_min) filter (where type_id = 60), 0)
        end
      from incident
      where incident.dataset_id = alert.dataset_id
        and incident.type_id / 20 = alert.kind
        and incident.type_id <> ${SWEEP_TYPE_ID}
        and incident.sensitivity = alert.sensitivity
        and incident.local_day = alert.day
        and incident.withdrawn_by is null
        and incident.time_precision <> 'month'
        and (
          alert.area_id is null
          or exists (select from area where area.id = alert.area_id and ST_Covers(area.outline, incident.geom))
        )
    )`;

type Row = Omit<Alert, 'kind' | 'made_at' | 'taken_back_at' | 'once_in_days' | 'map'> & {
  readonly kind: number;
  readonly series: number;
  readonly made_at: Date;
  readonly taken_back_at: Date | null;
};

/** As far as the reader may see them, the newest day first. */
export const listAlerts = async (tx: AgencyTx, limit: number): Promise<Alert[]> =>
  (
    await tx<Row[]>`
      select
        alert.id,
        jsonb_build_object('slug', agency.slug, 'name', agency.name) as agency,
        dataset.name as feed,
        alert.kind,
        case when area.id is not null then jsonb_build_object('slug', area.slug, 'name', area.name) end as area,
        alert.signal,
        alert.day::text as day,
        alert.n,
        alert.finds,
        alert.usual,
        alert.held_to,
        alert.p,
        alert.series,
        alert.made_at,
        alert.taken_back_at
      from alert
      join agency on agency.id = alert.agency_id
      join dataset on dataset.id = alert.dataset_id
      left join area on area.id = alert.area_id
      order by alert.day desc, alert.p, alert.id
      limit ${limit}`
  ).map(shown);

function shown({ series, kind: code, ...alert }: Row): Alert {
  const kind = kindOf(code);
  const { area, day, agency } = alert;
  const map = { from: day, to: day, kind, agency: agency.slug, ...(area && { area: area.slug }) };
  return {
    ...alert,
    kind,
    once_in_days: 1 / (Math.max(alert.p, 1e-300) * series),
    made_at: alert.made_at.toISOString(),
    taken_back_at: alert.taken_back_at?.toISOString() ?? null,
    map: new URLSearchParams(map).toString(),
  };
}

function kindOf(code: number): Kind {
  const kind = KIND_OF_CODE[code];
  if (!kind) throw new Error(`there is no kind ${code}`);
  return kind;
}
