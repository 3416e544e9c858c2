/** Headers that depend on where the server stands, and requests that try its edges. */
import { afterEach, describe, expect, it } from 'vitest';
import { createApp } from '#api/main/app.ts';
import { post, refusal } from '#test/api/http/calls.ts';
import type { OpenApi } from '#test/support/every_field.ts';
import { logCsv, newFind } from '#test/support/factories.ts';
import { formOf, withTestApp } from '#test/support/test_app.ts';

const testApp = await withTestApp();
const options = { uploads: testApp.uploads, web: null, hosts: ['cg.example'] } as const;
const app = createApp(testApp, options);
const at = (path: string, init: RequestInit = {}, on = app) =>
  on.request(new Request(new URL(path, 'http://cg.example'), init), undefined, {});
const authorization = `Bearer ${testApp.operator.token}`;
const withHost = (init: RequestInit = {}, host = 'cg.example'): RequestInit => ({
  ...init,
  headers: { authorization, ...(init.headers as Record<string, string> | undefined), host }, // as: these tests write them so
});
const ask = (path: string, init?: RequestInit) => at(path, withHost(init));
const broken = createApp(
  {
    ...testApp,
    hexes: { at: () => Promise.reject(new Error('broken')) },
  } as unknown as typeof testApp, // as: broken on purpose
  options,
);

/** One of each way to be answered by the API. */
const answers: readonly [string, number, () => Response | Promise<Response>][] = [
  ['data', 200, () => ask('/api/partnership')],
  [
    'an unchanged answer',
    304,
    async () => {
      const etag = (await ask('/api/hexes')).headers.get('etag') ?? '';
      return ask('/api/hexes', { headers: { 'if-none-match': etag } });
    },
  ],
  ['a thing made', 201, () => ask('/api/finds', post(newFind()))],
  ['a body that is no JSON', 400, () => ask('/api/finds', { ...post({}), body: '{' })],
  ['a stranger', 401, () => at('/api/partnership', { headers: { host: 'cg.example' } })],
  ['another site', 403, () => ask('/api/finds', { method: 'POST', headers: { origin: 'null' } })],
  ['nothing there', 404, () => ask('/api/nothing')],
  ['a method', 405, () => ask('/api/finds', { method: 'PROPFIND' })],
  ['too large a body', 413, () => ask('/api/finds', post({ note: 'x'.repeat(2 ** 20) }))],
  ['too long an address', 414, () => ask(`/api/hexes?within=${'1,1;'.repeat(5_000)}`)],
  ['a type', 415, () => ask('/api/finds', { method: 'POST', body: 'x' })],
  ['another name', 421, () => at('/api/partnership', withHost({}, 'evil.example'))],
  ['a form that is wrong', 422, () => ask('/api/finds', post({}))],
  [
    'a version that is not said',
    428,
    () => ask('/api/hotspots/1', { ...post({}), method: 'PATCH' }),
  ],
  ['an accident', 500, () => at('/api/partnership', withHost(), broken)],
];

describe('Kept by nobody, and by nobody’s proxy', () => {
  for (const [title, status, answer] of answers)
    it(`is ${title} (${status})`, async () => {
      const { status: given, headers } = await answer();
      expect(given).toBe(status);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    });
});

describe('That browsers keep to https', () => {
  it('is sent with every answer where people come by https, and never where they do not', async () => {
    const behindTls = createApp(testApp, { ...options, tls: true });
    for (const path of ['/api/partnership', '/api/nothing', '/nothing']) {
      const { headers } = await at(path, withHost(), behindTls);
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
      expect((await ask(path)).headers.get('strict-transport-security')).toBeNull();
    }
    const refused = await at('/api/partnership', withHost({}, 'evil.example'), behindTls);
    expect(refused.headers.get('strict-transport-security')).toMatch(/^max-age/);
  });
});

describe('A body', () => {
  const send = (headers: Record<string, string>, method = 'POST') =>
    ask(method === 'POST' ? '/api/finds' : '/api/hotspots/1', {
      method,
      headers,
      body: new TextEncoder().encode(JSON.stringify(newFind())),
    });

  it('is JSON in UTF-8 or it is not taken', async () => {
    for (const type of [
      'application/json',
      'application/json; charset=utf-8',
      'APPLICATION/JSON;charset="UTF-8"',
    ])
      expect([type, (await send({ 'content-type': type })).status]).toEqual([type, 201]);
    for (const type of [
      'text/plain',
      'text/json',
      'text/plain; x=application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/jsonx',
      'application/json; charset=utf-16',
      'application/json, text/plain',
      'application/xml',
      '',
    ])
      for (const method of ['POST', 'PATCH'])
        expect([type, await refusal(send({ 'content-type': type }, method))]).toMatchObject([
          type,
          { status: 415, code: 'wrong_media_type' },
        ]);
    for (const length of [{ 'content-length': '400' }, { 'transfer-encoding': 'chunked' }])
      expect((await refusal(send(length))).status).toBe(415);
  });

  it('comes as it is: nothing packed is unpacked', async () => {
    for (const encoding of ['gzip', 'br', 'deflate', 'identity'])
      expect(
        (await refusal(send({ 'content-type': 'application/json', 'content-encoding': encoding })))
          .status,
      ).toBe(415);
  });

  it('is not needed where there is no body', async () => {
    const undone = await refusal(ask('/api/imports/999', { method: 'DELETE' }));
    expect(undone.status).toBe(404);
    const headers = { 'content-length': '0' };
    const brought = await refusal(ask('/api/imports/999/commit', { method: 'POST', headers }));
    expect(brought.status).toBe(404);
  });
});

describe('HEAD', () => {
  it('is answered as GET is, without the body', async () => {
    for (const path of [
      '/api/partnership',
      '/api/hexes?format=csv',
      '/api/nothing',
      '/api/finds',
    ]) {
      const [head, get] = [await ask(path, { method: 'HEAD' }), await ask(path)];
      expect([path, head.status]).toEqual([path, get.status]);
      expect([path, await head.text()]).toEqual([path, '']);
      for (const name of ['content-type', 'cache-control', 'content-security-policy', 'etag'])
        expect([path, name, head.headers.get(name)]).toEqual([path, name, get.headers.get(name)]);
    }
  });
});

/** Which column feeds which field, in `logCsv`. */
const FED = JSON.stringify({
  reference: 'Reference',
  category: 'Category',
  started: 'Date',
  latitude: 'Latitude',
  longitude: 'Longitude',
});

describe('A name that JavaScript has a meaning for', () => {
  const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
  const poisoned = (inner: unknown) =>
    `{${NAMES.map((name) => `"${name}":${JSON.stringify(inner)}`).join(',')},"constructor":{"prototype":{"polluted":1}}}`;
  const before = Object.getOwnPropertyNames(Object.prototype).sort();
  afterEach(() => {
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(before);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined(); // as: asks for what must not be there
  });

  it('in any body is a name like any other, and nothing that other requests see', async () => {
    const document = await testApp.json<OpenApi>('/api/openapi.json');
    let sent = 0;
    for (const [path, methods] of Object.entries(document.paths))
      for (const [method, { requestBody }] of Object.entries(methods)) {
        if (!requestBody?.content['application/json']) continue;
        for (const body of [
          poisoned({ polluted: 1 }),
          `{"collection":${poisoned([{ polluted: 1 }])},"types":${poisoned('noise')}}`,
        ]) {
          const init = { ...post({}), method: method.toUpperCase(), body };
          const answer = await ask(path.replaceAll(/\{\w+\}/g, '1'), init);
          expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
          sent++;
        }
      }
    expect(sent).toBeGreaterThan(16);
  });

  it('in a form, as a column, as a category and as an outline’s property comes in as one', async () => {
    const columns = ['__proto__', 'constructor', 'toString'];
    const csv = logCsv(NAMES.map((category, i) => ({ reference: `A${i}`, category })))
      .split('\n')
      .map((line, i) => (line && i === 0 ? `${line},${columns}` : line && `${line},a,b,c`))
      .join('\n');
    const form = formOf(csv, { name: '__proto__', dryRun: true });
    for (const name of NAMES) form.append(name, '1');
    const types = NAMES.map((name) => `"${name.toLowerCase()}":"noise"`).join(',');
    form.set('mapping', `{"columns":${FED},"kind":"asb","types":{${types}},"dayOrder":"iso"}`);
    const answer = await ask('/api/imports', { method: 'POST', body: form });
    expect(answer.status).toBe(202);
    const { id } = (await answer.json()) as { id: number }; // as: the contract's 202
    await testApp.imports.settled();
    const shown = await testApp.import(id);
    expect(shown.columns?.map(({ name }) => name)).toEqual(expect.arrayContaining(columns));
    expect(shown).toMatchObject({
      questions: [],
      rows: { read: NAMES.length, accepted: NAMES.length },
    });

    const outline = {
      kind: 'custom',
      source: 'x',
      name_field: '__proto__',
      collection: {
        type: 'FeatureCollection',
        features: [
          {
            properties: JSON.parse('{"__proto__":{"polluted":1},"name":"Hill"}') as object, // as: an object, by its braces
            geometry: { type: 'Polygon', coordinates: [] },
          },
        ],
      },
    };
    expect((await refusal(ask('/api/areas', post(outline)))).status).toBe(422);
  });
});

describe('A parameter sent twice', () => {
  it('is refused or answered once, never a way round: every parameter of every GET', async () => {
    const document = await testApp.json<OpenApi>('/api/openapi.json');
    let sent = 0;
    for (const [path, { get }] of Object.entries(document.paths)) {
      const parameters = (get?.parameters ?? []).filter((one) => one.in === 'query');
      for (const { name } of parameters)
        for (const [one, two] of [
          ['severnside-council', 'sabrina-police'],
          ['8', '9'],
          ['', ''],
        ]) {
          const address = path.replace('{cell}', '89195193393ffff');
          const twice = await ask(`${address}?${name}=${one}&${name}=${two}`);
          expect([address, name, twice.status]).toEqual([address, name, 422]);
          sent++;
        }
      for (const name of ['__proto__', 'constructor', 'polluted[]', 'a[b]'])
        if (get && !path.includes('{'))
          expect((await ask(`${path}?${name}=1&${name}=2`)).status).toBeLessThan(500);
    }
    expect(sent).toBeGreaterThan(60);
  });
});

describe('JSON nested beyond reason', () => {
  it('is refused at every address that takes JSON', async () => {
    const document = await testApp.json<OpenApi>('/api/openapi.json');
    for (const [path, methods] of Object.entries(document.paths))
      for (const [method, { requestBody }] of Object.entries(methods)) {
        if (!requestBody?.content['application/json']) continue;
        for (const [open, close] of [
          ['[', ']'],
          ['{"a":', '}'],
        ] as const) {
          const deep = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
          const body =
            open === '[' ? deep : `{"collection":${deep},"types":${deep},"name":${deep}}`;
          const init = { ...post({}), method: method.toUpperCase(), body };
          const { status } = await ask(path.replaceAll(/\{\w+\}/g, '1'), init);
          expect([path, status]).toEqual([path, expect.toBeOneOf([400, 413, 422, 428])]);
        }
      }
  });
});
