/** A disk that is nearly full, seen by callers: reading and signing in go on, writes are refused with a code of their own,
 *  and nothing has to be started again. */
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { STATE_HEADER } from '#api/contract/server_state.ts';
import type { Find } from '#api/contract/finds.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { isOutOfRoom } from '#api/db/out_of_room.ts';
import { post, refusal } from '#test/api/http/calls.ts';
import { logCsv, newFind } from '#test/support/factories.ts';
import { alice } from '#test/support/people.ts';
import { formOf, withTestApp } from '#test/support/test_app.ts';
import { ROOMY } from '#test/support/roomy.ts';

const testApp = await withTestApp();
const GB = 2 ** 30;
const MB = 2 ** 20;
/** Of 1,000 GB 5 must be free, and a quarter of them is the reserve. */
const LOW = { free: 4 * GB };
const NONE = { free: 1 * GB };
afterEach(() => testApp.setSpace(ROOMY));

const finds = async () => (await testApp.json<{ finds: Find[] }>('/api/finds')).finds.length;
const refused = { status: 503, code: 'read_only' };

const Described = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});
const writes = async (): Promise<string[]> => {
  const { paths } = Described.parse(await testApp.json('/api/openapi.json'));
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => ['post', 'put', 'patch', 'delete'].includes(method))
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
};
const codeOf = async (call: string): Promise<unknown> => {
  const [method = '', path = ''] = call.split(' ');
  const answer = await testApp.request(path.replaceAll(/\{\w+\}/g, '1'), { method });
  if (answer.ok) return answer.status;
  return ((await answer.json()) as { code: unknown }).code; // as: a problem document
};

/** What the reserve is for. */
const ON_RESERVE = [
  'DELETE /api/agreements/{id}/acceptance',
  'DELETE /api/imports/{id}',
  'DELETE /api/me/sessions',
  'DELETE /api/me/ways/passkeys/{id}',
  'DELETE /api/me/ways/totp',
  'DELETE /api/people/invitations/{id}',
  'DELETE /api/sessions/{id}',
  'POST /api/agreements/{id}/revocation',
  'POST /api/me/agency',
  'POST /api/people/{id}/disable',
  'POST /api/people/{id}/end',
  'POST /api/releases/{period}/stop',
  'POST /api/sign-in/enrol',
  'POST /api/sign-in/openid',
  'POST /api/sign-in/passkey',
  'POST /api/sign-in/passkey/begin',
  'POST /api/sign-in/password',
  'POST /api/sign-in/sample',
  'POST /api/sign-in/second-factor',
  'POST /api/sign-out',
];

describe('While the disk is nearly full', () => {
  it('every write is refused but the reserve’s, of every route there is', async () => {
    await testApp.setSpace(LOW);
    const taken: string[] = [];
    // signing out last, of a session of its own
    for (const call of await writes())
      if (call !== 'POST /api/sign-out' && (await codeOf(call)) !== 'read_only') taken.push(call);
    expect([...taken, 'POST /api/sign-out'].toSorted()).toEqual(ON_RESERVE);
  });

  it('the answer says when to come back and what to do, and reading goes on under a mark', async () => {
    await testApp.json('/api/finds', post(newFind()));
    await testApp.setSpace(LOW);
    const answer = await testApp.request('/api/finds', post(newFind()));
    expect(answer.headers.get('retry-after')).toBe('60');
    expect(answer.headers.get(STATE_HEADER)).toBe('read-only');
    expect(await refusal(answer)).toMatchObject(refused);
    const read = await testApp.request('/api/finds');
    expect([read.status, read.headers.get(STATE_HEADER)]).toEqual([200, 'read-only']);
    await testApp.setSpace(ROOMY);
    expect((await testApp.request('/api/finds')).headers.get(STATE_HEADER)).toBeNull();
  });

  it('a write is taken as soon as there is room', async () => {
    const before = await finds();
    const find = newFind();
    await testApp.setSpace(LOW);
    expect(await refusal(await testApp.request('/api/finds', post(find)))).toMatchObject(refused);
    await testApp.setSpace(ROOMY);
    expect((await testApp.request('/api/finds', post(find))).status).toBe(201);
    expect(await finds()).toBe(before + 1);
  });

  it('an import that is being read waits, and goes on when there is room', async () => {
    const id = await testApp.upload(
      logCsv(Array.from({ length: 3000 }, (_, i) => ({ reference: `W${i}` }))),
      { dataset: 'waits' },
    );
    await testApp.setSpace(LOW);
    await testApp.setSpace(ROOMY);
    await testApp.imports.settled();
    expect(await testApp.import(id)).toMatchObject({ state: 'done', rows: { accepted: 3000 } });
  });

  it('an import can be called off, and a committed one not undone', async () => {
    const waits = await testApp.importFile(logCsv([{}]), { dataset: 'dry', dryRun: true });
    const done = await testApp.importFile(logCsv([{}]), { dataset: 'done' });
    await testApp.setSpace(LOW);
    const remove = { method: 'DELETE' };
    expect((await testApp.request(`/api/imports/${waits.id}`, remove)).status).toBe(200);
    expect(await refusal(await testApp.request(`/api/imports/${done.id}`, remove))).toMatchObject(
      refused,
    );
    await testApp.setSpace(ROOMY);
    expect((await testApp.request(`/api/imports/${done.id}`, remove)).status).toBe(200);
  });
});

describe('While there is no room at all', () => {
  it('the database itself refuses every write, whoever makes it, and answers every reader', async () => {
    await testApp.setSpace(NONE);
    const writing = asOwner(testApp.database, (tx) => tx`update session set label = label`);
    await expect(writing).rejects.toSatisfy(isOutOfRoom);
    for (const call of await writes())
      expect([call, await codeOf(call)]).toEqual([call, 'read_only']);
    for (const path of ['/api/partnership', '/api/hexes?resolution=7', '/api/actions'])
      expect([path, (await testApp.request(path)).status]).toEqual([path, 200]);
  });

  it('a session that was idle for minutes reads still: it is not marked as used', async () => {
    testApp.setClock('2025-11-22T12:20:00Z');
    await testApp.setSpace(NONE);
    expect((await testApp.request('/api/partnership')).status).toBe(200);
    testApp.setClock('2025-11-22T12:00:00Z');
  });
});

describe('A database that takes no writes of itself', () => {
  it('makes the server read-only until it takes them again', async () => {
    testApp.database.storage.refused();
    expect(await refusal(await testApp.request('/api/finds', post(newFind())))).toMatchObject(
      refused,
    );
    await testApp.storage.lookNow();
    expect((await testApp.request('/api/finds', post(newFind()))).status).toBe(201);
  });
});

describe('Health', () => {
  const health = async (from?: string): Promise<unknown> =>
    (await testApp.call('/api/health', {}, from)).json();

  it('is 200 and says so, with figures for whoever is at this machine alone', async () => {
    await testApp.setSpace(LOW);
    const disk = { free: 4 * GB, total: 1000 * GB, needed: 5 * GB };
    expect(await health()).toMatchObject({ status: 'read_only', disk });
    expect(await health('203.0.113.9')).toMatchObject({ status: 'read_only', disk: null });
    await testApp.setSpace(ROOMY);
    expect(await health()).toMatchObject({ status: 'ok', disk: { free: 500 * GB } });
  });
});

describe('A file', () => {
  const rows = logCsv(Array.from({ length: 2000 }, (_, i) => ({ reference: `R${i}` })));
  const send = (spare: number) =>
    testApp
      .setSpace({ free: 5 * GB + spare })
      .then(() =>
        testApp.request('/api/imports', { method: 'POST', body: formOf(rows, { as: alice }) }),
      );

  it('that has no room is refused with both figures, in a sentence', async () => {
    const isServer = testApp.database.engine === 'server';
    if (isServer) {
      // the database lies elsewhere: only the file itself must have room
      expect((await send(1 * MB)).status).toBe(202);
      await testApp.imports.settled();
    }
    const answer = await send(isServer ? 10_000 : 1 * MB);
    expect(answer.status).toBe(507);
    const problem = await refusal(answer);
    expect(problem.code).toBe('no_room_for_file');
    // of a body without a declared size only that it has become too large
    if (!isServer)
      expect(problem.detail).toMatch(
        /^This file needs about \d MB, and the server has room for [01] MB\. Tell whoever/,
      );
  });
});
