/** The quarterly report over HTTP: every number in it is the single route's, for whoever reads it. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { HotspotsChange } from '#api/contract/change.ts';
import type { Deliveries } from '#api/contract/deliveries.ts';
import type { HexDetail } from '#api/contract/hexes.ts';
import type { Nearby } from '#api/contract/nearby.ts';
import type { Persistences } from '#api/contract/persistence.ts';
import type { QuarterlyReport } from '#api/contract/reports.ts';
import type { Significance } from '#api/contract/significance.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { poissonInterval } from '#api/statistics/rate.ts';
import { putArea } from '#api/areas/queries.ts';
import { post, refusal } from '#test/api/http/calls.ts';
import { logCsv, newFind, policeCsv } from '#test/support/factories.ts';
import { TODAY, withTestApp } from '#test/support/test_app.ts';
import { alice, bob, chelsea, dev, type Person } from '#test/support/people.ts';
import { agree } from '#test/support/sign_in.ts';

const testApp = await withTestApp({ agreements: 'none' });

const PLACE = { latitude: 52.190512, longitude: -2.220831 };
const report = (query = '', person: Person = alice) =>
  testApp.json<QuarterlyReport>(`/api/reports/quarterly?${query}`, {}, person);

const day = (i: number) => String(1 + (i % 28)).padStart(2, '0');
const spread = (n: number, month: string) =>
  Array.from({ length: n }, (_, i) => ({
    reference: `S${month}-${i}`,
    date: `${month}-${day(i)} 14:15`,
    latitude: String(52.11 + ((i * 0.0377) % 0.16)),
    longitude: String(-2.315 + ((i * 0.0613) % 0.18)),
  }));
const many = (n: number, month: string) =>
  Array.from({ length: n }, (_, i) => ({
    reference: `M${month}-${i}`,
    date: `${month}-${day(i)} 23:30`,
    latitude: String(PLACE.latitude + (i % 5) * 0.0004),
    longitude: String(PLACE.longitude + (i % 3) * 0.0004),
  }));

const box = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});

/** Months before the quarter that the report is about, and its own three: July 2024 to September 2025. */
const MONTHS = Array.from({ length: 15 }, (_, i) => {
  const month = 6 + i;
  return `${2024 + Math.floor(month / 12)}-${String(1 + (month % 12)).padStart(2, '0')}`;
});

beforeAll(async () => {
  for (const [slug, name, outline] of [
    ['west-side', 'West Side', box(-2.32, 52.1, -2.22, 52.28)],
    ['east-side', 'East Side', box(-2.22, 52.1, -2.12, 52.28)],
  ] as const)
    await asOwner(testApp.database, (tx) =>
      putArea(tx, { slug, name, kind: 'district', source: 'made up', outline }),
    );
  // noise all over the town, and much in one place since May 2025; March 2025 was never delivered
  const rows = MONTHS.filter((month) => month !== '2025-03').flatMap((month) => [
    ...spread(60, month),
    ...many(month >= '2025-05' ? 40 : 2, month),
    // outside both districts
    { reference: `O${month}`, date: `${month}-03 10:00`, latitude: '52.4', longitude: '-2.0' },
    { reference: `N${month}`, date: `${month}-04 10:00`, latitude: '', longitude: '' },
  ]);
  const council = await testApp.importFile(logCsv(rows), { dataset: 'noise', name: 'noise.csv' });
  expect([council.problem, council.rows.accepted]).toEqual([null, rows.length]);
  for (const month of MONTHS) {
    const police = await testApp.importFile(
      policeCsv(
        spread(30, month).map(({ reference, latitude, longitude }) => ({
          id: reference,
          month,
          type: 'Burglary',
          latitude,
          longitude,
        })),
      ),
      { as: bob, name: `${month}-sabrina-street.csv` },
    );
    expect(police.problem).toBeNull();
  }
  await testApp.json(
    '/api/finds',
    post(newFind({ found_at: '2025-08-20T11:40:00Z', sent_at: '2025-11-22T12:00:00Z' })),
  );
  await agree(testApp, { provider: bob, recipient: alice, level: 'point', kinds: ['crime'] });
  const hot = await report();
  const [place] = hot.hotspots.places;
  const hotspot = await testApp.json<{ id: number }>(
    '/api/hotspots',
    post({
      name: 'Foundry Walk',
      resolution: 8,
      cells: [place?.cell],
      from: '2025-07-01',
      to: '2025-09-30',
    }),
  );
  await testApp.json(
    '/api/actions',
    post({
      hotspot_id: hotspot.id,
      agency: 'severnside-council',
      person: 'P',
      what: 'Patrol on Fridays',
      starts_on: '2025-11-01',
      due_on: '2025-11-30',
      measure: 'M',
      baseline: 2,
      target: 1,
    }),
  );
  await testApp.json(
    '/api/orders',
    post({
      source: 'x',
      orders: [
        {
          name: 'Town centre',
          what: 'Alcohol',
          starts_on: '2024-04-01',
          ends_on: '2027-03-31',
          geometry: box(-2.3, 52.15, -2.15, 52.25),
        },
      ],
    }),
  );
});

/** Every number of a report against what the single routes say to the same person. */
async function equalsTheRoutes(reported: QuarterlyReport, person: Person): Promise<void> {
  const ask = <T>(path: string) => testApp.json<T>(path, {}, person);
  const window = `from=${reported.now.from}&to=${reported.now.to}`;
  const inArea = `&area=${reported.area?.slug ?? 'partnership'}`;
  for (const area of reported.areas) {
    const where = `&area=${area.slug ?? 'partnership'}`;
    const change = await ask<HotspotsChange>(`/api/hotspots/change?${window}${where}`);
    expect(area.kinds.map(({ months: _, ...kind }) => kind)).toEqual(change.kinds);
    expect([area.total, area.left_out]).toEqual([change.total, change.now.left_out]);
    for (const period of ['now', 'year', 'before'] as const)
      expect(change[period]).toMatchObject(reported[period]);
    for (const at of [0, 20, 23, 31, 33, 34, 35]) {
      const from = area.kinds[0]?.months[at]?.month ?? '';
      const to = new Date(Date.UTC(Number(from.slice(0, 4)), Number(from.slice(5, 7)), 0));
      const month = await ask<HotspotsChange>(
        `/api/hotspots/change?from=${from}&to=${to.toISOString().slice(0, 10)}${where}`,
      );
      expect(area.kinds.map(({ months }) => months[at]?.count)).toEqual(
        month.kinds.map(({ now }) => (now.nothing_delivered ? null : now.count)),
      );
    }
  }
  const significance = await ask<Significance>(`/api/hotspots/significance?${window}${inArea}`);
  const { cells } = significance;
  expect(reported.hotspots).toMatchObject({
    ...{
      area: significance.area,
      resolution: significance.resolution,
      k: significance.k,
      method: significance.method,
    },
    ...{
      cells_in_area: significance.cells_in_area,
      cells_tested: significance.cells_tested,
      gaps: significance.gaps,
    },
    ...{
      incidents: significance.incidents,
      counts_only: significance.counts_only,
      left_out: significance.left_out,
    },
    refused: significance.refused,
  });
  expect(reported.hotspots.cells).toEqual(
    cells
      .filter((one) => one.class !== 'none')
      .map(({ cell, class: heatClass }) => ({ cell, class: heatClass })),
  );
  const persistence = await ask<Persistences>(`/api/hotspots/persistence?${window}${inArea}`);
  expect(reported.hotspots.months).toEqual(persistence.months);
  for (const place of reported.hotspots.places) {
    const { cell, count, z, p, q } = place;
    expect(cells.find((one) => one.cell === cell)).toMatchObject({
      ...{ cell, count, z, p, q, class: place.class },
    });
    const one = persistence.cells.find((known) => known.cell === cell);
    if (one) expect(place).toMatchObject({ persistence: one.persistence, months: one.months });
    else expect(place.months).not.toContain('hot');
    const detail = await ask<HexDetail>(`/api/hexes/${cell}?${window}${inArea}`);
    expect(place.kinds).toEqual(detail.kinds.map(({ kind, total }) => ({ kind, count: total })));
    expect(place.actions).toEqual(detail.actions);
    expect(place.orders).toEqual((await ask<Nearby>(`/api/nearby?cell=${cell}`)).orders);
  }
  const board = await ask<Deliveries>('/api/deliveries?quarters=40');
  expect(reported.feeds.map(({ agency, dataset }) => [agency, dataset])).toEqual(
    board.feeds.map(({ agency, dataset }) => [agency, dataset]),
  );
  for (const feed of reported.feeds) {
    const theirs = board.feeds.find((one) => one.dataset === feed.dataset);
    const quarter = theirs?.quarters.find((one) => one.quarter === reported.quarter);
    const { state, expected_by, received_on, months_missing, rows } = feed;
    expect(quarter).toMatchObject({ state, expected_by, received_on, months_missing, rows });
  }
}

describe('Alice requests the report', () => {
  it('of the last quarter that ended, and every number is the one that the single routes give', async () => {
    const reported = await report();
    expect([reported.quarter, reported.now.from, reported.now.to]).toEqual([
      '2025-Q3',
      '2025-07-01',
      '2025-09-30',
    ]);
    expect(reported.areas.map(({ name }) => name)).toEqual([
      reported.partnership,
      'East Side',
      'West Side',
    ]);
    // it is about something: counts, a hot place with an action and an order on it, a verdict, a feed
    expect(reported.hotspots.places.length).toBeGreaterThan(0);
    expect(reported.hotspots.places[0]).toMatchObject({
      rank: 1,
      class: 'hot_99',
      since: '2025-05-01',
      actions: [{ hotspot: 'Foundry Walk', what: 'Patrol on Fridays' }],
      orders: [{ name: 'Town centre', state: 'in_force' }],
    });
    const asb = reported.areas[0]?.kinds.find(({ kind }) => kind === 'asb');
    expect(asb).toMatchObject({ now: { count: 300 }, year: { verdict: 'up' } });
    await equalsTheRoutes(reported, alice);
  });

  it('of one district: its counts, and its hexagons held against its own', async () => {
    const reported = await report('quarter=2025-Q3&area=west-side');
    expect([reported.area, reported.areas.map(({ slug }) => slug)]).toEqual([
      { slug: 'west-side', name: 'West Side' },
      ['west-side'],
    ]);
    expect(reported.hotspots.area).toBe('West Side');
    await equalsTheRoutes(reported, alice);
  });

  it('of a quarter with a month missing: hatched in the series, and compared with nothing', async () => {
    const reported = await report('quarter=2025-Q1');
    await equalsTheRoutes(reported, alice);
    const asb = reported.areas[0]?.kinds.find(({ kind }) => kind === 'asb');
    expect(asb?.before.refused?.reason).toBe('not_delivered');
    const march = asb?.months.find(({ month }) => month === '2025-03-01');
    expect([march?.count, march?.missing]).toEqual([null, true]);
    expect(asb?.months.find(({ month }) => month === '2025-02-01')?.missing).toBe(false);
    // beside it a feed that began in April
    expect(reported.hotspots.gaps.map(({ months }) => months)).toContainEqual(['2025-03-01']);
    expect(reported.feeds.find(({ dataset }) => dataset === 'noise')).toMatchObject({
      state: 'missing',
      months_missing: ['2025-03-01'],
    });
    // the police sent theirs
    const crime = reported.areas[0]?.kinds.find(({ kind }) => kind === 'crime');
    expect([crime?.before.refused, crime?.before.verdict]).toEqual([null, 'no_clear_change']);
  });

  it('and each month has the interval of its count; what is outside every district is in the notes', async () => {
    const reported = await report();
    const months = reported.areas[0]?.kinds.find(({ kind }) => kind === 'asb')?.months ?? [];
    expect([months.length, months.at(-1)?.month]).toEqual([36, '2025-09-01']);
    for (const { month, count, low, high, missing } of months) {
      // what was not delivered is not 0, with an interval of 0 to 3.69
      const interval = missing || count === null ? null : poissonInterval(count);
      expect([month, low, high]).toEqual([month, interval?.low ?? null, interval?.high ?? null]);
    }
    expect(months.filter(({ count }) => count === null).length).toBeGreaterThan(0);
    expect(reported.notes.join('\n')).toMatch(
      /^3 incidents lie outside the partnership’s outlines/m,
    );
    expect(reported.notes.join('\n')).toMatch(/^3 incidents have no place, and so no hexagon/m);
    expect(reported.notes.join('\n')).toMatch(
      /^Sabrina Police: all 90 records of the quarter are known by month only/m,
    );
  });

  it('with who made it, when, of which data, and how it is to be handled', async () => {
    const reported = await report();
    expect(reported).toMatchObject({
      made_by: 'Alice, Severnside Council',
      made_at: '2025-11-22T12:00:00.000Z',
      marking: 'OFFICIAL-SENSITIVE',
      synthetic: false,
    });
    expect(reported.methods.every(({ words, source }) => words !== '' && source !== '')).toBe(true);
    // made again a minute later, of the same figures
    testApp.setClock('2025-11-22T12:01:00Z');
    const again = await report();
    testApp.setClock(TODAY);
    expect([again.figures_digest, again.made_at === reported.made_at]).toEqual([
      reported.figures_digest,
      false,
    ]);
    await testApp.json(
      '/api/finds',
      post(newFind({ found_at: '2025-08-21T11:40:00Z', sent_at: '2025-11-22T12:00:00Z' })),
    );
    const later = await report();
    expect(later.figures_digest).not.toBe(reported.figures_digest);
    const needles = (of: QuarterlyReport) =>
      of.areas[0]?.kinds.find(({ kind }) => kind === 'needle_find')?.now.count;
    expect([needles(reported), needles(later)]).toEqual([1, 2]);
  });
});

describe('Another reader', () => {
  it('Bob has his own records in it and not the council’s, which the notes say', async () => {
    const reported = await report('', bob);
    await equalsTheRoutes(reported, bob);
    const [whole] = reported.areas;
    expect(whole?.kinds.map(({ kind, now }) => [kind, now.count])).toEqual([
      ['crime', 90],
      ['asb', 0],
      ['needle_find', 0],
      ['alcohol', 0],
    ]);
    expect(reported.notes.join('\n')).toMatch(/^Severnside Council: .* not shared with you\.$/m);
    expect(reported.feeds.find(({ dataset }) => dataset === 'noise')?.rows).toBeNull();
    // and there they are, for Alice
    const [alices] = (await report()).areas;
    expect(alices?.kinds.find(({ kind }) => kind === 'asb')?.now.count).toBe(300);
  });

  it('Chelsea has counts by hexagon of the council’s noise: small ones left out, none compared', async () => {
    await agree(testApp, {
      provider: alice,
      recipient: chelsea,
      level: 'cell',
      kinds: ['asb'],
      resolution: 8,
      threshold: 5,
    });
    const reported = await report('', chelsea);
    await equalsTheRoutes(reported, chelsea);
    const asb = reported.areas[0]?.kinds.find(({ kind }) => kind === 'asb');
    expect(asb?.now.count).toBeGreaterThan(0);
    expect(asb?.now).toMatchObject({ count: asb?.now.count, counts_only: asb?.now.count });
    expect(asb?.now.count).toBeLessThan(300);
    expect(asb?.year.refused?.reason).toBe('counts_only');
    expect(asb?.months.at(-1)).toMatchObject({ low: null, high: null });
    expect(reported.notes.join('\n')).toMatch(/hexagons with fewer than 5 in a month/);
  });

  it('nobody is not let in, and a quarter that is none or has not ended is refused in words', async () => {
    expect((await testApp.request('/api/reports/quarterly', {}, dev)).status).toBe(401);
    for (const [query, words] of [
      ['quarter=2025-Q4', 'The last that has is 2025-Q3.'],
      ['quarter=2025-Q5', 'Write a quarter as 2026-Q3.'],
      ['quarter=summer', 'Write a quarter as 2026-Q3.'],
    ] as const) {
      const answer = await testApp.request(`/api/reports/quarterly?${query}`);
      expect([query, answer.status]).toEqual([query, 422]);
      expect(await answer.text()).toContain(words);
    }
    const nowhere = await refusal(testApp.request('/api/reports/quarterly?area=atlantis'));
    expect([nowhere.status, nowhere.code]).toEqual([422, 'unknown_area']);
  });
});
