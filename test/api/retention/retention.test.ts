/** Records that are older than their agency keeps them: exact places become hexagons, words go, and every count stays. */
import fc from 'fast-check';
import { cellToLatLng } from 'h3-js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditPage } from '#api/contract/audit.ts';
import type {
  Retention,
  RetentionDue,
  RetentionPreview,
  RetentionRun,
} from '#api/contract/retention.ts';
import { ClockCheck } from '#api/closed_months/clock_check.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { RetentionService } from '#api/retention/retention_service.ts';
import { logCsv, newFind, policeCsv } from '#test/support/factories.ts';
import { AGENCIES, alice, bob, chelsea, type Person } from '#test/support/people.ts';
import { TODAY, withTestApp } from '#test/support/test_app.ts';

const testApp = await withTestApp();
const { database } = testApp;
const nora: Person = { name: 'Nora', agency: 'severnside-council', roles: ['analyst'] };

/** By then all that is brought in below is older than three years. */
const LATER = '2029-01-10T03:00:00Z';
const run = (dryRun: boolean, at = LATER): Promise<RetentionRun> => {
  testApp.setClock(at);
  return testApp.retention.run(dryRun).finally(() => testApp.setClock(TODAY));
};
const dueOf = ({ agencies }: RetentionRun, { agency }: Person): Record<string, number> =>
  Object.fromEntries(
    (agencies.find((one) => one.agency === agency)?.due ?? []).map((one: RetentionDue) => [
      one.class,
      one.records,
    ]),
  );

const send = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const logFind = async (about: Record<string, unknown>) =>
  expect((await testApp.request('/api/finds', send('POST', newFind(about)))).status).toBe(201);

/** Every figure that a person sees of these records. */
async function figures(person: Person): Promise<unknown[]> {
  const paths = [
    ...[6, 7, 8, 9, 10, 11].map((size) => `/api/hexes?resolution=${size}`),
    '/api/timeline',
    '/api/facets',
    '/api/facets?from=2025-06-01&to=2025-06-30',
    '/api/hotspots/significance?from=2025-06-01&to=2025-06-30&resolution=8',
  ];
  const all: unknown[] = [];
  for (const path of paths) all.push(await testApp.json(path, {}, person));
  return all;
}

interface Stored {
  readonly agency_id: number;
  readonly place_precision: string | null;
  readonly source_ref: string | null;
  readonly words: unknown;
  readonly note: string | null;
  readonly easting: number | null;
  readonly longitude: number | null;
  readonly latitude: number | null;
  /** Of the hexagon of size 11, as h3-js writes it. */
  readonly hexagon: string | null;
}
const stored = () =>
  asOwner(
    database,
    (tx) => tx<Stored[]>`
      select incident.agency_id, place_precision, source_ref, details as words, find.note, easting,
        ST_X(geom) as longitude, ST_Y(geom) as latitude, to_hex(cell_at(cell, edge_cells, 11)) as hexagon
      from incident
      left join find on find.incident_id = incident.id
      order by incident.id`,
  );

const spot = fc.record({
  latitude: fc.double({ min: 52.17, max: 52.22, noNaN: true }),
  longitude: fc.double({ min: -2.25, max: -2.18, noNaN: true }),
});
const LOG = fc.sample(spot, 60).map(({ latitude, longitude }, i) => ({
  reference: `S${i}`,
  date: `2025-06-${String(1 + (i % 28)).padStart(2, '0')} 10:0${i % 10}`,
  latitude: latitude.toFixed(6),
  longitude: longitude.toFixed(6),
}));

beforeAll(async () => {
  await testApp.addPerson(nora);
  await testApp.importFile(logCsv([...LOG, { reference: 'bad', date: 'Mrs Pryce, yesterday' }]), {
    dataset: 'log',
  });
  await testApp.importFile(logCsv([{ reference: 'new', date: '2025-11-20 10:00' }]), {
    dataset: 'log',
  });
  await testApp.importFile(policeCsv([{ id: 'aa' }, { id: 'bb' }]), { as: bob, dataset: 'street' });
  await logFind({ found_at: '2025-06-13T10:00:00Z', note: 'behind number 14' });
});

describe('Severnside keeps places for three years', () => {
  it('A dry run counts what is due, agency by agency, and changes nothing', async () => {
    const before = await stored();
    expect((await run(true, TODAY)).agencies.flatMap(({ due }) => due).map((one) => one.records))
      // prettier-ignore
      .toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
    const found = await run(true);
    expect(found.done).toBe(false);
    expect(dueOf(found, alice)).toEqual({ places: 62, texts: 62, rejects: 1 });
    // police places came in snapped: they were never exact
    expect(dueOf(found, bob)).toEqual({ places: 0, texts: 2, rejects: 0 });
    expect(dueOf(found, chelsea)).toEqual({ places: 0, texts: 0, rejects: 0 });
    expect(await stored()).toEqual(before);
  });

  it('Whoever’s clock is in doubt erases nothing', async () => {
    const before = await stored();
    const now = () => new Date('2035-01-01T00:00:00Z');
    const clock = new ClockCheck(now, () =>
      Promise.resolve({ database: new Date(TODAY), lastReceived: null }),
    );
    const service = new RetentionService(database, clock, testApp.log);
    const found = await service.run(false);
    expect(found).toMatchObject({ done: false, doubt: expect.stringContaining('2035') });
    expect(await stored()).toEqual(before);
  });

  it('Then places are hexagons, words are gone, and every figure of everybody is what it was', async () => {
    const before = { alice: await figures(alice), bob: await figures(bob) };
    expect(await run(false)).toMatchObject({ done: true, doubt: null });
    expect({ alice: await figures(alice), bob: await figures(bob) }).toEqual(before);

    for (const row of await stored()) {
      expect(row.source_ref ?? '').toBe('');
      expect(row.note ?? '').toBe('');
      expect(Object.keys(row.words ?? {})).not.toContain('location');
      if (row.agency_id !== testApp.agencyId(alice)) {
        expect(row.place_precision).toBe('snapped');
        continue;
      }
      expect(row).toMatchObject({ place_precision: 'hexagon', easting: null });
      const [latitude, longitude] = cellToLatLng(row.hexagon ?? '');
      expect(row.latitude).toBeCloseTo(latitude, 9);
      expect(row.longitude).toBeCloseTo(longitude, 9);
    }
    const [reject] = await asOwner(database, (tx) => tx`select value, line from import_reject`);
    expect(reject).toEqual({ value: '', line: 62 });
    const shown = await asOwner(
      database,
      (tx) => tx`select inspection->'sample' as sample from import where inspection is not null`,
    );
    expect(shown.map(({ sample }) => sample)).toEqual([[], [], []]);
  });

  it('An index that is built anew counts the same, and a second run finds nothing to do', async () => {
    const before = await figures(alice);
    await testApp.reopen();
    expect(await figures(alice)).toEqual(before);
    const again = await run(false);
    expect(again.agencies.flatMap(({ due }) => due).every(({ records }) => records === 0)).toBe(
      true,
    );
  });

  it('An export says how exact a place is', async () => {
    const csv = await (await testApp.request('/api/exports/incidents?format=csv&kind=asb')).text();
    expect(csv).toContain(',hexagon,');
    expect(csv).not.toContain(',exact,');
    expect(csv).not.toContain('S17');
    expect(csv).not.toContain('number 14');
  });

  it('The same file again adds nothing, and a correction still finds its record', async () => {
    const again = await testApp.importFile(logCsv([...LOG]), { dataset: 'log', name: 'again.csv' });
    expect(again.rows).toMatchObject({ accepted: 0, already_present: 60 });
    const corrected = await testApp.importFile(
      logCsv([{ ...LOG[3], category: 'Fireworks' }, { ...LOG[4] }]),
      { dataset: 'log', name: 'corrected.csv' },
    );
    expect(corrected.rows).toMatchObject({ accepted: 0, changed: 1, already_present: 1 });
  });

  it('Who runs it is the server; each step is in the agency’s own audit, and the chain holds', async () => {
    const sums = async (person: Person) => {
      const { events } = await testApp.json<AuditPage>('/api/audit?event=retention', {}, person);
      const all = new Map<unknown, number>();
      // a line for each feed and class
      for (const { about } of events)
        all.set(about['class'], (all.get(about['class']) ?? 0) + Number(about['records']));
      return Object.fromEntries(all);
    };
    expect(await sums(alice)).toEqual({ places: 62, texts: 62, rejects: 1 });
    expect(await sums(bob)).toEqual({ texts: 2 });
    expect(await testApp.json('/api/audit/check')).toMatchObject({ intact: true });
  });
});

describe('Each agency sets its own periods', () => {
  const periods = { places: 12, texts: 6, rejects: 1 };

  it('Alice sets hers, after seeing what they would do; Bob’s stay the usual ones', async () => {
    const usual = { periods: { places: 36, texts: 24, rejects: 3 }, chosen: false };
    expect(await testApp.json<Retention>('/api/retention')).toEqual(usual);
    const preview = await testApp.json<RetentionPreview>(
      '/api/retention/preview',
      send('POST', { places: 6, texts: 3, rejects: 1 }),
    );
    expect(preview.due.map((one) => [one.class, one.before])).toEqual([
      ['places', '2025-05-01'],
      ['texts', '2025-08-01'],
      ['rejects', '2025-10-01'],
    ]);
    expect(await testApp.json<Retention>('/api/retention')).toEqual(usual);
    const set = await testApp.json('/api/retention', send('PUT', periods));
    expect(set).toEqual({ periods, chosen: true });
    expect(await testApp.json('/api/retention')).toEqual({ periods, chosen: true });
    expect(await testApp.json('/api/retention', {}, bob)).toEqual(usual);
  });

  it('An analyst reads them and cannot set them; what lies outside is refused in words', async () => {
    expect((await testApp.request('/api/retention', {}, nora)).status).toBe(200);
    expect((await testApp.request('/api/retention', send('PUT', periods), nora)).status).toBe(403);
    const answer = await testApp.request(
      '/api/retention',
      send('PUT', { ...periods, places: 2, texts: 1.5 }),
    );
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({
      fields: [
        { path: 'places', message: 'Write a whole number of months from 6 to 120.' },
        { path: 'texts', message: 'Write a whole number of months from 3 to 120.' },
      ],
    });
  });

  it('The operator reads of every agency what is due, the host’s administrator of her own', async () => {
    const ask = (token: string) =>
      testApp.call('/api/retention/runs', {
        ...send('POST', { dry_run: true }),
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      });
    const agenciesOf = async (token: string) => {
      const found = (await (await ask(token)).json()) as RetentionRun; // as: the server's contract
      return found.agencies.map(({ agency }) => agency);
    };
    expect((await ask(testApp.tokenOf(bob))).status).toBe(403);
    expect(await agenciesOf(testApp.tokenOf(alice))).toEqual(['severnside-council']);
    expect(await agenciesOf(testApp.operator.token)).toEqual(AGENCIES.map(({ slug }) => slug));
  });
});
