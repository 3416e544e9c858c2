/** Puts the world into a database, as its owner, and a case's agreements instead of those of the case before. */
import type { OwnerTx } from '#api/db/as_agency.ts';
import { AGENCIES } from '#test/support/people.ts';
import type { Case } from './agreements.ts';
import { ACCOUNTS, accountNamed, AGENCY_IDS, COUNCIL } from './callers.ts';
import { codeOf } from './oracle.ts';
import { AUDIT, CLOSED, EVIDENCE, FINDS, INCIDENTS, second } from './world.ts';

export async function buildWorld(tx: OwnerTx): Promise<void> {
  await tx`
    insert into agency (id, slug, name, kind)
    overriding system value
    select n, one ->> 'slug', one ->> 'name', one ->> 'kind'
    from jsonb_array_elements(${tx.json([...AGENCIES])}) with ordinality agencies (one, n)`;
  await tx`update partnership set host_agency_id = ${COUNCIL}`;
  await insertPeople(tx);
  await tx`
    insert into identity_provider (agency_id, issuer, client_id, secret, enabled, changed_at)
    select id, 'https://example.org', 'C', 'a secret', false, now()
    from agency`;
  await insertIncidents(tx);
  await insertMeeting(tx);
  await insertTold(tx);
  await tx`insert into release_geography (geography, chosen_at, chosen_by) values ('h3-8', now(), 'P')`;
  await tx`
    insert into release (period, geography, built_at, built_by, method_version)
    values ('2025-05-01', 'h3-8', now(), 'P', 1)`;
  await tx`
    insert into release_file (period, name, content, sha256)
    values ('2025-05-01', 'method.md', 'M', encode(sha256('M'), 'hex'))`;
  await tx`
    insert into planned_release (period, geography, announced_at, announced_by, publish_from)
    values ('2025-06-01', 'h3-8', now(), 'P', now() + interval '1 day')`;
  // one of each agency, kind and sensitivity; and everybody wants to hear of everything, wherever they are or were
  await tx`
    insert into alert (
      agency_id, dataset_id, kind, sensitivity, look, signal, since, day, n, usual, held_to, p, level, once_in_days,
      data_version, made_at)
    select id, id, code, sensitivity, 'day', 'incidents', '2025-06-13', '2025-06-13', 9, 1, 8, 0, 0.1, 100, 1, now()
    from agency
    cross join generate_series(0, 3) code
    cross join generate_series(0, 3) sensitivity`;
  await tx`
    insert into subscription (account_id, agency_id, kinds, made_at)
    select account_id, agency_id, '{crime}', now()
    from membership`;
  await tx`
    insert into retention_period (agency_id, class, months)
    select id, 'places', 6 + id
    from agency`;
  await tx`
    insert into source_mark (agency_id, type_id, source)
    select id, 60, 'public'
    from agency`;
  // numbers of rows that a probe adds
  for (const table of [
    ...['agreement', 'hotspot', 'action', 'action_proposal', 'milestone', 'progress'],
    'saved_view',
  ])
    await tx`alter table ${tx(table)} alter column id restart with 1000`;
  await tx`alter table incident alter column id restart with 5000`;
  for (const { account, agency, concerns } of AUDIT)
    await tx`
      select write_audit(
        ${account}::uuid, ${agency}::smallint, 'test.line', 'done', ${[...concerns]}::smallint[], '{}')`;
}

async function insertPeople(tx: OwnerTx): Promise<void> {
  const accounts = ACCOUNTS.map(({ id, kind, name, disabled }) => ({ id, kind, name, disabled }));
  await tx`
    insert into account (id, kind, name, email, password_hash, disabled_at)
    select id, kind, name, id || '@example.org', 'a hash', case when disabled then now() end
    from jsonb_to_recordset(${tx.json(accounts)}) one (id uuid, kind text, name text, disabled boolean)`;
  const memberships = ACCOUNTS.flatMap(({ id, memberships }) =>
    memberships.map(({ agency, roles, ended }) => ({ id, agency, roles: [...roles], ended })),
  );
  await tx`
    insert into membership (account_id, agency_id, roles, ended_at)
    select id, agency, roles, case when ended then now() end
    from jsonb_to_recordset(${tx.json(memberships)}) one (id uuid, agency smallint, roles text[], ended boolean)`;
  await tx`
    insert into session (
      token_hash, account_id, agency_id, kind, created_at, proved_at, last_seen_at, expires_at)
    select sha256((account_id || ' ' || agency_id)::bytea), account_id, agency_id, 'script', now(), now(), now(), now()
    from membership`;
  // whoever could add a row is refused by the drawing of its id already: what is there shows an open table
  await tx`
    insert into passkey (account_id, credential, public_key, counter, transports, label, created_at)
    select id, repeat('k', 43), '', 0, '{internal}', 'a key', now()
    from account
    limit 1`;
  await tx`
    insert into invitation (token_hash, kind, created_at, expires_at)
    values (sha256('a link'), 'first_administrator', now(), now())`;
}

/** A notice to every member, each of which is told that it is theirs; a reminder of each feed, requested by its own agency. */
async function insertTold(tx: OwnerTx): Promise<void> {
  await tx`
    insert into notice (account_id, agency_id, key, subject, text, path, created_at)
    select account_id, agency_id, 'test', account_id || ' ' || agency_id, 'a text', '/', now()
    from membership`;
  await tx`
    insert into delivery_reminder (dataset_id, quarter, why, agency_id, account_id, reminded_on, people)
    select dataset.id, '2025-04-01', 'asked', dataset.agency_id, account.id, now(), 1
    from dataset
    cross join (select id from account limit 1) account`;
}

async function insertIncidents(tx: OwnerTx): Promise<void> {
  const agencies = [...AGENCY_IDS];
  await tx`
    insert into dataset (id, agency_id, slug, name, mapping)
    overriding system value
    select id, id, 'feed', 'Feed', '{}'
    from unnest(${agencies}::smallint[]) one (id)`;
  await tx`
    insert into import (id, agency_id, dataset_id, file_name, file_sha256, file_bytes, dry_run, state, created_at)
    overriding system value
    select
      id * n, id, id, 'file.csv', '', 1, n > 1, case when n = 1 then 'done' else 'previewed' end,
      timestamptz '2025-07-01 12:00Z' + id * n * interval '1 day'
    from unnest(${agencies}::smallint[]) one (id)
    cross join unnest(array[1, 10]) n`;
  await tx`
    insert into import_reject (import_id, seq, part, line, "column", value, reason)
    select id, 1, '', 2, 'Date', 'a person’s words', 'unreadable'
    from import`;
  await tx`
    insert into import_row (import_id, seq, identity_hash, content_hash, type_id, started_at, local_day, time_precision)
    select id, 1, 1, 1, 1, now(), now(), 'day'
    from import`;
  await tx`insert into import_match (import_id, incident_id, verdict) select id, 1, 'withdrawn' from import`;
  await tx`
    insert into delivery (dataset_id, month, import_id, rows)
    select id, '2025-06-01', id, 7
    from dataset`;
  const incidents = INCIDENTS.map(({ place, cell = place?.cell, ...incident }: Row) => ({
    ...incident,
    longitude: place?.longitude ?? null,
    latitude: place?.latitude ?? null,
    cell: cell === undefined ? null : String(BigInt(`0x${cell}`)),
  }));
  await tx`
    insert into incident (
      id, agency_id, dataset_id, import_id, identity_hash, content_hash, source_ref, type_id, started_at, local_day,
      time_precision, geom, easting, northing, place_precision, cell, sensitivity, details, withdrawn_by)
    overriding system value
    select
      id, agency, agency, agency, id, id, 'reference ' || id, type, day, day,
      (case when "monthOnly" then 'month' else 'day' end)::time_precision,
      ST_SetSRID(ST_MakePoint(longitude, latitude), 4326), 1, 1, 'exact', cell, sensitivity, '{}',
      case when withdrawn then agency end
    from jsonb_to_recordset(${tx.json(incidents)}) one (
      id bigint, agency smallint, type smallint, sensitivity smallint, day date, "monthOnly" boolean,
      longitude float8, latitude float8, cell bigint, withdrawn boolean)`;
  const finds = FINDS.map(({ incident: { id, agency }, account }) => ({ id, agency, account }));
  await tx`
    insert into find (
      incident_id, agency_id, client_uuid, content_hash, count_text, outcome, note, device_time, account_id)
    select id, agency, gen_random_uuid(), '', '1', 'made_safe', 'a note', now(), account
    from jsonb_to_recordset(${tx.json(finds)}) one (id bigint, agency smallint, account uuid)`;
  await tx`insert into backfill (name, after) values ('import_row.edge_cells', 9223372036854775807)`;
  await insertClosed(tx);
  await tx`update data_version set version = 1`;
  await tx`insert into change (version, kind, import_id) values (1, 'import', 1)`;
  await tx`
    insert into change_row (version, local_day, month_only, type_id, share_key, delta)
    values (1, now(), false, 1, 9, 1)`;
  await tx`
    insert into area (slug, name, kind, source, outline)
    values ('a', 'A', 'custom', 'made up', ST_Multi(ST_SetSRID(ST_MakeEnvelope(-2.3, 52.1, -2.1, 52.3), 4326)))`;
  await tx`
    insert into place (name, weight, point)
    values ('Somewhere', 1, ST_SetSRID(ST_MakePoint(-2.2, 52.2), 4326))`;
  await tx`
    insert into landmark (kind, name, source, point)
    values ('sharps_bin', 'Bin', 'made up', ST_SetSRID(ST_MakePoint(-2.2, 52.2), 4326))`;
  await tx`
    insert into public_order (name, what, starts_on, ends_on, source, outline)
    values (
      'No drinking', 'Alcohol', '2025-01-01', '2026-01-01', 'made up',
      ST_Multi(ST_SetSRID(ST_MakeEnvelope(-2.3, 52.1, -2.1, 52.3), 4326)))`;
  await tx`
    insert into residents_zone (code, residents, source, outline)
    values ('E1', 12, 'made up', ST_Multi(ST_SetSRID(ST_MakeEnvelope(-2.3, 52.1, -2.1, 52.3), 4326)))`;
}

async function insertClosed(tx: OwnerTx): Promise<void> {
  const counts = CLOSED.flatMap(({ revisions, kind, cell, ...one }) =>
    revisions.map((n, i) => ({
      ...one,
      kind: codeOf(kind),
      cell: String(BigInt(`0x${cell}`)),
      revision: i + 1,
      n,
    })),
  );
  await tx`
    insert into closed_month (agency_id, kind, month, resolution, by_area)
    select distinct agency, kind, month, resolution, "byArea"
    from jsonb_to_recordset(${tx.json(counts)}) one (
      agency smallint, kind smallint, month date, resolution smallint, "byArea" boolean)`;
  await tx`
    insert into closed_count (agency_id, kind, month, sensitivity, cell, revision, n)
    select agency, kind, month, sensitivity, cell, revision, n
    from jsonb_to_recordset(${tx.json(counts)}) one (
      agency smallint, kind smallint, month date, sensitivity smallint, cell bigint, revision integer, n integer)`;
}
type Row = (typeof INCIDENTS)[number] & { cell?: string };

/** A hotspot, an action, a step, a report and a saved view of each agency; what the evidence hangs on. */
async function insertMeeting(tx: OwnerTx): Promise<void> {
  const agencies = [...AGENCY_IDS];
  const hotspots = [
    ...agencies.flatMap((agency) => [
      { id: agency, agency },
      { id: second(agency), agency },
    ]),
    ...new Set(EVIDENCE.map(({ hotspot }) => hotspot).filter((id) => id >= 100)),
  ].map((one) => (typeof one === 'number' ? { id: one, agency: COUNCIL } : one));
  await tx`
    insert into hotspot (id, agency_id, name, resolution, cells)
    overriding system value
    select id, agency, 'Place', 8, array[1]
    from jsonb_to_recordset(${tx.json(hotspots)}) one (id integer, agency smallint)`;
  await tx`
    insert into hotspot_evidence (hotspot_id, take, agency_id, resolution, cells, facts)
    select id, 1, agency_id, resolution, cells, '{}'
    from hotspot`;
  // the owner changes these tables below
  await tx`set constraints all immediate`;
  const evidence = EVIDENCE.map(({ kind, ...line }) => ({ ...line, kind: codeOf(kind) }));
  await tx`
    insert into hotspot_count (
      hotspot_id, provider_id, kind, sensitivity, first_sensitivity, last_sensitivity, resolution, threshold, n)
    select hotspot, provider, kind, sensitivity, first, last, resolution, threshold, n
    from jsonb_to_recordset(${tx.json(evidence)}) one (
      hotspot integer, provider smallint, kind smallint, sensitivity smallint, first smallint, last smallint,
      resolution smallint, threshold smallint, n integer)`;
  await tx`
    insert into action (id, hotspot_id, agency_id, person, what, starts_on, due_on, measure, baseline, target)
    overriding system value
    select id, id, id, 'P', 'W', '2025-01-01', '2025-02-01', 'M', 1, 0
    from unnest(${agencies}::smallint[]) one (id)`;
  await tx`
    insert into milestone (id, action_id, title, due_on)
    overriding system value
    select id, id, 'T', '2025-01-15'
    from action`;
  // each by the next agency
  await tx`
    insert into action_proposal (id, action_id, agency_id, version, changes)
    overriding system value
    select id, id, 1 + id % ${agencies.length}::int, 1, '{"person": "Q"}'
    from action`;
  await tx`
    insert into progress (id, action_id, agency_id, on_day, note)
    overriding system value
    select id, id, id, '2025-01-15', 'N'
    from action`;
  await tx`
    insert into saved_view (id, agency_id, name, query)
    overriding system value
    select id, id, 'V', ''
    from unnest(${agencies}::smallint[]) one (id)`;
}

/** The case's agreements, numbered from 1, instead of whatever there was. Days are the database's own, in London. */
export async function agree(tx: OwnerTx, { agreements }: Case): Promise<void> {
  const account = accountNamed('administrator of 1').id;
  const terms = agreements.map(({ parties: _, kinds, ...agreed }, i) => ({
    ...agreed,
    kinds: [...kinds],
    id: i + 1,
  }));
  const parties = agreements.flatMap(({ parties }, i) =>
    parties.map((party) => ({ ...party, id: i + 1 })),
  );
  await tx`
    with
      parted as (delete from agreement_party)
    delete from agreement`;
  await tx`
    insert into agreement (
      id, provider_id, audience, recipient_id, level, kinds, max_sensitivity, resolution, threshold, purpose,
      legal_basis, starts_on, ends_on, review_on, proposed_by, revoked_at, revoked_by)
    overriding system value
    select
      id, provider, audience, recipient, level, kinds, "maxSensitivity", resolution, threshold, 'P', 'L',
      day + starts, day + ends, day + starts, provider, case when "revokedBy" is not null then now() end, "revokedBy"
    from jsonb_to_recordset(${tx.json(terms)}) one (
      id integer, provider smallint, audience text, recipient smallint, level text, kinds text[],
      "maxSensitivity" smallint, resolution smallint, threshold smallint, starts integer, ends integer, "revokedBy" smallint)
    cross join (select (now() at time zone 'Europe/London')::date as day) today`;
  await tx`
    insert into agreement_party (agreement_id, agency_id, accepted_by, ended_at)
    select id, agency, ${account}, case when "left" then now() end
    from jsonb_to_recordset(${tx.json(parties)}) one (id integer, agency smallint, "left" boolean)`;
}
