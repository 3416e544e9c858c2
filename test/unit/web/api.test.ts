/** The one client: what it sends, what it makes of the answers, and what does not compile. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, ApiProblem, ifMatch } from '#web/lib/api.ts';
import { onSignInNeeded, settleSignIn, type Why } from '#web/lib/sign_in_again.ts';

type Sent = [url: string, init: RequestInit & { headers: Headers }];
const fetched = vi.fn<(...sent: Sent) => Promise<Response>>();
const json =
  (body: unknown, status = 200) =>
  () =>
    Promise.resolve(
      new Response(JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json' },
      }),
    );
const refused = (code: string, status: number, more: object = {}) =>
  json({ type: 'about:blank', title: 'No.', status, code, ...more }, status);
const sent = (): Sent => fetched.mock.lastCall ?? expect.fail('nothing was sent');

beforeEach(() => void vi.stubGlobal('fetch', fetched));
afterEach(() => {
  vi.unstubAllGlobals();
  fetched.mockReset();
});

describe('A call', () => {
  it('fills the path, and leaves out what is not said', async () => {
    fetched.mockImplementation(json({}));
    await api.get('/api/areas/{slug}', { path: { slug: 'a/b ?' } });
    expect(sent()[0]).toBe('/api/areas/a%2Fb%20%3F');
    await api.get('/api/actions', { query: { state: 'live', hotspot: 7 } });
    expect(sent()[0]).toBe('/api/actions?state=live&hotspot=7');
    await api.get('/api/actions', { query: {} });
    expect(sent()[0]).toBe('/api/actions');
    expect(sent()[1]).toMatchObject({ method: 'GET', body: null, credentials: 'same-origin' });
    expect(sent()[1].headers.get('content-type')).toBeNull();
  });

  it('sends JSON, and the version that was edited', async () => {
    fetched.mockImplementation(json({ id: 3, version: 5 }));
    const found = await api.patch('/api/actions/{id}', {
      path: { id: 3 },
      header: ifMatch(4),
      body: { what: 'Lights' },
    });
    expect(found.version).toBe(5);
    const [url, { method, body, headers }] = sent();
    expect([url, method, body]).toEqual(['/api/actions/3', 'PATCH', '{"what":"Lights"}']);
    expect(headers.get('if-match')).toBe('"4"');
    expect(headers.get('content-type')).toBe('application/json');
  });

  it('that answers with nothing is undefined; a file is left as it came', async () => {
    fetched.mockImplementation(() => Promise.resolve(new Response(null, { status: 204 })));
    expect(await api.delete('/api/sessions/{id}', { path: { id: 'x' } })).toBeUndefined();
    fetched.mockImplementation(() => Promise.resolve(new Response('a,b')));
    const file = await api.download('/api/imports/{id}/rejects', { path: { id: 1 } });
    expect(await file.text()).toBe('a,b');
  });
});

describe('What goes wrong', () => {
  const ask = () => api.get('/api/me');

  it('is an ApiProblem, with what the server said', async () => {
    fetched.mockImplementation(
      refused('changed_meanwhile', 412, { current: { id: 3 }, reference: 'r1' }),
    );
    const problem = await ask().catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({
      status: 412,
      code: 'changed_meanwhile',
      current: { id: 3 },
      reference: 'r1',
    });
  });

  it('is one too where no server answers, or a proxy does in its place', async () => {
    fetched.mockRejectedValue(new TypeError('fetch failed'));
    await expect(ask()).rejects.toMatchObject({ status: 0, code: 'no_answer' });
    fetched.mockImplementation(() =>
      Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 502 })),
    );
    await expect(ask()).rejects.toMatchObject({ status: 502, code: 'unknown' });
    fetched.mockImplementation(json({ error: 'x' }, 503));
    await expect(ask()).rejects.toMatchObject({ status: 503, code: 'unknown' });
  });

  it('is none where the call was called off', async () => {
    fetched.mockRejectedValue(new DOMException('Called off', 'AbortError'));
    await expect(ask()).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('A session that has ended', () => {
  let shown: (Why | null)[] = [];
  beforeEach(() => {
    shown = [];
    onSignInNeeded((why) => {
      shown.push(why);
      if (why) queueMicrotask(() => settleSignIn(true));
    });
  });

  it('is signed in to again, and the same call made once more', async () => {
    fetched.mockImplementationOnce(refused('sign_in_first', 401));
    fetched.mockImplementationOnce(json({ views: [] }));
    const body = { name: 'Hill', query: '' };
    await api.post('/api/views', { body });
    expect(shown).toEqual(['ended', null]);
    expect(fetched.mock.calls.map(([, init]) => init.body)).toEqual(
      Array.from({ length: 2 }, () => JSON.stringify(body)),
    );
  });

  it('is waited for by no call of signing in', async () => {
    fetched.mockImplementation(refused('sign_in_first', 401));
    for (const call of [
      () => api.get('/api/sign-in'),
      () => api.post('/api/sign-out'),
      () => api.post('/api/sign-in/sample', { body: { id: 'x' } }),
      () => api.post('/api/invitations/look', { body: { token: 'x' } }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'sign_in_first' });
    expect(shown).toEqual([]);
  });

  it('is waited for by whoever joins one more agency', async () => {
    fetched.mockImplementationOnce(refused('sign_in_first', 401));
    fetched.mockImplementationOnce(json({}));
    await api.post('/api/invitations/join', { body: { token: 'x' } });
    expect(shown).toEqual(['ended', null]);
  });
});

/** Never called: the type check of the tests holds each line to its error. */
export const doesNotCompile = [
  // @ts-expect-error: there is no such path
  () => api.get('/api/nothing'),
  // @ts-expect-error: it answers to no PUT
  () => api.put('/api/actions'),
  // @ts-expect-error: a part of the path is missing
  () => api.get('/api/actions/{id}'),
  // @ts-expect-error: a number is no text
  () => api.get('/api/actions/{id}', { path: { id: 'three' } }),
  // @ts-expect-error: no such parameter, beside one that there is
  () => api.get('/api/actions', { query: { state: 'live', nothing: 1 } }),
  // @ts-expect-error: no such value
  () => api.get('/api/actions', { query: { state: 'lively' } }),
  // @ts-expect-error: the window is required
  () => api.get('/api/hotspots/prediction', { query: { from: '2026-01-01' } }),
  // @ts-expect-error: no such field, beside one that there is
  () => api.post('/api/views', { body: { name: 'Hill', query: '', nothing: 1 } }),
  // @ts-expect-error: a field is missing
  () => api.post('/api/views', { body: { name: 'Hill' } }),
  // @ts-expect-error: the version edited is required
  () => api.patch('/api/actions/{id}', { path: { id: 3 }, body: { what: 'Lights' } }),
  // @ts-expect-error: a call that takes no body
  () => api.post('/api/sign-out', { body: {} }),
  // @ts-expect-error: no such field in the answer
  async () => (await api.get('/api/views')).nothing,
];
