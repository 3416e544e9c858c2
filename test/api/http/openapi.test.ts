/** /api/openapi.json: valid, complete, and true of the answers. */
import type { Deliveries } from '#api/contract/deliveries.ts';
import { latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApp } from '#api/main/app.ts';
import { ProblemDocument } from '#api/contract/common.ts';
import type { Hotspot } from '#api/contract/hotspots.ts';
import { dayOf, isoOf } from '#api/time/local_day.ts';
import { post } from '#test/api/http/calls.ts';
import { logCsv, newFind, policeCsv } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';

type Schema = Record<string, unknown>;
interface Content {
  readonly schema: Schema;
}
interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly requestBody?: { readonly content: Record<string, Content> };
  readonly responses: Record<
    string,
    { readonly description: string; readonly content?: Record<string, Content> }
  >;
}
interface OpenApi {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

const testApp = await withTestApp();
const app = createApp(testApp, { uploads: testApp.uploads, web: null, hosts: null });
const document = await testApp.json<OpenApi>('/api/openapi.json');
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);

/** The components that a schema refers to, and those that they refer to. */
function partsOf(schema: Schema): Record<string, Schema> {
  const parts: Record<string, Schema> = {};
  const open = [schema];
  for (const one of open)
    for (const [, name = ''] of JSON.stringify(one).matchAll(/#\/components\/schemas\/(\w+)/g)) {
      const part = document.components.schemas[name];
      if (!part || name in parts) continue;
      parts[name] = part;
      open.push(part);
    }
  return parts;
}

/** A zod schema for a schema of the document, its references among the components followed. */
const zodOf = (schema: Schema) => {
  const text = JSON.stringify({ ...schema, $defs: partsOf(schema) });
  return z.fromJSONSchema(
    JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')) as Schema,
  ); // as: JSON of the above
};

describe('The description of the API', () => {
  it('is OpenAPI 3.1', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info.title).toBe('Common Ground');
    for (const { path, method, operation } of operations) {
      expect(['get', 'put', 'post', 'patch', 'delete']).toContain(method);
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
      const said = (operation.parameters ?? []).filter((one) => one.in === 'path');
      expect([path, said.map(({ name }) => name).sort()]).toEqual([path, named]);
      expect(said.every(({ required }) => required)).toBe(true);
      // done, or on to another page
      const well = Object.keys(operation.responses).filter((status) => /^2|^303$/.test(status));
      expect([path, method, well.length > 0]).toEqual([path, method, true]);
      for (const [status, { description }] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^(\d{3}|default)$/);
        expect(description).not.toBe('');
      }
      if (method === 'get') expect(operation.requestBody).toBeUndefined();
    }
  });

  it('says what a day looks like, and that a day may be missing', () => {
    const { Day, Action } = document.components.schemas;
    expect(Day).toMatchObject({ type: 'string', format: 'date' });
    const { properties } = Action as { properties: { milestones: { items: Schema } } }; // as: its schema above
    expect(properties.milestones.items).toMatchObject({
      properties: { done_on: { anyOf: [{ $ref: '#/components/schemas/Day' }, { type: 'null' }] } },
    });
  });

  it('refers only to what it holds', () => {
    const names = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(names.length).toBeGreaterThan(20);
    const known = Object.keys(document.components.schemas).map(
      (name) => `#/components/schemas/${name}`,
    );
    expect(names.filter((name) => !known.includes(name ?? ''))).toEqual([]);
  });

  it('has every route that the app serves, and none that it does not', () => {
    const served = app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .filter(({ path }) => path !== '/api/openapi.json')
      .map(
        ({ method, path }) =>
          `${method.toLowerCase()} ${path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`,
      );
    const described = operations.map(({ path, method }) => `${method} ${path}`);
    expect(described.toSorted()).toEqual([...new Set(served)].toSorted());
    expect(described.length).toBeGreaterThan(25);
  });

  it('says of every call how it may be refused', () => {
    for (const { operation } of operations)
      expect(operation.responses['default']?.content?.['application/problem+json']?.schema).toEqual(
        { $ref: '#/components/schemas/Problem' },
      );
    expect(document.components.schemas['Problem']).toMatchObject({
      type: 'object',
      required: ['type', 'title', 'status', 'code'],
    });
  });
});

describe('A real answer', () => {
  /** Where the police say that things happen. */
  const cell = latLngToCell(52.190512, -2.220831, 9);

  it('of every GET is what the description says, with things in it', async () => {
    const done = await testApp.importFile(
      // five of a kind in one place: fewer are not published
      policeCsv([{}, {}, {}, {}, {}, { id: 'a1', type: 'Burglary' }, { month: 'x' }]),
      { name: '2025-06-sabrina-street.csv' },
    );
    expect(done).toMatchObject({ state: 'done', rows: { accepted: 6, rejected: 1 } });
    // a burst in one place in May, and one in another in June: hot, followed by more, and risky on the day after
    const burst = (month: string, latitude: number) =>
      Array.from({ length: 40 }, (_, i) => ({
        reference: `${month}-${i}`,
        date: `${month}-1${i % 5} 14:05`,
        latitude: String(latitude + (i % 4) * 0.0002),
      }));
    const bursts = logCsv([...burst('2025-05', 52.19), ...burst('2025-06', 52.25)]);
    expect((await testApp.importFile(bursts, { dataset: 'noise' })).rows.accepted).toBe(80);
    // a day far above its own weekday
    const quiet = Array.from({ length: 60 }, (_, i) => ({
      reference: `q${i}`,
      category: 'Vehicle nuisance',
      date: `${isoOf(dayOf('2025-06-15') - i)} 14:05`,
    }));
    const loud = quiet.slice(0, 1).flatMap((one) => Array.from({ length: 15 }, () => one));
    const cars = logCsv([...quiet, ...loud.map((one, i) => ({ ...one, reference: `l${i}` }))]);
    expect((await testApp.importFile(cars, { dataset: 'cars' })).rows.accepted).toBe(75);
    await testApp.alerts.look({ back: 7, stale: 400 });
    await testApp.json('/api/subscriptions', post({ kinds: ['asb'] }));
    await testApp.json('/api/finds', post(newFind()));
    const hotspot = await testApp.json<Hotspot>(
      '/api/hotspots',
      post({ name: 'A', resolution: 9, cells: [cell], from: '2025-01-01', to: '2025-12-31' }),
    );
    const action = {
      hotspot_id: hotspot.id,
      agency: 'sabrina-nhs',
      person: 'P',
      what: 'W',
      starts_on: '2025-11-01',
      due_on: '2025-11-30',
      measure: 'M',
      baseline: 2,
      target: 1,
      milestones: [{ title: 'T', due_on: '2025-11-10' }],
    };
    const { id } = await testApp.json<{ id: number }>('/api/actions', post(action));
    await testApp.json(
      `/api/actions/${id}/progress`,
      post({ on_day: '2025-11-02', note: 'N', hours: 1, measured: 2 }),
    );
    const square = [
      [
        [-2.3, 52.1],
        [-2.1, 52.1],
        [-2.1, 52.3],
        [-2.3, 52.3],
        [-2.3, 52.1],
      ],
    ];
    const outline = {
      type: 'Feature',
      properties: { name: 'Hill' },
      geometry: { type: 'Polygon', coordinates: square },
    };
    await testApp.json(
      '/api/areas',
      post({
        kind: 'ward',
        source: 'S',
        collection: { type: 'FeatureCollection', features: [outline] },
      }),
    );
    await testApp.json('/api/views', post({ name: 'Mine', query: 'kind=crime' }));
    const published = {
      provider: 'severnside-council',
      audience: 'public',
      level: 'release',
      kinds: ['asb'],
      max_sensitivity: 1,
      purpose: 'P',
      legal_basis: 'L',
      starts_on: '2000-01-01',
      ends_on: '2199-12-31',
      review_on: '2100-01-01',
    };
    await testApp.json('/api/agreements', post(published));
    await testApp.json('/api/releases', post({ period: '2025-06', geography: 'h3-8' }));

    const triangle = {
      type: 'Polygon',
      coordinates: [
        [
          [-2.3, 52.1],
          [-2.1, 52.1],
          [-2.1, 52.3],
          [-2.3, 52.1],
        ],
      ],
    };
    const zone = { type: 'Feature', properties: { LSOA21CD: 'E1' }, geometry: triangle };
    const collection = { type: 'FeatureCollection', features: [zone] };
    await testApp.json('/api/residents', post({ source: 'x', residents: { E1: 9 }, collection }));
    const bin = { name: 'Bin', latitude: 52.2, longitude: -2.2 };
    await testApp.json(
      '/api/landmarks',
      post({ kind: 'sharps_bin', source: 'x', landmarks: [bin] }),
    );
    const order = {
      name: 'City',
      what: 'Alcohol',
      starts_on: '2024-04-01',
      ends_on: '2027-03-31',
      geometry: {
        ...triangle,
        coordinates: [
          [
            [-3, 51],
            [-1, 51],
            [-1, 53],
            [-3, 53],
            [-3, 51],
          ],
        ],
      },
    };
    await testApp.json('/api/orders', post({ source: 'x', orders: [order] }));
    const { feeds } = await testApp.json<Deliveries>('/api/deliveries');
    const owing = feeds.find(({ agency }) => agency === 'severnside-council');
    const wanted = { agency: owing?.agency, dataset: owing?.dataset, quarter: '2025-Q3' };
    await testApp.json('/api/deliveries/reminders', post(wanted));

    const known: Record<string, string> = {
      '/api/hexes/{cell}': cell,
      '/api/areas/{slug}': 'hill',
      '/api/history/{subject}/{id}': 'hotspot/1',
      '/api/imports/{id}': String(done.id),
      '/api/imports/{id}/rejects': String(done.id),
    };
    const queries: Record<string, string> = {
      '/api/hotspots/prediction': '?from=2025-06-01&to=2025-06-30',
      '/api/hotspots/near-repeats': '?type=noise&to=2025-06-20',
      '/api/nearby': '?cell=' + cell,
    };
    const called: string[] = [];
    const empty: string[] = [];
    for (const { path, operation } of operations.filter(({ method }) => method === 'get')) {
      const address = `${path.replace(/\{.+\}/, known[path] ?? '1')}${queries[path] ?? ''}`;
      const answer = await testApp.request(address, { headers: { host: 'localhost' } });
      if ('303' in operation.responses) {
        expect([path, answer.status]).toEqual([path, 303]);
        continue;
      }
      expect([path, answer.status]).toEqual([path, 200]);
      const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
      const described = Object.entries(operation.responses['200']?.content ?? {});
      const schema = described.find(([name]) => name.split(';')[0] === type)?.[1].schema;
      if (!schema) throw new Error(`${path} answers ${type}, which is not described`);
      const body: unknown = type === 'application/json' ? await answer.json() : await answer.text();
      const said = zodOf(schema);
      const checked = said.safeParse(body);
      expect([path, checked.error?.issues ?? []]).toEqual([path, []]);
      // the check can fail: an answer with its first part taken out is another
      if (typeof body === 'object' && body !== null && Object.keys(schema).length > 0) {
        const [first] = Object.keys(body);
        const less = Object.fromEntries(Object.entries(body).filter(([key]) => key !== first));
        expect([path, said.safeParse(less).success]).toEqual([path, false]);
        for (const [name, list] of Object.entries(body))
          if (Array.isArray(list) && list.length === 0) empty.push(`${path} ${name}`);
      }
      called.push(path);
    }
    expect(called.length).toBeGreaterThan(12);
    // what this partnership has none of: backups, sign-in by others, one-click people, a second agency for Alice, places, workbooks, a month between two others that did not come; earlier windows where busy places are asked for; hexagons counted before, proposals by others; what is withheld from others, a release that has waited its day
    expect(empty).toEqual([
      '/api/sign-in agencies',
      '/api/me others',
      '/api/me/ways passkeys',
      '/api/me/ways providers',
      '/api/people invitations',
      '/api/partnership places',
      '/api/imports/{id} sheets',
      '/api/imports/{id} questions',
      '/api/hexes gaps',
      '/api/hexes/{cell} withheld',
      '/api/hotspots/significance like',
      '/api/hotspots/sources cells',
      '/api/sources corrected',
      '/api/hotspots/{id} earlier_evidence',
      '/api/actions/{id} proposals',
      '/api/releases releases',
      '/api/backups kept',
      '/api/backups runs',
    ]);
  });

  it('of a refusal is a problem', async () => {
    for (const [path, init] of [
      ['/api/hotspots/999', {}],
      ['/api/finds', post({})],
      ['/api/hexes?from=2025-02-01&to=2025-01-01', {}],
    ] as const) {
      const answer = await testApp.request(path, init);
      expect(answer.ok).toBe(false);
      expect(ProblemDocument.strict().safeParse(await answer.json()).error).toBeUndefined();
    }
  });

  it('of each form of the hexes is of a type that is described', async () => {
    const types = Object.keys(
      document.paths['/api/hexes']?.['get']?.responses['200']?.content ?? {},
    );
    for (const format of ['json', 'geojson', 'csv', 'compact']) {
      const answer = await testApp.request(`/api/hexes?format=${format}`);
      expect(types).toContain(answer.headers.get('content-type')?.split(';')[0]);
    }
  });
});
