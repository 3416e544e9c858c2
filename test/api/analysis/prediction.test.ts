/** How well did last month's map predict? Over HTTP: the hexagons that were hot, and what then happened in them. */
import { latLngToCell } from 'h3-js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Hexes } from '#api/contract/hexes.ts';
import type { Prediction } from '#api/contract/prediction.ts';
import type { Significance } from '#api/contract/significance.ts';
import { refusal } from '#test/api/http/calls.ts';
import { logCsv, policeCsv } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, bob, type Person } from '#test/support/people.ts';

const testApp = await withTestApp({ agreements: 'none' });

const TOWN = 'within=-2.32,52.10;-2.12,52.10;-2.12,52.28;-2.32,52.28';
const PLACE = { latitude: 52.190512, longitude: -2.220831 };
const ELSEWHERE = { latitude: 52.2512, longitude: -2.150831 };
const HOT = latLngToCell(PLACE.latitude, PLACE.longitude, 8);

const get = (query: string, person: Person = alice, resolution = 8) =>
  testApp.json<Prediction>(
    `/api/hotspots/prediction?${TOWN}&resolution=${resolution}&${query}`,
    {},
    person,
  );

const spread = (n: number, month: string) =>
  Array.from({ length: n }, (_, i) => ({
    reference: `S${month}-${i}`,
    date: `${month}-${String(1 + (i % 28)).padStart(2, '0')} ${String(6 + (i % 12)).padStart(2, '0')}:15`,
    latitude: String(52.11 + ((i * 0.0377) % 0.16)),
    longitude: String(-2.315 + ((i * 0.0613) % 0.18)),
  }));
const many = (n: number, month: string, { latitude, longitude } = PLACE) =>
  Array.from({ length: n }, (_, i) => ({
    reference: `M${month}-${latitude}-${i}`,
    date: `${month}-${String(1 + (i % 28)).padStart(2, '0')} 23:30`,
    latitude: String(latitude + (i % 5) * 0.0004),
    longitude: String(longitude + (i % 3) * 0.0004),
  }));

beforeAll(async () => {
  // May is hot in one place; June there still, and in another besides; July was never sent; in August the place has moved
  const rows = [
    ...[...spread(120, '2025-05'), ...many(60, '2025-05')],
    ...[...spread(120, '2025-06'), ...many(40, '2025-06'), ...many(40, '2025-06', ELSEWHERE)],
    ...[...spread(120, '2025-08'), ...many(60, '2025-08', ELSEWHERE)],
  ];
  const council = await testApp.importFile(logCsv(rows), { dataset: 'noise', name: 'noise.csv' });
  expect([council.problem, council.rows.accepted]).toEqual([null, rows.length]);
  for (const month of ['2025-05', '2025-06']) {
    const police = await testApp.importFile(
      policeCsv(
        spread(150, month).map(({ reference, latitude, longitude }) => ({
          id: reference,
          month,
          latitude,
          longitude,
          type: 'Burglary',
        })),
      ),
      { as: bob, name: `${month}-sabrina-street.csv` },
    );
    expect(police.problem).toBeNull();
  }
});

describe('Alice looks back on June', () => {
  it('and May’s hot hexagons are held to June’s counts', async () => {
    const response = await get('from=2025-06-01&to=2025-06-30');
    expect(response.refused).toBeNull();
    expect([response.earlier.from, response.earlier.to]).toEqual(['2025-05-01', '2025-05-31']);
    const may = await testApp.json<Significance>(
      `/api/hotspots/significance?${TOWN}&from=2025-05-01&to=2025-05-31&resolution=8`,
    );
    const june = await testApp.json<Hexes>(
      `/api/hexes?${TOWN}&from=2025-06-01&to=2025-06-30&resolution=8`,
    );
    const counts = new Map(june.cells.map(({ cell, total }) => [cell, total]));
    const hot = may.cells.filter((one) => one.class.startsWith('hot_'));
    expect(hot.map(({ cell }) => cell)).toContain(HOT);
    expect(response.cells).toEqual(
      hot.map((one) => ({ cell: one.cell, class: one.class, count: counts.get(one.cell) ?? 0 })),
    );
    const caught = hot.reduce((sum, { cell }) => sum + (counts.get(cell) ?? 0), 0);
    expect(caught).toBeGreaterThanOrEqual(40);
    const best = may.cells
      .map(({ cell }) => counts.get(cell) ?? 0)
      .sort((a, b) => b - a)
      .slice(0, hot.length)
      .reduce((a, b) => a + b, 0);
    const [c, C, a, A] = [caught, june.total, hot.length, may.cells.length];
    expect([response.incidents_caught, response.incidents_compared]).toEqual([c, C]);
    expect([response.cells_hot, response.cells_compared]).toEqual([a, A]);
    expect(response.hit_rate).toBeCloseTo(c / C, 12);
    expect(response.area_share).toBeCloseTo(a / A, 12);
    expect(response.pai).toBeCloseTo(c / C / (a / A), 12);
    expect(response.pei).toBeCloseTo(c / best, 12);
    // the other place was not foreseen
    expect(response.pei).toBeLessThan(1);
    expect(response.pai).toBeGreaterThan(5);
  });

  it('beside the busiest hexagons of the month before, as many; and not of a year that was not delivered', async () => {
    const response = await get('from=2025-06-01&to=2025-06-30');
    const of = async (month: string) => {
      const { cells } = await testApp.json<Hexes>(
        `/api/hexes?${TOWN}&from=${month}-01&to=${month}-30&resolution=8`,
      );
      return new Map(cells.map(({ cell, total }) => [cell, total]));
    };
    const [may, june] = [await of('2025-05'), await of('2025-06')];
    const counts = [...may.values()].sort((a, b) => b - a);
    const edge = counts[response.cells_hot - 1] ?? 0;
    const caughtIn = (cells: readonly string[]) =>
      cells.reduce((sum, cell) => sum + (june.get(cell) ?? 0), 0);
    const above = [...may].flatMap(([cell, n]) => (n > edge ? [cell] : []));
    const alike = [...may].flatMap(([cell, n]) => (n === edge ? [cell] : []));
    const caught =
      caughtIn(above) + ((response.cells_hot - above.length) * caughtIn(alike)) / alike.length;
    const [month, year] = response.yardsticks;
    expect(month).toMatchObject({
      ...{ of: 'last_month', from: '2025-05-01', to: '2025-05-31', nothing_delivered: false },
      better: caught > response.incidents_caught,
    });
    expect(month?.incidents_caught).toBeCloseTo(caught, 9);
    expect((month?.pai ?? 0) / (response.pai ?? 1)).toBeCloseTo(
      caught / response.incidents_caught,
      9,
    );
    expect(year).toMatchObject({
      ...{ of: 'last_year', from: '2024-06-01', to: '2025-05-31' },
      ...{ nothing_delivered: true, pai: null, better: false },
    });
  });

  it('by the hour: the map of the nights, and what the nights then brought', async () => {
    const nights = await get('from=2025-06-01&to=2025-06-30&hours=22-2');
    expect([nights.earlier.incidents, nights.later.incidents]).toEqual([60, 80]);
    expect([nights.incidents_caught, nights.hit_rate]).toEqual([40, 0.5]);
  });

  it('and any two periods can be held together: May’s map does not predict August', async () => {
    const response = await get('from=2025-08-01&to=2025-08-31&from2=2025-05-01&to2=2025-05-31');
    expect(response.refused).toBeNull();
    expect(response.earlier.from).toBe('2025-05-01');
    expect(response.hit_rate).toBeLessThan(0.1);
    const august = await get('from=2025-08-01&to=2025-08-31&from2=2025-06-01&to2=2025-06-30');
    expect(august.hit_rate).toBeGreaterThan(0.3);
  });
});

describe('Nothing is scored', () => {
  it('where the earlier map showed nothing hot', async () => {
    const bobs = await get('from=2025-06-01&to=2025-06-30', bob);
    expect([bobs.earlier.incidents, bobs.later.incidents]).toEqual([150, 150]);
    expect(bobs.refused).toMatchObject({ of: 'earlier', reason: 'nothing_hot' });
    expect([bobs.pai, bobs.cells]).toEqual([null, []]);
  });

  it('of records that nobody has shared, by too few, by hexagons finer than the places', async () => {
    const may = await get('from=2025-05-01&to=2025-05-31');
    // April was never sent: it is not quiet
    expect(may.refused).toMatchObject({ of: 'earlier', reason: 'nothing_received' });
    const day = await get('from=2025-06-01&to=2025-06-02&from2=2025-05-01&to2=2025-05-31');
    expect(day.refused).toMatchObject({ of: 'later', reason: 'too_few_incidents' });
    expect(day.later.incidents).toBeGreaterThan(0);
    const fine = await get('from=2025-06-01&to=2025-06-30', bob, 9);
    expect(fine.refused).toMatchObject({ of: 'earlier', reason: 'months_only_too_fine' });
    expect(fine.refused?.instead).toMatch(/resolution 8 or larger/);
  });

  it('about a month that did not arrive, before or after', async () => {
    const july = await get('from=2025-07-01&to=2025-07-31');
    expect(july.refused).toMatchObject({ of: 'later', reason: 'nothing_received' });
    expect(july.later.gaps.map(({ months }) => months)).toEqual([['2025-07-01']]);
    const august = await get('from=2025-08-01&to=2025-08-31');
    expect(august.refused).toMatchObject({ of: 'earlier', reason: 'nothing_received' });
  });

  it('of a question that is none, with what to do', async () => {
    for (const [query, path] of [
      ['', 'from'],
      ['from=2025-06-01', 'to'],
      ['from=2025-06-01&to=2025-06-30&from2=2025-05-01', 'from2'],
      ['from=2025-06-01&to=2025-06-30&from2=2025-05-01&to2=2025-06-01', 'to2'],
    ] as const) {
      const response = await testApp.request(`/api/hotspots/prediction?${TOWN}&${query}`);
      const problem = (await response.json()) as { fields: { path: string; message: string }[] }; // as: a problem document
      expect([query, response.status, problem.fields.map((one) => one.path)]).toEqual([
        query,
        422,
        expect.arrayContaining([path]),
      ]);
      for (const { message } of problem.fields) expect(message.length).toBeGreaterThan(10);
    }
    const backwards = await refusal(
      testApp.request(
        '/api/hotspots/prediction?from=2025-06-01&to=2025-06-30&from2=2025-05-31&to2=2025-05-01',
      ),
    );
    expect([backwards.status, backwards.code]).toEqual([422, 'window_backwards']);
  });
});
