/** Two administrators who say something about one agreement at the same moment: one word counts, and the audit has that one. */
import { describe, expect, it } from 'vitest';
import type { Agreement } from '#api/contract/agreements.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { post, refusal } from '#test/api/http/calls.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, bob, chelsea, type Person } from '#test/support/people.ts';

const testApp = await withTestApp({ agreements: 'none' });
const anna: Person = { ...alice, name: 'Anna' };
await testApp.addPerson(anna);

const terms = {
  provider: 'sabrina-police',
  audience: 'agency',
  recipient: 'severnside-council',
  level: 'point',
  kinds: ['asb'],
  max_sensitivity: 1,
  resolution: null,
  threshold: null,
  purpose: 'Tasking',
  legal_basis: 'Crime and Disorder Act 1998, section 115',
  starts_on: '2024-01-01',
  ends_on: '2199-12-31',
  review_on: '2100-01-01',
};
const propose = (by: Person, about: object = {}) =>
  testApp.json<Agreement>('/api/agreements', post({ ...terms, ...about }), by);
const say = (by: Person, id: number, what: string, init: RequestInit = { method: 'POST' }) =>
  testApp.request(`/api/agreements/${id}/${what}`, init, by);
const lines = (event: string, id: number) =>
  asOwner(
    testApp.database,
    (tx) => tx<{ agency_id: number }[]>`
      select agency_id
      from audit_event
      where event = ${event}
        and (about ->> 'agreement')::int = ${id}
      order by id`,
  );
/** Several times, since two calls do not always meet. */
const TIMES = 8;

/** One is done; every other answer shows the agreement's state. */
async function oneIsDone(answers: readonly Response[]): Promise<Agreement> {
  const [done, ...more] = answers.filter(({ ok }) => ok);
  expect([answers.map(({ status }) => status), more]).toEqual([expect.anything(), []]);
  for (const answer of answers.filter(({ ok }) => !ok))
    expect((await refusal(answer)).code).toBe('agreement_closed');
  if (!done) throw new Error('none was done');
  return (await done.json()) as Agreement; // as: checked by the caller
}

describe('An agreement', () => {
  it('accepted by two of one agency at once is accepted once', async () => {
    for (let n = 0; n < TIMES; n++) {
      const { id } = await propose(bob);
      const answers = await Promise.all([alice, anna].map((who) => say(who, id, 'acceptance')));
      expect(await oneIsDone(answers)).toMatchObject({ state: 'active', waiting_for: [] });
      expect(await lines('agreement.accepted', id)).toHaveLength(1);
    }
  });

  it('revoked by both parties at once is revoked by one of them, with that one’s reason', async () => {
    for (let n = 0; n < TIMES; n++) {
      const { id } = await propose(bob);
      await say(alice, id, 'acceptance');
      const answers = await Promise.all(
        [alice, bob].map((who) => say(who, id, 'revocation', post({ why: `said ${who.name}` }))),
      );
      const { revoked } = await oneIsDone(answers);
      expect(revoked?.why).toBe(`said ${revoked?.by === bob.agency ? 'Bob' : 'Alice'}`);
      const written = await lines('agreement.revoked', id);
      const by = revoked?.by === bob.agency ? bob : alice;
      expect(written).toEqual([{ agency_id: testApp.agencyId(by) }]);
    }
  });

  it('with all partners, left by two of one agency at once, is left once', async () => {
    for (let n = 0; n < TIMES; n++) {
      const { id } = await propose(bob, { audience: 'partners', recipient: null });
      for (const who of [alice, chelsea]) expect((await say(who, id, 'acceptance')).ok).toBe(true);
      const leave = { method: 'DELETE' };
      const answers = await Promise.all(
        [alice, anna].map((who) => say(who, id, 'acceptance', leave)),
      );
      expect(await oneIsDone(answers)).toMatchObject({ state: 'active' });
      expect(await lines('agreement.left', id)).toHaveLength(1);
    }
  });

  it('holds its own fields and nothing else that was sent along', async () => {
    const made = await propose(alice, {
      proposed_by: chelsea.agency,
      parties: [{ agency: bob.agency, accepted_at: '2025-01-01T00:00:00Z', ended_at: null }],
      state: 'active',
      revoked_at: null,
      id: 1,
    });
    expect(made).toMatchObject({ proposed_by: alice.agency, state: 'proposed' });
    expect(made.parties.map(({ agency }) => agency)).toEqual([alice.agency]);
    // nobody says the other's word
    for (const who of [alice, chelsea])
      expect((await refusal(say(who, made.id, 'acceptance'))).code).toBe('agreement_closed');
    const stranger = say(chelsea, made.id, 'revocation', post({ why: 'I can' }));
    expect((await refusal(stranger)).code).toBe('agreement_closed');
    expect((await refusal(say(bob, 999_999, 'acceptance'))).code).toBe('not_found');
    expect((await say(bob, made.id, 'acceptance')).status).toBe(200);
  });
});
