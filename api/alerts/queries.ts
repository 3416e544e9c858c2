/** Alerts as stored, and as their readers may see them. */
import { KIND_OF_CODE, SWEEP_TYPE_ID, type Kind } from '../contract/kinds.ts';
import type { Alert, Signal } from '../contract/alerts.ts';
import type { AgencyTx, OwnerTx } from '../db/as_agency.ts';
import type { Strand } from './watch_queries.ts';

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

/** Keeps alerts, each once. One that was taken back, and is there again, is valid again under its new figures; nobody is
 *  notified twice. */
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
          or exists (
            select
            from area_set
            where area_set.id = incident.area_set_id
              and alert.area_id = any (area_set.areas)
          )
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
      order by
        alert.day desc, alert.p, agency.slug, dataset.slug, alert.kind, alert.sensitivity, area.slug nulls first, alert.signal
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
