/** Every call that takes a place, a box, an outline or a hexagon, with what an attacker would send: it is answered or
 *  refused in words, and nobody else waits for it. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { beforeAll, describe, expect, it } from 'vitest';
import { post, refusal } from '#test/api/http/calls.ts';
import type { OpenApi, Schema } from '#test/support/every_field.ts';
import { logCsv, newFind } from '#test/support/factories.ts';
import { readSampling } from '#test/support/matrix_sample.ts';
import { withTestApp } from '#test/support/test_app.ts';

const testApp = await withTestApp();
const { full, seed } = readSampling(process.env);
const asOperator = { authorization: `Bearer ${testApp.operator.token}` };

const ring = (n: number, radius = 0.1) =>
  Array.from({ length: n }, (_, i) => {
    const turn = (2 * Math.PI * i) / n;
    return `${(-2.2 + radius * Math.cos(turn)).toFixed(5)},${(52.2 + radius * Math.sin(turn)).toFixed(5)}`;
  }).join(';');

/** Of each parameter that takes a place: what is refused, and what is lawful and as costly as may be. */
const HOSTILE: Readonly<Record<string, readonly string[]>> = {
  within: [
    '-5,50;0,55;0,50;-5,55',
    '-2,52;-2,52;-2,52',
    '-2,52;-1,52;-1.5,52',
    '-2,52;-1,52;-2,52',
    '0,0;0,0;0,0',
    '179,52;-179,52;-179,53;179,53',
    '-180,-90;180,-90;180,90;-180,90',
    '0,89;120,89;-120,89',
    '1e308,1e308;-1e308,1e308;0,0',
    'NaN,52;-1,52;-1,53',
    'Infinity,52;-1,52;-1,53',
    '71,42;72,42;72,43',
    ';;;',
    ',,;,,;,,',
    '-2,52;-1,52',
    "-2,52;-1,52;-1,53'",
    '-2.000000001,52;-2,52;-2,52.000000001',
    `${ring(150)};${ring(40, 0.05)}`,
    ring(201, 0.2),
    ring(200, 0.2),
    '-5,50;-2,53;-1.999,53',
    '-13,50;3,50;3,61;-13,61',
    '-2.4,52;-2,52;-2,52.27;-2.4,52.27',
  ],
  bbox: [
    '-180,-90,180,90',
    '179,52,-179,53',
    '-2,52,-2,52',
    '-2,52,-1.9999999999,52.0000000001',
    '-2.0000001,-90,-2,90',
    '-180,52,180,52.0000001',
    'NaN,NaN,NaN,NaN',
    '-2,52,-1',
    '-1e400,52,-1,53',
    '-13,49,3,61',
  ],
  cell: [
    '80fffffffffffff',
    '8fffffffffffffff',
    '8ffffffffffffff',
    '89195193393fffe',
    '800000000000000',
    '8009fffffffffff',
    '89195193393ffff',
    '8f1951933930000',
    '851951b3fffffff',
    'x',
  ],
  area: ['nowhere', '../town', 'a'.repeat(81)],
};

const boxOf = (west: number, south: number, size: number) => [
  [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]],
]; // prettier-ignore

const DEEP: unknown = JSON.parse('['.repeat(500) + ']'.repeat(500));
const HOSTILE_OUTLINES: readonly unknown[] = [
  [],
  [[]],
  [[[]]],
  [[[-2, 52], [-2, 52], [-2, 52], [-2, 52]]],
  [[[-2, 52], [-1, 52], [-1.5, 52], [-2, 52]]],
  [[[-5, 50], [0, 55], [0, 50], [-5, 55], [-5, 50]]],
  [[[-2, 52], [-1, 52], [-2, 52], [-1, 53]]],
  [[[179, 52], [-179, 52], [-179, 53], [179, 53], [179, 52]]],
  [[[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]],
  [[[0, 89], [120, 89], [-120, 89], [0, 89]]],
  [[[1e308, 1e308], [-1e308, 1e308], [0, 0]]],
  [[[null, null], [0, 1], [1, 1]]],
  [[['-2', '52'], ['-1', '52'], ['-1', '53']]],
  [{ length: 3 }],
  [[[-2, 52, 'z'], [-1, 52, {}], [-1, 53]]],
  boxOf(-2, 52, 1e-9),
  boxOf(400_000, 300_000, 1000),
  boxOf(-2.2, 52.2, 0.1),
  DEEP,
]; // prettier-ignore

const outlines = (body: (geometry: unknown) => unknown): unknown[] =>
  HOSTILE_OUTLINES.flatMap((coordinates) =>
    ['Polygon', 'MultiPolygon'].map((type) => body({ type, coordinates })),
  );
const places: [unknown, unknown][] = [
  [90, 180],
  [-90, -180],
  [91, 0],
  [0, 181],
  [1e308, 1e308],
  [null, null],
  ['52', '-2'],
  [0, 0],
  [52.2, -2.2],
];

const featuresOf = (geometry: unknown, properties: unknown) => ({
  type: 'FeatureCollection',
  features: [{ type: 'Feature', properties, geometry }],
});
const BODIES: Readonly<Record<string, () => unknown[]>> = {
  addAreas: () =>
    outlines((geometry) => ({
      kind: 'custom',
      source: 's',
      collection: featuresOf(geometry, { name: 'A' }),
    })),
  addResidents: () =>
    outlines((geometry) => ({
      source: 's',
      residents: { E1: 5 },
      collection: featuresOf(geometry, { LSOA21CD: 'E1' }),
    })),
  replaceOrders: () =>
    outlines((geometry) => ({
      source: 's',
      orders: [{ name: 'o', what: 'w', starts_on: '2025-01-01', ends_on: '2026-01-01', geometry }],
    })),
  replaceLandmarks: () =>
    places.map(([latitude, longitude]) => ({
      kind: 'school',
      source: 's',
      landmarks: [{ name: 'l', latitude, longitude }],
    })),
  createFind: () => places.map(([latitude, longitude]) => ({ ...newFind(), latitude, longitude })),
  createHotspot: () =>
    (HOSTILE['cell'] ?? []).flatMap((cell) =>
      [6, 9, 11].map((resolution) => ({
        name: 'h',
        resolution,
        cells: [cell],
        from: '2025-01-01',
        to: '2025-10-31',
      })),
    ),
  changeHotspot: () => (HOSTILE['cell'] ?? []).map((cell) => ({ cells: [cell] })),
  // columns of a file that are called so, and areas by name: no geometry
  changeImportMapping: () => [],
  saveSubscription: () => (HOSTILE['area'] ?? []).map((area) => ({ area, kinds: ['crime'] })),
};

const PLACES = new Set(['within', 'bbox', 'cell', 'cells', 'area', 'geometry', 'coordinates', 'latitude', 'longitude', 'outline', 'polygon', 'point', 'location']); // prettier-ignore

/** Names of all fields of a schema, at any depth. */
function fieldsOf(document: OpenApi, schema: unknown, within: readonly string[] = []): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { $ref, properties, ...rest } = schema as Schema; // as: an object, looked at as one
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? '';
    if (within.includes(name)) return [];
    return fieldsOf(document, document.components.schemas[name], [...within, name]);
  }
  return [
    ...Object.keys(properties ?? {}),
    ...Object.values(properties ?? {}).flatMap((one) => fieldsOf(document, one, within)),
    ...Object.values(rest).flatMap((one) =>
      (Array.isArray(one) ? one : [one]).flatMap((part) => fieldsOf(document, part, within)),
    ),
  ];
}

interface Call {
  readonly title: string;
  readonly path: string;
  readonly init: RequestInit;
}

const document = (await (await testApp.call('/api/openapi.json')).json()) as OpenApi; // as: our own document
const inBodies: string[] = [];
const calls: Call[] = [];
for (const [path, methods] of Object.entries(document.paths))
  for (const [method, operation] of Object.entries(methods)) {
    const { operationId = '' } = operation as { operationId?: string }; // as: every operation has one
    const schemas = Object.values(operation.requestBody?.content ?? {}).map((one) => one.schema);
    if (schemas.flatMap((one) => fieldsOf(document, one)).some((name) => PLACES.has(name))) {
      inBodies.push(operationId);
      for (const body of BODIES[operationId]?.() ?? [])
        calls.push({
          title: `${operationId} ${JSON.stringify(body).slice(0, 300)}`,
          path: path.replace('{id}', '1'),
          init: {
            ...post(body),
            method: method.toUpperCase(),
            headers: { 'content-type': 'application/json', 'if-match': '"1"', ...asOperator },
          },
        });
    }
    const names = (operation.parameters ?? []).map(({ name }) => name);
    for (const name of names.filter((one) => PLACES.has(one)))
      for (const value of HOSTILE[name] ?? [])
        for (const resolution of names.includes('resolution') ? [6, 8, 10, 11] : [null]) {
          const text = encodeURIComponent(value);
          const query = new URLSearchParams({
            ...(resolution !== null && { resolution: String(resolution) }),
            ...(operationId === 'exportIncidents' && { format: 'csv' }),
            ...(operationId === 'getQuarterlyReport' && { quarter: '2025-Q3' }),
          });
          const address = path.replace('{cell}', name === 'cell' ? text : '89195193393ffff');
          if (!path.includes(`{${name}}`)) query.set(name, value);
          calls.push({ title: `${operationId} ${name}=${value} ${resolution ?? ''}`, path: `${address}?${query}`, init: {} }); // prettier-ignore
        }
  }

/** Each nth call: which, the seed says. */
const EVERY = full ? 1 : 9;
const sampled = calls.filter((_, i) => (i + seed) % EVERY === 0);

beforeAll(async () => {
  const rows = Array.from({ length: 300 }, (_, i) => ({
    reference: `G${i}`,
    date: `2025-09-${String(1 + (i % 28)).padStart(2, '0')} 12:00`,
    latitude: String(52.115 + ((i * 0.0377) % 0.15)),
    longitude: String(-2.305 + ((i * 0.0613) % 0.17)),
  }));
  await testApp.importFile(logCsv(rows));
});

describe('Every place that a caller may name', () => {
  it('is in this file’s lists', () => {
    expect(Object.keys(BODIES).toSorted()).toEqual(inBodies.toSorted());
    const parameters = Object.values(document.paths)
      .flatMap((methods) => Object.values(methods))
      .flatMap(({ parameters: all = [] }) => all.map(({ name }) => name))
      .filter((name) => PLACES.has(name));
    expect([...new Set(parameters)].toSorted()).toEqual(Object.keys(HOSTILE).toSorted());
    expect(calls.length).toBeGreaterThan(700);
  });

  it('is answered or refused in words, and holds nobody', { timeout: 600_000 }, async () => {
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    const slowest = { ms: 0, title: '' };
    const statuses = new Map<number, number>();
    for (const { title, path, init } of sampled) {
      delay.reset();
      const answer = await testApp.request(path, init);
      const held = delay.max / 1e6;
      if (held > slowest.ms) Object.assign(slowest, { ms: held, title });
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      expect([title, answer.status < 500]).toEqual([title, true]);
      if (answer.status >= 400) await refusal(answer);
      else await answer.arrayBuffer();
    }
    delay.disable();
    console.log(
      `${sampled.length} of ${calls.length} calls; ${JSON.stringify(Object.fromEntries(statuses))}; ` +
        `longest hold ${slowest.ms.toFixed(0)} ms: ${slowest.title.slice(0, 120)}`,
    );
    // what is promised is half a second; a machine that runs other suites beside this one is slower
    expect(slowest.ms).toBeLessThan(2000);
  });

  it('as a bow tie, a point or a line is refused with what to do', async () => {
    for (const within of ['-5,50;0,55;0,50;-5,55', '-2,52;-2,52;-2,52', '-2,52;-1,52;-1.5,52']) {
      const problem = await refusal(testApp.request(`/api/hexes?resolution=10&within=${within}`));
      expect(problem).toMatchObject({ status: 422, code: 'invalid_input' });
      expect(problem.fields?.[0]?.message).toMatch(/three different corners|must not cross/);
    }
  });
});
