/** Who does what, by when, with what: assigned, changed by two people, moved, reported on, and overdue in time. */
import { latLngToCell } from 'h3-js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { MOVES, NEEDS_REASON } from '#api/actions/state.ts';
import { Action, ACTION_STATES, type ActionState } from '#api/contract/actions.ts';
import type { Hotspot } from '#api/contract/hotspots.ts';
import { edit, post, refusal, sentences } from '#test/api/http/calls.ts';
import { TODAY, withTestApp } from '#test/support/test_app.ts';
import { alice, bob, chelsea, dev, type Person } from '#test/support/people.ts';

const testApp = await withTestApp();
let hotspot: Hotspot;

beforeAll(async () => {
  hotspot = await testApp.json<Hotspot>(
    '/api/hotspots',
    post({
      name: 'Foundry Walk',
      resolution: 9,
      cells: [latLngToCell(52.190512, -2.220831, 9)],
      from: '2025-01-01',
      to: '2025-10-31',
    }),
  );
});

const wanted = (about: Record<string, unknown> = {}) => ({
  hotspot_id: hotspot.id,
  agency: 'severnside-council',
  person: 'Priya Shah',
  what: 'Cut back the hedge, mend two lamps, walk the path each evening.',
  starts_on: '2025-11-24',
  due_on: '2025-12-19',
  hours: 36.5,
  pounds: 1250.75,
  measure: 'Needle finds a month in these hexagons',
  baseline: 14,
  target: 7.5,
  milestones: [
    { title: 'Lamps mended', due_on: '2025-12-05' },
    { title: 'Hedge cut', due_on: '2025-11-28' },
  ],
  ...about,
});

const without = (whole: object, ...names: string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => !names.includes(name)));

const assign = (about: Record<string, unknown> = {}, person?: Person) =>
  testApp.json<Action>('/api/actions', post(wanted(about)), person);
const read = (id: number) => testApp.json<Action>(`/api/actions/${id}`);
/** By somebody of its own agency, unless the test says who. */
const move = (
  action: Pick<Action, 'id' | 'version' | 'agency'>,
  to: ActionState,
  reason = '',
  person = [bob, chelsea].find(({ agency }) => agency === action.agency) ?? alice,
) =>
  testApp.request(
    `/api/actions/${action.id}/moves`,
    edit({ to, reason }, action.version, 'POST'),
    person,
  );

/** The shortest way from `proposed` to a state. */
const WAY: Readonly<Record<ActionState, readonly ActionState[]>> = {
  proposed: [],
  agreed: ['agreed'],
  in_progress: ['agreed', 'in_progress'],
  blocked: ['agreed', 'blocked'],
  done: ['agreed', 'in_progress', 'done'],
  cancelled: ['cancelled'],
};

async function inState(state: ActionState, about: Record<string, unknown> = {}): Promise<Action> {
  let action = await assign(about);
  for (const to of WAY[state]) {
    const answer = await move(action, to, 'because');
    expect(answer.status).toBe(200);
    action = (await answer.json()) as Action; // as: a 200 of this route
  }
  return action;
}

describe('An action', () => {
  it('is assigned by Bob to Alice’s agency with everything a meeting decides', async () => {
    const action = await assign({}, bob);
    expect(Action.parse(action)).toEqual(action);
    const { milestones } = wanted();
    expect(action).toMatchObject({
      ...without(wanted(), 'hotspot_id', 'milestones'),
      hotspot: { id: hotspot.id, name: hotspot.name, resolution: 9, cells: hotspot.cells },
      state: 'proposed',
      state_reason: '',
      moves: ['agreed', 'cancelled'],
      overdue: false,
      progress: [],
      hours_spent: 0,
      version: 1,
    });
    // by date, whichever was said first
    expect(action.milestones).toMatchObject(
      milestones
        .toSorted((a, b) => a.due_on.localeCompare(b.due_on))
        .map((step) => ({ ...step, done_on: null })),
    );
    expect(await read(action.id)).toEqual(action);
    const { actions } = await testApp.json<Hotspot>(`/api/hotspots/${hotspot.id}`);
    expect(actions).toBeGreaterThan(0);
  });

  it('needs neither money nor hours nor milestones', async () => {
    const least = without(wanted(), 'hours', 'pounds', 'milestones');
    const action = await testApp.json<Action>('/api/actions', post(least));
    expect(action).toMatchObject({ hours: 0, pounds: 0, milestones: [] });
  });

  it('may begin and end on one day', async () => {
    expect((await assign({ due_on: '2025-11-24' })).due_on).toBe('2025-11-24');
  });

  const refused: readonly [string, Record<string, unknown>, string, string | RegExp][] = [
    [
      'whose deadline is before its start',
      { due_on: '2025-11-23' },
      'due_on',
      'The deadline is before the start.',
    ],
    ['of negative hours', { hours: -1 }, 'hours', 'Hours cannot be negative.'],
    ['of negative money', { pounds: -0.01 }, 'pounds', 'Money cannot be negative.'],
    ['of nobody', { person: '  ' }, 'person', 'Name the person who will do it.'],
    ['of nothing', { what: '' }, 'what', 'Say what will be done.'],
    ['without a measure', { measure: '' }, 'measure', 'Say how success will be measured.'],
    [
      'on a hotspot that is not there',
      { hotspot_id: 999_999 },
      'hotspot_id',
      'There is no such hotspot.',
    ],
    [
      'on a number no hotspot can have',
      { hotspot_id: 3_000_000_000 },
      'hotspot_id',
      'There is nothing with that number.',
    ],
    [
      'from a baseline beyond counting',
      { baseline: 1e300 },
      'baseline',
      'That number is too large.',
    ],
    ['to a target beyond counting', { target: -1e15 }, 'target', 'That number is too large.'],
    [
      'with a step of no name',
      { milestones: [{ title: ' ', due_on: '2025-12-01' }] },
      'milestones.0.title',
      'Say what the step is.',
    ],
    ['due on no day', { due_on: '2026-02-29' }, 'due_on', 'Write a date as yyyy-mm-dd.'],
    [
      'due when Caesar ruled',
      { starts_on: '0001-01-01', due_on: '0001-02-01' },
      'due_on',
      /between 1900/,
    ],
  ];
  for (const [title, about, path, sentence] of refused)
    it(`${title} is refused, and nothing is kept of it`, async () => {
      const before = (await testApp.json<{ actions: Action[] }>('/api/actions')).actions.length;
      const problem = await refusal(testApp.request('/api/actions', post(wanted(about))));
      expect(problem).toMatchObject({ status: 422, code: 'invalid_input' });
      expect(sentences(problem)[path]).toMatch(sentence);
      expect((await testApp.json<{ actions: Action[] }>('/api/actions')).actions).toHaveLength(
        before,
      );
    });

  it('of an agency that nobody knows is refused, with the names there are', async () => {
    const problem = await refusal(
      testApp.request('/api/actions', post(wanted({ agency: 'the-guild' }))),
    );
    expect(problem).toMatchObject({ status: 422, code: 'unknown_agency' });
    expect(problem.detail).toContain('severnside-council, sabrina-police, sabrina-nhs');
  });

  it('is not for Dev to see', async () => {
    const action = await assign();
    const path = `/api/actions/${action.id}`;
    expect(await refusal(testApp.request(path, {}, dev))).toMatchObject({
      status: 401,
      code: 'sign_in_first',
    });
    expect(await testApp.json<Action>(path, {}, chelsea)).toEqual(action);
  });

  it('whose text holds a NUL, which no database keeps, is refused, and the field is named', async () => {
    const problem = await refusal(
      testApp.request('/api/actions', post(wanted({ what: 'a\u0000b' }))),
    );
    expect(problem).toMatchObject({ status: 422, code: 'invalid_input' });
    expect(problem.fields?.[0]).toMatchObject({ path: 'what' });
    expect(problem.fields?.[0]?.message).toMatch(/cannot be seen \(U\+0000\)/);
  });

  it('is not found under a number that names none', async () => {
    expect((await refusal(testApp.request('/api/actions/999999'))).status).toBe(404);
    expect((await refusal(testApp.request('/api/actions/99999999999'))).status).toBe(422);
    expect((await refusal(testApp.request('/api/actions?hotspot=99999999999'))).status).toBe(422);
  });
});

describe('The table of moves', () => {
  for (const from of ACTION_STATES)
    it(`holds for an action that is ${from}: what it lists works, all else is a 409 with the list`, async () => {
      for (const to of ACTION_STATES) {
        const before = await inState(from);
        const answer = await move(before, to, 'because the meeting said so');
        if (MOVES[from].includes(to)) {
          expect([to, answer.status]).toEqual([to, 200]);
          const after = (await answer.json()) as Action; // as: a 200 of this route
          expect(after).toMatchObject({
            state: to,
            state_reason: 'because the meeting said so',
            moves: MOVES[to],
            version: before.version + 1,
          });
        } else {
          const problem = await refusal(answer);
          expect(problem).toMatchObject({ status: 409, code: 'move_not_allowed', current: before });
          for (const possible of MOVES[from])
            expect(problem.detail).toContain(possible.replace('_', ' '));
          expect(await read(before.id)).toEqual(before);
        }
      }
    });

  it('needs a reason only where an action stops', async () => {
    for (const to of ['agreed', ...NEEDS_REASON] as const) {
      const before = await inState(to === 'blocked' ? 'agreed' : 'proposed');
      const silent = await move(before, to, '   ');
      if (NEEDS_REASON.includes(to))
        expect(sentences(await refusal(silent))).toEqual({ reason: 'Say why, in a few words.' });
      else expect(silent.status).toBe(200);
    }
  });

  it('is a way that any walk can be made along: state, version and reason stay in step', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...ACTION_STATES), { minLength: 1, maxLength: 8 }),
        async (walk) => {
          let action = await assign();
          for (const to of walk) {
            const allowed = MOVES[action.state].includes(to);
            const answer = await move(action, to, 'walk');
            expect(answer.status).toBe(allowed ? 200 : 409);
            const after = await read(action.id);
            expect(after.version).toBe(action.version + (allowed ? 1 : 0));
            expect(after.state).toBe(allowed ? to : action.state);
            action = after;
          }
        },
      ),
      { numRuns: 8 },
    );
  });
});

describe('Two people', () => {
  it('who edit one action: the first is kept, the second is shown it', async () => {
    const { id } = await assign();
    const first = await testApp.json<Action>(
      `/api/actions/${id}`,
      edit({ person: 'Alice Ames' }, 1),
      alice,
    );
    expect(first).toMatchObject({ person: 'Alice Ames', version: 2, what: wanted().what });
    const second = await refusal(
      testApp.request(`/api/actions/${id}`, edit({ person: 'Bob Bly' }, 1), bob),
    );
    expect(second).toMatchObject({ status: 409, code: 'changed_meanwhile', current: first });
    expect(await read(id)).toEqual(first);
  });

  it('who move it at the same moment: it moves once', async () => {
    const action = await assign();
    const answers = await Promise.all([
      move(action, 'agreed'),
      move(action, 'cancelled', 'no money'),
      move(action, 'agreed'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await read(action.id)).version).toBe(2);
  });

  it('who do not say which version they saw change nothing', async () => {
    const { id } = await assign();
    expect(
      await refusal(testApp.request(`/api/actions/${id}`, edit({ person: 'X' }, null))),
    ).toMatchObject({ status: 428 });
    expect(
      await refusal(
        testApp.request(`/api/actions/${id}/moves`, edit({ to: 'agreed' }, null, 'POST')),
      ),
    ).toMatchObject({ status: 428 });
  });

  it('may hand it to another agency, which has to agree; a change may not reverse its dates, with or without both of them', async () => {
    const { id } = await inState('in_progress');
    const handed = await testApp.json<Action>(
      `/api/actions/${id}`,
      edit({ agency: 'sabrina-nhs' }, 3),
    );
    expect(handed).toMatchObject({ agency: 'sabrina-nhs', version: 4, state: 'proposed' });
    for (const dates of [
      { due_on: '2025-11-01' },
      { starts_on: '2026-01-01' },
      { starts_on: '2026-02-02', due_on: '2026-02-01' },
    ]) {
      const problem = await refusal(testApp.request(`/api/actions/${id}`, edit(dates, 4)));
      expect(sentences(problem)).toEqual({ due_on: 'The deadline is before the start.' });
    }
    expect(await read(id)).toEqual(handed);
  });
});

describe('Milestones', () => {
  it('are added, ticked, unticked, moved and removed', async () => {
    const { id } = await assign({ milestones: [] });
    const path = `/api/actions/${id}/milestones`;
    const added = await testApp.json<Action>(
      path,
      post({ title: 'Site visit', due_on: '2025-12-01' }),
    );
    const step = added.milestones[0]?.id ?? 0;
    const change = (about: Record<string, unknown>) =>
      testApp.json<Action>(`${path}/${step}`, { ...post(about), method: 'PATCH' });
    expect((await change({ done_on: '2025-11-30' })).milestones).toEqual([
      { id: step, title: 'Site visit', due_on: '2025-12-01', done_on: '2025-11-30' },
    ]);
    expect((await change({ title: 'Visit at night' })).milestones[0]).toMatchObject({
      title: 'Visit at night',
      done_on: '2025-11-30',
    });
    expect((await change({ done_on: null, due_on: '2025-12-02' })).milestones[0]).toMatchObject({
      due_on: '2025-12-02',
      done_on: null,
    });
    expect(
      (await testApp.json<Action>(`${path}/${step}`, { method: 'DELETE' })).milestones,
    ).toEqual([]);
    expect((await refusal(testApp.request(`${path}/${step}`, { method: 'DELETE' }))).status).toBe(
      404,
    );
  });

  it('belong to their own action: another’s cannot be changed through it', async () => {
    const [mine, other] = [await assign(), await assign()];
    const step = mine.milestones[0]?.id ?? 0;
    const path = `/api/actions/${other.id}/milestones/${step}`;
    expect(
      (await refusal(testApp.request(path, { ...post({ title: 'X' }), method: 'PATCH' }))).status,
    ).toBe(404);
    expect((await refusal(testApp.request(path, { method: 'DELETE' }))).status).toBe(404);
    expect(await read(mine.id)).toEqual(mine);
    expect(
      (
        await refusal(
          testApp.request(
            '/api/actions/999999/milestones',
            post({ title: 'X', due_on: '2025-12-01' }),
          ),
        )
      ).status,
    ).toBe(404);
  });
});

describe('Progress', () => {
  it('is credited to the agency that acts, newest day first, and its hours add up', async () => {
    const { id } = await assign();
    const report = (person: Person, about: Record<string, unknown>) =>
      testApp.json<Action>(
        `/api/actions/${id}/progress`,
        post({ on_day: '2025-11-25', note: 'Walked the path.', ...about }),
        person,
      );
    await report(alice, { hours: 0.1 });
    await report(chelsea, { on_day: '2025-11-26', hours: 0.2, measured: 9.25 });
    const after = await report(bob, { note: '  Spoke to the shop. ' });
    expect(
      after.progress.map(({ agency, on_day, hours, measured, note }) => ({
        agency,
        on_day,
        hours,
        measured,
        note,
      })),
    ).toEqual([
      {
        agency: 'sabrina-nhs',
        on_day: '2025-11-26',
        hours: 0.2,
        measured: 9.25,
        note: 'Walked the path.',
      },
      {
        agency: 'sabrina-police',
        on_day: '2025-11-25',
        hours: 0,
        measured: null,
        note: 'Spoke to the shop.',
      },
      {
        agency: 'severnside-council',
        on_day: '2025-11-25',
        hours: 0.1,
        measured: null,
        note: 'Walked the path.',
      },
    ]);
    expect(after.hours_spent).toBe(0.3);
    // an addition is not an edit: nobody's form becomes stale by it
    expect(after.version).toBe(1);
    expect(Action.parse(after)).toEqual(after);
  });

  it('without a word, of negative hours, or on no action, is refused', async () => {
    const { id } = await assign();
    const path = `/api/actions/${id}/progress`;
    const empty = await refusal(testApp.request(path, post({ on_day: '2025-11-25', note: '' })));
    expect(sentences(empty)).toEqual({ note: 'Say what was done.' });
    const negative = await refusal(
      testApp.request(path, post({ on_day: '2025-11-25', note: 'x', hours: -1 })),
    );
    expect(sentences(negative)).toEqual({ hours: 'Hours cannot be negative.' });
    const huge = await refusal(
      testApp.request(path, post({ on_day: '2025-11-25', note: 'x', measured: 1e40 })),
    );
    expect(sentences(huge)).toEqual({ measured: 'That number is too large.' });
    expect(
      (
        await refusal(
          testApp.request(
            '/api/actions/999999/progress',
            post({ on_day: '2025-11-25', note: 'x' }),
          ),
        )
      ).status,
    ).toBe(404);
  });
});

describe('Overdue', () => {
  it('begins at midnight in London, also in summer, when UTC is an hour behind', async () => {
    const { id } = await assign({ starts_on: '2025-07-01', due_on: '2025-07-10' });
    for (const [clock, overdue] of [
      ['2025-07-10T22:59:59.999Z', false], // 23:59 BST on the deadline
      ['2025-07-10T23:00:00Z', true], // 00:00 BST on the day after
    ] as const) {
      testApp.setClock(clock);
      expect([clock, (await read(id)).overdue]).toEqual([clock, overdue]);
    }
    testApp.setClock(TODAY);
  });

  it('begins at midnight UTC in winter', async () => {
    const { id } = await assign({ starts_on: '2025-11-01', due_on: '2025-11-22' });
    testApp.setClock('2025-11-22T23:59:59Z');
    expect((await read(id)).overdue).toBe(false);
    testApp.setClock('2025-11-23T00:00:00Z');
    expect((await read(id)).overdue).toBe(true);
    testApp.setClock(TODAY);
  });

  it('applies to live actions only', async () => {
    const dates = { starts_on: '2025-01-01', due_on: '2025-01-31' };
    for (const state of ACTION_STATES) {
      const { overdue } = await inState(state, dates);
      expect([state, overdue]).toEqual([state, !['done', 'cancelled'].includes(state)]);
    }
  });
});

describe('The list of actions', () => {
  it('has the live ones first, the next deadline on top, then the ended ones, latest first', async () => {
    const spot = await testApp.json<Hotspot>(
      '/api/hotspots',
      post({
        name: 'The list',
        resolution: 9,
        cells: hotspot.cells,
        from: '2025-01-01',
        to: '2025-01-31',
      }),
    );
    const on = { hotspot_id: spot.id };
    const late = await inState('agreed', { ...on, due_on: '2026-03-01' });
    testApp.setClock('2025-11-22T13:00:00Z');
    const cancelled = await inState('cancelled', on);
    testApp.setClock('2025-11-22T14:00:00Z');
    const done = await inState('done', { ...on, agency: 'sabrina-nhs' });
    const soon = await inState('blocked', { ...on, due_on: '2025-11-25' });
    const next = await inState('proposed', { ...on, due_on: '2025-12-25' });
    testApp.setClock(TODAY);
    const ids = async (query: string) =>
      (
        await testApp.json<{ actions: Action[] }>(`/api/actions?hotspot=${spot.id}${query}`)
      ).actions.map(({ id }) => id);
    expect(await ids('')).toEqual([soon, next, late, done, cancelled].map(({ id }) => id));
    expect(await ids('&state=all')).toEqual(await ids(''));
    expect(await ids('&state=live')).toEqual([soon, next, late].map(({ id }) => id));
    expect(await ids('&state=done')).toEqual([done.id]);
    expect(await ids('&agency=sabrina-nhs')).toEqual([done.id]);
    expect(await ids('&agency=sabrina-police')).toEqual([]);
    expect((await testApp.json<Hotspot>(`/api/hotspots/${spot.id}`)).actions).toBe(3);
    expect((await refusal(testApp.request('/api/actions?state=asleep'))).status).toBe(422);
  });
});
