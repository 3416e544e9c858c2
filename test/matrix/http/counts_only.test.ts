/** Who sees counts and not incidents one by one cannot isolate a day in a small hexagon. Incidents are swapped between days of
 *  one step and hexagons of one parent (geo/smallest_window.ts), so that every count that is allowed stays what it was; and
 *  then every answer must be the same to the byte, whatever is asked, in whatever order. */
import { cellToCenterChild, cellToChildren, cellToLatLng, cellToParent, latLngToCell } from 'h3-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asOwner, type OwnerTx } from '#api/db/as_agency.ts';
import { putArea } from '#api/areas/queries.ts';
import type { Hexes } from '#api/contract/hexes.ts';
import type { Hotspot } from '#api/contract/hotspots.ts';
import { engine } from '#test/support/databases.ts';
import { newFind } from '#test/support/factories.ts';
import { post } from '#test/api/http/calls.ts';
import { readSampling } from '#test/support/matrix_sample.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, type Person } from '#test/support/people.ts';
import { answerOf } from './two_worlds/same.ts';
import { routesOf } from './routes.ts';

const testApp = await withTestApp({ agreements: 'none' });
const counts: Person = { name: 'Tasking', agency: alice.agency, roles: ['tasking'] };
const analyst: Person = { name: 'Analyst', agency: alice.agency, roles: ['analyst'] };
await testApp.addPerson(counts);
await testApp.addPerson(analyst);
const agencyId = testApp.agencyId(alice);

// --- the records: in hexagons of each size, on days of one quarter ---

const HERE = latLngToCell(52.190512, -2.220831, 7);
const EIGHTS = cellToChildren(HERE, 8).slice(0, 3);
const NINES = EIGHTS.flatMap((cell) => cellToChildren(cell, 9).slice(0, 2));
const TENS = NINES.flatMap((cell) => cellToChildren(cell, 10).slice(0, 2));
/** The newest record's, so that the history ends today in every world. */
const LAST = cellToCenterChild(latLngToCell(52.16, -2.27, 8), 10);
/** By place: the resolution-12 cell in the middle of a resolution-10 one. */
const twelve = (ten: string): string => cellToChildren(ten, 12)[24] ?? ten;
const MOMENTS = ['04-02', '05-09', '05-12', '05-30', '06-03', '06-05', '06-13', '06-27'].map(
  (date, i) => `2025-${date}T${String((i * 5) % 24).padStart(2, '0')}:15:00Z`,
);

const insert = (tx: OwnerTx, rows: readonly { at: string; ten: string; type?: number }[]) => {
  const written = rows.map(({ at, ten, type = 31 }) => {
    const [latitude, longitude] = cellToLatLng(twelve(ten));
    return { at, type, cell: String(BigInt(`0x${twelve(ten)}`)), latitude, longitude };
  });
  return tx`
    insert into incident (
      agency_id, dataset_id, identity_hash, content_hash, type_id, started_at, local_day, time_precision, geom, cell,
      place_precision)
    select
      ${agencyId}, (select id from dataset where agency_id = ${agencyId}), 1, 1, type, at,
      (at at time zone 'Europe/London')::date, 'minute', ST_SetSRID(ST_MakePoint(longitude, latitude), 4326), cell, 'exact'
    from jsonb_to_recordset(${tx.json(written)}) one (at timestamptz, type smallint, cell bigint, longitude float8, latitude float8)`;
};
/** The index is built anew: the change log has a gap. */
const rebuild = (tx: OwnerTx) => tx`update data_version set version = version + 1`;

const BASE = TENS.flatMap((ten, t) =>
  MOMENTS.filter((_, m) => (t + m) % 3 !== 0).map((at) => ({ at, ten })),
);
await asOwner(testApp.database, async (tx) => {
  await tx`insert into dataset (agency_id, slug, name) values (${agencyId}, 'feed', 'Feed')`;
  const ring = [
    [-2.3, 52.12],
    [-2.13, 52.12],
    [-2.13, 52.26],
    [-2.3, 52.26],
    [-2.3, 52.12],
  ];
  const outline = { type: 'Polygon', coordinates: [ring] };
  await putArea(tx, { slug: 'town', name: 'Town', kind: 'district', source: 'made up', outline });
  // outlines that cut hexagons: around two places of one hexagon, larger than it; and around one of the two
  for (const [slug, cells, lon, lat] of [
    ['ward', [TENS[0], TENS[1]], 0.0018, 0.0018],
    ['street', [TENS[0]], 0.0007, 0.0005],
  ] as const) {
    const middles = cells.map((ten = '') => cellToLatLng(twelve(ten)));
    const [y = 0, x = 0] = [0, 1].map(
      (axis) => middles.reduce((sum, middle) => sum + (middle[axis] ?? 0), 0) / middles.length,
    );
    const corners = [
      [x - lon, y - lat],
      [x + lon, y - lat],
      [x + lon, y + lat],
      [x - lon, y + lat],
      [x - lon, y - lat],
    ];
    const cut = { type: 'Polygon', coordinates: [corners] };
    await putArea(tx, { slug, name: slug, kind: 'custom', source: 'made up', outline: cut });
  }
});

interface Pair {
  readonly where: readonly [string, string];
  readonly when: readonly [string, string];
}
const [a = '', b = '', c = '', d = '', e = ''] = [TENS[0], TENS[4], TENS[2], TENS[1], TENS[8]];
/** Swapped, these change no count that is allowed: each pair has one parent, and one step of the children's size. */
const PAIRS: readonly Pair[] = [
  // two neighbourhoods, one week of a month
  { where: [a, b], when: ['2025-06-09T10:15:00Z', '2025-06-12T10:15:00Z'] },
  { where: [b, e], when: ['2025-05-22T10:15:00Z', '2025-05-31T10:15:00Z'] },
  // two parts of one neighbourhood, one month
  { where: [a, c], when: ['2025-06-02T08:15:00Z', '2025-06-25T08:15:00Z'] },
  // two parts of one of these, one quarter
  { where: [a, d], when: ['2025-04-11T08:15:00Z', '2025-06-20T08:15:00Z'] },
];

async function become(swapped: boolean): Promise<void> {
  const rows = PAIRS.flatMap(({ where, when }) => [
    { ten: where[0], at: when[swapped ? 1 : 0] },
    { ten: where[1], at: when[swapped ? 0 : 1] },
  ]);
  await asOwner(testApp.database, async (tx) => {
    await tx`delete from incident`;
    const last = { at: testApp.now().toISOString(), ten: LAST };
    // that the council logs finds is no secret
    await insert(tx, [...BASE, ...rows, last, { ...last, type: 60 }]);
    await rebuild(tx);
  });
}

// --- the questions ---

const WINDOWS = [
  '',
  'from=2025-06-09&to=2025-06-09',
  'from=2025-06-10&to=2025-06-30',
  'from=2025-06-01&to=2025-06-11',
  'from=2025-06-08&to=2025-06-14',
  'from=2025-05-22&to=2025-05-31',
  'from=2025-05-31&to=2025-05-31',
  'from=2025-06-01&to=2025-06-07',
  'from=2025-06-01&to=2025-06-30',
  'from=2025-06-02&to=2025-06-30',
  'from=2025-06-01&to=2025-06-24',
  'from=2025-05-01&to=2025-06-30',
  'from=2025-04-01&to=2025-06-30',
  'from=2025-05-01&to=2025-07-31',
  'from=2025-04-12&to=2025-06-30',
  'from=2025-01-01&to=2025-06-30',
  'to=2025-06-11',
  'from=2025-06-10',
];
const day = fc
  .integer({ min: 0, max: 120 })
  .map((n) => new Date(Date.UTC(2025, 2, 15 + n)).toISOString().slice(0, 10));
const window = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...WINDOWS) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(day, day)
      .map(([x, y]) => (x < y ? `from=${x}&to=${y}` : `from=${y}&to=${x}`)),
  },
);
const fixed = window.filter((text) => text.includes('from=') && text.includes('to='));
const cell = fc
  .tuple(fc.constantFrom(...TENS), fc.integer({ min: 6, max: 10 }))
  .map(([ten, resolution]) => cellToParent(ten, resolution));
/** Around one hexagon's middle, and no other's. */
const around = cell.map((one) => {
  const [latitude, longitude] = cellToLatLng(one);
  const r = 0.0004;
  const corners = [
    [-r, -r],
    [r, -r],
    [r, r],
    [-r, r],
  ];
  return `within=${corners.map(([x = 0, y = 0]) => `${longitude + x},${latitude + y}`).join(';')}`;
});
const place = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.constantFrom('', 'area=town', 'area=ward', 'area=street', 'area=partnership'),
  },
  { weight: 1, arbitrary: around },
);
const box = fc.oneof(place, fc.constant('bbox=-2.23,52.18,-2.21,52.2'));
const filter = fc.constantFrom('', 'kind=asb', 'type=noise', 'agency=severnside-council');
const hours = fc.constantFrom('', '', 'hours=7-12', 'weekdays=mon', 'hours=8-8&weekdays=fri');
const source = fc.constantFrom('', '', 'source=public', 'source=looked');
const resolution = fc.integer({ min: 6, max: 10 }).map((n) => `resolution=${n}`);
const query = (path: string, ...parts: readonly fc.Arbitrary<string>[]) =>
  fc.tuple(...parts).map((all) => `${path}?${all.filter((part) => part !== '').join('&')}`);

/** A route that counts in hexagons, and how it is asked. */
const ASKED: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'GET /api/hexes': query(
    '/api/hexes',
    fc.integer({ min: 6, max: 11 }).map((n) => `resolution=${n}`),
    fc.constantFrom('', 'format=csv', 'format=compact', 'format=geojson'),
    window,
    filter,
    box,
  ),
  'GET /api/hexes/{cell}': fc
    .tuple(cell, query('', window, filter))
    .map(([one, text]) => `/api/hexes/${one}${text}`),
  'GET /api/timeline': query(
    '/api/timeline',
    fc.oneof(
      cell.map((one) => `cell=${one}`),
      place,
    ),
    filter,
  ),
  'GET /api/facets': query('/api/facets', window, filter, place),
  'GET /api/hotspots/significance': query(
    '/api/hotspots/significance',
    resolution,
    window,
    filter,
    place,
    hours,
    source,
  ),
  'GET /api/hotspots/sources': query('/api/hotspots/sources', resolution, window, filter, place),
  'GET /api/hotspots/persistence': query(
    '/api/hotspots/persistence',
    resolution,
    window,
    filter,
    place,
    hours,
  ),
  'GET /api/hotspots/prediction': query(
    '/api/hotspots/prediction',
    resolution,
    fixed,
    place,
    hours,
    fc.constantFrom('', 'from2=2025-06-01&to2=2025-06-09', 'from2=2025-04-01&to2=2025-04-30'),
  ),
  'GET /api/hotspots/change': query(
    '/api/hotspots/change',
    resolution,
    fixed,
    box,
    fc.oneof(
      fc.constant(''),
      cell.map((one) => `cell=${one}`),
    ),
  ),
  'GET /api/exports/preview': query('/api/exports/preview', resolution, window, box),
  'GET /api/reports/quarterly': fc.constantFrom(
    '/api/reports/quarterly?quarter=2025-Q2',
    '/api/reports/quarterly?quarter=2025-Q2&area=town',
  ),
  'GET /api/alerts': fc.constant('/api/alerts'),
  'GET /api/partnership': fc.constant('/api/partnership'),
  'GET /api/deliveries': fc.constant('/api/deliveries'),
  'GET /api/hotspots': fc.constant('/api/hotspots'),
};
/** Served to the role, and without a count of incidents. */
const NO_COUNTS: Readonly<Record<string, string>> = {
  'GET /api/finds': 'finds one by one: the role has finds.read',
  'GET /api/actions': 'what people wrote',
  'GET /api/actions/{id}': 'what people wrote',
  'GET /api/exports/actions': 'what people wrote',
  'GET /api/history/{subject}/{id}':
    'changes of rows that are read anyway; of incidents, finds and evidence there is none',
  'GET /api/views': 'what people wrote',
  'GET /api/agreements': 'what people wrote',
  'GET /api/hotspots/{id}': 'one of the list',
  'GET /api/imports': 'files, without their rows',
  'GET /api/imports/{id}': 'a file’s preview: intake/shown_to.ts, test/api/intake',
  'GET /api/datasets': 'feeds',
  'GET /api/areas': 'outlines',
  'GET /api/areas/{slug}': 'outlines',
  'GET /api/nearby': 'landmarks and orders',
  'GET /api/residents': 'the census',
  'GET /api/releases': 'what is published',
  'GET /api/retention': 'one’s own agency’s periods',
  'GET /api/sources': 'what agencies say of their types',
  'GET /api/subscriptions': 'one’s own',
  'GET /api/notices': 'one’s own',
  'GET /api/me': 'one’s own',
  'GET /api/me/sessions': 'one’s own',
  'GET /api/me/ways': 'one’s own',
  'GET /api/health': 'nobody’s',
  'GET /api/sign-in': 'nobody’s',
  'GET /api/sign-in/openid/{agency}/callback': 'nobody’s',
};

const { full, seed } = readSampling(process.env);
// the embedded database takes three times as long for the same answers
const EACH = full ? 250 : engine === 'server' ? 30 : 8;
const paths = Object.entries(ASKED).flatMap(([route, arbitrary], i) => [
  ...new Set(
    fc.sample(arbitrary, {
      numRuns: /report|alerts|partnership|deliveries|hotspots$/.test(route) ? 2 : EACH,
      seed: seed + i,
    }),
  ),
]);
const NOBODYS: ReadonlySet<number> = new Set();
const ask = async (path: string, person = counts) => {
  const { status, headers, body } = await answerOf(
    await testApp.request(path, {}, person),
    NOBODYS,
  );
  return `${path}\n${status} ${JSON.stringify(headers)}\n${body}`;
};
const statusOf = (answer: string): number => Number(answer.split('\n')[1]?.slice(0, 3));

describe('A role with counts only', () => {
  it('is asked of every route that it is served', async () => {
    const routes = routesOf(await (await testApp.call('/api/openapi.json')).json());
    const served: string[] = [];
    for (const { name, method, path } of routes) {
      if (method !== 'GET') continue;
      const { status } = await testApp.request(path.replace(/\{\w+\}/g, '1'), {}, counts);
      if (status !== 403) served.push(name);
    }
    expect(served.filter((name) => !(name in ASKED) && !(name in NO_COUNTS))).toEqual([]);
  });

  it(
    'gets the same of two worlds in which incidents have changed their days within a step',
    { timeout: 240_000 },
    async () => {
      await become(false);
      // what an analyst proposed over one day, in hexagons that show single incidents
      const proposed = await testApp.json<Hotspot>(
        '/api/hotspots',
        post({
          name: 'A day',
          resolution: 9,
          cells: [cellToParent(a, 9)],
          from: '2025-06-09',
          to: '2025-06-09',
        }),
        analyst,
      );
      expect(proposed.evidence.total).toBe(1);
      const oneDay = '/api/hexes?resolution=8&from=2025-06-09&to=2025-06-09';
      const seen = await testApp.json<Hexes>(oneDay, {}, analyst);
      const one: string[] = [];
      for (const path of paths) one.push(await ask(path));
      await become(true);
      const other: string[] = [];
      for (const path of paths) other.push(await ask(path));
      expect(
        one.filter((answer, i) => answer !== other[i]).map((answer) => answer.slice(0, 2000)),
      ).toEqual([]);
      // the worlds do differ, to whoever may read incidents
      expect(await testApp.json<Hexes>(oneDay, {}, analyst)).not.toEqual(seen);
      const list = await testApp.json<{ hotspots: Hotspot[] }>('/api/hotspots', {}, counts);
      expect(list.hotspots[0]?.evidence).toMatchObject({ total: null, counts: {} });
      // and the answers are not mere refusals
      const given = one.filter((answer) => statusOf(answer) === 200);
      expect(given.length).toBeGreaterThan(one.length / 3);
      expect(one.some((answer) => answer.includes('window_too_short'))).toBe(true);
      console.log(`${one.length} questions, ${given.length} answered`);
    },
  );

  it('learns of what comes in while a step lasts in large hexagons alone', async () => {
    await become(false);
    // a cell is of its own resolution, whatever else is asked
    const small = paths.filter(
      (path) =>
        /resolution=(8|9|10)/.test(path) &&
        !/resolution=[67]/.test(path) &&
        // it answers in larger hexagons, and says so
        !path.startsWith('/api/exports/preview') &&
        !/cell=8[0-7]/.test(path),
    );
    const cells = [8, 9, 10].flatMap((at) => [
      `/api/hexes/${cellToParent(a, at)}`,
      `/api/timeline?cell=${cellToParent(a, at)}`,
    ]);
    const before: string[] = [];
    for (const path of [...small.slice(0, 60), ...cells]) before.push(await ask(path));
    const [latitude, longitude] = cellToLatLng(twelve(a));
    await testApp.json('/api/finds', post(newFind({ latitude, longitude })), alice);
    const after: string[] = [];
    for (const path of [...small.slice(0, 60), ...cells]) after.push(await ask(path));
    expect(
      before.filter((answer, i) => answer !== after[i]).map((answer) => answer.slice(0, 1500)),
    ).toEqual([]);
    const large = '/api/hexes?resolution=7&from=2025-11-22&to=2025-11-22';
    expect((await testApp.json<Hexes>(large, {}, counts)).total).toBe(3);
  });
});
