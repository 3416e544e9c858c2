/** Agreements as administrators make them: what each step lets through, from the next request on. */
import { describe, expect, it } from 'vitest';
import type { Agreement } from '#api/contract/agreements.ts';
import type { Hexes } from '#api/contract/hexes.ts';
import type { Partnership } from '#api/contract/partnership.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { post, refusal, sentences } from '#test/api/http/calls.ts';
import { logCsv } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, bob, chelsea, type Person } from '#test/support/people.ts';

const testApp = await withTestApp({ agreements: 'none' });
const rita: Person = { name: 'Rita', agency: 'sabrina-police', roles: ['analyst'] };
await testApp.addPerson(rita);

const terms = (about: Partial<Record<string, unknown>> = {}) => ({
  provider: 'sabrina-police',
  audience: 'agency',
  recipient: 'severnside-council',
  level: 'point',
  kinds: ['asb'],
  max_sensitivity: 1,
  purpose: 'Tasking',
  legal_basis: 'Crime and Disorder Act 1998, section 115',
  starts_on: '2024-01-01',
  ends_on: '2199-12-31',
  review_on: '2100-01-01',
  ...about,
});
const propose = (person: Person, about: Partial<Record<string, unknown>> = {}) =>
  testApp.json<Agreement>('/api/agreements', post(terms(about)), person);
const say = (person: Person, id: number) =>
  testApp.json<Agreement>(`/api/agreements/${id}/acceptance`, { method: 'POST' }, person);
const totalOf = async (person: Person, query = '') =>
  (await testApp.json<Hexes>(`/api/hexes?resolution=8${query}`, {}, person)).total;

await testApp.importFile(
  logCsv([
    ...['A1', 'A2', 'A3'].map((reference) => ({ reference, date: '2025-06-13 14:05' })),
    { reference: 'A4', date: '2025-07-02 10:00' },
  ]),
  { as: bob, dataset: 'log' },
);

describe('An agreement about rows', () => {
  it('acts when both have accepted, and not before; revoked, it is over with the next request', async () => {
    expect(await totalOf(alice)).toBe(0);
    expect(await totalOf(bob)).toBe(4); // and it is there
    const proposed = await propose(alice);
    expect(proposed).toMatchObject({ state: 'proposed', waiting_for: ['sabrina-police'] });
    expect(await totalOf(alice)).toBe(0);
    expect(await say(bob, proposed.id)).toMatchObject({ state: 'active', waiting_for: [] });
    expect(await totalOf(alice)).toBe(4);
    expect(await totalOf(chelsea)).toBe(0);
    const over = await testApp.json<Agreement>(
      `/api/agreements/${proposed.id}/revocation`,
      post({ why: 'The review found no need' }),
      bob,
    );
    expect(over).toMatchObject({
      state: 'revoked',
      revoked: { by: 'sabrina-police', why: 'The review found no need' },
    });
    expect(await totalOf(alice)).toBe(0);
    expect(await totalOf(bob)).toBe(4);
    const again = await refusal(
      testApp.request(`/api/agreements/${proposed.id}/acceptance`, { method: 'POST' }, bob),
    );
    expect(again).toMatchObject({ status: 409, code: 'agreement_closed' });
  });

  it('holds for its kinds and sensitivities alone', async () => {
    const { id } = await propose(bob, { kinds: ['crime'] });
    await say(alice, id);
    expect(await totalOf(alice)).toBe(0);
    const open = await propose(bob, { max_sensitivity: 0 });
    await say(alice, open.id);
    expect(await totalOf(alice)).toBe(0); // the log's records are of sensitivity 1
    expect(await totalOf(bob)).toBe(4);
    for (const one of [id, open.id])
      await testApp.json(`/api/agreements/${one}/revocation`, post({ why: 'Over' }), bob);
  });

  it('that ended yesterday, or begins tomorrow, lets nothing through', async () => {
    const { id } = await propose(bob, { ends_on: '2024-12-31', review_on: '2024-06-01' });
    expect(
      await refusal(testApp.request(`/api/agreements/${id}/acceptance`, { method: 'POST' }, alice)),
    ).toMatchObject({ code: 'agreement_closed' });
    const later = await propose(bob, {
      starts_on: '2150-01-01',
      ends_on: '2151-01-01',
      review_on: '2150-06-01',
    });
    expect(await say(alice, later.id)).toMatchObject({ state: 'scheduled' });
    expect(await totalOf(alice)).toBe(0);
    // the same terms, running now: it is the days that keep it back
    await asOwner(
      testApp.database,
      (tx) => tx`update agreement set starts_on = '2024-01-01' where id = ${later.id}`,
    );
    expect(await totalOf(alice)).toBe(4);
    await testApp.json(`/api/agreements/${later.id}/revocation`, post({ why: 'Over' }), alice);
    expect(await totalOf(alice)).toBe(0);
  });
});

describe('An agreement about counts', () => {
  it('gives whole months in coarse hexagons, and nothing below the threshold, ever', async () => {
    const { id } = await propose(bob, { level: 'cell', resolution: 8, threshold: 3 });
    await say(alice, id);
    expect(await totalOf(alice, '&from=2025-06-01&to=2025-06-30')).toBe(3);
    expect(await totalOf(alice, '&from=2025-06-02&to=2025-06-30')).toBe(0);
    expect(await totalOf(alice, '&from=2025-07-01&to=2025-07-31')).toBe(0); // one: below the threshold
    // and no sum of months brings it back
    expect(await totalOf(alice, '&from=2025-06-01&to=2025-07-31')).toBe(3);
    const finer = await testApp.json<Hexes>(
      '/api/hexes?resolution=9&from=2025-06-01&to=2025-06-30',
    );
    expect(finer.total).toBe(0);
    expect(await totalOf(bob, '&from=2025-06-01&to=2025-07-31')).toBe(4);
    const { seen } = await testApp.json<Partnership>('/api/partnership');
    expect(seen).toEqual([
      {
        agency: 'sabrina-police',
        kind: 'asb',
        level: 'cell',
        max_sensitivity: 1,
        resolution: 8,
        threshold: 3,
        all_resolution: 8,
        counted_to: '2025-10',
        next_closes_on: '2025-12-14',
      },
    ]);
    await testApp.json(`/api/agreements/${id}/revocation`, post({ why: 'Over' }), bob);
    const after = await testApp.json<Partnership>('/api/partnership');
    expect(after.seen).toMatchObject([{ agency: 'sabrina-police', kind: 'asb', level: 'none' }]);
  });
});

describe('An agreement with all partners', () => {
  it('acts for each that joins, and stops for the one that leaves', async () => {
    const { id } = await propose(bob, { audience: 'partners', recipient: null });
    expect(await say(chelsea, id)).toMatchObject({
      state: 'active',
      waiting_for: ['severnside-council'],
    });
    expect([await totalOf(alice), await totalOf(chelsea)]).toEqual([0, 4]);
    await say(alice, id);
    expect([await totalOf(alice), await totalOf(chelsea)]).toEqual([4, 4]);
    await testApp.json(`/api/agreements/${id}/acceptance`, { method: 'DELETE' }, chelsea);
    expect([await totalOf(alice), await totalOf(chelsea)]).toEqual([4, 0]);
    await testApp.json(`/api/agreements/${id}/revocation`, post({ why: 'Over' }), bob);
    expect([await totalOf(alice), await totalOf(chelsea)]).toEqual([0, 0]);
  });
});

describe('Nobody agrees for others', () => {
  it('neither for two strangers, nor as an analyst, nor in the other’s place', async () => {
    const forOthers = await refusal(testApp.request('/api/agreements', post(terms()), chelsea));
    expect(forOthers).toMatchObject({ status: 403, code: 'not_your_agency' });
    const analyst = await refusal(testApp.request('/api/agreements', post(terms()), rita));
    expect(analyst).toMatchObject({ status: 403, code: 'not_allowed' });
    const { id } = await propose(bob);
    for (const path of ['acceptance', 'revocation'])
      expect(
        await refusal(
          testApp.request(`/api/agreements/${id}/${path}`, post({ why: 'Mine now' }), chelsea),
        ),
      ).toMatchObject({ status: 409 });
  });

  it('and terms that cannot be are refused field by field', async () => {
    const wrong = terms({ level: 'cell', threshold: null, ends_on: '2023-01-01', purpose: ' ' });
    const problem = await refusal(testApp.request('/api/agreements', post(wrong), bob));
    expect(Object.keys(sentences(problem)).sort()).toEqual([
      'ends_on',
      'purpose',
      'resolution',
      'review_on',
      'threshold',
    ]);
  });
});

describe('An agreement that nears its end', () => {
  it('reminds, thirty days before, and when its review is due', async () => {
    const [{ today } = { today: '' }] = await asOwner(
      testApp.database,
      (tx) => tx<{ today: string }[]>`select today() as today`,
    );
    const from = (days: number) =>
      new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
    const about = { starts_on: '2024-01-01', level: 'point', kinds: ['alcohol'] };
    const remind = async (ends_on: string, review_on: string) => {
      const { id } = await propose(bob, { ...about, ends_on, review_on });
      return (await say(alice, id)).reminder;
    };
    expect(await remind(from(31), from(31))).toBeNull();
    expect(await remind(from(30), from(30))).toBe('ends');
    expect(await remind(from(200), from(0))).toBe('review');
  });
});
