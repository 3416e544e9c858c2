/** Alerts as stored, and as their readers may see them. */
import { KIND_OF_CODE, SWEEP_TYPE_ID, type Kind } from '../contract/kinds.ts';
import type { Alert } from '../contract/alerts.ts';
import type { AgencyTx, OwnerTx } from '../db/as_agency.ts';
import type { NewAlert, ToldRise } from './find_alarms.ts';

/** Keeps alerts, each once. One that was taken back, and is there again, is valid again under its new figures; nobody is
 *  notified twice. */
export async function keepAlerts(
  tx: OwnerTx,
  alerts: readonly NewAlert[],
  about: { readonly version: bigint; readonly now: Date },
): Promise<void> {
  await tx`
    insert into alert (
      agency_id, dataset_id, kind, sensitivity, area_id, look, signal, since, day, n, finds, usual, held_to, p, level,
      once_in_days, data_version, made_at)
    select
      agency, dataset, kind, sensitivity, area, look, signal, date '1970-01-01' + since, date '1970-01-01' + day, n,
      finds, usual, held_to, p, level, once_in_days, ${about.version}, ${about.now}
    from jsonb_to_recordset(${tx.json(alerts.map((alert) => ({ ...alert })))}) one (
      agency smallint, dataset integer, kind smallint, sensitivity smallint, area integer, look text, signal text,
      since integer, day integer, n integer, finds integer, usual float8, held_to smallint, p float8, level float8,
      once_in_days float8)
    on conflict (dataset_id, kind, sensitivity, area_id, look, signal, day) do update set
      since = excluded.since,
      n = excluded.n,
      finds = excluded.finds,
      usual = excluded.usual,
      held_to = excluded.held_to,
      p = excluded.p,
      level = excluded.level,
      once_in_days = excluded.once_in_days,
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
        and incident.local_day between alert.since and alert.day
        and incident.withdrawn_by is null
        and incident.time_precision <> 'month'
        and (
          alert.area_id is null
          or exists (
            select
            from area_set
            where area_set.id = incident.area_set_id
              and alert.area_id = any (area_set.areas)
          )
        )
    )`;

/** Alerts of weeks and rises that stand, and end in the window. */
export const listToldRises = (
  tx: OwnerTx,
  { from, to }: { readonly from: number; readonly to: number },
) => tx<ToldRise[]>`
  select
    dataset_id as dataset, kind, sensitivity, area_id as area,
    since - date '1970-01-01' as since, day - date '1970-01-01' as day
  from alert
  where look in ('week', 'rise')
    and taken_back_at is null
    and day between date '1970-01-01' + ${from}::integer and date '1970-01-01' + ${to}::integer
  order by dataset_id, kind, sensitivity, area_id, day`;

type Row = Omit<Alert, 'kind' | 'made_at' | 'taken_back_at' | 'map'> & {
  readonly kind: number;
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
        alert.look,
        alert.signal,
        alert.since::text as since,
        alert.day::text as day,
        alert.n,
        alert.finds,
        alert.usual,
        alert.held_to,
        alert.p,
        alert.once_in_days,
        alert.made_at,
        alert.taken_back_at
      from alert
      join agency on agency.id = alert.agency_id
      join dataset on dataset.id = alert.dataset_id
      left join area on area.id = alert.area_id
      order by
        alert.day desc, alert.p, agency.slug, dataset.slug, alert.kind, alert.sensitivity, area.slug nulls first, alert.signal,
        alert.look
      limit ${limit}`
  ).map(shown);

function shown({ kind: code, ...alert }: Row): Alert {
  const kind = kindOf(code);
  const { area, since, day, agency } = alert;
  const map = { from: since, to: day, kind, agency: agency.slug, ...(area && { area: area.slug }) };
  return {
    ...alert,
    kind,
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
