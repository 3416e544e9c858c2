/** What stands near a hexagon, and which orders hold there. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { latLngToCell } from 'h3-js';
import { afterAll, describe, expect, it } from 'vitest';
import { importLandmarks, importOrders } from '#api/main/cli/nearby.ts';
import type { Nearby } from '#api/contract/nearby.ts';
import { post, refusal, sentences } from '#test/api/http/calls.ts';
import { withTestApp } from '#test/support/test_app.ts';

const testApp = await withTestApp({ agreements: 'none' });
const folder = mkdtempSync(join(tmpdir(), 'commonground-nearby-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CELL = latLngToCell(52.1905, -2.2208, 9);
const asOperator = (path: string, init: RequestInit = {}) => {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${testApp.operator.token}`);
  return testApp.call(path, { ...init, headers });
};
const run = async (
  command: typeof importLandmarks,
  file: string,
  text: string,
  ...args: string[]
) => {
  const path = join(folder, file);
  writeFileSync(path, text);
  const said: string[] = [];
  await command({
    args: [path, ...args],
    request: (address, init) => asOperator(address, init),
    say: (line) => said.push(line),
    progress: () => undefined,
  });
  return said.join('\n').replace(path, file);
};
const near = (query = '') => testApp.json<Nearby>(`/api/nearby?cell=${CELL}${query}`);

const square = {
  type: 'Polygon',
  coordinates: [
    [
      [-2.23, 52.18],
      [-2.21, 52.18],
      [-2.21, 52.2],
      [-2.23, 52.2],
      [-2.23, 52.18],
    ],
  ],
};
const order = (about: Record<string, unknown> = {}) => ({
  name: 'City centre',
  what: 'Drinking alcohol in the street after being asked to stop',
  starts_on: '2024-04-01',
  ends_on: '2027-03-31',
  geometry: square,
  ...about,
});

describe('Beside a place', () => {
  it('is nothing that nobody has brought in', async () => {
    expect(await near()).toEqual({ cell: CELL, metres: 500, landmarks: [], orders: [] });
  });

  it('stand the exchanges of a list: how many within reach, and the nearest however far', async () => {
    const list = [
      'Name,Postcode,Latitude,Longitude',
      '"Pharmacy, High Street",WR1 1AA,52.1920,-2.2208',
      'Foregate,WR1 1AB,52.1925,-2.2215',
      'Far away,WR9,52.2700,-2.1500',
    ].join('\r\n');
    const kind = ['--kind', 'needle_exchange', '--source', 'Drug service'];
    expect(await run(importLandmarks, 'exchanges.csv', list, ...kind)).toBe(
      'exchanges.csv: 3 of the kind needle_exchange; they replace what was there.',
    );
    const { landmarks } = await near();
    expect(landmarks).toMatchObject([
      { kind: 'needle_exchange', within: 2, nearest: { name: 'Pharmacy, High Street' } },
    ]);
    // 1.5 thousandths of a degree of latitude are 167 m; the hexagon's centre lies a little off
    expect(landmarks[0]?.nearest.metres).toBeGreaterThan(50);
    expect(landmarks[0]?.nearest.metres).toBeLessThan(350);
    expect((await near('&metres=50')).landmarks).toMatchObject([{ within: 0 }]);

    // the next list is the whole truth
    await run(
      importLandmarks,
      'fewer.csv',
      'name,latitude,longitude\nFar away,52.27,-2.15\n',
      ...kind,
    );
    expect((await near()).landmarks).toMatchObject([{ within: 0, nearest: { name: 'Far away' } }]);
  });

  it('hold the orders that cover it, with the day they end; one far off is not named', async () => {
    testApp.setClock('2025-11-22T12:00:00Z');
    const far = {
      ...square,
      coordinates: [square.coordinates[0]?.map(([x = 0, y = 0]) => [x + 1, y])],
    };
    const feature = ({ geometry, ...properties }: ReturnType<typeof order>) => ({
      type: 'Feature',
      properties,
      geometry,
    });
    const collection = {
      type: 'FeatureCollection',
      features: [
        order(),
        order({ name: 'Old', starts_on: '2022-01-01', ends_on: '2024-12-31' }),
        order({ name: 'Forgotten', starts_on: '2019-01-01', ends_on: '2021-12-31' }),
        order({ name: 'Elsewhere', geometry: far }),
      ].map(feature),
    };
    expect(
      await run(importOrders, 'orders.geojson', JSON.stringify(collection), '--source', 'Council'),
    ).toBe('orders.geojson: 4 orders.');
    const states = async () => (await near()).orders.map(({ name, state }) => [name, state]);
    expect(await states()).toEqual([
      ['City centre', 'in_force'],
      ['Old', 'ended'],
    ]);
    testApp.setClock('2027-02-01T12:00:00Z');
    expect(await states()).toEqual([['City centre', 'ending']]);
    testApp.setClock('2024-03-31T12:00:00Z');
    expect(await states()).toEqual([
      ['City centre', 'scheduled'],
      ['Old', 'in_force'],
    ]);
  });
});

describe('What cannot be right', () => {
  it('is refused with the law, the line or the column', async () => {
    const long = await refusal(
      asOperator(
        '/api/orders',
        post({ source: 'x', orders: [order({ starts_on: '2024-04-01', ends_on: '2027-04-02' })] }),
      ),
    );
    expect(sentences(long)['orders.0.ends_on']).toMatch(/three years at most/);
    const flat = await refusal(
      asOperator(
        '/api/orders',
        post({
          source: 'x',
          orders: [order({ geometry: { type: 'Polygon', coordinates: [[]] } })],
        }),
      ),
    );
    expect(sentences(flat)['orders.0.geometry']).toMatch(/no area/);
    const kind = ['--kind', 'school', '--source', 'x'];
    await expect(run(importLandmarks, 'a.csv', 'name,latitude\nA,52\n', ...kind)).rejects.toThrow(
      /no column longitude/,
    );
    await expect(
      run(importLandmarks, 'b.csv', 'name,latitude,longitude\nA,north,-2\n', ...kind),
    ).rejects.toThrow(/line 2: “north” is not a number/);
    await expect(
      run(importLandmarks, 'c.csv', 'name,latitude,longitude\nA,152,-2\n', ...kind),
    ).rejects.toThrow(/landmarks\.0\.latitude/);
    expect((await refusal(testApp.request('/api/nearby?cell=8fffffffffffffe'))).status).toBe(422);
  });
});
