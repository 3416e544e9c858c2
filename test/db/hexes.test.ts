/** The hex index is held to SQL: the same counts for every viewer, window, resolution and filter, whatever has
 *  happened to the rows, and in every process that keeps one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { cellToBoundary, latLngToCell } from 'h3-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INCIDENT_TYPES } from '#api/contract/kinds.ts';
import { asAgency, asOwner } from '#api/db/as_agency.ts';
import { toKey } from '#api/geo/cells.ts';
import { countFromRows } from '#api/hexes/count_from_rows.ts';
import type { HexCounts } from '#api/hex_index/hex_index.ts';
import { LiveHexes } from '#api/hexes/live_hexes.ts';
import { dayOf, firstOfMonth, firstOfNextMonth } from '#api/time/local_day.ts';
import { countByCell, countLeftOut } from '#api/hexes/count_queries.ts';
import { partnerCounts, readGrants } from '#api/hexes/grants_queries.ts';
import { readDataVersion } from '#api/incidents/change_queries.ts';
import { logCsv, needlesCsv, newFind, policeCsv } from '#test/support/factories.ts';
import { TODAY, withTestApp } from '#test/support/test_app.ts';
import { agree } from '#test/support/sign_in.ts';
import { alice, bob, chelsea, dev, type Person } from '#test/support/people.ts';

const testApp = await withTestApp({ agreements: 'none' });
const { database } = testApp;
const folder = mkdtempSync(join(tmpdir(), 'commonground-index-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Alice reads everything one by one; Bob his own; Chelsea her own, and counts of Bob's and Alice's; Ash nothing.
const ash: Person = { name: 'Ash', agency: 'sabrina-nhs', roles: ['street'] };
const KINDS_ALL = ['crime', 'asb', 'alcohol', 'needle_find'] as const;
beforeAll(async () => {
  await testApp.addPerson(ash);
  await agree(testApp, { provider: bob, recipient: alice, level: 'point', kinds: KINDS_ALL });
  await agree(testApp, { provider: chelsea, recipient: alice, level: 'point', kinds: KINDS_ALL });
  const cells = { recipient: chelsea, level: 'cell', kinds: KINDS_ALL } as const;
  await agree(testApp, { ...cells, provider: bob, resolution: 8, threshold: 2 });
  await agree(testApp, { ...cells, provider: alice, resolution: 9, threshold: 1 });
});

// --- queries ---

const FIRST = dayOf('2025-04-20');
const LAST = dayOf('2025-08-15');
const window = fc
  .tuple(fc.integer({ min: FIRST, max: LAST }), fc.integer({ min: 0, max: 100 }))
  .chain(([from, length]) =>
    fc.constantFrom(
      { from, to: from + length },
      { from: firstOfMonth(from), to: firstOfNextMonth(from + length) - 1 },
      { from, to: firstOfNextMonth(from + length) - 1 },
    ),
  );
const some = (ids: readonly number[]) =>
  fc.option(fc.subarray([...ids], { minLength: 0 }), { nil: null });
const anyQuery = window.chain((days) =>
  fc.record({
    from: fc.constant(days.from),
    to: fc.constant(days.to),
    resolution: fc.integer({ min: 6, max: 10 }),
    types: some([2, 20, 31, 33, 60, 70]),
    agencies: some([1, 2, 3]),
    person: fc.constantFrom(alice, bob, chelsea, ash, dev),
  }),
);
type PersonQuery = typeof anyQuery extends fc.Arbitrary<infer T> ? T : never;

const shown = ({ keys, total, byKind, leftOut }: HexCounts) => ({
  cells: Array.from(keys, (key, i) => [key, total[i], ...byKind.map((column) => column[i])]),
  leftOut,
});

/** The same query to the index and to SQL, in the viewer's own transaction: rows that they read one by one, and what
 *  others let them count. */
async function bothWays(hexes: LiveHexes, { person, ...wanted }: PersonQuery) {
  const { grants, sql, partners } = await asAgency(
    database,
    testApp.viewer(person),
    async (tx) => ({
      grants: await readGrants(tx),
      sql: await countFromRows(tx, wanted, null),
      partners: await partnerCounts(tx, wanted),
    }),
  );
  const index = await hexes.at(grants.dataVersion);
  const query = {
    ...wanted,
    types: wanted.types && new Set(wanted.types),
    agencies: wanted.agencies && new Set(wanted.agencies),
    cells: null,
  };
  const fromIndex = index
    .partnerCounts({ ...query, types: null, agencies: null }, grants)
    .flatMap(({ grant, counts }) =>
      Array.from(counts.keys, (key, i) => [grant.agency, grant.kind, key, counts.total[i] ?? 0]),
    );
  const sums = new Map<string, number[]>();
  for (const { agency_id, kind, cell, n } of partners) {
    const line = [agency_id, kind, toKey(cell, wanted.resolution), 0];
    const name = line.join();
    const known = sums.get(name) ?? line;
    known[3] = (known[3] ?? 0) + n;
    sums.set(name, known);
  }
  const sorted = (lines: number[][]) => lines.map((line) => line.join()).sort();
  return {
    index: { ...shown(index.count(query, grants)), partners: sorted(fromIndex) },
    sql: { ...shown(sql), partners: sorted([...sums.values()]) },
  };
}

/** All that Alice sees, and then any query. */
async function check(hexes: LiveHexes, numRuns: number): Promise<void> {
  for (const resolution of [6, 10]) {
    const span = { from: dayOf('2023-01-01'), to: dayOf('2025-12-15') };
    const all = { ...span, resolution, types: null, agencies: null, person: alice };
    const { index, sql } = await bothWays(hexes, all);
    expect(index).toEqual(sql);
  }
  await fc.assert(
    fc.asyncProperty(anyQuery, async (query) => {
      const { index, sql } = await bothWays(hexes, query);
      expect(index).toEqual(sql);
    }),
    { numRuns },
  );
}

// --- what may happen ---

/** Beside the corners of the hexagons of each size around the town, where a place may lie in another than the ancestor of its
 *  cell. */
const NEAR_CORNERS = [6, 7, 8, 9, 10, 11].flatMap((size) =>
  cellToBoundary(latLngToCell(52.190512, -2.220831, size))
    .slice(0, 2)
    .map(([lat = 0, lon = 0]) => ({
      latitude: (lat + 2e-5).toFixed(6),
      longitude: (lon + 3e-5).toFixed(6),
    })),
);
const place = fc.constantFrom(
  { latitude: '52.190512', longitude: '-2.220831' },
  { latitude: '52.190912', longitude: '-2.220131' },
  { latitude: '52.250512', longitude: '-2.300831' },
  ...NEAR_CORNERS,
  { latitude: '', longitude: '' },
);
const month = fc.constantFrom('2025-05', '2025-06', '2025-07');
const policeFile = fc
  .array(
    fc
      .record({ month, id: fc.constantFrom('', '', 'aa', 'bb'), outcome: fc.constantFrom('', 'x') })
      .chain((row) => place.map((where) => ({ ...row, ...where }))),
    { minLength: 1, maxLength: 8 },
  )
  .map((rows) => ({ act: 'police' as const, text: policeCsv(rows) }));
const logFile = fc
  .array(
    fc
      .record({
        reference: fc.constantFrom('A1', 'A2', 'A3', 'A4'),
        category: fc.constantFrom('Noise', 'Fireworks'),
        date: fc.constantFrom('2025-05-31 23:30', '2025-06-01 00:10', '2025-06-13', '2025-07-02'),
      })
      .chain((row) => place.map((where) => ({ ...row, ...where }))),
    { minLength: 1, maxLength: 6 },
  )
  .map((rows) => ({ act: 'log' as const, text: logCsv(rows) }));
const needleFile = fc
  .array(
    fc.record({
      job: fc.constantFrom('N1', 'N2', 'N3'),
      needles: fc.constantFrom('0', '2', '5-10'),
      gridReference: fc.constantFrom('SO 84900 54800', 'SO 85900 54800', ''),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((rows) => ({ act: 'needles' as const, text: needlesCsv(rows) }));
const event = fc.oneof(
  { weight: 3, arbitrary: policeFile },
  { weight: 2, arbitrary: logFile },
  { weight: 1, arbitrary: needleFile },
  { weight: 2, arbitrary: fc.constantFrom({ act: 'find' as const }, { act: 'undo' as const }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { act: 'reopen' as const },
      { act: 'other' as const },
      { act: 'coarsen' as const },
    ),
  },
);

const logFind = (about: Record<string, unknown> = {}) =>
  testApp.request('/api/finds', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(newFind({ found_at: '2025-06-13T10:00:00Z', ...about })),
  });
/** As when all that is here has become older than its agency keeps it. */
const coarsenAll = async () => {
  testApp.setClock('2031-01-01T12:00:00Z');
  await testApp.retention.run(false);
  testApp.setClock(TODAY);
};
const undoLatest = async () => {
  const { imports } = await testApp.json<{ imports: { id: number; state: string }[] }>(
    '/api/imports',
  );
  const done = imports.find(({ state }) => state === 'done');
  if (done) await testApp.request(`/api/imports/${done.id}`, { method: 'DELETE' });
};

describe('The index equals SQL', () => {
  it('after imports, restated months, undos, finds and restarts, and in another process', async () => {
    // another process, which looks only now and then
    let other = new LiveHexes(database);
    await other.open();
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 2, maxLength: 5 }), async (events) => {
        for (const one of events) {
          if (one.act === 'police')
            await testApp.importFile(one.text, { as: bob, name: 'street.csv' });
          else if (one.act === 'log') await testApp.importFile(one.text, { name: 'asb log.csv' });
          else if (one.act === 'needles')
            await testApp.importFile(one.text, { as: chelsea, name: 'needle log.csv' });
          else if (one.act === 'find') expect((await logFind()).status).toBe(201);
          else if (one.act === 'undo') await undoLatest();
          else if (one.act === 'coarsen') await coarsenAll();
          else if (one.act === 'reopen') await testApp.reopen();
          else other = new LiveHexes(database);
          await check(testApp.hexes, 2);
        }
        await check(other, 2);
      }),
      { numRuns: 12 },
    );
    await check(testApp.hexes, 40);
    await check(other, 20);
  });

  it('for a person without grants, who counts nothing and for whom nothing was left out', async () => {
    for (const person of [ash, dev]) {
      const query = { from: FIRST, to: LAST, resolution: 9, types: null, agencies: null, person };
      const nothing = { cells: [], leftOut: { noPlace: 0, monthOnlyCut: 0 }, partners: [] };
      expect(await bothWays(testApp.hexes, query)).toEqual({ index: nothing, sql: nothing });
    }
  });

  it('to a reader of a commit: a find is counted by the next query', async () => {
    const query = {
      from: dayOf('2025-06-13'),
      to: dayOf('2025-06-13'),
      resolution: 10,
      types: [60],
      agencies: null,
      person: alice,
    };
    const totalOf = async () => {
      const { cells } = (await bothWays(testApp.hexes, query)).index;
      return cells.reduce((sum, [, n]) => sum + (n ?? 0), 0);
    };
    for (let n = 0; n < 5; n++) {
      const before = await totalOf();
      await logFind();
      expect(await totalOf()).toBe(before + 1);
      await logFind({ outcome: 'nothing_found', needles_min: 0, needles_max: 0 });
      expect(await totalOf()).toBe(before + 1);
    }
  });
});

describe('Counts are conserved', () => {
  it('from rows to every resolution, 11 too', async () => {
    await fc.assert(
      fc.asyncProperty(anyQuery, async ({ person, ...wanted }) => {
        await asAgency(database, testApp.viewer(person), async (tx) => {
          const grants = await readGrants(tx);
          const index = await testApp.hexes.at(grants.dataVersion);
          const sets = {
            types: wanted.types && new Set(wanted.types),
            agencies: wanted.agencies && new Set(wanted.agencies),
            cells: null,
          };
          const smallest = await countByCell(tx, { ...wanted, resolution: 11 });
          const sum = (counts: Iterable<number>) => [...counts].reduce((a, b) => a + b, 0);
          for (const resolution of [6, 7, 8, 9, 10]) {
            const { total } = index.count({ ...wanted, ...sets, resolution }, grants);
            expect(sum(total)).toBe(sum(smallest.map(({ n }) => n)));
          }
        });
      }),
      { numRuns: 15 },
    );
  });

  it('a window is the sum of its days, for incidents that know their day', async () => {
    await fc.assert(
      fc.asyncProperty(window, async ({ from, to }) => {
        await asAgency(database, testApp.viewer(alice), async (tx) => {
          const grants = await readGrants(tx);
          const index = await testApp.hexes.at(grants.dataVersion);
          const types = new Set(INCIDENT_TYPES.map(({ id }) => id));
          const day = { resolution: 8, types, agencies: new Set([1, 3]), cells: null };
          const whole = index.count({ ...day, from, to }, grants);
          const sums = new Map<number, number>();
          for (let one = from; one <= to; one++) {
            const { keys, total } = index.count({ ...day, from: one, to: one }, grants);
            keys.forEach((key, i) => sums.set(key, (sums.get(key) ?? 0) + (total[i] ?? 0)));
          }
          expect(new Map(Array.from(whole.keys, (key, i) => [key, whole.total[i]]))).toEqual(sums);
        });
      }),
      { numRuns: 10 },
    );
  });

  it('a month that the window cuts is left out and counted, one that it holds is counted', async () => {
    const cut = async (from: string, to: string) =>
      asAgency(database, testApp.viewer(bob), (tx) =>
        countLeftOut(tx, { from: dayOf(from), to: dayOf(to), types: [2], agencies: [2] }),
      );
    await testApp.importFile(policeCsv([{ id: 'cut', type: 'Burglary', month: '2024-02' }]), {
      as: bob,
      dataset: 'leap-year',
    });
    expect(await cut('2024-02-01', '2024-02-29')).toEqual({ no_place: 0, month_only: 0 });
    for (const [from, to] of [
      ['2024-02-01', '2024-02-28'],
      ['2024-02-02', '2024-02-29'],
      ['2024-02-10', '2024-02-10'],
      ['2024-01-15', '2024-02-01'],
      ['2024-02-29', '2024-03-31'],
    ] as const)
      expect([from, to, await cut(from, to)]).toEqual([from, to, { no_place: 0, month_only: 1 }]);
    expect(await cut('2024-03-01', '2024-03-31')).toEqual({ no_place: 0, month_only: 0 });
  });
});

describe('An index that has fallen behind', () => {
  let files = 0;
  const file = () => join(folder, `index-${++files}`);
  const version = () => asOwner(database, (tx) => readDataVersion(tx));

  it('reads everything anew when the log no longer reaches back to it, or has a gap', async () => {
    for (const prune of [
      (to: bigint) => asOwner(database, (tx) => tx`delete from change where version <= ${to}`),
      (to: bigint) => asOwner(database, (tx) => tx`delete from change where version = ${to - 1n}`),
      (to: bigint) => asOwner(database, (tx) => tx`delete from change where version < ${to}`),
    ]) {
      const hexes = new LiveHexes(database);
      await hexes.open();
      for (let n = 0; n < 3; n++) await logFind();
      await prune(await version());
      await check(hexes, 3);
    }
  });

  it('reads everything anew when what the log names is gone', async () => {
    const hexes = new LiveHexes(database);
    await hexes.open();
    const sent = newFind({ found_at: '2025-06-13T10:00:00Z' });
    await logFind(sent);
    await asOwner(
      database,
      (tx) =>
        tx`update change set incident_id = null where version = (select max(version) from change)`,
    );
    await check(hexes, 3);
  });

  it('reads everything anew when the log takes out a row that it never had', async () => {
    const { id } = await testApp.importFile(logCsv([{ date: '2024-11-11 10:00' }]), {
      dataset: 'unlogged',
    });
    const hexes = new LiveHexes(database);
    await hexes.open();
    // somebody's hand in the table, past the change log
    await asOwner(
      database,
      (tx) => tx`
      insert into incident (
        agency_id, dataset_id, import_id, identity_hash, content_hash, type_id,
        started_at, local_day, time_precision, geom, cell)
      select
        agency_id, dataset_id, import_id, 1, 1, type_id,
        started_at, local_day, time_precision, geom, cell
      from incident
      where import_id = ${id}`,
    );
    await testApp.request(`/api/imports/${id}`, { method: 'DELETE' });
    await check(hexes, 3);
  });

  it('that was kept in a file goes on from there', async () => {
    const kept = file();
    const first = new LiveHexes(database, kept);
    await first.open();
    await first.save();
    await logFind();
    await undoLatest();
    const second = new LiveHexes(database, kept);
    await second.open();
    await check(second, 5);
  });

  it('whose file is ahead of the database, because a copy was put back, is discarded', async () => {
    const kept = file();
    const first = new LiveHexes(database, kept);
    await first.open();
    await logFind();
    await first.at(await version());
    await first.save();
    // the copy: as if the last find had never been
    await asOwner(database, async (tx) => {
      const [last] = await tx<{ version: bigint; incident_id: bigint }[]>`
        select version, incident_id from change order by version desc limit 1`;
      if (!last) throw new Error('a find was logged above');
      await tx`delete from change where version = ${last.version}`;
      await tx`delete from find where incident_id = ${last.incident_id}`;
      await tx`delete from incident where id = ${last.incident_id}`;
      await tx`update data_version set version = version - 1`;
    });
    const second = new LiveHexes(database, kept);
    await second.open();
    await check(second, 5);
    await testApp.reopen();
  });

  it('keeps counting right when the database fails it halfway', async () => {
    let failures = 0;
    let queries = 0;
    // every nth query of the catching up fails, once each
    const flaky: typeof database = {
      ...database,
      sql: new Proxy(database.sql, {
        get(sql, name: keyof typeof database.sql) {
          const value: unknown = sql[name];
          if (name !== 'begin')
            return typeof value === 'function' ? (value.bind(sql) as unknown) : value;
          return (isolation: string, work: (tx: unknown) => Promise<unknown>) =>
            sql.begin(isolation, (tx) =>
              work(
                new Proxy(tx, {
                  apply(target, self, args: unknown[]) {
                    if (++queries === failAt) {
                      failures++;
                      throw new Error('the database failed');
                    }
                    return Reflect.apply(target, self, args) as unknown;
                  },
                }),
              ),
            );
        },
      }),
    };
    let failAt = -1;
    const hexes = new LiveHexes(flaky);
    await hexes.open();
    for (failAt = 2; failAt < 14; failAt++) {
      await testApp.importFile(
        policeCsv([{ month: '2025-06', id: `halfway-${failAt}`, type: 'Burglary' }, {}]),
        { as: bob, name: 'street.csv', dataset: 'halfway' },
      );
      await logFind();
      queries = 0;
      await hexes.at(await version()).catch(() => undefined);
    }
    expect(failures).toBeGreaterThan(5);
    failAt = -1;
    await check(hexes, 10);
  });

  it('never shows a reader half of a restated month', async () => {
    const dataset = 'restated-while-read';
    const rows = (n: number) =>
      policeCsv(
        Array.from({ length: 40 }, (_, i) => ({
          id: `${n}-${i}`,
          type: 'Burglary',
          month: '2023-03',
        })),
      );
    const query = {
      from: dayOf('2023-03-01'),
      to: dayOf('2023-03-31'),
      resolution: 8,
      types: null,
      agencies: null,
      cells: null,
    };
    const grants = await asAgency(database, testApp.viewer(bob), (tx) => readGrants(tx));
    await testApp.importFile(rows(0), { as: bob, dataset });
    const hexes = new LiveHexes(database);
    await hexes.open();
    const totals = new Set<number>();
    for (let n = 1; n < 4; n++) {
      await testApp.importFile(rows(n), { as: bob, dataset });
      // one reader makes the index catch up; another, content with an older version, reads all the while
      let behind = true;
      const caughtUp = version()
        .then((now) => hexes.at(now))
        .finally(() => {
          behind = false;
        });
      while (behind) {
        const index = await hexes.at(0n);
        totals.add(index.count(query, grants).total.reduce((sum, one) => sum + one, 0));
        await new Promise((resolve) => setImmediate(resolve));
      }
      await caughtUp;
    }
    expect([...totals]).toEqual([40]);
  });
});

describe('Writers at the same moment', () => {
  it('give versions without gaps, and every row is counted', async () => {
    const before = await asOwner(database, (tx) => readDataVersion(tx));
    const hexes = new LiveHexes(database);
    await hexes.open();
    const files = [1, 2, 3].map((n) =>
      testApp.upload(policeCsv([{ id: `w${n}`, type: 'Burglary' }, {}]), {
        as: bob,
        dataset: `writers-${n}`,
      }),
    );
    const finds = Array.from({ length: 12 }, () => logFind());
    // readers in between make the index catch up at any point
    const reads = Array.from({ length: 6 }, async () =>
      hexes.at(await asOwner(database, (tx) => readDataVersion(tx))),
    );
    await Promise.all([...files, ...finds, ...reads]);
    await testApp.imports.settled();
    await testApp.closing.settled();
    const { log, version } = await asOwner(database, async (tx) => ({
      log: await tx<{ version: bigint; kind: string }[]>`
        select version, kind from change where version > ${before} order by version`,
      version: await readDataVersion(tx),
    }));
    // and months that were closed in between
    expect(log.filter(({ kind }) => kind !== 'closed')).toHaveLength(15);
    expect(log.map((row) => row.version)).toEqual(
      Array.from({ length: Number(version - before) }, (_, i) => before + 1n + BigInt(i)),
    );
    await check(hexes, 10);
  });
});
