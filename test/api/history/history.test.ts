/** Nothing is forgotten: whoever changes what, in any order, the lines from the first to the last give the row there is. */
import { latLngToCell, gridDisk } from 'h3-js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ACTION_STATES, type Action } from '#api/contract/actions.ts';
import type { History, HistoryLine, HistorySubject } from '#api/contract/history.ts';
import type { Hotspot } from '#api/contract/hotspots.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { edit, post, refusal } from '#test/api/http/calls.ts';
import { readSampling } from '#test/support/matrix_sample.ts';
import { alice, bob, chelsea, type Person } from '#test/support/people.ts';
import { withTestApp } from '#test/support/test_app.ts';

const testApp = await withTestApp();
const PEOPLE = [alice, bob, chelsea] as const;
const PLACE = latLngToCell(52.190512, -2.220831, 9);
const { full, seed } = readSampling(process.env);
let hotspot: Hotspot;

const proposal = { name: 'Foundry Walk', resolution: 9, from: '2025-01-01', to: '2025-06-30' };
const assignment = (agency: string | null) => ({
  hotspot_id: hotspot.id,
  agency,
  person: 'Priya Shah',
  what: 'Cut back the hedge.',
  starts_on: '2025-11-24',
  due_on: '2025-12-19',
  measure: 'Needle finds a month',
  baseline: 10,
  target: 5,
});

beforeAll(async () => {
  hotspot = await testApp.json('/api/hotspots', post({ ...proposal, cells: [PLACE] }));
});

const historyOf = (subject: HistorySubject, id: number | string, person: Person = chelsea) =>
  testApp.json<History>(`/api/history/${subject}/${id}?limit=500`, {}, person);

type Values = Record<string, unknown>;
/** The subject's rows by table and key, as the lines tell of them. Each line begins where the one before it ended. */
function replay(lines: readonly HistoryLine[]): Map<string, Values> {
  const rows = new Map<string, Values>();
  for (const { table, row, verb, before, after } of lines.toReversed()) {
    const name = `${table} ${row}`;
    const present = rows.get(name);
    expect(verb === 'insert').toBe(present === undefined);
    if (present) expect(present).toMatchObject(before);
    if (verb === 'delete') rows.delete(name);
    else rows.set(name, { ...present, ...after });
  }
  return rows;
}

/** What there is now, in the words of history. */
const rowsOf = (table: string, key: string, where: string, id: number) =>
  asOwner(testApp.database, async (tx) => {
    const rows = await tx<{ key: string; present: Values }[]>`
      select ${tx.unsafe(key)} as key, history_values(to_jsonb(one), '') as present
      from ${tx(table)} one
      where ${tx(where)} = ${id}`;
    return rows.map((row): [string, Values] => [`${table} ${row.key}`, row.present]);
  });

interface Told {
  readonly table: string;
  readonly by: string | null;
  readonly agency: string | null;
}
const told = ({ table, by, agency }: HistoryLine): Told => ({ table, by, agency });

describe('The attack: a partner rewrites what another agency promised', () => {
  it('Bob cannot turn Alice’s baseline of 10 into 1: he proposes it, she accepts, and both are told for ever', async () => {
    const { id } = await testApp.json<Action>('/api/actions', post(assignment(alice.agency)));
    const path = `/api/actions/${id}`;
    await testApp.json(`${path}/moves`, edit({ to: 'agreed' }, 1, 'POST'));
    const sent = await testApp.request(path, edit({ baseline: 1, due_on: '2025-12-31' }, 2), bob);
    expect(sent.status).toBe(202);
    expect(await testApp.json(path)).toMatchObject({
      baseline: 10,
      due_on: '2025-12-19',
      version: 2,
    });
    const [open] = ((await sent.json()) as Action).proposals; // as: a 202 of this route
    await testApp.json(`${path}/proposals/${open?.id}/acceptance`, { method: 'POST' });
    const { lines, total } = await historyOf('action', id);
    expect(total).toBe(5);
    expect(lines.map(({ table, verb, by, agency }) => [table, verb, by, agency])).toEqual([
      ['action', 'update', 'Alice', alice.agency],
      ['action_proposal', 'update', 'Alice', alice.agency],
      ['action_proposal', 'insert', 'Bob', bob.agency],
      ['action', 'update', 'Alice', alice.agency],
      ['action', 'insert', 'Alice', alice.agency],
    ]);
    expect(lines[0]).toMatchObject({
      before: { baseline: 10, due_on: '2025-12-19' },
      after: { baseline: 1, due_on: '2025-12-31' },
    });
  });

  it('a hotspot that is moved says by whom, and from which hexagons to which', async () => {
    const { id } = await testApp.json<Hotspot>(
      '/api/hotspots',
      post({ ...proposal, cells: [PLACE] }),
    );
    const cells = gridDisk(PLACE, 1).slice(1, 3);
    await testApp.json(`/api/hotspots/${id}`, edit({ cells }, 1), bob);
    const { lines } = await historyOf('hotspot', id);
    expect(lines[0]).toMatchObject({
      by: 'Bob',
      agency: bob.agency,
      before: { cells: [PLACE] },
      after: { cells },
    });
  });
});

describe('History is whole', () => {
  const person = fc.constantFrom(...PEOPLE);
  const step = fc.oneof(
    fc.record({
      do: fc.constant('change' as const),
      person,
      json: fc.oneof(
        fc.record({ target: fc.integer({ min: 0, max: 5 }) }),
        fc.record({
          due_on: fc.constantFrom('2025-12-01', '2025-12-24'),
          person: fc.constant('Q'),
        }),
        fc.record({ agency: fc.constantFrom(...PEOPLE.map(({ agency }) => agency)) }),
      ),
    }),
    fc.record({ do: fc.constant('move' as const), person, to: fc.constantFrom(...ACTION_STATES) }),
    fc.record({
      do: fc.constantFrom('plan' as const, 'tick' as const, 'drop' as const),
      person,
    }),
    fc.record({
      do: fc.constantFrom('accept' as const, 'decline' as const, 'withdraw' as const),
      person,
    }),
  );

  it('any changes to an action by anybody: each has its lines, by who made it, and they give what there is', async () => {
    await fc.assert(
      fc.asyncProperty(
        person,
        fc.array(step, { minLength: 3, maxLength: 14 }),
        async (first, steps) => {
          const made = await testApp.json<Action>(
            '/api/actions',
            post(assignment(alice.agency)),
            first,
          );
          const path = `/api/actions/${made.id}`;
          let lines = (await historyOf('action', made.id)).total;
          expect(lines).toBe(1);
          for (const one of steps) {
            const now = await testApp.json<Action>(path);
            const open = now.proposals[0]?.id ?? 0;
            const stone = now.milestones[0]?.id ?? 0;
            const send = (about: string, init: RequestInit) =>
              testApp.request(`${path}${about}`, init, one.person);
            const bodies = {
              change: () => send('', edit(one.do === 'change' ? one.json : {}, now.version)),
              move: () =>
                send(
                  '/moves',
                  edit({ to: one.do === 'move' ? one.to : '', reason: 'R' }, now.version, 'POST'),
                ),
              plan: () => send('/milestones', post({ title: 'T', due_on: '2025-12-01' })),
              tick: () =>
                send(`/milestones/${stone}`, {
                  ...post({ done_on: '2025-12-02' }),
                  method: 'PATCH',
                }),
              drop: () => send(`/milestones/${stone}`, { method: 'DELETE' }),
              accept: () => send(`/proposals/${open}/acceptance`, { method: 'POST' }),
              decline: () => send(`/proposals/${open}/refusal`, post({ reason: 'R' })),
              withdraw: () => send(`/proposals/${open}`, { method: 'DELETE' }),
            };
            const answer = await bodies[one.do]();
            const after = await testApp.json<Action>(path);
            const own = one.person.agency === now.agency;
            // nobody but its own agency ever moves it
            if (!own) expect({ ...after, proposals: [] }).toEqual({ ...now, proposals: [] });
            const tables = {
              change: own ? ['action'] : ['action_proposal'],
              move: own ? ['action'] : ['action_proposal'],
              plan: ['milestone'],
              tick: ['milestone'],
              drop: ['milestone'],
              accept: ['action', 'action_proposal'],
              decline: ['action_proposal'],
              withdraw: ['action_proposal'],
            };
            const history = await historyOf('action', made.id);
            const fresh = history.lines.slice(0, history.total - lines).map(told);
            const nothing =
              answer.status >= 400 ||
              // ticked already, or already so
              (one.do === 'tick' && now.milestones[0]?.done_on !== null) ||
              (one.do === 'change' && !own && answer.status === 200);
            expect([one.do, fresh]).toEqual([
              one.do,
              nothing
                ? []
                : tables[one.do].map((table) => ({
                    table,
                    by: one.person.name,
                    agency: one.person.agency,
                  })),
            ]);
            lines = history.total;
          }
          const { lines: all } = await historyOf('action', made.id);
          const present = [
            ...(await rowsOf('action', `''`, 'id', made.id)),
            ...(await rowsOf('milestone', 'id', 'action_id', made.id)),
            ...(await rowsOf('action_proposal', 'id', 'action_id', made.id)),
          ];
          expect(replay(all)).toEqual(new Map(present));
        },
      ),
      { seed, numRuns: full ? 60 : 6 },
    );
  });

  it('any changes to a hotspot: the lines give what there is, and each evidence has the hexagons it counted', async () => {
    const around = gridDisk(PLACE, 2);
    const change = fc.record({
      person,
      json: fc.oneof(
        fc.record({
          cells: fc.uniqueArray(fc.constantFrom(...around), { minLength: 1, maxLength: 4 }),
        }),
        fc.record({ name: fc.constantFrom('A', 'B'), note: fc.constantFrom('', 'N') }),
        fc.record({ state: fc.constantFrom('adopted', 'closed') }),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 2, maxLength: 8 }), async (changes) => {
        const made = await testApp.json<Hotspot>(
          '/api/hotspots',
          post({ ...proposal, cells: [PLACE] }),
        );
        const { id } = made;
        let { version, cells } = made;
        const counted = [cells.join()];
        for (const one of changes) {
          const path = `/api/hotspots/${id}`;
          const next = await testApp.json<Hotspot>(path, edit(one.json, version), one.person);
          if (next.cells.join() !== cells.join()) counted.unshift(next.cells.join());
          ({ version, cells } = next);
          expect(next.evidence.cells).toEqual(next.cells);
          expect(next.counted_elsewhere).toBe(false);
          expect([next.evidence, ...next.earlier_evidence].map((e) => e.cells.join())).toEqual(
            counted,
          );
        }
        const { lines } = await historyOf('hotspot', id);
        expect(lines.toReversed().map(told)).toEqual([
          { table: 'hotspot', by: 'Alice', agency: alice.agency },
          ...changes.map((one) => ({
            table: 'hotspot',
            by: one.person.name,
            agency: one.person.agency,
          })),
        ]);
        expect(replay(lines)).toEqual(new Map(await rowsOf('hotspot', `''`, 'id', id)));
      }),
      { seed, numRuns: full ? 40 : 4 },
    );
  });

  it('of an import: received, accepted and undone, by whom, with what came of it, and no line a row', async () => {
    const csv = [
      'Date,Category,Latitude,Longitude',
      ...Array.from({ length: 300 }, () => '2025-06-13 21:40,Noise,52.19,-2.22'),
    ];
    const { id } = await testApp.importFile(csv.join('\n'), { as: bob, dryRun: true });
    await testApp.addPerson({ name: 'Bea', agency: bob.agency });
    const bea = { name: 'Bea', agency: bob.agency };
    await testApp.json(`/api/imports/${id}/commit`, { method: 'POST' }, bea);
    await testApp.imports.settled();
    await testApp.json(`/api/imports/${id}`, { method: 'DELETE' }, bob);
    const { lines } = await historyOf('import', id, bob);
    expect(lines.toReversed().map(({ after, by }) => [after['state'], by])).toEqual([
      ['received', 'Bob'],
      ['previewed', null],
      ['committing', 'Bea'],
      ['done', null],
      ['undone', 'Bob'],
    ]);
    expect(lines[1]).toMatchObject({ after: { rows_read: 300 } });
    // its own agency's, nobody else's
    expect(await historyOf('import', id, alice)).toEqual({ lines: [], total: 0 });
    const all = await historyOf('dataset', await datasetOf(id), bob);
    expect(all.total).toBeGreaterThan(0);
    expect(all.total).toBeLessThan(5);
  });

  it('of areas and what a host sets up: by whom, also where the owner of the tables writes', async () => {
    const geometry = {
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
    const collection = {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties: { name: 'History Ward' }, geometry }],
    };
    const init = post({ kind: 'ward', source: 'made up', collection });
    const headers = { ...init.headers, authorization: `Bearer ${testApp.operator.token}` };
    await testApp.json('/api/areas', { ...init, headers });
    const [area] = await asOwner(
      testApp.database,
      (tx) => tx<{ id: number }[]>`select id from area where name = 'History Ward'`,
    );
    const { lines } = await historyOf('area', area?.id ?? 0);
    expect(lines).toMatchObject([{ table: 'area', verb: 'insert', by: 'Operator' }]);
    expect(lines[0]?.after['outline']).toMatch(/^[0-9a-f]{32}$/);
  });

  const datasetOf = (id: number) =>
    asOwner(testApp.database, async (tx) => {
      const [row] = await tx<
        { id: number }[]
      >`select dataset_id as id from import where id = ${id}`;
      return row?.id ?? 0;
    });
});

describe('History is only ever added to', () => {
  for (const sql of [`update history set by = 'x'`, 'delete from history', 'truncate history'])
    it(`not even by the owner: ${sql.split(' ')[0]}`, async () => {
      const text = sql.replace('by =', 'account =');
      await expect(asOwner(testApp.database, (tx) => tx.unsafe(text))).rejects.toThrow(
        'History is only ever added to.',
      );
    });

  it('is of things that are named properly, and of nothing that is not there', async () => {
    expect((await refusal(testApp.request('/api/history/account/1'))).status).toBe(422);
    expect(await historyOf('action', 999_999)).toEqual({ lines: [], total: 0 });
  });
});
