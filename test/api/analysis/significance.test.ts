/** Hot and cold over HTTP: the same counts as the map, Gi* as the textbook writes it, and a plain refusal where nothing can be tested. */
import { gridDisk, latLngToCell } from 'h3-js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Hexes } from '#api/contract/hexes.ts';
import type { Significance } from '#api/contract/significance.ts';
import { refusal } from '#test/api/http/calls.ts';
import { logCsv, policeCsv } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, bob, type Person } from '#test/support/people.ts';

const testApp = await withTestApp({ agreements: 'none' });

/** About 450 hexagons of resolution 8 around the made-up town. */
const TOWN = 'within=-2.32,52.10;-2.12,52.10;-2.12,52.28;-2.32,52.28';
const PLACE = { latitude: 52.190512, longitude: -2.220831 };
const HOT = latLngToCell(PLACE.latitude, PLACE.longitude, 8);

const get = (query: string, person: Person = alice) =>
  testApp.json<Significance>(`/api/hotspots/significance?${TOWN}&${query}`, {}, person);

/** Reports all over the town, one each few hundred metres; and many in one place, by night. */
const spread = (n: number, month: string) =>
  Array.from({ length: n }, (_, i) => ({
    reference: `S${month}-${i}`,
    date: `${month}-${String(1 + (i % 28)).padStart(2, '0')} ${String(6 + (i % 12)).padStart(2, '0')}:15`,
    latitude: String(52.11 + ((i * 0.0377) % 0.16)),
    longitude: String(-2.315 + ((i * 0.0613) % 0.18)),
  }));
const many = (n: number, month: string) =>
  Array.from({ length: n }, (_, i) => ({
    reference: `M${month}-${i}`,
    date: `${month}-${String(1 + (i % 28)).padStart(2, '0')} 23:30`,
    latitude: String(PLACE.latitude + (i % 5) * 0.0004),
    longitude: String(PLACE.longitude + (i % 3) * 0.0004),
  }));

beforeAll(async () => {
  // March and May; April was never sent
  for (const month of ['2025-03', '2025-05']) {
    const council = await testApp.importFile(logCsv([...spread(120, month), ...many(60, month)]), {
      dataset: 'noise',
      name: 'noise.csv',
    });
    expect([council.problem, council.rows.accepted]).toEqual([null, 180]);
  }
  const police = await testApp.importFile(
    policeCsv(
      spread(150, '2025-05').map(({ reference, latitude, longitude }) => ({
        id: reference,
        month: '2025-05',
        latitude,
        longitude,
        type: 'Burglary',
      })),
    ),
    { as: bob, name: '2025-05-sabrina-street.csv' },
  );
  expect(police.problem).toBeNull();
});

describe('Alice looks for hot places', () => {
  it('and every hexagon of the area is counted, those without incidents too, as the map counts them', async () => {
    const response = await get('from=2025-05-01&to=2025-05-31&resolution=8');
    const map = await testApp.json<Hexes>(
      `/api/hexes?${TOWN}&from=2025-05-01&to=2025-05-31&resolution=8`,
    );
    const counts = new Map(map.cells.map(({ cell, total }) => [cell, total]));
    expect(response.refused).toBeNull();
    expect(response.cells.length).toBeGreaterThan(300);
    expect(response.cells.filter(({ count }) => count === 0).length).toBeGreaterThan(100);
    for (const { cell, count } of response.cells)
      expect([cell, count]).toEqual([cell, counts.get(cell) ?? 0]);
    expect(response.incidents).toBe(map.total);
    expect([response.cells_in_area, response.cells_tested]).toEqual([
      response.cells.length,
      response.cells.length,
    ]);
  });

  it('of one hexagon alone: it is as among all, and so is everything about the area', async () => {
    const all = await get('from=2025-05-01&to=2025-05-31&resolution=8');
    const one = await get(`from=2025-05-01&to=2025-05-31&resolution=8&cell=${HOT}`);
    expect(one).toEqual({ ...all, cells: all.cells.filter(({ cell }) => cell === HOT) });
    expect(one.cells.map((cell) => cell.class)).toEqual(['hot_99']);
    const elsewhere = latLngToCell(50.1, -5.5, 8);
    const none = await get(`from=2025-05-01&to=2025-05-31&resolution=8&cell=${elsewhere}`);
    expect(none).toEqual({ ...all, cells: [] });
  });

  for (const k of [1, 2])
    it(`and z is Getis and Ord’s, neighbours ${k} away, only those inside the area`, async () => {
      const { cells } = await get(`from=2025-05-01&to=2025-05-31&resolution=8&k=${k}`);
      const x = new Map(cells.map(({ cell, count }) => [cell, count]));
      const n = x.size;
      const mean = [...x.values()].reduce((a, b) => a + b, 0) / n;
      const s = Math.sqrt([...x.values()].reduce((a, b) => a + b * b, 0) / n - mean * mean);
      for (const { cell, z, p } of cells) {
        const near = gridDisk(cell, k).flatMap((one) => x.get(one) ?? []);
        const w = near.length;
        const expected =
          (near.reduce((a, b) => a + b, 0) - mean * w) / (s * Math.sqrt((n * w - w * w) / (n - 1)));
        expect(z).toBeCloseTo(expected, 8);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
      }
    });

  it('and the place with many is hot, most surely; the rest cannot be distinguished from chance', async () => {
    const { cells } = await get('from=2025-05-01&to=2025-05-31&resolution=8');
    const place = cells.find(({ cell }) => cell === HOT);
    expect(place).toMatchObject({ class: 'hot_99' });
    expect(place?.q).toBeLessThan(0.01);
    const near = new Set(gridDisk(HOT, 2));
    expect(cells.filter((one) => one.class !== 'none' && !near.has(one.cell))).toEqual([]);
  });

  it('at night: only incidents of those hours, and those that know no hour are counted', async () => {
    const night = await get('from=2025-05-01&to=2025-05-31&resolution=8&hours=22-2');
    expect(night.incidents).toBe(60);
    const morning = await get('from=2025-05-01&to=2025-05-31&resolution=8&hours=4-5');
    expect(morning.incidents).toBe(0);
    expect(morning.refused?.reason).toBe('too_few_incidents');
    expect((await get('from=2025-05-01&to=2025-05-31&resolution=8')).hours).toBeNull();
  });

  it('on some nights: past midnight they are of the day on which they began', async () => {
    const month = 'from=2025-05-01&to=2025-05-31&resolution=8';
    // 60 at half past eleven, on the days from the 1st to the 28th in turn; 1 May 2025 was a Thursday
    const nights = Array.from({ length: 60 }, (_, i) => (i + 3) % 28).map((n) => n % 7);
    for (const [weekdays, days] of [
      ['fri', [4]],
      ['sat,sun', [5, 6]],
    ] as const) {
      const response = await get(`${month}&hours=22-2&weekdays=${weekdays}`);
      expect(response.incidents).toBe(
        nights.filter((day) => days.some((one) => one === day)).length,
      );
      expect(response.hours).toEqual({ hours: [22, 2], weekdays: weekdays.split(',') });
    }
    // two reports at twenty past midnight on Saturday the 10th: Friday's night
    const late = ['L1', 'L2'].map((reference) => ({
      reference,
      date: '2025-05-10 00:20',
      latitude: String(PLACE.latitude),
      longitude: String(PLACE.longitude),
    }));
    const before = {
      friday: await get(`${month}&hours=22-2&weekdays=fri`),
      saturday: await get(`${month}&hours=22-2&weekdays=sat`),
      allSaturday: await get(`${month}&weekdays=sat`),
    };
    await testApp.importFile(logCsv(late), { dataset: 'noise', name: 'late.csv' });
    expect((await get(`${month}&hours=22-2&weekdays=fri`)).incidents).toBe(
      before.friday.incidents + 2,
    );
    expect((await get(`${month}&hours=22-2&weekdays=sat`)).incidents).toBe(
      before.saturday.incidents,
    );
    // without hours a day is a day
    expect((await get(`${month}&weekdays=sat`)).incidents).toBe(before.allSaturday.incidents + 2);
    expect(before.allSaturday.incidents).toBeGreaterThan(0);
  });
});

describe('Nothing is tested', () => {
  it('of records that nobody has shared: Bob has his own, and not the council’s', async () => {
    const bobs = await get('from=2025-05-01&to=2025-05-31&resolution=8', bob);
    expect(bobs.incidents).toBe(150);
    expect(bobs.cells.find(({ cell }) => cell === HOT)?.class).toBe('none');
  });

  it('of hexagons finer than the places are: police records are moved to snap points', async () => {
    const fine = await get('from=2025-05-01&to=2025-05-31&resolution=9', bob);
    expect(fine.refused).toMatchObject({ reason: 'months_only_too_fine' });
    expect(fine.refused).toMatchObject({ instead: 'Use hexagons of size 8.', resolution: 8 });
    expect(fine.cells.every((one) => one.class === 'none' && one.z === null)).toBe(true);
    // the council's own have real places
    expect((await get('from=2025-05-01&to=2025-05-31&resolution=9')).refused).toBeNull();
  });

  it('by the hour of records that know months only', async () => {
    const night = await get('from=2025-05-01&to=2025-05-31&resolution=8&hours=22-2', bob);
    expect([night.refused?.reason, night.left_out.no_hour]).toEqual(['months_only_no_hours', 150]);
  });

  it('of a month that did not arrive: it is missing, and neither cold nor zero', async () => {
    const april = await get('from=2025-04-01&to=2025-04-30&resolution=8');
    expect(april.gaps).toEqual([
      { agency: 'severnside-council', dataset: 'noise', kinds: ['asb'], months: ['2025-04-01'] },
    ]);
    expect(april.refused?.reason).toBe('nothing_received');
    expect(april.cells.some((one) => one.class.startsWith('cold'))).toBe(false);
    expect(april.cells.filter((one) => one.class === 'untested').length).toBe(april.cells.length);
    expect((await get('from=2025-05-01&to=2025-05-31&resolution=8')).gaps).toEqual([]);
  });

  it('of thirty incidents less one, of the whole when nobody has an outline, of an area like England', async () => {
    const few = await get('from=2025-05-01&to=2025-05-03&resolution=8');
    expect(few.incidents).toBeLessThan(30);
    expect(few.refused?.reason).toBe('too_few_incidents');
    const nowhere = await testApp.json<Significance>('/api/hotspots/significance');
    expect([nowhere.refused?.reason, nowhere.cells]).toEqual(['no_study_area', []]);
    const england = await testApp.json<Significance>(
      '/api/hotspots/significance?within=-5,50;1,50;1,55;-5,55&resolution=10',
    );
    expect([england.refused?.reason, england.cells]).toEqual(['too_many_cells', []]);
    // nor does the map list it, which counts what lies in it: to list took six minutes, in which nobody was answered
    const map = await testApp.request('/api/hexes?within=-5,50;1,50;1,55;-5,55&resolution=10');
    expect(map.status).toBe(200);
  });

  it('of a question that is none, with what to do', async () => {
    for (const [query, status] of [
      ['hours=25-3', 422],
      ['hours=night', 422],
      ['weekdays=friday', 422],
      ['k=9', 422],
      ['resolution=11', 422],
      ['area=atlantis', 422],
      ['from=2025-06-01&to=2025-05-01', 422],
    ] as const) {
      const { status: found, title } = await refusal(
        testApp.request(`/api/hotspots/significance?${query}`),
      );
      expect([query, found]).toEqual([query, status]);
      expect(title.length).toBeGreaterThan(10);
    }
  });
});
