/** Near repeats over HTTP: the bursts that were planted among the sample county's burglaries, the same burglaries with their
 *  dates dealt anew, and a plain refusal where nothing can be found. */
import { cellToLatLng, getResolution, greatCircleDistance, UNITS } from 'h3-js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditPage } from '#api/contract/audit.ts';
import type { NearRepeats } from '#api/contract/near_repeats.ts';
import { below, randomOf } from '#api/statistics/random.ts';
import { sampleFiles } from '#data/county.ts';
import { SAMPLE_TRUTHS } from '#data/truths.ts';
import { refusal } from '#test/api/http/calls.ts';
import { logCsv, needlesCsv, policeCsv } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, bob, chelsea, type Person } from '#test/support/people.ts';

const testApp = await withTestApp({ agreements: 'none' });
testApp.setClock('2026-11-26T12:00:00Z');

const get = (query: string, person: Person = bob) =>
  testApp.json<NearRepeats>(`/api/hotspots/near-repeats?${query}`, {}, person);

const TRUTH = SAMPLE_TRUTHS.find(({ pattern }) => pattern === 'near_repeat');
const CHARFORD = TRUTH?.place ?? { longitude: NaN, latitude: NaN, radiusMetres: NaN };
/** 0 to 150 m, 0 to 9 days. */
const PLANTED = 'type=burglary&metres=0,150,300,450&days=0,10,20,30';

const extract = [...sampleFiles()].find(({ dataset }) => dataset === 'police-burglary');
const text = extract?.text ?? '';

/** The same rows with both times of each dealt anew. */
function dealtAnew(csv: string): string {
  const random = randomOf(20261126);
  const [header = '', ...rows] = csv.trimEnd().split('\n');
  const cells = rows.map((row) => row.split(','));
  const times = cells.map((row) => row.slice(2, 4));
  for (let i = times.length - 1; i > 0; i--) {
    const j = below(random, i + 1);
    [times[i], times[j]] = [times[j] ?? [], times[i] ?? []];
  }
  return [
    header,
    ...cells.map((row, i) => [...row.slice(0, 2), ...(times[i] ?? []), ...row.slice(4)].join(',')),
  ].join('\n');
}

/** In one place, a day each. */
const crowd = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    reference: `C${i}`,
    category: 'Noise',
    date: new Date(Date.UTC(2022, 0, 1 + (i % 1200), 12))
      .toISOString()
      .slice(0, 16)
      .replace('T', ' '),
  }));

beforeAll(async () => {
  for (const [as, file] of [
    [bob, text],
    [chelsea, dealtAnew(text)],
  ] as const) {
    const { problem, rows } = await testApp.importFile(file, { as, name: 'burglary-extract.csv' });
    expect([problem, rows.rejected]).toEqual([null, 0]);
    expect(rows.accepted).toBeGreaterThan(2_300);
  }
}, 60_000);

describe('Bob looks for near repeats among burglaries', () => {
  it('and the bursts of Charford show: 0 to 150 m and 0 to 9 days apart, far more than by chance', async () => {
    const response = await get(`${PLANTED}&from=2025-10-01&to=2026-03-31`);
    expect(response.refused).toBeNull();
    expect([response.permutations, response.seed]).toEqual([999, 1]);
    const [first] = response.bands;
    expect(first).toMatchObject({ from_metres: 0, to_metres: 150, from_days: 0, to_days: 10 });
    expect(first).toMatchObject({ p: 0.001, significant: true });
    expect(first?.observed).toBeGreaterThanOrEqual(
      Number(TRUTH?.expected['pairs_within_150_m_and_9_days']) * 0.9,
    );
    // chance itself finds many: in this half-year every tenth burglary was of a burst, and their places are close together
    expect(first?.ratio).toBeGreaterThan(2);
    // three bands of distance, three of days and the rest
    expect(response.bands.length).toBe(12);
    expect(response.bands.filter(({ to_days }) => to_days === null).map(({ q }) => q)).toEqual([
      null,
      null,
      null,
    ]);
    // and over the three years, too
    expect((await get(PLANTED)).bands[0]?.significant).toBe(true);
  });

  it('and the same places with their dates dealt anew show nothing', async () => {
    const response = await get(`${PLANTED}&from=2025-10-01&to=2026-03-31`, chelsea);
    expect(response.incidents).toBeGreaterThan(250);
    expect(response.bands.filter(({ significant }) => significant)).toEqual([]);
    expect(response.risk_now).toEqual([]);
    const all = await get(PLANTED, chelsea);
    expect(all.incidents).toBeGreaterThan(2_000);
    expect(all.bands.filter(({ significant }) => significant)).toEqual([]);
  });

  it('and hears the same again for the same seed; another deals otherwise, and observes the same', async () => {
    const one = await get(`${PLANTED}&seed=7`);
    expect(await get(`${PLANTED}&seed=7`)).toEqual(one);
    const other = await get(`${PLANTED}&seed=8`);
    expect(other.seed).toBe(8);
    expect(other.bands.map(({ observed }) => observed)).toEqual(
      one.bands.map(({ observed }) => observed),
    );
    expect(other.bands.map(({ expected }) => expected)).not.toEqual(
      one.bands.map(({ expected }) => expected),
    );
  });

  it('by default in four bands of 100 m, and days 0 to 7, 8 to 14, 15 to 28', async () => {
    const { bands } = await get('type=burglary&from=2025-10-01&to=2026-03-31');
    const edges = (of: (band: NearRepeats['bands'][number]) => unknown) => [
      ...new Set(bands.map(of)),
    ];
    expect(edges((band) => band.from_metres)).toEqual([0, 100, 200, 300]);
    expect(edges((band) => band.from_days)).toEqual([0, 8, 15, 29]);
    expect(edges((band) => band.to_days)).toEqual([8, 15, 29, null]);
    expect(bands[0]?.significant).toBe(true);
  });

  it('and only inside the area drawn: none of Worcester’s are in Charford’s', async () => {
    const drawn = '-2.08,52.315;-2.05,52.315;-2.05,52.335;-2.08,52.335';
    const here = await get(`${PLANTED}&within=${drawn}&from=2025-10-01&to=2026-03-31`);
    const all = await get(`${PLANTED}&from=2025-10-01&to=2026-03-31`);
    expect(here.incidents).toBeGreaterThanOrEqual(40);
    expect(here.incidents).toBeLessThan(all.incidents / 3);
    expect(here.bands[0]?.significant).toBe(true);
  });
});

describe('Risk now', () => {
  const near = (cell: string) =>
    greatCircleDistance([CHARFORD.latitude, CHARFORD.longitude], cellToLatLng(cell), UNITS.m);

  it('is raised where the last burst was, in hexagons of resolution 10, and until when is given', async () => {
    const { risk_now } = await get(`${PLANTED}&from=2025-10-01&to=2026-03-31`);
    const here = risk_now.filter(({ cell }) => near(cell) < 300);
    expect(here.length).toBeGreaterThan(5);
    for (const { cell, ratio, until } of risk_now) {
      expect(getResolution(cell)).toBe(10);
      expect(ratio).toBeGreaterThan(1);
      expect(until >= '2026-04-01').toBe(true);
      expect(until <= '2026-05-01').toBe(true);
    }
    expect(here.some(({ incidents }) => incidents >= 4)).toBe(true);
  });

  it('and is over a month later', async () => {
    const bands = 'type=burglary&metres=0,150&days=0,10';
    const march = await get(`${bands}&from=2025-10-01&to=2026-03-31`);
    expect(march.risk_now.filter(({ cell }) => near(cell) < 150).length).toBeGreaterThan(0);
    const april = await get(`${bands}&from=2025-10-01&to=2026-04-30`);
    expect(april.bands[0]?.significant).toBe(true);
    expect(april.risk_now.filter(({ cell }) => near(cell) < 150)).toEqual([]);
    expect(april.risk_now.length).toBeGreaterThan(0);
  });
});

describe('Nothing is found', () => {
  it('to whoever may not read incidents one by one, in words; nor of records that nobody has shared', async () => {
    const tasking = { name: 'Tessa', agency: bob.agency, roles: ['tasking'] } as const;
    await testApp.addPerson(tasking);
    const refused = await refusal(
      testApp.request(`/api/hotspots/near-repeats?${PLANTED}`, {}, tasking),
    );
    expect([refused.status, refused.code]).toEqual([403, 'not_allowed']);
    expect(refused.title).toMatch(/Ask an administrator/);
    const alices = await get(PLANTED, alice);
    expect([alices.incidents, alices.refused?.reason]).toEqual([0, 'too_few_incidents']);
    expect((await get(PLANTED, bob)).incidents).toBeGreaterThan(2_000);
  });

  it('of records that know months alone, and what would make it possible', async () => {
    const file = policeCsv(
      Array.from({ length: 60 }, (_, i) => ({ id: `P${i}`, month: '2026-05', type: 'Robbery' })),
    );
    const { problem } = await testApp.importFile(file, {
      as: bob,
      name: '2026-05-sabrina-street.csv',
    });
    expect(problem).toBeNull();
    const robbery = await get('type=robbery');
    expect([robbery.refused?.reason, robbery.incidents]).toEqual(['months_only', 0]);
    expect(robbery.left_out.month_only).toBe(60);
    expect(robbery.refused?.instead).toMatch(/exact places/);
    // a month that the window cuts is left out, and counted
    expect((await get('type=robbery&from=2026-05-10&to=2026-05-20')).left_out.month_only).toBe(60);
  });

  it('of places that stand for a whole square kilometre', async () => {
    const file = needlesCsv(
      Array.from({ length: 40 }, (_, i) => ({
        job: `N${i}`,
        date: `2026-05-${String(1 + (i % 28)).padStart(2, '0')} 09:30`,
        gridReference: 'SO 84 54',
      })),
    );
    const { problem, rows } = await testApp.importFile(file, { as: bob, name: 'needles.csv' });
    expect([problem, rows.accepted]).toEqual([null, 40]);
    const needles = await get('kind=needle_find');
    expect([needles.refused?.reason, needles.left_out.snapped]).toEqual(['snapped', 40]);
  });

  it('of fewer than thirty', async () => {
    const few = await get('type=burglary&from=2025-10-06&to=2025-10-14');
    expect(few.incidents).toBeGreaterThan(5);
    expect(few.incidents).toBeLessThan(30);
    expect([few.refused?.reason, few.bands, few.risk_now]).toEqual(['too_few_incidents', [], []]);
  });

  it('of more pairs than can be dealt; and of nearly as many, in another thread than the server’s', async () => {
    const { problem } = await testApp.importFile(logCsv(crowd(1_500)), {
      as: alice,
      dataset: 'noise',
      name: 'noise.csv',
    });
    expect(problem).toBeNull();
    const many = await get('type=noise', alice);
    expect([many.refused?.reason, many.incidents]).toEqual(['too_many_pairs', 1_500]);

    const here = process.threadCpuUsage();
    const everywhere = process.cpuUsage();
    // the incidents of 1,066 days, some days twice
    const fewer = await get('type=noise&to=2024-12-01', alice);
    expect(fewer.refused?.reason ?? null).toBeNull();
    // a second or more of work, none of it in this thread, which answers others
    const spent = ({ user, system }: NodeJS.CpuUsage) => user + system;
    expect(spent(process.threadCpuUsage(here))).toBeLessThan(
      spent(process.cpuUsage(everywhere)) / 3,
    );
  }, 120_000);

  it('of a question that is none, with what to do', async () => {
    for (const [query, path] of [
      ['', 'type'],
      ['from=2026-01-01', 'type'],
      ['type=burglary&metres=100', 'metres'],
      ['type=burglary&metres=0,200,100', 'metres'],
      ['type=burglary&metres=0,near', 'metres.1'],
      ['type=burglary&days=0,1.5', 'days.1'],
      ['type=burglary&seed=-1', 'seed'],
    ] as const) {
      const response = await testApp.request(`/api/hotspots/near-repeats?${query}`);
      const problem = (await response.json()) as { fields?: { path: string }[] }; // as: a problem document
      expect([query, response.status, problem.fields?.map((one) => one.path)]).toEqual([
        query,
        422,
        [path],
      ]);
    }
    const unknown = await refusal(testApp.request('/api/hotspots/near-repeats?type=dragons'));
    expect([unknown.status, unknown.code]).toEqual([422, 'unknown_type']);
  });

  it('without its line in the audit: whose places were read, how many, by whom', async () => {
    const { incidents } = await get(`${PLANTED}&from=2025-10-01&to=2026-03-31`);
    const { events } = await testApp.json<AuditPage>(
      '/api/audit?event=points.read&limit=1',
      {},
      bob,
    );
    expect(events[0]).toMatchObject({
      person: 'Bob',
      concerns: [bob.agency],
      about: { what: 'near repeats', count: incidents },
    });
  });
});
