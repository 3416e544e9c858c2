/** The two-worlds law: worlds that differ only in rows that a viewer may not see give that viewer the same answers, to the
 *  byte: bodies, headers, ids, files; to what they read, and to what they then do themselves. */
import { describe, expect, it } from 'vitest';
import type { Role } from '#api/contract/permissions.ts';
import { ROLES } from '#api/contract/permissions.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { engine } from '#test/support/databases.ts';
import { keepFreshRows, putFreshRowsBack } from '#test/support/fresh_rows.ts';
import { readSampling, sample } from '#test/support/matrix_sample.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, type Person } from '#test/support/people.ts';
import { routesOf } from './routes.ts';
import { LISTED, PAGES, QUESTIONS } from './two_worlds/questions.ts';
import { answerOf, type Answer } from './two_worlds/same.ts';
import { build, doHiddenThings, exportBoth } from './two_worlds/world.ts';
import { NOT_TRIED, writesOf } from './two_worlds/writes.ts';

const BEGINNING = 'two_worlds';
const testApp = await withTestApp({ agreements: 'none' });
const routes = routesOf(await (await testApp.call('/api/openapi.json')).json());

/** Of Alice's agency: she is administrator and analyst; and one of each role. */
const viewers: readonly Person[] = [
  alice,
  ...ROLES.map((role: Role) => ({ name: `Council ${role}`, agency: alice.agency, roles: [role] })),
];
await build(testApp, viewers.slice(1));
await keepFreshRows(testApp.database, BEGINNING);

/** Ids that were drawn before the worlds parted. */
const known = new Set(
  await asOwner(testApp.database, async (tx) => {
    const rows = await tx<{ id: number }[]>`
      select id from import
      union all select id from notice
      union all select id from alert
      union all select id from subscription
      union all select reference from audit_event`;
    return rows.map(({ id }) => id);
  }),
);

type Asked = readonly { readonly what: string; readonly answer: Answer }[];

/** Everything that one viewer asks, and then does. */
async function askAll(person: Person): Promise<Asked> {
  const asked: { what: string; answer: Answer }[] = [];
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await answerOf(await testApp.request(path, init, person), known);
    const what = `${person.name}: ${init.method ?? 'GET'} ${path.replaceAll(/\/\d{5,}/g, '/<id>')}`;
    asked.push({ what, answer });
    return answer;
  };
  const read = async () => {
    for (const questions of Object.values(QUESTIONS))
      for (const { path, headers } of questions) {
        const { headers: got } = await ask(path, headers ? { headers } : {});
        if (got['etag']) await ask(path, { headers: { ...headers, 'if-none-match': got['etag'] } });
      }
    for (const [route, { list, key }] of Object.entries(LISTED)) {
      const found = await testApp.request(list, {}, person);
      if (found.status !== 200) continue;
      const listed = ((await found.json()) as Record<string, { id: number }[]>)[key] ?? []; // as: LISTED says so
      for (const { id } of listed) {
        await ask(route.slice(4).replace('{id}', String(id)));
        await ask(`/api/history/${key.slice(0, -1)}/${id}`);
      }
    }
    for (const { path } of PAGES) await ask(path);
  };
  await read();
  const made = new Map<string, number>();
  for (const { path, json, form, headers, as, route } of writesOf(person)) {
    const method = route.split(' ')[0] ?? 'GET';
    const response = await testApp.request(
      typeof path === 'string' ? path : path(made),
      {
        method,
        headers: {
          ...headers,
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        ...(form === undefined ? {} : { body: form() }),
      },
      person,
    );
    if (as && response.ok) made.set(as, ((await response.clone().json()) as { id: number }).id); // as: what makes a thing answers its id
    asked.push({ what: `${person.name} then: ${route}`, answer: await answerOf(response, known) });
    await testApp.imports.settled();
  }
  await read();
  return asked;
}

async function inWorld(person: Person, begin: () => Promise<void>): Promise<Asked> {
  expect(await putFreshRowsBack(testApp.database, BEGINNING)).toBe(true);
  await testApp.reopen();
  await begin();
  // as it is: its hash is of the newest line that the viewer may read, and nobody has made one since the beginning
  const chain = await testApp.request('/api/audit/check', {}, person);
  const answer = { status: chain.status, headers: {}, body: await chain.text() };
  await exportBoth(testApp);
  const first = person.roles?.includes('administrator') ?? true;
  return [
    ...(first ? [{ what: `${person.name}: the chain`, answer }] : []),
    ...(await askAll(person)),
  ];
}

/** How many records there are in all: the worlds differ. */
async function recordsInAll(): Promise<number> {
  const headers = { authorization: `Bearer ${testApp.operator.token}` };
  return (await testApp.json<{ incidents: number }>('/api/health', { headers })).incidents;
}

const sampling = readSampling(process.env);
const sampled = sample(viewers, sampling, {
  about: 'two worlds',
  nameOf: ({ name }) => name,
  // one who reads records, and one who counts them; the embedded database takes three times as long for the same answers
  kindsOf: ({ roles = ['analyst'] }) =>
    roles.includes('analyst') && engine === 'server'
      ? ['reads']
      : roles.includes('tasking')
        ? ['counts']
        : [],
});

describe('Rows that a viewer may not see', () => {
  it('every route of the API is asked, or says why not', () => {
    const tried = new Set([
      ...Object.keys(QUESTIONS),
      ...Object.keys(LISTED),
      ...Object.keys(NOT_TRIED),
      ...writesOf(alice).map(({ route }) => route),
    ]);
    const names = routes.map(({ name }) => name);
    expect(names.filter((name) => !tried.has(name))).toEqual([]);
    expect([...tried].filter((name) => !names.includes(name))).toEqual([]);
  });

  for (const person of sampled)
    it(`change nothing for ${person.name}`, { timeout: 240_000 }, async () => {
      const one = await inWorld(person, () => Promise.resolve());
      const records = await recordsInAll();
      const other = await inWorld(person, () => doHiddenThings(testApp));
      expect(await recordsInAll()).toBeGreaterThan(records + 10);
      expect(other.map(({ what }) => what)).toEqual(one.map(({ what }) => what));
      const leaks = one.flatMap(({ what, answer }, i) => {
        const differing = other[i]?.answer;
        return JSON.stringify(answer) === JSON.stringify(differing)
          ? []
          : [{ what, answer, differing }];
      });
      expect(
        leaks.map(({ what }) => what),
        JSON.stringify(leaks[0], null, 1),
      ).toEqual([]);
      // and there was something to see
      expect(one.filter(({ answer }) => answer.status === 200).length).toBeGreaterThan(10);
      console.log(`${person.name}: ${one.length} answers compared`);
    });
});
