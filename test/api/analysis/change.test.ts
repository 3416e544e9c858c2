/** More than before? Over HTTP: the counts that SQL has, R's interval, and a plain no where two periods do not compare. */
import { latLngToCell } from 'h3-js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HotspotsChange } from '#api/contract/change.ts';
import type { Hexes } from '#api/contract/hexes.ts';
import type { Kind } from '#api/contract/kinds.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { dayOf } from '#api/time/local_day.ts';
import { changeBetween } from '#api/statistics/poisson_change.ts';
import { post, refusal } from '#test/api/http/calls.ts';
import { logCsv, newFind, policeCsv } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, bob, chelsea, dev, type Person } from '#test/support/people.ts';
import { agree } from '#test/support/sign_in.ts';

const testApp = await withTestApp({ agreements: 'none' });

const PLACE = { latitude: 52.190512, longitude: -2.220831 };
const ELSEWHERE = { latitude: 52.2512, longitude: -2.150831 };
const HERE = latLngToCell(PLACE.latitude, PLACE.longitude, 8);
const TOWN = 'within=-2.32,52.10;-2.12,52.10;-2.12,52.28;-2.32,52.28';
const SUMMER = 'from=2025-04-01&to=2025-06-30';

const get = (query: string, person: Person = alice) =>
  testApp.json<HotspotsChange>(`/api/hotspots/change?${query}`, {}, person);
const of = (response: HotspotsChange, kind: Kind) => {
  const found = response.kinds.find((one) => one.kind === kind);
  if (!found) throw new Error(`nothing about ${kind}`);
  return found;
};

const day = (i: number) => String(1 + (i % 28)).padStart(2, '0');
const noise = (n: number, month: string, { latitude, longitude } = PLACE) =>
  Array.from({ length: n }, (_, i) => ({
    reference: `${month}-${latitude}-${i}`,
    date: `${month}-${day(i)} 21:10`,
    latitude: String(latitude),
    longitude: String(longitude),
  }));
const MONTHS = Array.from(
  { length: 18 },
  (_, i) => `${2024 + Math.floor(i / 12)}-${String(1 + (i % 12)).padStart(2, '0')}`,
);

/** Counts straight from the rows, as their owner: no index, no agreement. */
async function inRows(agency: Person, kind: Kind, from: string, to: string, cell: string | null) {
  const [row] = await asOwner(
    testApp.database,
    (tx) => tx<{ n: number }[]>`
      select count(*)::int as n
      from incident
      join incident_type on incident_type.id = incident.type_id
      where incident.agency_id = ${testApp.agencyId(agency)}
        and incident_type.kind = ${kind}
        and incident.cell is not null
        and local_day between ${from} and ${to}
        and (${cell}::text is null or to_hex(coarser(incident.cell, 8)) = ${cell}::text)`,
  );
  return row?.n ?? 0;
}
const days = (from: string, to: string) => dayOf(to) - dayOf(from) + 1;

beforeAll(async () => {
  // noise: from January 2024, more of it since April 2025, none handed in for August 2024
  const rows = MONTHS.filter((month) => month !== '2024-08').flatMap((month) => [
    ...noise(month >= '2025-04' ? 30 : 10, month),
    ...noise(8, month, ELSEWHERE),
  ]);
  const council = await testApp.importFile(logCsv(rows), { dataset: 'noise', name: 'noise.csv' });
  expect([council.problem, council.rows.accepted]).toEqual([null, rows.length]);
  // the police began in January 2025, by months
  for (const month of MONTHS.slice(12)) {
    const police = await testApp.importFile(
      policeCsv(
        Array.from({ length: month === '2025-06' ? 24 : 20 }, (_, i) => ({
          id: `${month}-${i}`,
          month,
          type: 'Burglary',
          latitude: String(PLACE.latitude + (i % 4) * 0.01),
        })),
      ),
      { as: bob, name: `${month}-sabrina-street.csv` },
    );
    expect(police.problem).toBeNull();
  }
});

describe('Alice compares with before', () => {
  for (const [where, query, cell] of [
    ['everywhere', '', null],
    ['in one hexagon', `cell=${HERE}`, HERE],
  ] as const)
    it(`${where}: SQL’s counts of the three periods, and the exact interval of their ratio by day`, async () => {
      const response = await get(`${SUMMER}&${query}`);
      expect(
        [response.now, response.year, response.before].map(({ from, to }) => [from, to]),
      ).toEqual([
        ['2025-04-01', '2025-06-30'],
        ['2024-04-01', '2024-06-30'],
        ['2025-01-01', '2025-03-31'],
      ]);
      expect([response.now.days, response.year.days, response.before.days]).toEqual([91, 91, 90]);
      const asb = of(response, 'asb');
      const now = await inRows(alice, 'asb', response.now.from, response.now.to, cell);
      expect(now).toBe(cell ? 90 : 114);
      expect(asb.now).toEqual({ count: now, counts_only: 0, nothing_delivered: false });
      for (const [then, { from, to }] of [
        [asb.year, response.year],
        [asb.before, response.before],
      ] as const) {
        const count = await inRows(alice, 'asb', from, to, cell);
        const expected = changeBetween(
          { count, exposure: days(from, to) },
          { count: now, exposure: days(response.now.from, response.now.to) },
          asb.overdispersion.psi,
        );
        expect(then).toEqual({
          count,
          counts_only: 0,
          nothing_delivered: false,
          gaps: [],
          compared: { now, then: count },
          refused: null,
          ratio: expected.ratio,
          low: expected.interval.low,
          high: expected.interval.high,
          percent: expected.percent,
          verdict: 'up',
        });
      }
    });

  it('and each period counts what the map counts in the same area', async () => {
    const response = await get(`${SUMMER}&${TOWN}&kind=asb`);
    for (const [{ from, to }, count] of [
      [response.now, of(response, 'asb').now.count],
      [response.year, of(response, 'asb').year.count],
      [response.before, of(response, 'asb').before.count],
    ] as const) {
      const map = await testApp.json<Hexes>(`/api/hexes?${TOWN}&kind=asb&from=${from}&to=${to}`);
      expect([from, count]).toEqual([from, map.total]);
      expect(count).toBeGreaterThan(0);
    }
    // one kind is no total; a hexagon outside the area holds nothing
    expect(response.total).toBeNull();
    const elsewhere = latLngToCell(51.5, -0.1, 8);
    expect(of(await get(`${SUMMER}&${TOWN}&cell=${elsewhere}`), 'asb').now.count).toBe(0);
  });

  it('in days: as many days before, and the same dates last year', async () => {
    const response = await get('from=2025-06-10&to=2025-06-16&kind=asb');
    expect([response.year.from, response.before.from]).toEqual(['2024-06-10', '2025-06-03']);
    expect(of(response, 'asb').before.refused).toBeNull();
  });
});

describe('Two periods are not compared', () => {
  it('where a month of either was not delivered, between deliveries and before the first', async () => {
    const response = await get('from=2024-09-01&to=2024-09-30&kind=asb');
    const { year, before } = of(response, 'asb');
    expect([before.refused?.reason, before.verdict, before.ratio]).toEqual([
      'not_delivered',
      null,
      null,
    ]);
    expect(before.gaps).toEqual([
      { agency: 'severnside-council', dataset: 'noise', kinds: ['asb'], months: ['2024-08-01'] },
    ]);
    expect(year.gaps[0]?.months).toEqual(['2023-09-01']);
    expect([before.nothing_delivered, before.count]).toEqual([true, 0]);
    expect(before.refused?.instead).toMatch(/ask the agency/);
  });

  it('that would make a rise of a feed that began: Bob has half a year and no year before', async () => {
    const crime = of(await get(SUMMER, bob), 'crime');
    expect([crime.now.count, crime.before.count, crime.year.count]).toEqual([64, 60, 0]);
    expect(crime.year.refused?.reason).toBe('not_delivered');
    expect(crime.year.gaps[0]?.months).toEqual(['2024-04-01', '2024-05-01', '2024-06-01']);
    expect([crime.before.refused, crime.before.verdict]).toEqual([null, 'no_clear_change']);
  });

  it('in a window that is not over, nor one longer than a year with the year before', async () => {
    testApp.setClock('2025-06-30T12:00:00Z');
    expect(of(await get(SUMMER), 'asb').before.refused?.reason).toBe('not_over');
    testApp.setClock('2025-07-01T12:00:00Z');
    expect(of(await get(SUMMER), 'asb').before.refused).toBeNull();
    const long = of(await get('from=2024-05-02&to=2025-06-30'), 'asb');
    expect(long.year.refused?.reason).toBe('longer_than_a_year');
  });

  it('in a window that cuts months, of records that know months only', async () => {
    const crime = of(await get('from=2025-05-10&to=2025-06-16', bob), 'crime');
    expect([crime.before.refused?.reason, crime.now.count]).toEqual(['months_only_cut', 0]);
    expect(of(await get('from=2025-06-01&to=2025-06-30', bob), 'crime').before.refused).toBeNull();
  });

  it('of a kind that nobody keeps, and then the total is of the others', async () => {
    const response = await get(SUMMER);
    expect(of(response, 'alcohol').before.refused?.reason).toBe('no_records');
    const asb = of(response, 'asb');
    expect(response.total).toEqual({
      overdispersion: asb.overdispersion,
      now: asb.now,
      year: asb.year,
      before: asb.before,
    });
    expect(response.kinds.map(({ kind }) => kind)).toEqual([
      'crime',
      'asb',
      'needle_find',
      'alcohol',
    ]);
  });

  it('from before anybody wrote finds down: a phone has no deliveries, only a first find', async () => {
    const found = { found_at: '2025-05-20T11:40:00Z', sent_at: '2025-07-01T12:00:00Z' };
    await testApp.json('/api/finds', post(newFind(found)));
    const needles = of(await get('from=2025-06-01&to=2025-06-30'), 'needle_find');
    expect(needles.before.refused).toBeNull();
    expect(needles.before.count).toBe(1);
    expect(needles.year.refused?.reason).toBe('not_delivered');
    expect(needles.year.gaps[0]?.months).toEqual(['2024-06-01']);
  });
});

describe('What an agreement lets through', () => {
  it('Dev and Chelsea see nothing of it; what Bob gives by counts is counted, and compared with nothing', async () => {
    expect((await testApp.request(`/api/hotspots/change?${SUMMER}`, {}, dev)).status).toBe(401);
    expect(of(await get(SUMMER, chelsea), 'crime').now.count).toBe(0);
    expect(of(await get(SUMMER, chelsea), 'crime').before.refused?.reason).toBe('no_records');
    await agree(testApp, {
      provider: bob,
      recipient: chelsea,
      level: 'cell',
      kinds: ['crime'],
      resolution: 8,
      threshold: 6,
    });
    // June is closed in the middle of July
    testApp.setClock('2025-07-20T12:00:00Z');
    await testApp.closing.run();
    const crime = of(await get(SUMMER, chelsea), 'crime');
    // four hexagons of five or six a month: June's sixes alone are let through
    expect([crime.now, crime.before.count]).toEqual([
      { count: 24, counts_only: 24, nothing_delivered: false },
      0,
    ]);
    expect([crime.before.refused?.reason, crime.before.verdict]).toEqual(['counts_only', null]);
    // and there they are, for Bob
    expect(of(await get(SUMMER, bob), 'crime').now).toEqual({
      count: 64,
      counts_only: 0,
      nothing_delivered: false,
    });
  });

  it('and a question that is none is refused with what to do', async () => {
    for (const [query, status] of [
      ['resolution=11', 422],
      ['area=atlantis', 422],
      ['cell=8f195193393ffff', 422],
      ['from=2025-06-01&to=2025-05-01', 422],
    ] as const) {
      const response = await refusal(testApp.request(`/api/hotspots/change?${query}`));
      expect([query, response.status]).toEqual([query, status]);
      expect(response.title.length).toBeGreaterThan(10);
    }
  });
});
