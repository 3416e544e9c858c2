/** The density surface over HTTP: it holds as many incidents as it is made of, of what the reader may read one by one, and
 *  a plain no where places are not places. */
import { cellArea, getResolution, UNITS } from 'h3-js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditPage } from '#api/contract/audit.ts';
import type { Density } from '#api/contract/density.ts';
import { post, refusal } from '#test/api/http/calls.ts';
import { logCsv, policeCsv } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, bob, type Person } from '#test/support/people.ts';

const testApp = await withTestApp({ agreements: 'none' });

/** 13.7 km by 20 km around the made-up town; everything happens in its middle. */
const TOWN = 'within=-2.32,52.10;-2.12,52.10;-2.12,52.28;-2.32,52.28';
const MAY = 'from=2025-05-01&to=2025-05-31';

const get = (query: string, person: Person = alice) =>
  testApp.json<Density>(`/api/hotspots/density?${TOWN}&${query}`, {}, person);

const spread = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    reference: `D${i}`,
    date: `2025-05-${String(1 + (i % 28)).padStart(2, '0')} 10:15`,
    latitude: String(52.17 + ((i * 0.0377) % 0.04)),
    longitude: String(-2.24 + ((i * 0.0613) % 0.04)),
  }));

beforeAll(async () => {
  const council = await testApp.importFile(logCsv(spread(120)), {
    dataset: 'noise',
    name: 'noise.csv',
  });
  expect([council.problem, council.rows.accepted]).toEqual([null, 120]);
  const police = await testApp.importFile(
    policeCsv(
      spread(80).map(({ reference, latitude, longitude }) => ({
        ...{ id: reference, month: '2025-05', type: 'Burglary', latitude, longitude },
      })),
    ),
    { as: bob, name: '2025-05-sabrina-street.csv' },
  );
  expect(police.problem).toBeNull();
});

/** Incidents under the surface: density by the area of each hexagon. */
const under = ({ cells }: Density): number =>
  cells.reduce((sum, { cell, density }) => sum + density * cellArea(cell, UNITS.km2), 0);

describe('Alice draws a surface', () => {
  it('of her own incidents: it holds as many as it is made of, wherever h is', async () => {
    for (const [bandwidth, near] of [
      ['600', 1],
      ['1500', 1],
    ] as const) {
      const response = await get(`${MAY}&bandwidth=${bandwidth}`);
      expect(response.refused).toBeNull();
      expect([response.incidents, response.bandwidth]).toEqual([120, Number(bandwidth)]);
      expect(Math.abs(under(response) - 120)).toBeLessThan(near * 3);
      expect(response.cells.every(({ density }) => density > 0)).toBe(true);
      expect(new Set(response.cells.map(({ cell }) => getResolution(cell)))).toEqual(
        new Set([response.resolution]),
      );
    }
    // wider is flatter
    const most = ({ cells }: Density) => Math.max(...cells.map(({ density }) => density));
    expect(most(await get(`${MAY}&bandwidth=1500`))).toBeLessThan(
      most(await get(`${MAY}&bandwidth=600`)),
    );
  });

  it('with h by the rule of thumb: the same records give the same surface, whichever area is shown', async () => {
    const may = await get(MAY);
    expect([may.bandwidth, may.bandwidth_by_rule]).toEqual([500, 500]);
    const around = 'within=-2.31,52.11;-2.13,52.11;-2.13,52.27;-2.31,52.27';
    const other = await testApp.json<Density>(`/api/hotspots/density?${around}&${MAY}`);
    expect([other.incidents, other.bandwidth]).toEqual([may.incidents, 500]);
    expect(other.resolution).toBe(may.resolution);
    const known = new Map(may.cells.map(({ cell, density }) => [cell, density]));
    for (const { cell, density } of other.cells) expect(known.get(cell)).toBe(density);
    expect(may.method).toMatch(/rule of thumb/);
    expect(may.method).toMatch(/no test/);
    const week = await get('from=2025-05-01&to=2025-05-14');
    expect([week.bandwidth, week.refused]).toEqual([500, null]);
    expect(week.incidents).toBeLessThan(may.incidents);
  });

  it('and her agency reads in the audit that places were read, and how many', async () => {
    await get(`${MAY}&bandwidth=700`);
    const { events } = await testApp.json<AuditPage>('/api/audit?event=points.read');
    expect(events[0]).toMatchObject({ about: { what: 'density surface', count: 120 } });
  });
});

describe('Nothing is drawn', () => {
  it('of records that nobody has shared: Bob’s are snapped, and Alice’s are not his', async () => {
    const bobs = await get(MAY, bob);
    expect(bobs.refused).toMatchObject({ reason: 'months_only' });
    expect(bobs.refused?.instead).toMatch(/exact places/);
    expect([bobs.incidents, bobs.cells, bobs.left_out.month_only]).toEqual([0, [], 80]);
    // they are there, for her
    expect((await get(MAY)).incidents).toBe(120);
  });

  it('for whoever reads no incident one by one', async () => {
    const reader: Person = { ...alice, name: 'Rhea', roles: ['reader'] };
    await testApp.addPerson(reader);
    const response = await refusal(testApp.request(`/api/hotspots/density?${TOWN}`, {}, reader));
    expect([response.status, response.code]).toEqual([403, 'not_allowed']);
  });

  it('of thirty incidents less one, of no area, with a reach shorter than the hexagons are apart', async () => {
    const few = await get('from=2025-05-01&to=2025-05-03');
    expect(few.incidents).toBeLessThan(30);
    expect(few.refused?.reason).toBe('too_few_incidents');
    const nowhere = await testApp.json<Density>('/api/hotspots/density');
    expect([nowhere.refused?.reason, nowhere.bandwidth]).toEqual(['no_study_area', null]);
    const narrow = await get(`${MAY}&bandwidth=50`);
    expect(narrow.refused?.reason).toBe('bandwidth_too_small');
    expect(narrow.refused?.instead).toMatch(/larger reach/);
    const england = await testApp.json<Density>(
      '/api/hotspots/density?within=-5,50;1,50;1,55;-5,55&bandwidth=500',
    );
    expect(england.refused?.reason).toBe('area_too_large');
  });

  it('of a question that is none, with what to do', async () => {
    for (const query of ['bandwidth=0', 'bandwidth=far', 'bandwidth=20000', 'area=atlantis']) {
      const { status, title } = await refusal(testApp.request(`/api/hotspots/density?${query}`));
      expect([query, status]).toEqual([query, 422]);
      expect(title.length).toBeGreaterThan(10);
    }
  });
});

describe('Over the whole partnership', () => {
  const box = (west: number, south: number, east: number, north: number) => ({
    type: 'Polygon',
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

  it('a district drawn over another is area like any: no incidents fall into the overlap as into a hole', async () => {
    const district = (name: string, geometry: unknown) => ({
      ...{ type: 'Feature', properties: { name }, geometry },
    });
    await testApp.json(
      '/api/areas',
      post({
        kind: 'district',
        source: 'Made up',
        collection: {
          type: 'FeatureCollection',
          features: [
            district('Around', box(-2.32, 52.1, -2.12, 52.28)),
            district('Within', box(-2.25, 52.16, -2.19, 52.22)),
          ],
        },
      }),
    );
    const response = await testApp.json<Density>(`/api/hotspots/density?${MAY}`);
    expect([response.refused, response.incidents]).toEqual([null, 120]);
    expect(Math.abs(under(response) - 120)).toBeLessThan(3);
    // and one of the two alone
    expect(
      (await testApp.json<Density>(`/api/hotspots/density?${MAY}&area=within`)).incidents,
    ).toBe(120);
  });
});
