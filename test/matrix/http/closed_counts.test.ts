/** Counts that partners and the public are given cannot be subtracted: not two of different moments, agreements or partners,
 *  nor a release and a partner's counts. Sequences of agreements, records, corrections and closings are played in two worlds
 *  that differ only in what is withheld; whatever anybody is answered on the way must be the same in both. */
import { cellToChildren, cellToParent, latLngToCell } from 'h3-js';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { asAgency, asOwner } from '#api/db/as_agency.ts';
import { partnerCounts, readGrants } from '#api/hexes/grants_queries.ts';
import { recordChange } from '#api/incidents/change_queries.ts';
import { dayOf } from '#api/time/local_day.ts';
import { readSampling } from '#test/support/matrix_sample.ts';
import { logCsv } from '#test/support/factories.ts';
import { alice, bob, chelsea, type Person } from '#test/support/people.ts';
import { agree } from '#test/support/sign_in.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { post } from '#test/api/http/calls.ts';

const testApp = await withTestApp({ agreements: 'none' });
const { database } = testApp;
const runs = readSampling(process.env).full ? 60 : 5;
await asOwner(database, async (tx) => {
  await tx`
    insert into dataset (id, agency_id, slug, name)
    overriding system value
    select id, id, 'feed', 'Feed' from agency order by id`;
  await tx`alter table dataset alter column id restart with 100`;
});
const provider = testApp.agencyId(bob);

const HERE = latLngToCell(52.190512, -2.220831, 7);
/** Two hexagons of resolution 8 under one of resolution 7, and three of resolution 9 under each. */
const PLACES = cellToChildren(HERE, 8)
  .slice(0, 2)
  .flatMap((cell) => cellToChildren(cell, 9).slice(0, 3))
  .map((cell) => cellToChildren(cell, 12)[0] ?? cell);
/** The last of them is open until the clock passes the middle of November. */
const MONTHS = ['2025-08', '2025-09', '2025-10'] as const;
const BEGIN = '2025-10-20T12:00:00Z';
/** Of each thing that an agreement may ask; every threshold is at least the least. */
const LEAST = 5;
/** A type of each kind: crime may be shared one by one up to sensitivity 1, anti-social behaviour never. */
const TYPES = { crime: 2, asb: 31 } as const;
type Kind = keyof typeof TYPES;

// --- records, as counts of groups ---

/** A kind, sensitivity, place and month: how many records it has. */
interface Group {
  readonly kind: Kind;
  readonly sensitivity: number;
  readonly place: number;
  readonly month: number;
}
const GROUPS: readonly Group[] = (['crime', 'asb'] as const).flatMap((kind) =>
  [0, 1, 2, 3].flatMap((sensitivity) =>
    PLACES.flatMap((_, place) => MONTHS.map((__, month) => ({ kind, sensitivity, place, month }))),
  ),
);
/** What is read one by one by somebody may not differ between the worlds. */
const mayBeRead = ({ kind, sensitivity }: Group): boolean => kind === 'crime' && sensitivity < 2;

/** Makes each of the groups have so many records. */
async function setCounts(counts: readonly (readonly [Group, number])[]): Promise<void> {
  const wanted = counts.map(([{ kind, sensitivity, place, month }, n]) => ({
    type: TYPES[kind],
    sensitivity,
    cell: String(BigInt(`0x${PLACES[place] ?? ''}`)),
    day: `${MONTHS[month] ?? ''}-11`,
    n,
  }));
  await asOwner(database, async (tx) => {
    await tx`
      delete from incident
      using jsonb_to_recordset(${tx.json(wanted)}) one (type smallint, sensitivity smallint, cell bigint, day date)
      where incident.type_id = one.type
        and incident.sensitivity = one.sensitivity
        and incident.cell = one.cell
        and incident.local_day = one.day`;
    await tx`
      insert into incident (
        agency_id, dataset_id, identity_hash, content_hash, type_id, started_at, local_day, time_precision, geom, cell,
        sensitivity)
      select
        ${provider}, ${provider}, 1, 1, type, day, day, 'day', ST_SetSRID(ST_MakePoint(-2.2, 52.2), 4326), cell, sensitivity
      from jsonb_to_recordset(${tx.json(wanted)}) one (
        type smallint, sensitivity smallint, cell bigint, day date, n integer)
      cross join lateral generate_series(1, n)`;
    await recordChange(tx, { kind: 'import', importId: null, incidentId: null });
  });
}

async function empty(): Promise<void> {
  await asOwner(database, async (tx) => {
    await tx`delete from incident`;
    await tx`delete from closed_count`;
    await tx`delete from closed_month`;
    await tx`delete from agreement_party`;
    await tx`delete from agreement`;
    await recordChange(tx, { kind: 'import', importId: null, incidentId: null });
  });
  testApp.setClock(BEGIN);
}

// --- what is done ---

type Act =
  | {
      readonly act: 'agree';
      readonly who: 'alice' | 'chelsea';
      readonly level: 'cell' | 'point';
      readonly kind: Kind;
      readonly resolution: number;
      readonly threshold: number;
      readonly maxSensitivity: number;
    }
  | { readonly act: 'end'; readonly which: number }
  | { readonly act: 'publish'; readonly kind: Kind }
  | { readonly act: 'change'; readonly groups: readonly (readonly [number, number])[] }
  | { readonly act: 'wait'; readonly days: number };

const kind = fc.constantFrom<Kind>('crime', 'asb');
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('agree' as const),
      who: fc.constantFrom('alice' as const, 'chelsea' as const),
      level: fc.constantFrom('cell' as const, 'cell' as const, 'point' as const),
      kind,
      resolution: fc.integer({ min: 6, max: 9 }),
      threshold: fc.constantFrom(LEAST, LEAST, 7, 12),
      maxSensitivity: fc.integer({ min: 0, max: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('end' as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('publish' as const), kind }) },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('change' as const),
      // counts of groups that may be given: the same in both worlds
      groups: fc.array(fc.tuple(fc.nat(GROUPS.length - 1), fc.constantFrom(0, LEAST, 6, 9, 20)), {
        minLength: 1,
        maxLength: 12,
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('wait' as const),
      days: fc.integer({ min: 1, max: 30 }),
    }),
  },
);

/** All places of a kind, a sensitivity and a month are withheld together: however large its hexagons, none of them reaches
 *  the threshold. Of what somebody reads one by one nothing is withheld. */
const isWithheld = (index: number): boolean => {
  const group = GROUPS[index];
  if (group === undefined || mayBeRead(group)) return false;
  return (group.sensitivity + group.month + (group.kind === 'crime' ? 0 : 1)) % 2 === 0;
};
/** So many records a withheld group has in a world, at a step: 0 to 4 in one place, another place and number in the other
 *  world. */
function small({ place, month, sensitivity }: Group, world: number, step: number): number {
  const here = (month + sensitivity + world * 2 + step) % PLACES.length;
  return place === here ? (sensitivity * 7 + world * 3 + step * (world + 1)) % LEAST : 0;
}

async function play(acts: readonly Act[], world: number): Promise<string[]> {
  await empty();
  const agreements: { readonly id: number; readonly by: Person }[] = [];
  const withheld = GROUPS.filter((_, i) => isWithheld(i));
  const hide = (step: number) =>
    setCounts(withheld.map((group) => [group, small(group, world, step)]));
  await setCounts(
    GROUPS.map((group, i) => [group, i] as const)
      .filter(([, i]) => !isWithheld(i))
      .map(([group, i]) => [group, [0, 6, 9, 14][(i >> 1) % 4] ?? 0]),
  );
  await hide(0);
  const answers: string[] = [];
  for (const [step, one] of acts.entries()) {
    if (one.act === 'agree') {
      const { who, level, maxSensitivity, ...terms } = one;
      // one by one only what does not differ
      if (level === 'point' && one.kind !== 'crime') continue;
      const recipient = who === 'alice' ? alice : chelsea;
      const id = await agree(testApp, {
        ...{ provider: bob, recipient, level, kinds: [one.kind] },
        maxSensitivity: level === 'point' ? Math.min(1, maxSensitivity) : maxSensitivity,
        ...(level === 'cell' ? { resolution: terms.resolution, threshold: terms.threshold } : {}),
      });
      agreements.push({ id, by: recipient });
    } else if (one.act === 'end') {
      const [ended] = agreements.splice(one.which % Math.max(1, agreements.length), 1);
      if (ended)
        await testApp.json(
          `/api/agreements/${ended.id}/revocation`,
          post({ why: 'Over' }),
          ended.by,
        );
    } else if (one.act === 'publish') {
      const terms = {
        provider: bob.agency,
        audience: 'public',
        level: 'release',
        kinds: [one.kind],
      };
      const days = { starts_on: '2000-01-01', ends_on: '2199-12-31', review_on: '2100-01-01' };
      const why = { purpose: 'Tests', legal_basis: 'Tests', max_sensitivity: 3 };
      await testApp.json('/api/agreements', post({ ...terms, ...days, ...why }), bob);
    } else if (one.act === 'change') {
      const changed = one.groups.filter(([index]) => !isWithheld(index));
      await setCounts(
        changed.flatMap(([index, n]) => {
          const group = GROUPS[index];
          return group ? [[group, n] as const] : [];
        }),
      );
    } else {
      testApp.setClock(new Date(testApp.now().getTime() + one.days * 86_400_000).toISOString());
    }
    await hide(step + 1);
    await testApp.closing.run();
    answers.push(await everything());
  }
  return answers;
}

/** What both partners are given of the provider's records, in SQL and from the index, and what would be published. */
async function everything(): Promise<string> {
  const answers: unknown[] = [];
  const window = { from: dayOf('2025-08-01'), to: dayOf('2025-10-31') };
  for (const person of [alice, chelsea]) {
    const { grants, rows } = await asAgency(database, testApp.viewer(person), async (tx) => {
      const grants = await readGrants(tx);
      const rows = [];
      for (const resolution of [6, 7, 8, 9])
        rows.push(await partnerCounts(tx, { ...window, resolution }));
      return { grants, rows };
    });
    const index = await testApp.hexes.at(grants.dataVersion);
    const all = [6, 7, 8, 9].map((resolution) => {
      const wanted = { ...window, resolution, types: null, agencies: null, cells: null };
      return [
        index.partnerMonths(wanted, grants).map(({ byMonth }) => [...byMonth]),
        index
          .partnerCounts(wanted, grants)
          .map(({ counts }) => [Array.from(counts.keys), Array.from(counts.total)]),
        Array.from(index.count(wanted, grants).total),
      ];
    });
    answers.push(rows, all);
  }
  for (const period of ['2025-08', '2025-09']) {
    const answer = await testApp.request(
      '/api/releases',
      post({ period, geography: 'h3-8', dry_run: true }),
    );
    answers.push(answer.status, await answer.json());
  }
  return JSON.stringify(answers, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

describe('Counts of another agency’s closed months', () => {
  beforeEach(empty);

  it('say the same in two worlds that differ in what is withheld, whatever is agreed, ended, corrected and closed', async () => {
    let answers = 0;
    let given = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 9 }), async (acts) => {
        const one = await play(acts, 0);
        const other = await play(acts, 1);
        answers += one.length;
        given += one.filter((text) => /"n":\d/.test(text)).length;
        expect(other).toEqual(one);
      }),
      { numRuns: runs, endOnFailure: true },
    );
    console.log(
      `${runs} sequences of agreements, records and closings: ${answers} moments compared`,
    );
    expect(given).toBeGreaterThan(0);
  }, 600_000);

  it('change by the step or more, at any two moments, or not at all', async () => {
    const group = GROUPS.findIndex(
      ({ kind: of, sensitivity, place, month }) =>
        of === 'asb' && sensitivity === 1 && place === 0 && month === 0,
    );
    const [watched] = GROUPS.slice(group, group + 1);
    if (!watched) throw new Error('there is no such group');
    const cell = cellToParent(PLACES[0] ?? HERE, 9);
    const countNow = async (): Promise<number> => {
      const path = `/api/hexes?resolution=9&from=2025-08-01&to=2025-08-31&kind=asb`;
      const { cells } = await testApp.json<{ cells: { cell: string; total: number }[] }>(
        path,
        {},
        chelsea,
      );
      return cells.find((one) => one.cell === cell)?.total ?? 0;
    };
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 8 }),
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 8 }),
        async (threshold, counts) => {
          await empty();
          await agree(testApp, {
            ...{ provider: bob, recipient: chelsea, level: 'cell', kinds: ['asb'] },
            ...{ resolution: 9, threshold },
          });
          const shown: number[] = [];
          for (const n of counts) {
            await setCounts([[watched, n]]);
            await testApp.closing.run();
            shown.push(await countNow());
            // never a count that is withheld, never far from the truth
            expect(shown.at(-1) === 0 || (shown.at(-1) ?? 0) >= threshold).toBe(true);
            expect(Math.abs((shown.at(-1) ?? 0) - (n >= threshold ? n : 0))).toBeLessThan(
              2 * threshold,
            );
          }
          for (const one of shown)
            for (const other of shown)
              expect(one === other || Math.abs(one - other) >= threshold).toBe(true);
          moved += new Set(shown).size - 1;
        },
      ),
      { numRuns: runs * 3 },
    );
    expect(moved).toBeGreaterThan(0);
  }, 600_000);

  it('show nothing of a month that is open, however often they are asked for, and all of it when it is closed', async () => {
    await agree(testApp, {
      ...{ provider: bob, recipient: chelsea, level: 'cell', kinds: ['asb'] },
      ...{ resolution: 9, threshold: LEAST },
    });
    const october = GROUPS.find(({ kind: of, month }) => of === 'asb' && month === 2);
    if (!october) throw new Error('there is no such group');
    const answer = async () => {
      const response = await testApp.request(
        '/api/hexes?resolution=9&from=2025-10-01&to=2025-10-31&format=compact',
        {},
        chelsea,
      );
      return [
        response.headers.get('etag'),
        Buffer.from(await response.arrayBuffer()).toString('hex'),
      ];
    };
    const before = await answer();
    for (let n = 1; n <= 12; n++) {
      await setCounts([[october, n]]);
      await testApp.closing.run();
      expect((await answer())[1]).toBe(before[1]);
    }
    testApp.setClock('2025-11-14T08:00:00Z');
    await testApp.closing.run();
    const { total } = await testApp.json<{ total: number }>(
      '/api/hexes?resolution=9&from=2025-10-01&to=2025-10-31',
      {},
      chelsea,
    );
    expect(total).toBe(12);
  });

  it('are there as soon as a file is in', async () => {
    await agree(testApp, {
      ...{ provider: bob, recipient: chelsea, level: 'cell', kinds: ['asb'] },
      ...{ resolution: 8, threshold: LEAST },
    });
    const rows = Array.from({ length: 7 }, (_, i) => ({
      reference: `S${i}`,
      date: '2025-08-13 14:05',
    }));
    await testApp.upload(logCsv(rows), { as: bob, dataset: 'soon', name: 'soon.csv' });
    await testApp.imports.settled();
    // nobody waits for the closing but the answer
    const path = '/api/hexes?resolution=8&from=2025-08-01&to=2025-08-31';
    const [counted, all] = await Promise.all([
      testApp.json<{ total: number }>(path, {}, chelsea),
      testApp.json<{ incidents: number }>('/api/partnership', {}, chelsea),
    ]);
    expect([counted.total, all.incidents]).toEqual([7, 7]);
  });

  it('are in no hexagon of a month that was published by areas', async () => {
    // the row that such a release leaves
    await asOwner(
      database,
      (tx) => tx`
        insert into closed_month (agency_id, kind, month, resolution, by_area)
        values (${provider}, 1, '2025-08-01', 8, true)`,
    );
    await agree(testApp, {
      ...{ provider: bob, recipient: chelsea, level: 'cell', kinds: ['asb'] },
      ...{ resolution: 8, threshold: LEAST },
    });
    const asb = GROUPS.filter(({ kind: of, sensitivity }) => of === 'asb' && sensitivity === 0);
    await setCounts(asb.map((group) => [group, 9]));
    await testApp.closing.run();
    const { months } = await testApp.json<{ months: { month: string }[] }>(
      `/api/timeline?cell=${cellToParent(PLACES[0] ?? HERE, 8)}`,
      {},
      chelsea,
    );
    expect(months.map(({ month }) => month)).toEqual(['2025-09-01']);
  });
});
