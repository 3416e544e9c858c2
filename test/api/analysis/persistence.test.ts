/** The last twelve months over HTTP: each place's name follows from significance month after month. */
import { gridDisk, latLngToCell } from 'h3-js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Persistences } from '#api/contract/persistence.ts';
import type { Significance } from '#api/contract/significance.ts';
import { refusal } from '#test/api/http/calls.ts';
import { logCsv } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, bob, type Person } from '#test/support/people.ts';

const testApp = await withTestApp({ agreements: 'none' });

/** About 450 hexagons of resolution 8 around the made-up town. */
const TOWN = 'within=-2.32,52.10;-2.12,52.10;-2.12,52.28;-2.32,52.28';
const YEAR = 'from=2024-12-01&to=2024-12-14&resolution=8';
const ALWAYS = { latitude: 52.19, longitude: -2.22 };
const UNTIL_SEPTEMBER = { latitude: 52.13, longitude: -2.29 };
const SINCE_DECEMBER = { latitude: 52.25, longitude: -2.15 };
type Place = typeof ALWAYS;
const cellOf = ({ latitude, longitude }: Place) => latLngToCell(latitude, longitude, 8);

const get = (query: string, person: Person = alice) =>
  testApp.json<Persistences>(`/api/hotspots/persistence?${TOWN}&${query}`, {}, person);

const months = Array.from({ length: 12 }, (_, i) => `2024-${String(i + 1).padStart(2, '0')}`);
/** June was never sent. */
const MISSING = '2024-06';

const reports = (n: number, month: string, name: string, at: (i: number) => Place) =>
  Array.from({ length: n }, (_, i) => ({
    reference: `${name}${month}-${i}`,
    date: `${month}-${String(1 + (i % 28)).padStart(2, '0')} 10:15`,
    latitude: String(at(i).latitude),
    longitude: String(at(i).longitude),
  }));
const reportsOf = (month: string) => [
  ...reports(90, month, 'S', (i) => ({
    latitude: 52.11 + ((i * 0.0377) % 0.16),
    longitude: -2.315 + ((i * 0.0613) % 0.18),
  })),
  ...reports(50, month, 'A', () => ALWAYS),
  ...(month <= '2024-09' ? reports(50, month, 'U', () => UNTIL_SEPTEMBER) : []),
  ...(month === '2024-12' ? reports(50, month, 'N', () => SINCE_DECEMBER) : []),
];

beforeAll(async () => {
  const sent = months.filter((month) => month !== MISSING);
  for (const part of [sent.slice(0, 5), sent.slice(5)]) {
    const reported = part.flatMap(reportsOf);
    const { problem, rows } = await testApp.importFile(logCsv(reported), {
      dataset: 'noise',
      name: 'noise.csv',
    });
    expect([problem, rows.accepted]).toEqual([null, reported.length]);
  }
});

describe('Alice looks up since when', () => {
  it('and each planted place has its name: persistent, former, new', async () => {
    const { cells, months: requested } = await get(YEAR);
    expect(requested.map(({ month }) => month)).toEqual(months.map((month) => `${month}-01`));
    const found = new Map(cells.map((one) => [one.cell, one]));
    expect(found.get(cellOf(ALWAYS))).toMatchObject({
      persistence: 'persistent',
      months: months.map((month) => (month === MISSING ? 'missing' : 'hot')),
    });
    expect(found.get(cellOf(UNTIL_SEPTEMBER))).toMatchObject({
      persistence: 'former',
      months: months.map((month) =>
        month === MISSING ? 'missing' : month <= '2024-09' ? 'hot' : 'not',
      ),
    });
    expect(found.get(cellOf(SINCE_DECEMBER))?.persistence).toBe('new');
    const far = gridDisk(cellOf(ALWAYS), 3).filter((cell) => !found.has(cell));
    expect(far.length).toBeGreaterThan(0);
  });

  it('and every mark is significance’s of that whole month', async () => {
    const { cells } = await get(YEAR);
    for (const [i, month] of months.entries()) {
      const last = new Date(Date.UTC(2024, i + 1, 0)).toISOString().slice(0, 10);
      const tested = await testApp.json<Significance>(
        `/api/hotspots/significance?${TOWN}&from=${month}-01&to=${last}&resolution=8`,
      );
      const hot = tested.refused
        ? []
        : tested.cells.filter((one) => one.class.startsWith('hot_')).map(({ cell }) => cell);
      expect(cells.filter((one) => one.months[i] === 'hot').map(({ cell }) => cell)).toEqual(hot);
      expect(hot.length > 0).toBe(month !== MISSING);
    }
  });

  it('of one place alone, hot or not', async () => {
    const all = await get(YEAR);
    const one = await get(`${YEAR}&cell=${cellOf(ALWAYS)}`);
    expect(one).toEqual({ ...all, cells: all.cells.filter(({ cell }) => cell === cellOf(ALWAYS)) });
    const quiet = gridDisk(cellOf(ALWAYS), 4).find(
      (cell) => !all.cells.some((known) => known.cell === cell),
    );
    expect((await get(`${YEAR}&cell=${quiet}`)).cells).toMatchObject([{ persistence: 'none' }]);
  });
});

describe('Persistence is unknown', () => {
  it('of records that nobody shared: Bob reads why for each month, and Alice has places', async () => {
    const bobs = await get(YEAR, bob);
    expect(bobs.cells).toEqual([]);
    expect(bobs.months.map(({ refused }) => refused?.reason)).toEqual(
      months.map(() => 'too_few_incidents'),
    );
    expect((await get(YEAR)).cells.length).toBeGreaterThan(2);
  });

  it('of months before anything was received: they are missing, not quiet', async () => {
    const early = await get(`from=2024-03-01&to=2024-03-31&resolution=8&cell=${cellOf(ALWAYS)}`);
    expect(early.cells).toMatchObject([{ persistence: 'unknown' }]);
    expect(early.cells[0]?.months.slice(0, 9)).toEqual(Array(9).fill('missing'));
    expect(early.cells[0]?.months.slice(9)).toEqual(['hot', 'hot', 'hot']);
  });

  it('of a question that is none, with what to do', async () => {
    const refused = await refusal(testApp.request('/api/hotspots/persistence?resolution=12'));
    expect(refused.status).toBe(422);
  });
});
