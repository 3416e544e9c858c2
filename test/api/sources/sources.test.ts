/** Where evidence comes from: shares of hot places, the same test on the public's reports alone, and marks that an agency
 *  corrects for its own records. */
import { latLngToCell } from 'h3-js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { History } from '#api/contract/history.ts';
import type { Significance } from '#api/contract/significance.ts';
import type { EvidenceSources, SourceMarks } from '#api/contract/sources.ts';
import { refusal } from '#test/api/http/calls.ts';
import { policeCsv } from '#test/support/factories.ts';
import { alice, bob, chelsea, dev, type Person } from '#test/support/people.ts';
import { agree } from '#test/support/sign_in.ts';
import { withTestApp } from '#test/support/test_app.ts';

const nora: Person = { name: 'Nora', agency: bob.agency, roles: ['analyst'] };
const testApp = await withTestApp({ agreements: 'none' });
const TOWN = 'within=-2.32,52.10;-2.12,52.10;-2.12,52.28;-2.32,52.28';
const MONTH = `${TOWN}&from=2025-05-01&to=2025-05-31&resolution=8`;
/** Where officers search, and where people report. */
const SEARCHED = { latitude: 52.19, longitude: -2.22 };
const REPORTED = { latitude: 52.13, longitude: -2.29 };
const cellOf = ({ latitude, longitude }: typeof SEARCHED) => latLngToCell(latitude, longitude, 8);

const sources = (query = MONTH, person: Person = bob) =>
  testApp.json<EvidenceSources>(`/api/hotspots/sources?${query}`, {}, person);
const significance = (query: string, person: Person = bob) =>
  testApp.json<Significance>(`/api/hotspots/significance?${MONTH}&${query}`, {}, person);
const marks = (person: Person) => testApp.json<SourceMarks>('/api/sources', {}, person);
const mark = (list: readonly unknown[], person: Person) =>
  testApp.request(
    '/api/sources',
    {
      method: 'PUT',
      body: JSON.stringify({ marks: list }),
      headers: { 'content-type': 'application/json' },
    },
    person,
  );

beforeAll(async () => {
  await testApp.addPerson(nora);
  const of = (n: number, type: string, at: (i: number) => typeof SEARCHED) =>
    Array.from({ length: n }, (_, i) => ({
      id: `${type}-${n}-${i}`,
      month: '2025-05',
      type,
      latitude: String(at(i).latitude),
      longitude: String(at(i).longitude),
    }));
  const done = await testApp.importFile(
    policeCsv([
      ...of(120, 'Burglary', (i) => ({
        latitude: 52.11 + ((i * 0.0377) % 0.16),
        longitude: -2.315 + ((i * 0.0613) % 0.18),
      })),
      ...of(70, 'Drugs', () => SEARCHED),
      ...of(60, 'Burglary', () => REPORTED),
    ]),
    { dataset: 'street', as: bob, name: 'street.csv' },
  );
  expect([done.problem, done.rows.accepted]).toEqual([null, 250]);
});

describe('A hot place', () => {
  it('says who reported it, and whether it is hot on the public’s reports alone', async () => {
    const { cells, refused, refused_public } = await sources();
    expect([refused, refused_public]).toEqual([null, null]);
    const searched = cells.find(({ cell }) => cell === cellOf(SEARCHED));
    expect(searched).toMatchObject({ class: 'hot_99', looked: 70, effort: 0, unknown: 0 });
    expect(searched?.class_public).toBe('none');
    const reported = cells.find(({ cell }) => cell === cellOf(REPORTED));
    expect(reported).toMatchObject({ class: 'hot_99', class_public: 'hot_99', looked: 0 });
    for (const { total, public: told, looked, effort, unknown } of cells)
      expect(told + looked + effort + unknown).toBe(total);
  });

  it('has the class that the same test gives on those records alone', async () => {
    const { cells } = await sources();
    const alone = await significance('source=public');
    expect(alone.incidents).toBe(180);
    const classes = new Map(alone.cells.map((one) => [one.cell, one.class]));
    expect(cells.map(({ cell }) => classes.get(cell))).toEqual(
      cells.map(({ class_public }) => class_public),
    );
    expect((await significance('source=looked')).incidents).toBe(70);
    const one = await sources(`${MONTH}&cell=${cellOf(SEARCHED)}`);
    expect(one.cells.map(({ cell }) => cell)).toEqual([cellOf(SEARCHED)]);
  });

  it('is counted by hours of the week in the same way', async () => {
    // months know no hours: nothing is left, of either source
    expect((await significance('source=public&hours=0-23')).incidents).toBe(0);
  });
});

describe('What only a count of all types gives', () => {
  it('is of no source where the kind has types of several, and of one where it has not', async () => {
    await agree(testApp, {
      ...{ provider: bob, recipient: chelsea, kinds: ['crime'] },
      ...{ level: 'cell', resolution: 8, threshold: 1 },
    });
    const { cells } = await sources(`${MONTH}&cell=${cellOf(SEARCHED)}`, chelsea);
    expect(cells).toMatchObject([{ public: 0, looked: 0, effort: 0 }]);
    expect(cells[0]?.unknown).toBe(cells[0]?.total);
    expect(cells[0]?.total).toBeGreaterThanOrEqual(70);
    expect((await significance('source=looked', chelsea)).incidents).toBe(0);
  });
});

describe('A mark', () => {
  it('is corrected by an agency’s administrator for its own records, with a history, and counts by it', async () => {
    expect((await marks(bob)).types).toContainEqual({ type: 'drugs', source: 'looked' });
    const set = await mark([{ type: 'drugs', source: 'public' }], bob);
    expect(set.status).toBe(200);
    const corrected = [{ agency: bob.agency, type: 'drugs', source: 'public' }];
    expect((await marks(alice)).corrected).toEqual(corrected);
    expect((await significance('source=public')).incidents).toBe(250);
    const id = testApp.agencyId(bob);
    const { lines } = await testApp.json<History>(`/api/history/sources/${id}`, {}, alice);
    expect(lines).toMatchObject([{ verb: 'insert', by: bob.name, after: { source: 'public' } }]);
    // what is usual is no correction: the line goes
    expect((await mark([{ type: 'drugs', source: 'looked' }], bob)).status).toBe(200);
    expect((await marks(alice)).corrected).toEqual([]);
  });

  it('is not for others to set, and of types that there are', async () => {
    expect((await mark([], dev)).status).toBe(401);
    expect((await mark([{ type: 'drugs', source: 'public' }], nora)).status).toBe(403);
    const unknown = await mark([{ type: 'dragons', source: 'public' }], bob);
    expect(await refusal(unknown)).toMatchObject({
      status: 422,
      fields: [{ path: 'marks.0.type' }],
    });
    const twice = [
      { type: 'drugs', source: 'public' },
      { type: 'drugs', source: 'effort' },
    ];
    expect((await mark(twice, bob)).status).toBe(422);
  });
});
