/** An action is the promise of its agency: others propose, its own people decide. */
import { latLngToCell } from 'h3-js';
import { beforeAll, describe, expect, it } from 'vitest';
import { Action, ACTION_STATES } from '#api/contract/actions.ts';
import type { Hotspot } from '#api/contract/hotspots.ts';
import { asAgency, asOwner } from '#api/db/as_agency.ts';
import { edit, post, refusal, sentences } from '#test/api/http/calls.ts';
import { alice, bob, chelsea, type Person } from '#test/support/people.ts';
import { withTestApp } from '#test/support/test_app.ts';

const testApp = await withTestApp();
/** Alice's colleague, who owns actions and assigns none. */
const amir: Person = { name: 'Amir', agency: alice.agency, roles: ['owner'] };
let hotspot: Hotspot;

beforeAll(async () => {
  await testApp.addPerson(amir);
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

/** Alice's agency's, assigned by Bob. */
const assigned = (about: Record<string, unknown> = {}) =>
  testApp.json<Action>(
    '/api/actions',
    post({
      hotspot_id: hotspot.id,
      agency: alice.agency,
      person: 'Priya Shah',
      what: 'Cut back the hedge.',
      starts_on: '2025-11-24',
      due_on: '2025-12-19',
      measure: 'Needle finds a month',
      baseline: 10,
      target: 5,
      milestones: [{ title: 'Lamps', due_on: '2025-12-01' }],
      ...about,
    }),
    bob,
  );
const read = (id: number) => testApp.json<Action>(`/api/actions/${id}`);
const move = ({ id, version }: Action, to: string, person: Person) =>
  testApp.request(`/api/actions/${id}/moves`, edit({ to, reason: 'R' }, version, 'POST'), person);
const change = ({ id, version }: Action, about: Record<string, unknown>, person: Person) =>
  testApp.request(`/api/actions/${id}`, edit(about, version), person);
const answer = async (response: Response, status: number): Promise<Action> => {
  expect(response.status).toBe(status);
  return (await response.json()) as Action; // as: each of these routes answers the action
};
async function proposed(about: Record<string, unknown>, by = bob) {
  const action = await answer(await change(await assigned(), about, by), 202);
  const id = action.proposals[0]?.id ?? 0;
  return { action, path: `/api/actions/${action.id}/proposals/${id}` };
}

describe('Bob, of another agency, changes Alice’s action', () => {
  for (const about of [
    { person: 'Somebody else' },
    { what: 'Nothing.' },
    { starts_on: '2025-11-01' },
    { due_on: '2026-12-19' },
    { hours: 1000 },
    { pounds: 5 },
    { measure: 'Anything' },
    { baseline: 1 },
    { target: 9 },
    { agency: 'sabrina-nhs' },
  ])
    it(`${Object.keys(about).join()}: it stays, and stands as a proposal that everybody sees`, async () => {
      const before = await assigned();
      const after = await answer(await change(before, about, bob), 202);
      expect(Action.parse(after)).toEqual(after);
      expect(after).toEqual({ ...before, proposals: after.proposals });
      expect(after.proposals).toMatchObject([{ agency: bob.agency, changes: about, stale: false }]);
      expect(await testApp.json<Action>(`/api/actions/${before.id}`, {}, chelsea)).toEqual(after);
    });

  it('any step of it: the state stays', async () => {
    const before = await assigned();
    for (const to of before.moves) {
      const after = await answer(await move(before, to, bob), 202);
      expect(after).toMatchObject({ state: 'proposed', version: 1 });
    }
    expect((await read(before.id)).proposals.map(({ changes }) => changes)).toEqual(
      before.moves.map((state) => ({ state, state_reason: 'R' })),
    );
    for (const to of ACTION_STATES.filter((state) => !before.moves.includes(state)))
      expect((await refusal(move(before, to, bob))).code).toBe('move_not_allowed');
  });

  it('its steps: he is told what to do instead', async () => {
    const { id, milestones } = await assigned();
    const path = `/api/actions/${id}/milestones`;
    for (const [to, init] of [
      [path, post({ title: 'T', due_on: '2025-12-01' })],
      [`${path}/${milestones[0]?.id}`, { ...post({ title: 'X' }), method: 'PATCH' }],
      [`${path}/${milestones[0]?.id}`, { method: 'DELETE' }],
    ] as const)
      expect(await refusal(testApp.request(to, init, bob))).toMatchObject({
        status: 403,
        code: 'not_your_agency',
      });
    expect((await read(id)).milestones).toEqual(milestones);
  });

  it('in SQL too: nothing happens to the action, its steps, or a proposal of others', async () => {
    const { action } = await proposed({ target: 1 }, chelsea);
    const rows = await asAgency(testApp.database, testApp.viewer(bob), async (tx) => [
      await tx`update action set baseline = 1, target = 0 where id = ${action.id} returning id`,
      await tx`update milestone set due_on = due_on + 90 where action_id = ${action.id} returning id`,
      await tx`delete from milestone where action_id = ${action.id} returning id`,
      await tx`update action_proposal set state = 'accepted', decided_at = now() where action_id = ${action.id} returning id`,
    ]);
    expect(rows.map(({ length }) => length)).toEqual([0, 0, 0, 0]);
    expect(await read(action.id)).toEqual(action);
  });

  it('to what it is already: there is nothing to propose', async () => {
    const before = await assigned();
    expect(await answer(await change(before, { target: 5 }, bob), 200)).toEqual(before);
  });

  it('from a version that is no longer the present one: he is shown what there is', async () => {
    const before = await assigned();
    await answer(await change(before, { target: 4 }, alice), 200);
    expect(await refusal(change(before, { target: 1 }, bob))).toMatchObject({
      code: 'changed_meanwhile',
      current: { target: 4, proposals: [] },
    });
  });

  it('and still reports what his own agency did about it', async () => {
    const { id } = await assigned();
    const after = await testApp.json<Action>(
      `/api/actions/${id}/progress`,
      post({ on_day: '2025-11-25', note: 'Walked the path.' }),
      bob,
    );
    expect(after.progress).toMatchObject([{ agency: bob.agency }]);
  });
});

describe('Alice’s agency decides', () => {
  it('accepts, also by those who only own actions: the change is made, once', async () => {
    const { action, path } = await proposed({ due_on: '2025-12-31', target: 4 });
    const after = await testApp.json<Action>(`${path}/acceptance`, { method: 'POST' }, amir);
    expect(after).toMatchObject({ due_on: '2025-12-31', target: 4, baseline: 10, version: 2 });
    expect(after.proposals).toEqual([]);
    const again = await refusal(testApp.request(`${path}/acceptance`, { method: 'POST' }, alice));
    expect(again).toMatchObject({ status: 409, code: 'proposal_decided' });
    expect(await read(action.id)).toEqual(after);
  });

  it('accepts a step with its reason', async () => {
    const before = await assigned();
    const { proposals } = await answer(await move(before, 'cancelled', bob), 202);
    const path = `/api/actions/${before.id}/proposals/${proposals[0]?.id}`;
    const after = await testApp.json<Action>(`${path}/acceptance`, { method: 'POST' });
    expect(after).toMatchObject({ state: 'cancelled', state_reason: 'R', version: 2 });
  });

  it('hands it on: the other agency has to agree, and only those who assign may hand on', async () => {
    const { path } = await proposed({ agency: 'sabrina-nhs' });
    const accept = (person: Person) =>
      testApp.request(`${path}/acceptance`, { method: 'POST' }, person);
    expect(await refusal(accept(amir))).toMatchObject({ status: 403, code: 'not_allowed' });
    const handed = await answer(await accept(alice), 200);
    expect(handed).toMatchObject({ agency: 'sabrina-nhs', state: 'proposed' });
    await answer(await move(handed, 'agreed', alice), 202);
    expect(await answer(await move(handed, 'agreed', chelsea), 200)).toMatchObject({
      state: 'agreed',
    });
  });

  it('declines, with a reason: it stays as it was', async () => {
    const { action, path } = await proposed({ target: 1 });
    const silent = await refusal(testApp.request(`${path}/refusal`, post({ reason: ' ' })));
    expect(sentences(silent)).toEqual({ reason: 'Say why, in a few words.' });
    const after = await testApp.json<Action>(`${path}/refusal`, post({ reason: 'Too low.' }));
    expect(after).toEqual({ ...action, proposals: [] });
  });

  it('not on what has changed since: that is stale, and can be declined', async () => {
    const { action, path } = await proposed({ target: 1 });
    const changed = await answer(await change(action, { hours: 9 }, alice), 200);
    expect(changed.proposals).toMatchObject([{ stale: true }]);
    expect(await refusal(testApp.request(`${path}/acceptance`, { method: 'POST' }))).toMatchObject({
      status: 409,
      code: 'proposal_stale',
      current: changed,
    });
    await testApp.json(`${path}/refusal`, post({ reason: 'Too late.' }));
    expect(await read(action.id)).toEqual({ ...changed, proposals: [] });
  });

  it('at the same moment as the proposer withdraws, or twice: one of them counts', async () => {
    for (const others of [
      (path: string) => testApp.request(path, { method: 'DELETE' }, bob),
      (path: string) => testApp.request(`${path}/refusal`, post({ reason: 'No.' }), amir),
    ]) {
      const { path } = await proposed({ target: 1 });
      const answers = await Promise.all([
        testApp.request(`${path}/acceptance`, { method: 'POST' }),
        others(path),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    }
  });

  it('and nobody else: not its proposer, not a third agency; none that is not there', async () => {
    const { action, path } = await proposed({ target: 1 });
    for (const person of [bob, chelsea]) {
      for (const [to, init] of [
        [`${path}/acceptance`, { method: 'POST' }],
        [`${path}/refusal`, post({ reason: 'R' })],
      ] as const)
        expect((await refusal(testApp.request(to, init, person))).code).toBe('not_your_agency');
    }
    for (const person of [alice, chelsea])
      expect((await refusal(testApp.request(path, { method: 'DELETE' }, person))).code).toBe(
        'not_your_agency',
      );
    const nowhere = `/api/actions/${action.id}/proposals/999999/acceptance`;
    expect((await refusal(testApp.request(nowhere, { method: 'POST' }))).status).toBe(404);
    expect(await read(action.id)).toEqual(action);
    expect(
      (await answer(await testApp.request(path, { method: 'DELETE' }, bob), 200)).proposals,
    ).toEqual([]);
  });

  it('is notified, each once: those who may decide, and nobody of another agency', async () => {
    const { action } = await proposed({ target: 1 });
    const notified = await asOwner(
      testApp.database,
      (tx) => tx<{ name: string; text: string }[]>`
        select account.name, notice.text
        from notice
        join account on account.id = notice.account_id
        where notice.path = ${`/actions/${action.id}`}
        order by 1`,
    );
    expect(notified.map(({ name }) => name)).toEqual(['Alice', 'Amir']);
    expect(notified[0]?.text).toContain('Sabrina Police proposes to change an action');
    // it goes by e-mail: nothing of the action
    expect(notified[0]?.text).not.toContain('hedge');
  });
});
