/** Nothing of a count that an agreement leaves out can be found by asking twice. Two worlds that differ only where nothing
 *  may be said (in hexagons and months below the threshold, in kinds and sensitivities that are not shared, in rows without
 *  a place) give the viewer the same bytes to every question: so no answer, and no pair of answers, depends on it. */
import { cellToChildren, cellToLatLng, cellToParent, latLngToCell } from 'h3-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asAgency, asOwner, type OwnerTx } from '#api/db/as_agency.ts';
import { dayOf, isoOf } from '#api/time/local_day.ts';
import { partnerCounts, readGrants } from '#api/hexes/grants_queries.ts';
import { closeMonths } from '#api/closed_months/queries.ts';
import { recordChange } from '#api/incidents/change_queries.ts';
import { putArea } from '#api/areas/queries.ts';
import { readSampling } from '#test/support/matrix_sample.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, bob, chelsea } from '#test/support/people.ts';
import { agree } from '#test/support/sign_in.ts';

const testApp = await withTestApp({ agreements: 'none' });
const BASE = 8;
const THRESHOLD = 5;
// Chelsea counts Bob's crime and anti-social behaviour up to sensitivity 2, and reads neither; and Alice's noise
await agree(testApp, {
  provider: bob,
  recipient: chelsea,
  level: 'cell',
  kinds: ['crime', 'asb'],
  maxSensitivity: 2,
  resolution: BASE,
  threshold: THRESHOLD,
});
await agree(testApp, { provider: alice, recipient: chelsea, level: 'point', kinds: ['asb'] });

// --- the worlds ---

/** Hexagons of the agreement: seven of one parent, and three of others. */
const HERE = latLngToCell(52.190512, -2.220831, BASE);
const HEXAGONS = [
  ...cellToChildren(cellToParent(HERE, BASE - 1), BASE),
  latLngToCell(52.25, -2.3, BASE),
  latLngToCell(52.12, -2.1, BASE),
  latLngToCell(52.36, -2.5, BASE),
];
const MONTHS = ['2024-12', '2025-04', '2025-05', '2025-06', '2025-09'];
const SHARED = [
  [1, 2, 13],
  [20, 31, 33],
] as const;

interface Row {
  readonly agency: number;
  readonly type: number;
  readonly day: string;
  readonly monthOnly: boolean;
  readonly cell: string | null;
  readonly sensitivity: number;
}

/** The same in every world: published counts, in some hexagons and months, of each kind; and Alice's own. */
const PUBLISHED: readonly Row[] = SHARED.flatMap((types, k) =>
  HEXAGONS.flatMap((hexagon, h) =>
    MONTHS.flatMap((month, m) => {
      // never in the first and the last month: whether the history reaches there must not be told
      if (m === 0 || m === MONTHS.length - 1 || (h + m + k) % 3 !== 0) return [];
      return Array.from({ length: THRESHOLD + ((h + m) % 4) }, (_, i) => ({
        agency: 2,
        type: types[i % 3] ?? 1,
        day: `${month}-${String(1 + ((i * 7) % 28)).padStart(2, '0')}`,
        monthOnly: false,
        cell: cellToChildren(hexagon, 12)[i * 31] ?? null,
        sensitivity: h % 3,
      }));
    }),
  ),
);
const OWN: readonly Row[] = HEXAGONS.map((hexagon, i) => ({
  agency: 1,
  type: 31,
  day: '2025-05-11',
  monthOnly: false,
  cell: cellToChildren(hexagon, 12)[0] ?? null,
  sensitivity: i % 4,
}));
/** A day of hers that alerts: twenty after a quiet month and a half. */
const UNUSUAL: readonly Row[] = Array.from({ length: 64 }, (_, i) => ({
  agency: 1,
  type: 31,
  day: isoOf(dayOf('2025-03-01') + Math.min(i, 45)),
  monthOnly: false,
  cell: cellToChildren(HERE, 12)[7] ?? null,
  sensitivity: 1,
}));
const isPublished = (k: number, hexagon: string, month: string): boolean =>
  PUBLISHED.some(
    ({ type, cell, day }) =>
      SHARED[k]?.some((one) => one === type) &&
      cell !== null &&
      cellToParent(cell, BASE) === hexagon &&
      day.startsWith(month),
  );

/** What may not be told: fewer than the threshold anywhere, and what the agreement does not speak of. */
const day = fc.tuple(fc.constantFrom(...MONTHS), fc.integer({ min: 1, max: 28 }));
const hidden: fc.Arbitrary<Row[]> = fc
  .tuple(
    // 0 to 4 rows in each hexagon, month and kind that publishes nothing
    fc.infiniteStream(fc.integer({ min: 0, max: THRESHOLD - 1 })),
    fc.infiniteStream(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 28 }), fc.boolean())),
    // not shared: another kind, a higher sensitivity, no place
    fc.array(fc.tuple(day, fc.constantFrom(44, 60, 70), fc.integer({ min: 0, max: 3 }), fc.nat()), {
      maxLength: 12,
    }),
    fc.array(fc.tuple(day, fc.constantFrom(1, 31), fc.nat()), { maxLength: 12 }),
    fc.array(fc.tuple(day, fc.constantFrom(1, 31)), { maxLength: 5 }),
  )
  .map(([counts, details, otherKinds, tooSensitive, withoutPlace]) => {
    const rows: Row[] = [];
    const common = { agency: 2, monthOnly: false };
    const dayAt = ([month, n]: readonly [string, number]) =>
      `${month}-${String(n).padStart(2, '0')}`;
    const placeAt = (n: number) =>
      cellToChildren(HEXAGONS[n % HEXAGONS.length] ?? HERE, 12)[n % 2401] ?? null;
    for (const [k, types] of SHARED.entries())
      for (const hexagon of HEXAGONS)
        for (const month of MONTHS) {
          if (isPublished(k, hexagon, month)) continue;
          const n: number = counts.next().value ?? 0;
          for (let i = 0; i < n; i++) {
            const [at, date, monthOnly]: [number, number, boolean] = details.next().value ?? [
              0,
              1,
              false,
            ];
            rows.push({
              ...common,
              type: types[at % 3] ?? 1,
              day: monthOnly ? `${month}-01` : dayAt([month, date]),
              monthOnly,
              cell: cellToChildren(hexagon, 12)[at % 2401] ?? null,
              sensitivity: at % 3,
            });
          }
        }
    for (const [when, type, sensitivity, at] of otherKinds)
      rows.push({ ...common, type, day: dayAt(when), cell: placeAt(at), sensitivity });
    for (const [when, type, at] of tooSensitive)
      rows.push({ ...common, type, day: dayAt(when), cell: placeAt(at), sensitivity: 3 });
    for (const [when, type] of withoutPlace)
      rows.push({ ...common, type, day: dayAt(when), cell: null, sensitivity: 0 });
    return rows;
  });
/** Which agency keeps records of which kind is no secret among partners: one of each is in every world. */
const KNOWN: readonly Row[] = [44, 60].map((type) => ({
  agency: 2,
  type,
  day: '2025-05-02',
  monthOnly: false,
  cell: null,
  sensitivity: 3,
}));

async function fill(tx: OwnerTx, rows: readonly Row[]): Promise<void> {
  await tx`delete from incident`;
  await tx`delete from closed_count`;
  await tx`delete from closed_month`;
  const written = rows.map((row) => {
    const [latitude, longitude] = row.cell === null ? [null, null] : cellToLatLng(row.cell);
    return {
      ...row,
      cell: row.cell === null ? null : String(BigInt(`0x${row.cell}`)),
      latitude,
      longitude,
    };
  });
  await tx`
    insert into incident (
      agency_id, dataset_id, identity_hash, content_hash, type_id, started_at, local_day, time_precision, geom, cell,
      sensitivity)
    select
      agency, agency, 1, 1, type, day, day, (case when "monthOnly" then 'month' else 'day' end)::time_precision,
      ST_SetSRID(ST_MakePoint(longitude, latitude), 4326), cell, sensitivity
    from jsonb_to_recordset(${tx.json(written)}) one (
      agency smallint, type smallint, day date, "monthOnly" boolean, longitude float8, latitude float8, cell bigint,
      sensitivity smallint)`;
  await recordChange(tx, { kind: 'import', importId: null, incidentId: null });
  // each world is closed anew: what happens between two closings is closed_counts.test.ts's
  await closeMonths(tx, '2025-10');
}
async function become(rows: readonly Row[]): Promise<void> {
  await asOwner(testApp.database, (tx) =>
    fill(tx, [...PUBLISHED, ...OWN, ...UNUSUAL, ...KNOWN, ...rows]),
  );
  await testApp.alerts.look({ back: 400, stale: 400 });
}

await asOwner(testApp.database, async (tx) => {
  await tx`
    insert into dataset (id, agency_id, slug, name)
    overriding system value
    select id, id, 'feed', 'Feed' from agency order by id`;
  const [west, south, east, north] = [-2.26, 52.15, -2.19, 52.22];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const outline = { type: 'Polygon', coordinates: [ring] };
  await putArea(tx, { slug: 'town', name: 'Town', kind: 'custom', source: 'made up', outline });
});

// --- the questions ---

const pick = (of: readonly string[]) => fc.constantFrom(...of);
const window = fc.constantFrom(
  '',
  'from=2025-04-01&to=2025-06-30',
  'from=2025-05-01&to=2025-05-31',
  'from=2025-05-10&to=2025-06-30',
  'from=2024-12-01&to=2025-09-30',
  'from=2024-12-05&to=2024-12-20',
  'to=2025-04-30',
  'from=2025-09-01',
);
const filter = pick([
  '',
  'kind=crime',
  'kind=asb',
  'kind=crime,asb',
  'kind=alcohol,needle_find',
  'type=burglary',
  'kind=crime&type=burglary,bicycle-theft',
  'agency=sabrina-police',
  'agency=severnside-council',
  'kind=asb&agency=sabrina-police,severnside-council',
]);
const ground = pick([
  '',
  'area=town',
  'bbox=-2.25,52.16,-2.20,52.21',
  'bbox=-2.6,52.0,-2.0,52.4',
  'within=-2.24,52.17;-2.20,52.17;-2.22,52.21',
]);
const withoutBox = pick(['', 'area=town', 'within=-2.24,52.17;-2.20,52.17;-2.22,52.21']);
const query = (...parts: readonly fc.Arbitrary<string>[]) =>
  fc.tuple(...parts).map((all) => all.filter((part) => part !== '').join('&'));
const cell = fc
  .tuple(pick(HEXAGONS), fc.integer({ min: 6, max: 10 }))
  .map(([hexagon, at]) =>
    at <= BASE ? cellToParent(hexagon, at) : (cellToChildren(hexagon, at)[3] ?? hexagon),
  );

const question = fc.oneof(
  {
    weight: 4,
    arbitrary: query(
      pick([6, 7, 8, 9, 10].map((at) => `resolution=${at}`)),
      pick(['', 'format=csv', 'format=compact', 'format=geojson']),
      window,
      filter,
      ground,
    ).map((text) => `/api/hexes?${text}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(cell, query(window, filter))
      .map(([at, text]) => `/api/hexes/${at}?${text}`),
  },
  { weight: 1, arbitrary: query(filter, withoutBox).map((text) => `/api/timeline?${text}`) },
  {
    weight: 1,
    arbitrary: fc.tuple(cell, filter).map(([at, text]) => `/api/timeline?cell=${at}&${text}`),
  },
  { weight: 2, arbitrary: query(window, filter, withoutBox).map((text) => `/api/facets?${text}`) },
  {
    weight: 2,
    arbitrary: query(window, filter, ground).map((text) => `/api/hotspots/change?${text}`),
  },
  {
    weight: 1,
    arbitrary: query(window, filter, withoutBox).map((text) => `/api/exports/preview?${text}`),
  },
  { weight: 1, arbitrary: fc.constant('/api/partnership') },
  { weight: 1, arbitrary: fc.constant('/api/alerts') },
);

/** Status, what the headers say of the counts, and every byte. */
async function answerTo(path: string, person = chelsea): Promise<string> {
  const answer = await testApp.request(path, {}, person);
  const said = ['x-from', 'x-to', 'x-total', 'x-no-place', 'x-month-only', 'content-disposition'];
  const headers = said.map((name) => `${name}: ${answer.headers.get(name)}`);
  const bytes = Buffer.from(await answer.arrayBuffer()).toString('latin1');
  return `${path} ${answer.status}\n${headers.join('\n')}\n${bytes}`;
}

/** What Chelsea hears: over HTTP, from SQL and from the index. */
async function hear(paths: readonly string[]): Promise<string[]> {
  const heard: string[] = [];
  for (const path of paths) heard.push(await answerTo(path));
  const all = { from: dayOf('2024-12-01'), to: dayOf('2025-09-30') };
  const sql = await asAgency(testApp.database, testApp.viewer(chelsea), async (tx) => {
    const grants = await readGrants(tx);
    const rows = [];
    for (const resolution of [6, 7, 8, 9])
      rows.push(await partnerCounts(tx, { ...all, resolution }));
    const [seen] = await tx<{ n: number }[]>`
      select count(*)::int as n from incident where agency_id = ${testApp.agencyId(bob)}`;
    return { grants, rows, seen: seen?.n };
  });
  const index = await testApp.hexes.at(sql.grants.dataVersion);
  const { cells } = sql.grants;
  heard.push(
    JSON.stringify([sql.rows, sql.seen], (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    ),
  );
  for (const resolution of [6, 7, 8, 9, 10]) {
    const requested = { ...all, resolution, types: null, agencies: null, cells: null };
    const counts = index.partnerCounts(requested, sql.grants);
    const months = index.partnerMonths(requested, sql.grants);
    heard.push(
      JSON.stringify([
        cells,
        counts.map((one) => [Array.from(one.counts.keys), Array.from(one.counts.total)]),
        months.map(({ byMonth }) => [...byMonth]),
        [...index.typeCounts(requested, sql.grants).byAgency],
        Array.from(index.count(requested, sql.grants).total),
      ]),
    );
  }
  return heard;
}

const runs = readSampling(process.env).full ? 8 : 4;
const questions = fc.sample(question, { seed: 20261125, numRuns: 90 });

describe('What an agreement leaves out', () => {
  it('cannot be found, whatever is asked, in whichever combination: the answers do not depend on it', async () => {
    await become([]);
    const without = await hear(questions);
    let hiddenRows = 0;
    await fc.assert(
      fc.asyncProperty(hidden, async (rows) => {
        await become(rows);
        hiddenRows += rows.length;
        const heard = await hear(questions);
        for (const [i, answer] of heard.entries()) expect(answer).toBe(without[i]);
      }),
      { numRuns: runs, seed: 7 },
    );
    expect(hiddenRows).toBeGreaterThan(60 * runs);
    // a day of Alice's alerts, and is told all the time
    const alerts = without.filter((answer) => answer.startsWith('/api/alerts '));
    expect(alerts.length).toBeGreaterThan(0);
    for (const answer of alerts) expect(answer).toMatch(/"n":(1\d|20)/);
    // there is something to hear
    const published = without.filter((answer) => /"total":[1-9]/.test(answer));
    expect(published.length).toBeGreaterThan(20);
    // and the rows that were left out are there: Bob reads them
    expect(await answerTo('/api/partnership', bob)).not.toBe(without[0]);
  }, 240_000);

  it('is heard as soon as it reaches the threshold: the questions would have found it', async () => {
    const [hexagon = HERE] = HEXAGONS.filter((one) => !isPublished(0, one, '2025-05'));
    const row: Row = {
      agency: 2,
      type: 2,
      day: '2025-05-13',
      monthOnly: false,
      cell: cellToChildren(hexagon, 12)[7] ?? null,
      sensitivity: 1,
    };
    const rows = (n: number) => Array.from({ length: n }, () => row);
    await become(rows(THRESHOLD - 1));
    const below = await hear(questions);
    await become(rows(THRESHOLD));
    const at = await hear(questions);
    const changed = at.filter((answer, i) => answer !== below[i]);
    expect(changed.length).toBeGreaterThan(10);
    await become([]);
    expect(await hear(questions)).toEqual(below);
  });
});
