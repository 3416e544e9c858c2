/** The hex index, which row level security does not reach, answers every viewer of the matrix as SQL does; and to nobody
 *  whose grants the database did not make. */
import { describe, expect, it } from 'vitest';
import { asAgency, asOwner } from '#api/db/as_agency.ts';
import { toKey } from '#api/geo/cells.ts';
import { countFromRows } from '#api/hexes/count_from_rows.ts';
import { grantsText, type Grants } from '#api/hex_index/grants.ts';
import type { HexCounts, HexIndex } from '#api/hex_index/hex_index.ts';
import { LiveHexes } from '#api/hexes/live_hexes.ts';
import { dayOf } from '#api/time/local_day.ts';
import { partnerCounts, readGrants } from '#api/hexes/grants_queries.ts';
import { recordChange } from '#api/incidents/change_queries.ts';
import { withDatabase } from '#test/support/databases.ts';
import { CASES, USUAL } from './agreements.ts';
import { agree } from './build_world.ts';
import { CALLERS, callerNamed, type Caller } from './callers.ts';
import { makeMatrix } from './loosen.ts';
import { cellGrants, pointKeys, rolesOf } from './oracle.ts';

const database = await withDatabase({ own: true });
await makeMatrix(database);
const hexes = new LiveHexes(database);
await hexes.open();

/** One of each relation and role that counts anything, and some that do not. */
const VIEWERS: readonly Caller[] = CALLERS.filter(
  ({ name, account, agency }) =>
    account !== null &&
    agency !== null &&
    /^(analyst of \d|reader of 3|administrator of 2|street of 1|operator), stating|^analyst who left 1 for 2/.test(
      name,
    ),
);
const RESOLUTIONS = [6, 8, 9, 10];
/** Both months; one and parts of the other; days that hold no whole month. */
const WINDOWS = [
  { from: dayOf('2025-05-01'), to: dayOf('2025-06-30') },
  { from: dayOf('2025-05-08'), to: dayOf('2025-06-30') },
  { from: dayOf('2025-05-02'), to: dayOf('2025-06-17') },
];
const ALL = { types: null, agencies: null, cells: null };

const viewerOf = (caller: Caller) => ({
  accountId: caller.account ?? '',
  agencyId: caller.agency ?? 0,
  ...(caller.phone ? { kind: 'phone' as const } : {}),
});

const shown = ({ keys, total, byKind, leftOut }: HexCounts) => ({
  cells: Array.from(keys, (key, i) => [key, total[i], ...byKind.map((column) => column[i])]),
  leftOut,
});

/** Others' counts, a line an agency, kind and hexagon. */
function fromIndex(index: HexIndex, asked: Parameters<HexIndex['count']>[0], grants: Grants) {
  return index
    .partnerCounts(asked, grants)
    .flatMap(({ grant, counts }) =>
      Array.from(counts.keys, (key, i) => [grant.agency, grant.kind, key, counts.total[i]].join()),
    )
    .sort();
}
function fromSql(rows: Awaited<ReturnType<typeof partnerCounts>>, resolution: number): string[] {
  const sums = new Map<string, number>();
  for (const { agency_id, kind, cell, n } of rows) {
    const line = [agency_id, kind, toKey(cell, resolution)].join();
    sums.set(line, (sums.get(line) ?? 0) + n);
  }
  return [...sums].map(([line, n]) => `${line},${n}`).sort();
}

describe('The index and SQL', () => {
  it('say the same to every viewer, under every case of agreements', async () => {
    const compared = new Set<string>();
    let questions = 0;
    let withCounts = 0;
    for (const situation of CASES) {
      await asOwner(database, (tx) => agree(tx, situation));
      for (const caller of VIEWERS)
        await asAgency(database, viewerOf(caller), async (tx) => {
          const grants = await readGrants(tx);
          const who = `${caller.name}, ${situation.name}`;
          // the grants themselves are those of the rules
          expect([who, grants.pointKeys]).toEqual([who, pointKeys(caller, situation)]);
          expect(grants.cells).toHaveLength(cellGrants(caller, situation).length);
          // the same grants, the same answers: asked once
          const text = grantsText(grants).replace(/"agreement":\s*\d+/g, '');
          if (compared.has(text)) return;
          compared.add(text);
          const index = await hexes.at(grants.dataVersion);
          for (const window of WINDOWS)
            for (const resolution of RESOLUTIONS) {
              const asked = { ...window, ...ALL, resolution };
              const rows = await countFromRows(tx, asked, null);
              const partners = fromSql(await partnerCounts(tx, asked), resolution);
              const at = [who, window, resolution];
              expect([at, shown(index.count(asked, grants))]).toEqual([at, shown(rows)]);
              expect([at, fromIndex(index, asked, grants)]).toEqual([at, partners]);
              questions++;
              if (partners.length > 0) withCounts++;
            }
        });
    }
    console.log(
      `${compared.size} different grants, ${questions} questions to the index and to SQL`,
    );
    expect(compared.size).toBeGreaterThan(40);
    expect(withCounts).toBeGreaterThan(100);
  });
});

describe('Grants that the database did not make', () => {
  const asked = { from: dayOf('2025-05-01'), to: dayOf('2025-06-30'), ...ALL, resolution: 8 };
  /** Every way in. */
  const ways: Readonly<Record<string, (index: HexIndex, grants: Grants) => unknown>> = {
    count: (index, grants) => index.count(asked, grants),
    partnerCounts: (index, grants) => index.partnerCounts(asked, grants),
    partnerMonths: (index, grants) => index.partnerMonths(asked, grants),
    partnerTables: (index, grants) => index.partnerTables(grants),
    timeline: (index, grants) => index.timeline(asked, grants),
    typeCounts: (index, grants) => index.typeCounts(asked, grants),
  };
  const analyst = callerNamed('analyst of 1, stating 1');
  const issued = async () => {
    await asOwner(database, (tx) => agree(tx, USUAL));
    return asAgency(database, viewerOf(analyst), (tx) => readGrants(tx));
  };

  it('get no answer: not when written by hand, copied, widened or sent through JSON', async () => {
    const real = await issued();
    const index = await hexes.at(real.dataVersion);
    const { pointKeys: keys, cells, dataVersion } = real;
    const forged = [
      { pointKeys: [1, 2, 3], cells: [], dataVersion: 1n },
      { pointKeys: keys, cells, dataVersion },
      { ...real },
      { ...real, pointKeys: Array.from({ length: 64 }, (_, i) => i) },
      structuredClone({ pointKeys: [...keys], cells: [...cells], dataVersion }),
      Object.create(real) as object,
      null,
    ] as unknown as Grants[]; // as: an attacker has no types
    for (const [name, ask] of Object.entries(ways)) {
      expect(() => ask(index, real)).not.toThrow();
      for (const grants of forged) expect(() => ask(index, grants), name).toThrow(TypeError);
    }
  });

  it('cannot be widened once made', async () => {
    const real = await issued();
    expect(() => (real.pointKeys as number[]).push(33)).toThrow(TypeError); // as: an attacker has no types
    for (const cell of real.cells)
      expect(() => Object.assign(cell, { threshold: 1 })).toThrow(TypeError);
    expect(() => Object.assign(real, { pointKeys: [33] })).toThrow(TypeError);
  });

  it('of an older version show nothing that was not granted, and new ones show what has come since', async () => {
    const old = await issued();
    const before = await hexes.at(old.dataVersion);
    const countBefore = before.count(asked, old).total.reduce((sum, n) => sum + n, 0);
    // three more rows: the council's own, the police's at a sensitivity that it reads, and at one that it does not
    await asOwner(database, async (tx) => {
      await tx`
        insert into incident (
          agency_id, dataset_id, identity_hash, content_hash, type_id, started_at, local_day, time_precision, geom,
          cell, sensitivity)
        select agency, agency, 1, 1, 1, local_day, local_day, 'day', geom, cell, sensitivity
        from (select geom, cell, local_day from incident where cell is not null order by id limit 1) there
        cross join (values (1, 3), (2, 1), (2, 3)) one (agency, sensitivity)`;
      await recordChange(tx, { kind: 'import', importId: null, incidentId: null });
    });
    const fresh = await asAgency(database, viewerOf(analyst), (tx) => readGrants(tx));
    expect(fresh.dataVersion).toBe(old.dataVersion + 1n);
    const index = await hexes.at(fresh.dataVersion);
    const totalOf = (grants: Grants) => index.count(asked, grants).total.reduce((a, b) => a + b, 0);
    expect(totalOf(fresh)).toBe(countBefore + 2);
    // old grants meet a newer index: the same keys, so the same rows
    expect(totalOf(old)).toBe(totalOf(fresh));
    expect(old.pointKeys).toEqual(fresh.pointKeys);
  });

  it('of somebody who is nobody any more count nothing', async () => {
    for (const name of [
      'analyst who left 1, stating 1',
      'analyst of 1, disabled, stating 1',
      'of no agency, stating 1',
    ]) {
      const caller = callerNamed(name);
      const grants = await asAgency(database, viewerOf(caller), (tx) => readGrants(tx));
      const index = await hexes.at(grants.dataVersion);
      expect([name, rolesOf(caller), grants.pointKeys, grants.cells]).toEqual([name, [], [], []]);
      expect(index.count(asked, grants).keys).toHaveLength(0);
      expect(index.typeCounts(asked, grants).byType.size).toBe(0);
      expect(index.partnerTables(grants)).toEqual([]);
    }
  });
});
