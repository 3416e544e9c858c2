/** A place to work on: proposed from hexes, with the counts of that moment, which then never change. */
import { cellToChildren, cellToParent, gridDisk, latLngToCell } from 'h3-js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Hexes } from '#api/contract/hexes.ts';
import { Hotspot } from '#api/contract/hotspots.ts';
import { edit, post, refusal, sentences } from '#test/api/http/calls.ts';
import { logCsv, policeCsv } from '#test/support/factories.ts';
import { asAgency } from '#api/db/as_agency.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, bob, chelsea, dev } from '#test/support/people.ts';

const testApp = await withTestApp();

const FOUNDRY = latLngToCell(52.190512, -2.220831, 9);
const around = gridDisk(FOUNDRY, 1);

const proposal = (about: Record<string, unknown> = {}) => ({
  name: 'Foundry Walk',
  resolution: 9,
  cells: [FOUNDRY],
  from: '2025-01-01',
  to: '2025-12-31',
  ...about,
});

const propose = (about: Record<string, unknown> = {}) =>
  testApp.json<Hotspot>('/api/hotspots', post(proposal(about)));

beforeAll(async () => {
  // one month of police, four places; a council's log with times, near and far
  const police = await testApp.importFile(
    policeCsv([
      {},
      {},
      { id: 'a1', type: 'Burglary' },
      { id: 'a2', type: 'Burglary', longitude: '-2.2225', latitude: '52.1915' },
      { id: 'a3', type: 'Drugs', longitude: '-2.2190', latitude: '52.1893' },
      { id: 'a4', type: 'Drugs', longitude: '-2.3190', latitude: '52.2893' },
    ]),
    { as: bob, name: '2025-06-sabrina-street.csv' },
  );
  expect(police.problem).toBeNull();
  const council = await testApp.importFile(
    logCsv([
      { reference: 'B1', category: 'Noise' },
      { reference: 'B2', category: 'Fireworks', date: '2025-11-05 20:00' },
      { reference: 'B3', category: 'Noise', date: '2025-06-30 23:59' },
    ]),
    { as: alice, name: 'noise.csv' },
  );
  expect(council.problem).toBeNull();
});

describe('The evidence of a hotspot', () => {
  const filters = [
    {},
    { kinds: ['crime'] },
    { kinds: ['crime', 'asb'], types: ['burglary'] },
    { types: ['burglary', 'noise'] },
    { kinds: ['asb'], types: ['burglary'] },
    { agencies: ['sabrina-police'] },
    { agencies: ['severnside-council', 'sabrina-nhs'], kinds: ['asb'] },
    { from: '2025-06-01', to: '2025-06-30' },
    { from: '2025-06-02', to: '2025-06-30' },
    { from: '2025-06-13', to: '2025-06-13', kinds: ['asb'] },
    { from: '2024-01-01', to: '2024-12-31' },
  ];
  for (const filter of filters)
    for (const resolution of [8, 9, 11])
      it(`is what the map counts at resolution ${resolution} for ${JSON.stringify(filter)}`, async () => {
        const cells =
          resolution === 9
            ? around
            : resolution === 8
              ? [cellToParent(FOUNDRY, 8)]
              : around.flatMap((cell) => cellToChildren(cell, 11));
        const { evidence } = await propose({ resolution, cells, ...filter });
        const query = new URLSearchParams({
          resolution: String(resolution),
          from: evidence.from,
          to: evidence.to,
        });
        if (evidence.kinds.length > 0) query.set('kind', evidence.kinds.join());
        if (evidence.types.length > 0) query.set('type', evidence.types.join());
        if (evidence.agencies.length > 0) query.set('agency', evidence.agencies.join());
        const map = await testApp.json<Hexes>(`/api/hexes?${query}`);
        const chosen = map.cells.filter(({ cell }) => cells.includes(cell));
        expect(evidence.total).toBe(chosen.reduce((sum, { total }) => sum + total, 0));
        const counts: Record<string, number> = {};
        for (const cell of chosen)
          for (const [kind, n] of Object.entries(cell.counts))
            counts[kind] = (counts[kind] ?? 0) + n;
        expect(evidence.counts).toEqual(counts);
      });

  it('holds something at all: the comparison above is not of nothing with nothing', async () => {
    const { evidence } = await propose({ cells: around });
    expect(evidence).toMatchObject({ total: 8, counts: { crime: 3, asb: 5 } });
    expect(evidence.as_of).toBe(testApp.now().toISOString());
  });

  it('is counted anew for other cells, beside what was counted before; nothing else changes it', async () => {
    const hotspot = await propose();
    const adopted = await testApp.json<Hotspot>(
      `/api/hotspots/${hotspot.id}`,
      edit({ state: 'adopted', name: 'Foundry Walk and around' }, 1),
    );
    expect(adopted.evidence).toEqual(hotspot.evidence);
    const shaped = await testApp.json<Hotspot>(
      `/api/hotspots/${hotspot.id}`,
      edit({ cells: around }, 2),
      bob,
    );
    expect(shaped.evidence).toMatchObject({ counted_by: bob.agency, cells: around });
    expect(shaped.evidence).toMatchObject({ total: 8, counts: { crime: 3, asb: 5 } });
    expect(shaped).toMatchObject({
      counted_elsewhere: false,
      earlier_evidence: [hotspot.evidence],
    });
    const more = await testApp.importFile(logCsv([{ reference: 'C1', date: '2025-06-14 10:00' }]), {
      as: chelsea,
    });
    expect(more.rows.accepted).toBe(1);
    const later = await testApp.json<Hotspot>(`/api/hotspots/${hotspot.id}`);
    expect(later.evidence).toEqual(shaped.evidence);
    expect(later.earlier_evidence).toEqual([hotspot.evidence]);
    // the map itself has moved on
    const again = await propose();
    expect(again.evidence.total).toBe((hotspot.evidence.total ?? 0) + 1);
    expect(
      (
        await testApp.json<{ state: string }>(
          `/api/imports/${more.id}`,
          { method: 'DELETE' },
          chelsea,
        )
      ).state,
    ).toBe('undone');
  });

  it('says that it was counted elsewhere, where anything but the API moves the hotspot', async () => {
    const hotspot = await propose();
    await asAgency(
      testApp.database,
      testApp.viewer(bob),
      (tx) =>
        tx`update hotspot set cells = array[${BigInt(`0x${around[1]}`).toString()}::bigint] where id = ${hotspot.id}`,
    );
    const moved = await testApp.json<Hotspot>(`/api/hotspots/${hotspot.id}`);
    expect(moved).toMatchObject({ cells: [around[1]], counted_elsewhere: true });
    expect(moved.evidence).toEqual(hotspot.evidence);
    // and whoever counts again counts the cells that it has
    const again = await testApp.json<Hotspot>(
      `/api/hotspots/${hotspot.id}`,
      edit({ cells: moved.cells }, moved.version),
    );
    expect(again).toMatchObject({ counted_elsewhere: false, evidence: { cells: moved.cells } });
  });

  it('a change that brings evidence of its own does not get it in', async () => {
    const hotspot = await propose();
    const changed = await testApp.json<Hotspot>(
      `/api/hotspots/${hotspot.id}`,
      edit({ note: 'seen', evidence: { total: 1000 } }, 1),
    );
    expect(changed.note).toBe('seen');
    expect(changed.evidence).toEqual(hotspot.evidence);
  });
});

describe('A hotspot', () => {
  it('is proposed by the agency that acts, and everyone in the partnership reads it', async () => {
    const hotspot = await testApp.json<Hotspot>('/api/hotspots', post(proposal()), bob);
    expect(Hotspot.parse(hotspot)).toEqual(hotspot);
    expect(hotspot).toMatchObject({
      agency: 'sabrina-police',
      state: 'proposed',
      version: 1,
      actions: 0,
    });
    const read = await testApp.json<Hotspot>(`/api/hotspots/${hotspot.id}`, {}, chelsea);
    expect(read).toEqual(hotspot);
    const { hotspots } = await testApp.json<{ hotspots: Hotspot[] }>('/api/hotspots', {}, chelsea);
    expect(hotspots[0]).toEqual(hotspot);
    expect(hotspots.map(({ id }) => id)).toEqual(
      hotspots.map(({ id }) => id).toSorted((a, b) => b - a),
    );
  });

  it('is not for Dev, who belongs to no agency', async () => {
    const nobody = { status: 401, code: 'sign_in_first' };
    expect(
      await refusal(testApp.request('/api/hotspots', post(proposal({ name: 'Dev’s' })), dev)),
    ).toMatchObject(nobody);
    expect(await refusal(testApp.request('/api/hotspots', {}, dev))).toMatchObject(nobody);
    // the hotspots are there, and what he sent is not
    const { hotspots } = await testApp.json<{ hotspots: Hotspot[] }>('/api/hotspots');
    expect(hotspots.length).toBeGreaterThan(0);
    expect(hotspots.map(({ name }) => name)).not.toContain('Dev’s');
  });

  it('is shaped, named and annotated; what is not named stays', async () => {
    const { id } = await propose();
    const shaped = await testApp.json<Hotspot>(`/api/hotspots/${id}`, edit({ cells: around }, 1));
    expect(shaped).toMatchObject({ name: 'Foundry Walk', cells: around, version: 2 });
    const smaller = around.slice(1, 4);
    const dropped = await testApp.json<Hotspot>(
      `/api/hotspots/${id}`,
      edit({ cells: smaller, name: '  The Walk ', note: 'after the site visit' }, 2),
    );
    expect(dropped).toMatchObject({
      name: 'The Walk',
      cells: smaller,
      note: 'after the site visit',
      version: 3,
    });
    expect(await testApp.json<Hotspot>(`/api/hotspots/${id}`)).toEqual(dropped);
  });

  it('goes through its states in any order: a meeting may reopen what it closed', async () => {
    let { id, version } = await propose();
    for (const state of ['adopted', 'watched', 'closed', 'adopted'] as const) {
      const moved: Hotspot = await testApp.json(`/api/hotspots/${id}`, edit({ state }, version));
      expect(moved.state).toBe(state);
      ({ id, version } = moved);
    }
    const refused = await refusal(
      testApp.request(`/api/hotspots/${id}`, edit({ state: 'gone' }, version)),
    );
    expect(refused.code).toBe('invalid_input');
  });

  it('does not take the change of somebody who does not name the version they edited', async () => {
    const { id } = await propose();
    for (const headers of [{}, { 'if-match': '*' }, { 'if-match': 'abc' }]) {
      const init = edit({ name: 'Mine' }, null);
      const sent = testApp.request(`/api/hotspots/${id}`, {
        ...init,
        headers: { 'content-type': 'application/json', ...headers },
      });
      expect(await refusal(sent)).toMatchObject({ status: 428, code: 'version_required' });
    }
  });

  it('edited by two people keeps the first, and shows the second what is there now', async () => {
    const { id } = await propose();
    const first = await testApp.json<Hotspot>(
      `/api/hotspots/${id}`,
      edit({ name: 'Alice’s name' }, 1),
      alice,
    );
    const second = await refusal(
      testApp.request(`/api/hotspots/${id}`, edit({ name: 'Bob’s name' }, 1), bob),
    );
    expect(second).toMatchObject({ status: 409, code: 'changed_meanwhile', current: first });
    expect(await testApp.json<Hotspot>(`/api/hotspots/${id}`)).toEqual(first);
  });

  it('edited by two people at the very same moment is changed once', async () => {
    const { id } = await propose();
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => testApp.request(`/api/hotspots/${id}`, edit({ name }, 1))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect((await testApp.json<Hotspot>(`/api/hotspots/${id}`)).version).toBe(2);
  });
});

describe('A proposal is refused, in words,', () => {
  const tooMany = gridDisk(FOUNDRY, 13).slice(0, 501);
  const cases: readonly [string, Record<string, unknown>, string, string | RegExp][] = [
    ['without a hexagon', { cells: [] }, 'cells', 'Choose at least one hexagon.'],
    ['with 501 of them', { cells: tooMany }, 'cells', /at most 500 hexagons/],
    ['with one of them twice', { cells: [FOUNDRY, FOUNDRY] }, 'cells', 'Each hexagon only once.'],
    ['with something else', { cells: ['foundry walk'] }, 'cells.0', /15 hexadecimal digits/],
    ['without a name', { name: '   ' }, 'name', 'Give the place a name.'],
    ['with a day that is none', { from: '2025-02-30' }, 'from', /./],
    ['with a day of no calendar', { from: '0000-01-01' }, 'from', /./],
  ];
  for (const [title, about, path, sentence] of cases)
    it(title, async () => {
      const problem = await refusal(testApp.request('/api/hotspots', post(proposal(about))));
      expect(problem).toMatchObject({ status: 422, code: 'invalid_input' });
      expect(sentences(problem)[path]).toMatch(sentence);
    });

  it('with 500 it is taken', async () => {
    expect((await propose({ cells: tooMany.slice(0, 500) })).cells).toHaveLength(500);
  });

  const elsewhere = cellToParent(FOUNDRY, 8);
  const invalid = '8f9'.padEnd(15, '0');
  for (const [title, cells, named] of [
    ['with a hexagon of another resolution', [FOUNDRY, elsewhere], elsewhere],
    ['with digits that are no hexagon', [FOUNDRY, invalid], invalid],
  ] as const)
    it(`${title}, which it names`, async () => {
      const problem = await refusal(testApp.request('/api/hotspots', post(proposal({ cells }))));
      expect(problem).toMatchObject({ status: 422, code: 'bad_cell' });
      expect(problem.detail).toContain(named);
      const { id } = await propose();
      const shaped = await refusal(testApp.request(`/api/hotspots/${id}`, edit({ cells }, 1)));
      expect(shaped.code).toBe('bad_cell');
    });

  it('when the window ends before it starts', async () => {
    const about = { from: '2025-06-30', to: '2025-06-01' };
    const problem = await refusal(testApp.request('/api/hotspots', post(proposal(about))));
    expect(problem).toMatchObject({ status: 422, code: 'window_backwards' });
  });

  it('when it counts a type or an agency that nobody knows, instead of counting nothing', async () => {
    const type = await refusal(
      testApp.request('/api/hotspots', post(proposal({ types: ['magic'] }))),
    );
    expect(type.code).toBe('unknown_type');
    const agency = await refusal(
      testApp.request('/api/hotspots', post(proposal({ agencies: ['the-guild'] }))),
    );
    expect(agency.code).toBe('unknown_agency');
  });

  it('when the address names none', async () => {
    for (const id of ['999999', '3000000000', '0', '-1', 'x', '1e3.5'])
      expect((await refusal(testApp.request(`/api/hotspots/${id}`))).status).toBeOneOf([404, 422]);
  });
});
