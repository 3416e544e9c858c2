/** Every route × every role × every way of being signed in, held to one rule: 401 for nobody, before anything is read of
 *  the call; 403 for whom no role lets; and for everybody else their own agency's things and nobody else's. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditAs } from '#api/audit/queries.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { putArea } from '#api/areas/queries.ts';
import { logCsv, newFind } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { readSampling, sample } from '#test/support/matrix_sample.ts';
import { AGENCIES, alice, bob, chelsea } from '#test/support/people.ts';
import { call } from './ask_route.ts';
import { makeCallers, revive, type Caller } from './callers.ts';
import { EXAMPLES } from './examples.ts';
import { routesOf, verdictOn, type Route } from './routes.ts';
import { deniedCalls, fingerprint } from './state.ts';

const testApp = await withTestApp({ agreements: 'none' });
const routes = routesOf(await (await testApp.call('/api/openapi.json')).json());
const callers = await makeCallers(testApp);
const operator = callers.find(({ kind }) => kind === 'operator');
if (!operator) throw new Error('the operator is one of the callers');
/** Of all callers with a verdict: of each role, session, agency and fate one at least (test/support/matrix_sample.ts). */
const sampling = readSampling(process.env);
const sampled = (about: string, all: readonly Caller[]): Caller[] =>
  sample(all, sampling, {
    about,
    nameOf: ({ name }) => name,
    kindsOf: ({ kind, roles, agency, fate }) => [kind, roles.join(), agency ?? 'none', fate],
  });
const BROKEN = { json: '{ "broken": ' };

let calls = 0;
const ask: typeof call = (...of) => {
  calls++;
  return call(...of);
};
afterAll(() => {
  console.log(`${routes.length} routes × ${callers.length} callers: ${calls} calls`);
});

/** Words that only an agency's own people may ever read: in files, mappings, notes and the audit. */
const secretOf = (agency: string | null): string => `secret-of-${agency}`;
/** By agency: the import whose file, mapping and refused rows hold the secret. */
const secretImports = new Map<number, number>();
const leaked: string[] = [];
const readOwn = new Set<string>();
function listen(route: Route, caller: Caller, text: string): void {
  for (const { slug } of AGENCIES)
    if (text.includes(secretOf(slug))) {
      if (slug === caller.agency) readOwn.add(`${caller.agency} ${route.name}`);
      else leaked.push(`${route.name} told ${caller.name} a secret of ${slug}`);
    }
}

beforeAll(async () => {
  for (const person of [alice, bob, chelsea]) {
    const secret = secretOf(person.agency);
    const { id } = await testApp.importFile(
      logCsv([
        ...Array.from({ length: 20 }, (_, i) => ({ reference: `A${i}` })),
        { reference: 'A20', date: secret },
      ]),
      { as: person, name: 'asb log.csv' },
    );
    secretImports.set(testApp.agencyId(person), id);
    const find = newFind({ agency: person.agency, note: secret });
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(find),
    };
    expect((await testApp.request('/api/finds', init, person)).status).toBe(201);
    const { accountId, agencyId } = testApp.viewer(person);
    await asOwner(testApp.database, async (tx) => {
      // the feed's name is every partner's to know, its files' names are not
      await tx`update import set file_name = ${secret} where agency_id = ${agencyId}`;
      await tx`
        update dataset
        set mapping = jsonb_set(mapping, '{types}', jsonb_build_object(${secret}::text, 'noise'))
        where agency_id = ${agencyId}
          and mapping is not null`;
      const line = { event: 'test.line', outcome: 'done', about: { secret } } as const;
      await auditAs(tx, { accountId, agencyId }, line);
    });
  }
  const outline = {
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
  await asOwner(testApp.database, (tx) =>
    putArea(tx, { slug: 'old-town', name: 'Old Town', kind: 'custom', source: 'made up', outline }),
  );
});

// signing out is a route too
beforeEach(() => revive(testApp, callers));

const numberOf = (answers: number | ((caller: Caller) => number), caller: Caller): number =>
  typeof answers === 'number' ? answers : answers(caller);

/** On things of one's own agency, or of oneself, that have a number. */
const isAboutOwn = ({ access, path }: Route) =>
  ['own_agency', 'self'].includes(access.scope) && path.includes('{');

describe('A route of the API', () => {
  it('is one of many, and each says whom it serves', () => {
    expect(routes.length).toBeGreaterThan(30);
    const unknown = Object.keys(EXAMPLES).filter(
      (name) => !routes.some((one) => one.name === name),
    );
    expect(unknown, 'examples.ts names routes that there are no more').toEqual([]);
    const missing = routes.filter(
      (route) => isAboutOwn(route) && EXAMPLES[route.name]?.others === undefined,
    );
    expect(
      missing.map(({ name }) => name),
      'say in test/matrix/http/examples.ts what these are about, and what another agency’s would be',
    ).toEqual([]);
  });

  for (const route of routes) {
    const verdicts = (verdict: ReturnType<typeof verdictOn>) =>
      sampled(
        `${route.name} ${verdict}`,
        callers.filter((caller) => verdictOn(route, caller) === verdict),
      );
    const input = route.takesBody ? BROKEN : {};

    it(`${route.name}: nobody and the wrong role are turned away, unread, and it is written down`, async () => {
      const before = await fingerprint(testApp.database);
      const deniedBefore = await deniedCalls(testApp.database);
      let due = 0;
      const unknown = verdicts('unknown');
      for (const caller of unknown) {
        const { status, code } = await ask(testApp, route, caller, input);
        expect([caller.name, status, code]).toEqual([caller.name, 401, 'sign_in_first']);
        if (Object.keys(caller.headers).length > 0) due++;
      }
      for (const caller of verdicts('refused')) {
        const { status, code } = await ask(testApp, route, caller, input);
        expect([caller.name, status, code]).toEqual([caller.name, 403, 'not_allowed']);
        due++;
      }
      expect(await deniedCalls(testApp.database)).toBe(deniedBefore + due);
      expect(await fingerprint(testApp.database)).toEqual(before);
      if (route.access.may !== 'anyone') expect(due).toBeGreaterThan(unknown.length - 2);
    });

    // a report, made anew for each of some sixty callers, takes a busy machine a while
    it(
      `${route.name}: whom it serves it serves, with their own`,
      { timeout: 240_000 },
      async () => {
        const example = EXAMPLES[route.name];
        for (const caller of verdicts('served')) {
          const given = example ? await example.own(testApp, caller) : {};
          const { status, code, text } = await ask(testApp, route, caller, given);
          const said = `${caller.name}: ${status} ${text.slice(0, 300)}`;
          if (example) expect(status, said).toBe(numberOf(example.answers, caller));
          else {
            expect(code, said).not.toBe('sign_in_first');
            // the operator has no self: no password, no passkey
            if (caller.kind !== 'operator' || route.access.scope !== 'self')
              expect(code, said).not.toBe('not_allowed');
            expect(status, said).toBeLessThan(500);
          }
          listen(route, caller, text);
        }
        await testApp.imports.settled();
      },
    );

    const others = EXAMPLES[route.name]?.others;
    if (others)
      it(`${route.name}: of another agency’s there is nothing, and nothing happens to it`, async () => {
        for (const caller of verdicts('served')) {
          const given = await others.input(testApp, caller);
          const before = await fingerprint(testApp.database);
          const { status, text } = await ask(testApp, route, caller, given);
          const due = numberOf(others.answers, caller);
          expect(status, `${caller.name}: ${text.slice(0, 300)}`).toBe(due);
          listen(route, caller, text);
          await testApp.imports.settled();
          if (status >= 400) expect(await fingerprint(testApp.database)).toEqual(before);
        }
      });

    if (route.takesBody)
      it(`${route.name}: a broken body changes nothing, whoever sends it`, async () => {
        const given = (await EXAMPLES[route.name]?.own(testApp, operator)) ?? {};
        const before = await fingerprint(testApp.database);
        for (const caller of verdicts('served')) {
          const { status, text } = await ask(testApp, route, caller, {
            ...(given.path ? { path: given.path } : {}),
            ...BROKEN,
          });
          expect(status, `${caller.name}: ${text}`).toBeGreaterThanOrEqual(400);
          expect(status, `${caller.name}: ${text}`).toBeLessThan(500);
        }
        expect(await fingerprint(testApp.database)).toEqual(before);
      });
  }

  it('tells of a file and its refused rows to its own agency’s people alone', async () => {
    const read = routes.find(({ name }) => name === 'GET /api/imports/{id}');
    const rejects = routes.find(({ name }) => name === 'GET /api/imports/{id}/rejects');
    if (!read || !rejects) throw new Error('both are routes');
    for (const caller of sampled('a file and its refused rows', callers))
      for (const [agencyId, id] of secretImports)
        for (const route of [read, rejects]) {
          const { status, text } = await ask(testApp, route, caller, { path: { id: String(id) } });
          const due = {
            unknown: 401,
            refused: 403,
            served: agencyId === caller.agencyId ? 200 : 404,
          };
          expect([route.name, caller.name, status]).toEqual([
            route.name,
            caller.name,
            due[verdictOn(route, caller)],
          ]);
          expect(text.includes('secret-of-')).toBe(status === 200);
          listen(route, caller, text);
        }
  });

  it('never told anybody another agency’s words, and told people their own', async () => {
    // by then the newest lines of the audit are refusals: searched for, one's own words are there
    const lines = await (await testApp.request('/api/audit?text=secret-of-', {}, alice)).text();
    expect(lines).toContain(secretOf(alice.agency));
    expect(lines).not.toContain(secretOf(bob.agency));
    expect(leaked).toEqual([]);
    for (const path of ['/api/imports', '/api/datasets', '/api/finds'])
      expect(
        [...readOwn].filter((line) => line.endsWith(` GET ${path}`)).length,
        `nobody was told their own by ${path}`,
      ).toBeGreaterThan(0);
  });
});

describe('An address that there is none of', () => {
  const PATHS = [
    '/api',
    '/api/',
    '/api/nothing',
    '/api/hexes/',
    '/api/imports/1/nothing',
    '/api/%68exes',
    '/api/../api/hexes',
    '/api/openapi.json/x',
    '/api/health/x',
  ];

  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
    it(`${method}: nobody learns that it is none`, async () => {
      for (const path of [...PATHS, '/api/hexes', '/api/imports'])
        for (const caller of callers.slice(0, 3)) {
          const { status } = await ask(testApp, { method, path }, caller);
          expect([path, caller.name, status]).toEqual([path, caller.name, 401]);
        }
    });

  it('is 404 to whoever is signed in', async () => {
    const signedIn = callers.find(({ agency }) => agency !== null) ?? operator;
    for (const path of ['/api/nothing', '/api/imports/1/nothing'])
      expect((await ask(testApp, { method: 'GET', path }, signedIn)).status).toBe(404);
  });
});
