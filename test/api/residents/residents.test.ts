/** How many people live where, and what that makes of counts. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { importResidents } from '#api/main/cli/residents.ts';
import type { ResidentsLayer } from '#api/contract/residents.ts';
import type { Significance } from '#api/contract/significance.ts';
import { post, refusal, sentences } from '#test/api/http/calls.ts';
import { logCsv } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { bob } from '#test/support/people.ts';

const testApp = await withTestApp();
const folder = mkdtempSync(join(tmpdir(), 'commonground-residents-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const asOperator = (path: string, init: RequestInit = {}) => {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${testApp.operator.token}`);
  return testApp.call(path, { ...init, headers });
};

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
const zone = (code: string, geometry: unknown) => ({
  type: 'Feature' as const,
  properties: { LSOA21CD: code, LSOA21NM: code },
  geometry,
});
/** A crowded town and an empty edge in the east. */
const layer = (about: Record<string, unknown> = {}) => ({
  source: 'Made up',
  residents: { E1: 600_000, E2: 8_000 },
  collection: {
    type: 'FeatureCollection',
    features: [
      zone('E1', box(-2.32, 52.1, -2.15, 52.28)),
      zone('E2', box(-2.15, 52.1, -2.12, 52.28)),
    ],
  },
  ...about,
});
const TOWN = 'within=-2.31,52.11;-2.13,52.11;-2.13,52.27;-2.31,52.27';
const ask = (query: string) =>
  testApp.json<Significance>(`/api/hotspots/significance?${TOWN}&resolution=8&${query}`);

describe('Rates', () => {
  it('are refused while there is no count of residents, with what to do', async () => {
    await testApp.importFile(
      logCsv(
        Array.from({ length: 1200 }, (_, i) => ({
          reference: `R${i}`,
          date: `2025-06-${String(1 + (i % 28)).padStart(2, '0')} 12:00`,
          latitude: String(52.115 + ((i * 0.0377) % 0.15)),
          longitude: String(-2.305 + ((i * 0.0613) % 0.17)),
        })),
      ),
    );
    const { refused } = await ask('measure=rate');
    expect(refused?.reason).toBe('no_residents');
    expect(refused?.instead).toMatch(/residents ZONES\.geojson/);
    expect((await ask('measure=count')).refused).toBeNull();
    // Bob's agency does not run the installation: the answer names whom to ask, and no command that he cannot give
    const bobs = await testApp.json<Significance>(
      `/api/hotspots/significance?${TOWN}&resolution=8&measure=rate`,
      {},
      bob,
    );
    expect(bobs.refused?.reason).toBe('no_residents');
    expect(bobs.refused?.instead).toMatch(/ask whoever runs this installation/);
    expect(bobs.refused?.instead).not.toMatch(/npm/);
  });

  it('are of each hexagon’s share of its zones, and the empty edge is hot where counts are even', async () => {
    const added = await asOperator('/api/residents', post(layer()));
    expect([added.status, await added.json()]).toEqual([
      201,
      { zones: 2, residents: 608_000, sources: ['Made up'] },
    ]);
    const { cells, refused } = await ask('measure=rate');
    expect(refused).toBeNull();
    const known = cells.filter(({ residents }) => residents !== null);
    expect(known.length).toBeGreaterThan(250);
    for (const { count, rate, residents } of known)
      if (rate !== null) expect(rate).toBeCloseTo((1000 * count) / (residents ?? 0), 8);
    for (const { count, rate, rate_interval: interval, rate_note: note, residents } of cells) {
      if (rate === null) {
        expect(interval).toBeNull();
        expect(note).toBe(residents === null ? 'residents_unknown' : 'too_few_residents');
        continue;
      }
      // Garwood's: 0 to 3.69 for none, 0.025 to 5.57 for one, 0.24 to 7.22 for two
      const low = [0, 0.0253, 0.2422][count];
      if (low !== undefined) {
        const ends = [low, [3.689, 5.572, 7.225][count] ?? NaN];
        const shown = [interval?.low ?? NaN, interval?.high ?? NaN];
        for (const i of [0, 1])
          expect(((shown[i] ?? NaN) * (residents ?? NaN)) / 1000).toBeCloseTo(ends[i] ?? NaN, 2);
      }
      expect(note).toBe(count > (residents ?? 0) / 10 ? 'visitors' : null);
    }
    const people = known.reduce((sum, { residents }) => sum + (residents ?? 0), 0);
    expect(people).toBeGreaterThan(300_000);
    expect(people).toBeLessThan(608_000);
    // about the same counts, few people
    const hot = cells.filter((one) => one.class.startsWith('hot'));
    expect(hot.length).toBeGreaterThan(0);
    for (const { residents } of hot) expect(residents).toBeLessThan(400);
    expect(
      (await ask('measure=count')).cells.every(
        ({ rate, rate_interval, rate_note }) =>
          rate === null && rate_interval === null && rate_note === null,
      ),
    ).toBe(true);
  });

  it('follow a layer that is brought in anew', async () => {
    await asOperator('/api/residents', post(layer({ residents: { E1: 8_000, E2: 600_000 } })));
    const { cells } = await ask('measure=rate');
    const people = cells.reduce((sum, { residents }) => sum + (residents ?? 0), 0);
    expect(people).toBeGreaterThan(300_000);
    expect(await testApp.json<ResidentsLayer>('/api/residents')).toEqual({
      zones: 2,
      residents: 608_000,
      sources: ['Made up'],
    });
  });
});

describe('A layer that cannot be right', () => {
  it('is refused whole, naming the zone', async () => {
    const features = layer().collection.features;
    for (const [about, path, words] of [
      [{ residents: { E1: 1 } }, 'collection.features.1', /no number of residents for the zone E2/],
      [
        { collection: { type: 'FeatureCollection', features: [...features, ...features] } },
        'collection.features.2',
        /E1 is there twice/,
      ],
      [
        {
          collection: {
            type: 'FeatureCollection',
            features: [{ ...features[0], properties: { area: 'x' } }],
          },
        },
        'collection.features.0',
        /no code/,
      ],
      [
        {
          collection: {
            type: 'FeatureCollection',
            features: [zone('E1', box(384_900, 254_800, 385_900, 255_800))],
          },
        },
        'collection.features.0',
        /EPSG:4326/,
      ],
    ] as const) {
      const problem = await refusal(asOperator('/api/residents', post(layer(about))));
      expect([problem.status, sentences(problem)[path]]).toEqual([
        422,
        expect.stringMatching(words),
      ]);
    }
    expect((await testApp.json<ResidentsLayer>('/api/residents')).zones).toBe(2);
  });
});

describe('From the terminal', () => {
  const run = async (...args: string[]) => {
    const said: string[] = [];
    const code = await importResidents({
      args,
      request: (path, init) => asOperator(path, init),
      say: (line) => said.push(line),
      progress: () => undefined,
    });
    return { code, said };
  };

  it('a wrong number is named with its line, and a missing file in words', async () => {
    const numbers = join(folder, 'numbers.csv');
    writeFileSync(numbers, 'code,residents\nE1,12\nE2,many\n');
    await expect(run('zones.geojson', '--numbers', numbers, '--source', 'x')).rejects.toThrow(
      /line 3: “many” is not a number/,
    );
    await expect(run('zones.geojson')).rejects.toThrow(/^Write: residents/);
    await expect(
      run('z.geojson', '--numbers', join(folder, 'no'), '--source', 'x'),
    ).rejects.toThrow(/no such file/);
  });

  const shared = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
  it.skipIf(!existsSync(shared))(
    'Worcestershire’s 374 zones come in with every one of its 603,648 people (needs ../shared/data)',
    async () => {
      const lsoa = join(shared, 'boundaries/lsoa');
      const numbers = join(shared, 'population/census2021-residents-lsoa21-worcestershire.csv');
      const files = readdirSync(lsoa).map((name) => join(lsoa, name));
      const { said } = await run(...files, '--numbers', numbers, '--source', 'ONS, Census 2021');
      expect(said).toHaveLength(6);
      // the two made-up zones stay beside them
      expect(await testApp.json<ResidentsLayer>('/api/residents')).toMatchObject({
        zones: 376,
        residents: 603_648 + 608_000,
      });
    },
    60_000,
  );
});
