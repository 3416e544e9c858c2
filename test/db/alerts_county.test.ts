/** The sample county's last year, every feed come in night by night: how often it alerts for nothing, and how soon it finds
 *  what was planted. The rows are written as intake writes them, without it: its own tests read the files. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  dueFeeds,
  familySize,
  findAlarms,
  windowOf,
  type NewAlert,
  type ToldRise,
} from '#api/alerts/find_alarms.ts';
import {
  countDays,
  countRows,
  readWatchedFeeds,
  type DayCount,
  type WatchedFeed,
} from '#api/alerts/watch_queries.ts';
import { KIND_OF_CODE } from '#api/contract/kinds.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { CALENDAR } from '#api/time/calendar.ts';
import { dayOf, isoOf } from '#api/time/local_day.ts';
import { addAgency } from '#api/agencies/queries.ts';
import { putArea } from '#api/areas/queries.ts';
import { SAMPLE_AGENCIES } from '#data/agencies.ts';
import { sampleDistricts } from '#data/districts.ts';
import { SAMPLE_TRUTHS } from '#data/truths.ts';
import { withDatabase } from '#test/support/databases.ts';
import { readSample, within, type ReadRow } from '../unit/data/read_sample.ts';

const database = await withDatabase();
const FIRST = dayOf('2025-11-01');
const LAST = dayOf('2026-10-31');
const SPIKES = SAMPLE_TRUTHS.filter(({ pattern }) => pattern === 'spike');

const TYPE_OF: Readonly<Record<string, number>> = {
  'police-street': 13,
  'police-burglary': 2,
  'county-asb': 23,
  'county-drug-litter': 60,
  'city-asb': 23,
  'city-needles': 60,
  'city-licensed-premises': 44,
  'ambulance-alcohol': 42,
  'hospital-assaults': 43,
  'fire-deliberate': 3,
  'outreach-visits': 60,
};
const typeOf = ({ dataset, category }: ReadRow): number => {
  if (category === 'search') return 70;
  return category.startsWith('Foil') ? 61 : (TYPE_OF[dataset] ?? 0);
};
/** A range counts as its lower end, no number as one. */
const needlesOf = ({ cells }: ReadRow): number => {
  const [digits] =
    /\d+/.exec(cells['Quantity'] ?? cells['Needles'] ?? cells['needles'] ?? '') ?? [];
  return Number(digits ?? 1);
};
const isPlanted = (row: ReadRow): boolean =>
  SPIKES.some(
    ({ datasets, from, to, place }) =>
      place !== null &&
      datasets.includes(row.dataset) &&
      row.at.slice(0, 10) >= from &&
      row.at.slice(0, 10) <= to &&
      within(row, place, place.radiusMetres),
  );

interface Counted {
  readonly feeds: readonly WatchedFeed[];
  readonly counts: readonly DayCount[];
  readonly rows: readonly { readonly dataset: number; readonly day: number; readonly n: number }[];
}
const names = new Map<number, string>();
let planted: Counted;
let without: Counted;
let alarmsPlanted: readonly NewAlert[];
let alarmsWithout: readonly NewAlert[];

/** All that a year of looks needs, read once. */
const count = (): Promise<Counted> =>
  asOwner(database, async (tx) => {
    const feeds = await readWatchedFeeds(tx);
    const window = windowOf(dueFeeds(feeds, LAST, { back: LAST - FIRST + 1, stale: Infinity }));
    const datasets = feeds.map(({ dataset }) => dataset);
    return {
      feeds,
      counts: await countDays(tx, datasets, window),
      rows: await countRows(tx, datasets, window),
    };
  });

/** Each night of the year in turn: only what happened until then is known, and only that day is new. */
function walk({ feeds, counts, rows }: Counted): NewAlert[] {
  const family = familySize(feeds);
  const alarms: NewAlert[] = [];
  const told: ToldRise[] = [];
  for (let night = FIRST; night <= LAST; night++) {
    const known = feeds.map((feed) => ({ ...feed, last: Math.min(feed.last, night) }));
    const due = dueFeeds(known, night, { back: 1, stale: 1 });
    if (due.length === 0) continue;
    const window = windowOf(due);
    const inWindow = ({ day }: { readonly day: number }) => day >= window.from && day <= window.to;
    const counted = { counts: counts.filter(inWindow), rows: rows.filter(inWindow), told };
    const found = findAlarms(due, counted, window, family, CALENDAR);
    alarms.push(...found);
    told.push(...found.filter(({ look }) => look !== 'day'));
  }
  return alarms;
}
const linesOf = (alarms: readonly NewAlert[]) =>
  alarms.map(
    ({ dataset, kind, area, look, signal, since, day, n, usual, p }) =>
      `${look} ${isoOf(since)} ${isoOf(day)} ${names.get(dataset)} ${KIND_OF_CODE[kind]} area ${area} ${signal} ${n}, usual ${usual.toFixed(2)}, p ${p.toExponential(1)}`,
  );

beforeAll(async () => {
  const rows = readSample();
  await asOwner(database, async (tx) => {
    const ids = new Map<string, number>();
    for (const agency of SAMPLE_AGENCIES) ids.set(agency.slug, await addAgency(tx, agency));
    for (const { slug, name, outline } of sampleDistricts())
      await putArea(tx, { slug, name, kind: 'district', source: 'made up', outline });
    const feeds = [...new Map(rows.map((row) => [row.dataset, row.agency]))];
    for (const [slug, agency] of feeds) {
      const [row] = await tx<{ id: number }[]>`
        insert into dataset (agency_id, slug, name)
        values (${ids.get(agency) ?? 0}, ${slug}, ${slug})
        returning id`;
      if (row) names.set(row.id, slug);
    }
    const idOf = new Map([...names].map(([id, slug]) => [slug, id]));
    const written = rows.map((row, i) => ({
      i,
      agency: ids.get(row.agency) ?? 0,
      dataset: idOf.get(row.dataset) ?? 0,
      type: typeOf(row),
      day: row.at.slice(0, 10).padEnd(10, '-01'),
      precision: row.at.length === 7 ? 'month' : 'minute',
      longitude: row.spot?.longitude ?? null,
      latitude: row.spot?.latitude ?? null,
      needles: typeOf(row) === 60 ? needlesOf(row) : null,
      planted: isPlanted(row),
    }));
    for (let start = 0; start < written.length; start += 10_000)
      await tx`
        insert into incident (
          agency_id, dataset_id, identity_hash, content_hash, source_ref, type_id, started_at, local_day, time_precision,
          geom, cell, needles_min)
        select
          agency, dataset, i, i, case when planted then 'planted' end, type, day, day, precision::time_precision,
          ST_SetSRID(ST_MakePoint(longitude, latitude), 4326), case when longitude is not null then 1 end, needles
        from jsonb_to_recordset(${tx.json(written.slice(start, start + 10_000))}) one (
          i bigint, agency smallint, dataset integer, type smallint, day date, precision text, longitude float8,
          latitude float8, needles integer, planted boolean)`;
    await tx`
      insert into import (agency_id, dataset_id, file_name, file_sha256, file_bytes, dry_run, state)
      select agency_id, id, 'file.csv', '', 1, false, 'done'
      from dataset`;
    await tx`
      insert into delivery (dataset_id, month, import_id, rows)
      select incident.dataset_id, date_trunc('month', local_day)::date, min(import.id), count(*)
      from incident
      join import on import.dataset_id = incident.dataset_id
      group by 1, 2`;
  });
  planted = await count();
  await asOwner(database, (tx) => tx`delete from incident where source_ref = 'planted'`);
  without = await count();
  alarmsPlanted = walk(planted);
  alarmsWithout = walk(without);
}, 240_000);

describe('A year of the sample county, night by night', () => {
  it('is watched in every feed that knows its days, in six districts', () => {
    expect(planted.feeds.map(({ dataset }) => names.get(dataset)).toSorted()).toEqual(
      Object.keys(TYPE_OF)
        .filter((slug) => slug !== 'police-street')
        .toSorted(),
    );
    expect(new Set(planted.counts.map(({ area }) => area)).size).toBe(6);
    expect(familySize(planted.feeds)).toBe(10 + 3);
    expect(planted.counts.reduce((sum, { n }) => sum + n, 0)).toBeGreaterThan(10_000);
  });

  it('without the planted spikes gives no false alarm, and finds the car meets that began in September', () => {
    console.info(`A year without: ${alarmsWithout.length} alarms`, linesOf(alarmsWithout));
    const emerging = SAMPLE_TRUTHS.filter(({ pattern }) => pattern === 'emerging');
    const explaining = (one: NewAlert) =>
      emerging.filter(
        ({ datasets, kind, from }) =>
          datasets.includes(names.get(one.dataset) ?? '') &&
          KIND_OF_CODE[one.kind] === kind &&
          one.day >= dayOf(from),
      );
    expect(linesOf(alarmsWithout.filter((one) => explaining(one).length === 0))).toEqual([]);
    expect(alarmsWithout.flatMap(explaining).map(({ id }) => id)).toContain(
      'emerging-redditch-car-meets',
    );
  });

  it('finds each planted spike in its own district within two days, and nothing else that was not there without', () => {
    const alarms = alarmsPlanted;
    const before = new Set(linesOf(alarmsWithout));
    const found = alarms.filter((_, i) => !before.has(linesOf(alarms)[i] ?? ''));
    console.info('Found', linesOf(found));
    for (const { id, datasets, kind, from } of SPIKES) {
      const own = found.filter(
        (one) => datasets.includes(names.get(one.dataset) ?? '') && KIND_OF_CODE[one.kind] === kind,
      );
      const days = own.map(({ day }) => day - dayOf(from));
      expect([id, Math.min(...days) >= 0 && Math.min(...days) < 2]).toEqual([id, true]);
      expect(new Set(own.map(({ area }) => area)).size).toBe(1);
    }
    expect(found.length).toBeLessThanOrEqual(4);
  }, 60_000);

  it('takes a quarter that a feed did not send for missing, and does not alert when it comes back', () => {
    const fire = planted.feeds.find(({ dataset }) => names.get(dataset) === 'fire-deliberate');
    expect(fire?.months).not.toContain(dayOf('2025-08-01'));
    expect(fire?.months).toContain(dayOf('2025-10-01'));
    expect(alarmsPlanted.filter(({ dataset }) => dataset === fire?.dataset)).toEqual([]);
  }, 60_000);
});
