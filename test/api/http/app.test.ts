/** What every response carries, who may call, and what a refusal says. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { createApp } from '#api/main/app.ts';
import { refusal } from '#test/api/http/calls.ts';
import { newFind, policeCsv } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, dev } from '#test/support/people.ts';

const folder = mkdtempSync(join(tmpdir(), 'commonground-web-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const web = join(folder, 'build');
const archive = join(folder, 'uk.pmtiles');
mkdirSync(join(web, '_app/immutable'), { recursive: true });
writeFileSync(join(web, 'index.html'), '<!doctype html><title>Common Ground</title>');
writeFileSync(
  join(web, 'screens.json'),
  JSON.stringify([
    { id: '/', pattern: '^\\/$' },
    { id: '/actions', pattern: '^\\/actions\\/?$' },
    { id: '/actions/[id]', pattern: '^\\/actions\\/([^/]+?)\\/?$' },
  ]),
);
writeFileSync(join(web, 'icon.svg'), '<svg/>');
writeFileSync(join(web, '_app/immutable/start.abc.js'), 'export {};');
writeFileSync(join(folder, 'secret.txt'), 'not for the web');
writeFileSync(
  archive,
  Uint8Array.from({ length: 1000 }, (_, i) => i % 251),
);

const testApp = await withTestApp({ basemap: { form: 'pmtiles', file: archive } });
const app = createApp(testApp, {
  uploads: testApp.uploads,
  web,
  hosts: ['cg.example', '127.0.0.1'],
  securityContact: 'mailto:security@csp.example.org',
});
const HOST = { host: '127.0.0.1:8080' };
/** Alice's calls, unless a test removes the proof. */
const SIGNED = { ...HOST, authorization: `Bearer ${testApp.tokenOf(alice)}` };
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  app.request(path, { method, headers: { ...SIGNED, ...headers } });
const postText = (path: string, body: string, headers: Record<string, string> = {}) =>
  app.request(path, {
    method: 'POST',
    body,
    headers: { ...SIGNED, 'content-type': 'application/json', ...headers },
  });

describe('A stranger', async () => {
  const routes = app.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
    .map(({ method, path }) => ({ method, path: path.replace(/:\w+(\{[^}]*\})?/g, '1') }));
  const { paths } = await testApp.json<{
    paths: Record<string, Record<string, { 'x-access': { may: string } }>>;
  }>('/api/openapi.json');
  const open = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([, operation]) => operation['x-access'].may === 'anyone')
      .map(([method]) => `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, '1')}`),
  );
  const served = routes.filter(
    ({ method, path }) => ![...open, 'GET /api/openapi.json'].includes(`${method} ${path}`),
  );
  const strangers: readonly [string, Record<string, string>][] = [
    ['who shows nothing', {}],
    ['who shows a token of no agency’s', { authorization: `Bearer ${testApp.tokenOf(dev)}` }],
    ['who shows half a token', { authorization: SIGNED.authorization.slice(0, -1) }],
    ['who shows a password', { authorization: 'Basic YWxpY2U6cGFzc3dvcmQ=' }],
    ['who shows a cookie of their own', { cookie: `commonground-session=${'x'.repeat(43)}` }],
  ];
  for (const [title, headers] of strangers)
    it(`${title} has to sign in at every address, before anything they sent is read`, async () => {
      expect(served.length).toBeGreaterThan(25);
      for (const { method, path } of [...served, { method: 'GET', path: '/api/nothing' }]) {
        const answer = await app.request(path, {
          method,
          headers: { ...HOST, 'content-type': 'application/json', ...headers },
          ...(method === 'GET' ? {} : { body: '{' }),
        });
        expect([method, path, answer.status]).toEqual([method, path, 401]);
        expect((await refusal(answer)).code).toBe('sign_in_first');
      }
    });

  it('may read health and the API’s description, and try to sign in: nothing else', () => {
    for (const one of open)
      expect(one).toMatch(/^GET \/api\/health$|^\w+ \/api\/(sign-in|sign-out|invitations)(\/|$)/);
    expect(open).toContain('GET /api/health');
  });

  it('is refused what is there: Alice, who is signed in, is answered', async () => {
    for (const path of ['/api/health', '/api/openapi.json'])
      expect([path, (await app.request(path, { headers: HOST })).status]).toEqual([path, 200]);
    const lists = served.filter(({ method, path }) => method === 'GET' && !/\/1(\/|$)/.test(path));
    expect(lists.length).toBeGreaterThan(10);
    // or with why there is no answer: of nothing there is no export
    for (const { path } of lists)
      expect([path, (await get(path)).status]).toEqual([path, expect.toBeOneOf([200, 422])]);
  });

  it('does not learn the size of what they may not send', async () => {
    const answer = await app.request('/api/finds', {
      method: 'POST',
      body: 'x'.repeat(2 * 1024 * 1024),
      headers: HOST,
    });
    expect(answer.status).toBe(401);
  });
});

describe('An address', () => {
  it('of the API that is none is a problem, whatever the method', async () => {
    for (const path of [
      '/api/nothing',
      '/api',
      '/api/',
      '/api/finds/nothing',
      '/api/../api/x',
      '/api/hexes/',
    ])
      expect((await refusal(get(path))).status).toBe(404);
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'])
      expect((await refusal(get('/api/nothing', {}, method))).code).toBe('not_found');
  });

  it('of the API that answers to other methods says to which', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const answer = await get('/api/finds', {}, method);
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
      expect((await refusal(answer)).code).toBe('wrong_method');
    }
  });

  it('of a screen is the page, revalidated every time', async () => {
    for (const path of ['/', '/?panel=table', '/actions', '/actions/', '/actions/7?from=map']) {
      const page = await get(path);
      expect([path, page.status]).toEqual([path, 200]);
      expect(page.headers.get('content-type')).toMatch(/^text\/html/);
      expect(page.headers.get('cache-control')).toBe('no-cache');
      expect(await page.text()).toContain('<title>Common Ground</title>');
    }
    const head = await get('/actions', {}, 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
    const posted = await get('/actions', {}, 'POST');
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('that is nothing is 404: to a browser the page, whose own “not found” it shows; to a program a problem', async () => {
    for (const path of [
      '/nothing',
      '/actions/7/more',
      '/wp-login.php',
      '/.env',
      '/%E0%A4%A',
      '/a%00b',
    ]) {
      const seen = await get(path, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
      expect([path, seen.status, seen.headers.get('content-type')]).toEqual([
        path,
        404,
        'text/html; charset=UTF-8',
      ]);
      expect(await seen.text()).toContain('<title>Common Ground</title>');
      for (const accept of ['*/*', 'application/json', '']) {
        const answer = await get(path, { accept });
        expect([path, answer.headers.get('vary')]).toEqual([path, 'accept']);
        expect(await refusal(answer)).toMatchObject({ status: 404, code: 'not_found' });
      }
      expect((await get(path, {}, 'HEAD')).status).toBe(404);
      expect((await refusal(get(path, {}, 'POST'))).status).toBe(404);
    }
  });

  it('of security.txt names whom to write to; without a contact there is none', async () => {
    const file = await get('/.well-known/security.txt');
    expect(file.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await file.text()).toMatch(/^Contact: mailto:security@csp\.example\.org\nExpires: 20/);
    const silent = createApp(testApp, { uploads: testApp.uploads, web: null, hosts: null });
    const none = await silent.request('/.well-known/security.txt');
    expect((await refusal(none)).status).toBe(404);
  });

  it('of a built file is that file for ever; of one that is gone, nothing', async () => {
    const script = await get('/_app/immutable/start.abc.js');
    expect(script.headers.get('content-type')).toMatch(/javascript/);
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await get('/icon.svg')).headers.get('cache-control')).toBe('no-cache');
    const gone = await get('/_app/immutable/start.old.js');
    expect([gone.status, gone.headers.get('cache-control')]).toEqual([404, 'no-cache']);
    const head = await get('/_app/immutable/start.abc.js', {}, 'HEAD');
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      '10',
      '',
    ]);
  });

  it('that climbs out of the web’s folder leads to the page at most', async () => {
    for (const path of [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/_app/../../secret.txt',
      '/%2e%2e%2fsecret.txt',
      '/..\\secret.txt',
      '/..%5csecret.txt',
      '//etc/passwd',
      '/_app/..%2f..%2fsecret.txt',
      '/.%00./secret.txt',
    ])
      expect([path, await (await get(path)).text()]).not.toEqual([path, 'not for the web']);
    for (const path of ['/basemap.pmtiles/../secret.txt', '/basemap.pmtiles%2f..%2fsecret.txt'])
      expect(await (await get(path)).text()).not.toContain('not for');
  });
});

describe('The basemap', () => {
  it('is served in the ranges that a map requests', async () => {
    const piece = await get('/basemap.pmtiles', { range: 'bytes=10-19' });
    expect(piece.status).toBe(206);
    expect(piece.headers.get('content-range')).toBe('bytes 10-19/1000');
    expect([...new Uint8Array(await piece.arrayBuffer())]).toEqual([
      10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
    ]);
    const rest = await get('/basemap.pmtiles', { range: 'bytes=990-5000' });
    expect([rest.status, rest.headers.get('content-range')]).toEqual([206, 'bytes 990-999/1000']);
    const beyond = await get('/basemap.pmtiles', { range: 'bytes=1000-' });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */1000']);
    const head = await get('/basemap.pmtiles', {}, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '1000']);
    // a compressed piece would be another piece
    const wanted = await get('/basemap.pmtiles', { range: 'bytes=0-9', 'accept-encoding': 'gzip' });
    expect(wanted.headers.get('content-encoding')).toBeNull();
  });

  it('reaches the app as this server’s own', async () => {
    expect(await (await get('/api/partnership')).json()).toMatchObject({
      basemap: { form: 'pmtiles', url: '/basemap.pmtiles' },
    });
  });
});

describe('Every answer', () => {
  const kinds: readonly [string, () => Response | Promise<Response>][] = [
    ['the page', () => get('/')],
    ['a file', () => get('/_app/immutable/start.abc.js')],
    ['a missing file', () => get('/_app/immutable/gone.js')],
    ['the basemap', () => get('/basemap.pmtiles', { range: 'bytes=0-9' })],
    ['data', () => get('/api/partnership')],
    ['a refusal', () => get('/api/nothing')],
    ['a refused host', () => get('/', { host: 'evil.example' })],
    ['a form that is wrong', () => postText('/api/finds', '{}')],
    ['a broken body', () => postText('/api/finds', '{')],
    ['a download', () => get('/api/hexes?format=csv')],
  ];
  for (const [title, ask] of kinds)
    it(`${title} carries the headers that keep others out`, async () => {
      const { headers } = await ask();
      const csp = headers.get('content-security-policy') ?? '';
      expect(csp).toMatch(/^default-src 'none';/);
      expect(csp).toContain("frame-ancestors 'none'");
      expect(csp).toContain("script-src 'self';");
      expect(csp).toContain("connect-src 'self';");
      expect(csp).toContain("base-uri 'none'");
      expect(csp).not.toMatch(/unsafe-eval|https?:|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toContain('microphone=()');
      expect(headers.get('x-powered-by')).toBeNull();
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    });

  it('of the API is kept by nobody', async () => {
    for (const path of [
      '/api/partnership',
      '/api/nothing',
      '/api/openapi.json',
      '/api/hexes?format=compact',
    ])
      expect((await get(path)).headers.get('cache-control')).toBe('no-store');
    const refused = await app.request('/api/partnership', { headers: HOST });
    expect([refused.status, refused.headers.get('cache-control')]).toEqual([401, 'no-store']);
  });

  it('where a style’s host was chosen lets the map reach it, and scripts still come from here alone', async () => {
    const config = {
      ...testApp.config,
      basemap: { form: 'style', url: 'https://tiles.example/a/style.json' },
    } as const;
    const styled = createApp(
      { ...testApp, config },
      { uploads: testApp.uploads, web: null, hosts: null },
    );
    const csp = (await styled.request('/api/health')).headers.get('content-security-policy') ?? '';
    expect(csp).toMatch(/connect-src 'self' https:\/\/tiles\.example/);
    expect(csp).toContain("script-src 'self';");
  });
});

describe('Another site', () => {
  const find = () => JSON.stringify(newFind());
  it('cannot send anything, however it says where it comes from', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'not an origin' },
      { origin: 'http://127.0.0.1:9999' },
      { origin: 'http://127.0.0.1:8080.evil.example' },
      { origin: 'http://127.0.0.1:8080@evil.example' },
      { origin: '' },
    ]) {
      expect(await refusal(postText('/api/finds', find(), headers))).toMatchObject({
        status: 403,
        code: 'wrong_origin',
      });
      expect((await refusal(get('/api/imports/1', headers, 'DELETE'))).code).toBe('wrong_origin');
    }
  });

  it('is distinguished from our own page, and from a program that is no browser', async () => {
    for (const headers of [
      {},
      { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:8080' },
      { 'sec-fetch-site': 'none' },
    ])
      expect((await postText('/api/finds', find(), headers)).status).toBe(201);
  });

  it('cannot send a form in the place of JSON', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ])
      expect(
        (await refusal(postText('/api/finds', find(), { 'content-type': type }))).status,
      ).toBeOneOf([400, 415, 422]);
  });

  it('gets no leave to read, not even after a preflight', async () => {
    for (const answer of [
      await get('/api/partnership', { origin: 'https://evil.example' }),
      await get(
        '/api/finds',
        { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
        'OPTIONS',
      ),
    ])
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('that gives this machine a name of its own is not answered', async () => {
    for (const host of [
      'evil.example',
      'evil.example:8080',
      '127.0.0.1.evil.example',
      'localhost.evil.example',
      'cg.example.evil.example',
      '',
    ])
      for (const path of ['/', '/api/partnership', '/basemap.pmtiles'])
        expect(await refusal(get(path, { host }))).toMatchObject({
          status: 421,
          code: 'wrong_host',
        });
  });

  it('is not a person who uses an address of ours', async () => {
    for (const host of [
      'localhost',
      'localhost:8080',
      'LOCALHOST:8080',
      '127.0.0.1',
      '[::1]:8080',
      '192.168.1.7:8080',
      'cg.example',
      'CG.Example:443',
    ])
      expect([host, (await get('/api/health', { host })).status]).toEqual([host, 200]);
  });
});

describe('A body', () => {
  it('that is no JSON is a 400 in words', async () => {
    for (const body of ['{', '', 'hello', '{"id":1,}', '[1,2'])
      expect((await refusal(postText('/api/finds', body))).status).toBeOneOf([400, 422]);
    expect(await refusal(postText('/api/finds', '{'))).toMatchObject({
      status: 400,
      code: 'bad_request',
    });
  });

  it('that differs from its schema is refused field by field', async () => {
    for (const body of ['null', '[]', '7', '"x"', '{"__proto__":{"id":1}}'])
      expect(await refusal(postText('/api/finds', body))).toMatchObject({
        status: 422,
        code: 'invalid_input',
      });
  });

  it('of more than a megabyte is a 413, also when it does not say how long it is', async () => {
    const large = JSON.stringify({ ...newFind(), note: 'x'.repeat(1024 * 1024) });
    expect(await refusal(postText('/api/finds', large))).toMatchObject({
      status: 413,
      code: 'body_too_large',
    });
    const stream = new Blob([large]).stream();
    const init = {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: { ...SIGNED, 'content-type': 'application/json' },
    };
    const streamed = app.request(
      new Request('http://127.0.0.1:8080/api/finds', init as RequestInit),
    ); // as: duplex is Node's
    expect((await refusal(streamed)).status).toBe(413);
    expect(
      (await postText('/api/finds', JSON.stringify({ ...newFind(), note: 'x'.repeat(999) })))
        .status,
    ).toBe(201);
  });

  it('nested beyond reason is refused and not died of', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect((await refusal(postText('/api/finds', deep))).status).toBe(400);
    const outline = {
      type: 'Feature',
      properties: { name: 'A' },
      geometry: { type: 'Polygon', coordinates: [] },
    };
    const body = JSON.stringify({
      kind: 'ward',
      source: 'x',
      collection: { type: 'FeatureCollection', features: [outline] },
    });
    expect(
      (
        await refusal(
          postText('/api/areas', body.replace('"coordinates":[]', `"coordinates":[${deep}]`)),
        )
      ).status,
    ).toBe(400);
  });
});

describe('An error', () => {
  it('tells a reference and nothing else: no SQL, no path, no stack', async () => {
    const broken = {
      ...testApp,
      hexes: {
        at: () => Promise.reject(new Error('select secret from incident -- /srv/app.ts:1')),
      },
    };
    const app = createApp(broken as unknown as typeof testApp, {
      uploads: testApp.uploads,
      web: null,
      hosts: null,
    }); // as: broken on purpose
    const here = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };
    const headers = { ...HOST, authorization: `Bearer ${testApp.operator.token}` };
    const answer = await app.request('/api/health', { headers }, here);
    const text = await answer.clone().text();
    const problem = await refusal(answer);
    expect(problem).toMatchObject({ status: 500, code: 'internal' });
    expect(problem.reference).toMatch(/^[0-9a-f-]{36}$/);
    expect(text).not.toMatch(/select|incident|\.ts|node_modules|at /);
  });

  it('of what people type is never the server’s fault', async () => {
    const odd = [
      "'; drop table incident; --",
      '%00',
      '\u0000',
      '%F0%9F%92%A9',
      '9'.repeat(400),
      '-1',
      'null',
      '__proto__',
      '{{7*7}}',
      '../../etc/passwd',
    ];
    const paths = [
      '/api/hotspots/$',
      '/api/actions/$',
      '/api/actions?agency=$',
      '/api/actions?hotspot=$',
      '/api/finds?agency=$',
      '/api/finds?limit=$',
      '/api/areas/$',
      '/api/imports/$',
      '/api/imports/$/rejects',
      '/api/hexes?area=$',
      '/api/hexes?type=$',
      '/api/hexes?bbox=$',
      '/api/hexes?from=$',
      '/api/hexes/$',
      '/api/timeline?cell=$',
      '/api/facets?agency=$',
    ];
    for (const path of paths)
      for (const text of odd) {
        const answer = await get(path.replace('$', encodeURIComponent(text)));
        expect([path, text, answer.status >= 500]).toEqual([path, text, false]);
      }
    const headers = { authorization: `Bearer ${testApp.operator.token}` };
    const rows = await testApp.json<{ incidents: number }>('/api/health', { headers });
    expect(rows.incidents).toBeGreaterThan(0);
  });
});

describe('A long answer', () => {
  it('is compressed for whoever takes it, the map’s own form too', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => ({
      latitude: String(52.1 + (i % 20) / 100),
      longitude: String(-2.3 + Math.floor(i / 20) / 100),
    }));
    expect(
      (await testApp.importFile(policeCsv(rows), { name: '2025-06-sabrina-street.csv' })).problem,
    ).toBeNull();
    for (const format of ['json', 'geojson', 'csv', 'compact']) {
      const path = `/api/hexes?resolution=10&format=${format}`;
      const plain = await get(path);
      const packed = await get(path, { 'accept-encoding': 'gzip, br' });
      expect([format, packed.headers.get('content-encoding')]).toEqual([format, 'gzip']);
      expect(packed.headers.get('vary')).toMatch(/accept-encoding/i);
      const bytes = Buffer.from(await packed.arrayBuffer());
      const whole = Buffer.from(await plain.arrayBuffer());
      expect(bytes.length).toBeLessThan(whole.length);
      expect(gunzipSync(bytes).equals(whole)).toBe(true);
    }
  });

  it('is not sent again while nothing has changed, compressed or not; a find changes it', async () => {
    for (const encoding of ['gzip', 'identity']) {
      const path = '/api/hexes?resolution=9';
      const first = await get(path, { 'accept-encoding': encoding });
      const etag = first.headers.get('etag') ?? '';
      const again = await get(path, { 'accept-encoding': encoding, 'if-none-match': etag });
      expect([encoding, again.status, await again.text()]).toEqual([encoding, 304, '']);
      expect(again.headers.get('content-length')).toBeNull();
      expect((await get(`${path}&kind=asb`, { 'if-none-match': etag })).status).toBe(200);
      expect((await postText('/api/finds', JSON.stringify(newFind()))).status).toBe(201);
      expect((await get(path, { 'accept-encoding': encoding, 'if-none-match': etag })).status).toBe(
        200,
      );
    }
  });
});
