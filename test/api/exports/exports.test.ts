/** Files to take away: what Bob does not share is not in Alice's, and is there in Bob's. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import readSheets from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportPreview } from '#api/contract/exports.ts';
import type { Hexes } from '#api/contract/hexes.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { putArea } from '#api/areas/queries.ts';
import { post, refusal } from '#test/api/http/calls.ts';
import { newFind, policeCsv } from '#test/support/factories.ts';
import { formOf, withTestApp } from '#test/support/test_app.ts';
import { alice, bob, chelsea, type Person } from '#test/support/people.ts';
import { agree } from '#test/support/sign_in.ts';

const testApp = await withTestApp({ agreements: 'none' });
const tara: Person = { name: 'Tara', agency: 'severnside-council', roles: ['tasking'] };
const rhys: Person = { name: 'Rhys', agency: 'severnside-council', roles: ['reader'] };
for (const person of [tara, rhys]) await testApp.addPerson(person);

const folder = mkdtempSync(join(tmpdir(), 'commonground-exports-'));
afterAll(() => rmSync(folder, { recursive: true }));

// --- what is there ---

const HEADER = 'Reference,Category,Date,Latitude,Longitude,Location';
const FORMULA = '=HYPERLINK("http://evil.example","look")';
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const log = (rows: readonly (readonly string[])[]) =>
  [HEADER, ...rows.map((row) => row.map(quoted).join(','))].join('\n');
const at = ['52.190512', '-2.220831'] as const;
const OFF = ['52.290512', '-2.320831'] as const;

async function handIn(person: Person, text: string, dataset: string, sensitivity = '') {
  const form = formOf(text, { as: person, dataset, name: `${dataset}.csv` });
  form.set('sensitivity', sensitivity);
  const { id } = await testApp.json<{ id: number }>(
    '/api/imports',
    { method: 'POST', body: form },
    person,
  );
  await testApp.imports.settled();
  const { rows } = await testApp.json<{ rows: { accepted: number; rejected: number } }>(
    `/api/imports/${id}`,
    {},
    person,
  );
  expect(rows.rejected).toBe(0);
  return rows.accepted;
}

let counted = 0;
beforeAll(async () => {
  await asOwner(testApp.database, (tx) =>
    putArea(tx, {
      slug: 'old-town',
      name: 'Old Town',
      kind: 'custom',
      source: 'made up',
      outline: {
        type: 'Polygon',
        coordinates: [
          [
            [-2.26, 52.16],
            [-2.18, 52.16],
            [-2.18, 52.22],
            [-2.26, 52.22],
            [-2.26, 52.16],
          ],
        ],
      },
    }),
  );
  await handIn(
    alice,
    log([
      ['A1', 'Noise', '2025-06-13 14:05', ...at, 'loud'],
      [FORMULA, 'Noise', '2025-06-14 02:30', ...OFF, `${FORMULA}\nsecond "line", 😀 שלום ;-5`],
      ['A3', 'Fireworks', '2025-06-15 22:00', '', '', 'nobody knows where'],
    ]),
    'asb-log',
  );
  await handIn(alice, log([['O1', 'Noise', '2025-05-01 10:00', ...at, '']]), 'open-log', '0');
  await handIn(
    bob,
    policeCsv([
      { id: 'c1', type: 'Burglary' },
      { id: '', type: 'Anti-social behaviour' },
      { id: '', type: 'Anti-social behaviour', latitude: '', longitude: '' },
    ]),
    'police-months',
  );
  await handIn(
    bob,
    log([['S1', 'Noise', '2025-06-20 23:00', ...at, 'informant']]),
    'quiet-log',
    '2',
  );
  counted = await handIn(
    chelsea,
    log(
      ['05', '06', '07', '08', '09'].map((day) => [
        `H${day}`,
        'Street drinking',
        `2025-06-${day} 01:00`,
        ...at,
        'patient',
      ]),
    ),
    'ward',
  );
  await testApp.json(
    '/api/finds',
    post(newFind({ found_at: '2025-06-18T10:00:00Z', note: '+44 1905' })),
  );
});
let agreement = 0;
let counts = 0;
beforeAll(async () => {
  agreement = await agree(testApp, {
    provider: bob,
    recipient: alice,
    level: 'point',
    kinds: ['asb'],
    maxSensitivity: 1,
  });
  counts = await agree(testApp, {
    provider: chelsea,
    recipient: alice,
    level: 'cell',
    kinds: ['asb', 'alcohol'],
    resolution: 8,
    threshold: 3,
  });
});

// --- what comes out ---

type Row = Record<string, string>;
const JUNE = 'from=2025-06-01&to=2025-06-30';
const file = (query: string, person: Person = alice, what = 'incidents') =>
  testApp.request(`/api/exports/${what}?${query}`, {}, person);
const csvOf = (text: string): Row[] => parse(text, { columns: true });
async function rowsOf(query: string, person: Person = alice): Promise<Row[]> {
  const answer = await file(`${query}&format=csv`, person);
  expect(answer.status).toBe(200);
  return csvOf(await answer.text());
}
async function sheetsOf(answer: Response) {
  const path = join(folder, 'file.xlsx');
  writeFileSync(path, new Uint8Array(await answer.arrayBuffer()));
  const [about, rows] = await readSheets(path);
  const table: readonly (readonly unknown[])[] = rows?.data ?? []; // its own types say `typeof Date` for a Date
  const lines = (about?.data ?? []).map(([label, words]) => [label, words] as const);
  return { about: new Map(lines), words: lines.map(([, words]) => words).join('\n'), table };
}
const nameOf = (answer: Response) =>
  decodeURIComponent(
    /filename\*=UTF-8''(\S+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? '',
  );
const preview = (query: string, person: Person = alice) =>
  testApp.json<ExportPreview>(`/api/exports/preview?${query}`, {}, person);
const auditOf = () =>
  asOwner(
    testApp.database,
    (tx) => tx<{ about: Record<string, unknown>; concerns: number[]; account: string }[]>`
      select about, concerns, account.name as account
      from audit_event
      join account on account.id = account_id
      where event = 'export.made'
      order by audit_event.id`,
  );

describe('What is in Alice’s file', () => {
  it('is her own, and what Bob shares, each with its reason; what he does not share is in his', async () => {
    const hers = await rowsOf('');
    expect(
      hers.map(({ type, sensitivity, agreement: under }) => [type, sensitivity, under]),
    ).toEqual([
      ['noise', '1', 'own records'],
      ['noise', '1', 'own records'],
      ['fireworks', '1', 'own records'],
      ['noise', '0', 'own records'],
      ['asb-unspecified', '1', `agreement ${agreement}`],
      ['asb-unspecified', '1', `agreement ${agreement}`],
      ['needles', '1', 'own records'],
    ]);
    const his = await rowsOf('', bob);
    expect(
      his.map(({ type, sensitivity, agreement: under }) => [type, sensitivity, under]),
    ).toEqual([
      ['burglary', '1', 'own records'],
      ['asb-unspecified', '1', 'own records'],
      ['asb-unspecified', '1', 'own records'],
      ['noise', '2', 'own records'],
    ]);
    expect(JSON.stringify(hers)).not.toMatch(/"(c1|S1)"|informant|patient/);
    expect(JSON.stringify(his)).toMatch(/"c1".*"S1".*informant/);
    expect(JSON.stringify(await rowsOf('', chelsea))).toMatch(/patient/);
  });

  it('stands on each row as it was reported, and made safe', async () => {
    const [plain, nasty, placeless, , month] = await rowsOf('');
    expect(plain).toEqual({
      reference: 'A1',
      agency: 'severnside-council',
      dataset: 'asb-log',
      kind: 'asb',
      type: 'noise',
      started: '2025-06-13T14:05:00+01:00',
      ended: '',
      time_precision: 'minute',
      longitude: '-2.220831',
      latitude: '52.190512',
      place_precision: 'exact',
      cell: expect.stringMatching(/^8c[0-9a-f]{13}$/) as unknown,
      sensitivity: '1',
      needles_min: '',
      needles_max: '',
      details: expect.stringContaining('location: loud') as unknown,
      marking: 'OFFICIAL-SENSITIVE',
      agreement: 'own records',
      exported_by: 'Alice, Severnside Council',
      exported_at: '2025-11-22T12:00:00Z',
    });
    expect(nasty?.['reference']).toBe(`'${FORMULA}`);
    expect(nasty?.['details']).toContain(`second "line", 😀 שלום ;'-5`);
    expect(placeless).toMatchObject({ longitude: '', latitude: '', cell: '', place_precision: '' });
    expect(month).toMatchObject({ started: '2025-06', time_precision: 'month' });
  });

  it('is the same in each format, and each is named for its marking', async () => {
    const csv = await rowsOf(JUNE);
    const geojson = await file(`${JUNE}&format=geojson`);
    expect(geojson.headers.get('content-type')).toBe('application/geo+json');
    expect(nameOf(geojson)).toBe(
      'OFFICIAL-SENSITIVE incidents 2025-06-01 to 2025-06-30 severnside-council 20251122T1200Z.geojson',
    );
    const collection = (await geojson.json()) as {
      marking: string;
      features: {
        geometry: { coordinates: number[] } | null;
        properties: Record<string, unknown>;
      }[];
    }; // as: read below
    expect(collection.marking).toBe('OFFICIAL-SENSITIVE');
    expect(
      collection.features.map(({ geometry, properties: { cell, started, agreement: under } }) => [
        geometry?.coordinates.map(String) ?? ['', ''],
        cell ?? '',
        started,
        under,
      ]),
    ).toEqual(
      csv.map((row) => [
        [row['longitude'], row['latitude']],
        row['cell'],
        row['started'],
        row['agreement'],
      ]),
    );
    expect(collection.features[1]?.properties['reference']).toBe(FORMULA);

    const xlsx = await file(`${JUNE}&format=xlsx`);
    expect(nameOf(xlsx)).toMatch(/^OFFICIAL-SENSITIVE incidents .*\.xlsx$/);
    const { about, table } = await sheetsOf(xlsx);
    expect(about.get('Marking')).toBe('OFFICIAL-SENSITIVE');
    expect(about.get('Exported by')).toBe('Alice, Severnside Council');
    expect(about.get('Exported at')).toBe(
      'Saturday 22 November 2025, 12:00 GMT (2025-11-22T12:00:00Z)',
    );
    expect(about.get('Window')).toBe('1 June 2025 to 30 June 2025');
    expect(about.get('Agreement')).toMatch(`Sabrina Police, 2 incidents: agreement ${agreement} `);
    const [head = [], ...rows] = table;
    expect(head).toEqual(Object.keys(csv[0] ?? {}));
    const column = (name: string) => rows.map((row) => row[head.indexOf(name)] ?? '');
    expect(column('longitude').map(String)).toEqual(csv.map((row) => row['longitude']));
    expect(column('longitude').filter((value) => typeof value === 'number')).toHaveLength(4);
    expect(column('reference')).toEqual(csv.map((row) => row['reference']));
    expect(column('started')[0]).toEqual(new Date('2025-06-13T14:05:00Z'));
    const answer = await file(`${JUNE}&format=csv`);
    expect(nameOf(answer)).toMatch(/^OFFICIAL-SENSITIVE incidents .*\.csv$/);
    expect([...new Uint8Array(await answer.arrayBuffer())].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('is OFFICIAL where the least sensitive alone are in it', async () => {
    const answer = await file('from=2025-05-01&to=2025-05-31');
    expect(nameOf(answer)).toMatch(/^OFFICIAL incidents 2025-05-01/);
    expect(csvOf(await answer.text()).map(({ marking }) => marking)).toEqual(['OFFICIAL']);
  });

  it('ends with the agreement, from the next file on', async () => {
    const before = await rowsOf('agency=sabrina-police');
    expect(before).toHaveLength(2);
    const one = await agree(testApp, {
      provider: bob,
      recipient: alice,
      level: 'point',
      kinds: ['crime'],
    });
    expect(
      (await rowsOf('agency=sabrina-police')).map(({ type, agreement: under }) => [type, under]),
    ).toContainEqual(['burglary', `agreement ${one}`]);
    await testApp.json(`/api/agreements/${one}/revocation`, post({ why: 'No need' }), bob);
    expect(await rowsOf('agency=sabrina-police')).toEqual(before);
  });
});

describe('What is left out', () => {
  it('has its reason before the file is taken, and in it', async () => {
    const shown = await preview(`${JUNE}&area=old-town&resolution=9`);
    expect(shown.incidents).toMatchObject({
      marking: 'OFFICIAL-SENSITIVE',
      count: 3,
      refused: null,
      left_out: [
        '2 incidents have no place: nobody can say whether inside or outside.',
        'Sabrina Police: what is more sensitive than 1 (of 3) not shared with you.',
        'Sabrina Police: crime not shared with you.',
        'Sabrina NHS Trust: anti-social behaviour shared as counts only, by hexagon.',
      ],
    });
    const { about, table } = await sheetsOf(
      await file(`${JUNE}&area=old-town&resolution=9&format=xlsx`),
    );
    expect(table).toHaveLength(1 + 3);
    expect(about.get('Where')).toBe('Old Town: by whole hexagons of resolution 9');
    expect([...about.keys()]).toContain('Left out');
  });

  it('are months that the window cuts', async () => {
    const shown = await preview('from=2025-06-02&to=2025-06-30');
    expect(shown.incidents.left_out[0]).toBe(
      '2 incidents are known by month only, and the window begins or ends within that month.',
    );
    expect(
      (await rowsOf('from=2025-06-02&to=2025-06-30')).filter(
        ({ time_precision: p }) => p === 'month',
      ),
    ).toEqual([]);
    expect((await rowsOf(JUNE)).filter(({ time_precision: p }) => p === 'month')).toHaveLength(2);
  });

  it('is never more than the map leaves out: under any filter a file has the map’s incidents', async () => {
    const day = fc.integer({ min: 1, max: 30 }).map((n) => `2025-06-${String(n).padStart(2, '0')}`);
    const choice = fc.record(
      {
        from: day,
        to: day,
        kind: fc.constantFrom('asb', 'needle_find,asb', 'alcohol'),
        type: fc.constantFrom('noise', 'asb-unspecified,needles'),
        agency: fc.constantFrom('severnside-council', 'sabrina-police,severnside-council'),
        area: fc.constant('old-town'),
        within: fc.constant('-2.26,52.16;-2.18,52.16;-2.22,52.22'),
        bbox: fc.constantFrom('-2.23,52.18,-2.21,52.2', '-2.4,52.1,-2.1,52.4'),
        resolution: fc.constantFrom('6', '8', '9', '10'),
      },
      { requiredKeys: ['resolution'] },
    );
    await fc.assert(
      fc.asyncProperty(choice, async (filters) => {
        const [from, to] = [filters.from, filters.to].sort();
        const query = new URLSearchParams({ ...filters, ...(from && { from }), ...(to && { to }) });
        const { incidents, hexagons } = await preview(String(query));
        const map = await testApp.json<Hexes>(`/api/hexes?${query}`);
        expect(hexagons.count).toBe(map.total);
        const answer = await file(`${query}&format=csv`);
        if (incidents.count === 0) {
          expect((await refusal(answer)).code).toBe('nothing_to_export');
          return;
        }
        const rows = csvOf(await answer.text());
        expect(rows).toHaveLength(incidents.count);
        const counts = hexagons.provided.find(({ provider }) => provider === 'Sabrina NHS Trust');
        const placed = rows.filter(({ cell }) => cell !== '');
        expect(placed.length).toBe(map.total - (counts?.incidents ?? 0));
      }),
      { numRuns: 12 },
    );
  });
});

describe('Whoever may not', () => {
  it('read places takes no incidents, and the answer names what they may take', async () => {
    const refused = await refusal(file(JUNE, tara));
    expect(refused).toMatchObject({ status: 403, code: 'not_allowed' });
    const shown = await preview(JUNE, tara);
    expect(shown.incidents.refused).toMatch(
      /^Incidents one by one are for those who may read exact places\./,
    );
    expect(shown.hexagons).toMatchObject({
      refused: null,
      count: (await preview(JUNE)).hexagons.count,
    });
    expect((await testApp.request(`/api/hexes?${JUNE}&format=csv`, {}, tara)).status).toBe(200);
    expect((await file(JUNE)).status).toBe(200); // and it is there
  });

  it('export takes nothing, and still sees the map', async () => {
    for (const path of [
      `/api/exports/incidents?${JUNE}`,
      '/api/exports/actions',
      `/api/exports/preview?${JUNE}`,
      `/api/hexes?${JUNE}&format=csv`,
      `/api/hexes?${JUNE}&format=geojson`,
      `/api/hexes?${JUNE}&format=xlsx`,
    ])
      expect([path, (await refusal(testApp.request(path, {}, rhys))).code]).toEqual([
        path,
        'not_allowed',
      ]);
    expect((await testApp.request(`/api/hexes?${JUNE}`, {}, rhys)).status).toBe(200);
  });

  it('is nobody: a stranger has to sign in', async () => {
    const stranger = await testApp.request('/api/exports/incidents', {
      headers: { authorization: 'Bearer nobody-knows-this-token' },
    });
    expect(stranger.status).toBe(401);
  });
});

describe('A file that cannot be made', () => {
  it('because there is nothing, or the question is wrong, is a sentence', async () => {
    expect(await refusal(file('from=2019-01-01&to=2019-01-31'))).toMatchObject({
      status: 422,
      code: 'nothing_to_export',
    });
    expect((await refusal(file('agency=nobody'))).code).toBe('unknown_agency');
    expect((await refusal(file('bbox=-8,49,2,60&resolution=11'))).code).toBe('area_too_large');
    expect((await refusal(file('format=pdf'))).code).toBe('invalid_input');
  });

  it('because the caller has gone stops, writes nothing to the audit, and delays nobody else', async () => {
    const before = (await auditOf()).length;
    const gone = new AbortController();
    gone.abort();
    const answer = await testApp
      .request('/api/exports/incidents', { signal: gone.signal })
      .catch(() => null);
    expect(answer?.ok ?? false).toBe(false);
    expect(await auditOf()).toHaveLength(before);
    const all = await Promise.all([1, 2, 3, 4].map(() => file(JUNE)));
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await Promise.all(all.map((one) => one.text()));
    expect(await auditOf()).toHaveLength(before + 4);
  });

  it('to look only makes none: HEAD writes nothing down', async () => {
    const before = (await auditOf()).length;
    const looked = await testApp.request('/api/exports/incidents', { method: 'HEAD' });
    expect([looked.status, await looked.text()]).toEqual([200, '']);
    expect(await auditOf()).toHaveLength(before);
  });
});

describe('The audit', () => {
  it('has each file: who, what, how much, the question and the agreements, and no place', async () => {
    await rowsOf(`${JUNE}&within=-2.26,52.16;-2.18,52.16;-2.22,52.22`);
    await testApp.request(`/api/hexes?${JUNE}&format=geojson`);
    const lines = await auditOf();
    const [rows, hexes] = lines.slice(-2);
    expect(rows).toMatchObject({
      account: 'Alice',
      about: {
        what: 'incidents',
        format: 'csv',
        rows: 3,
        incidents: 3,
        marking: 'OFFICIAL-SENSITIVE',
        filters:
          'Window: 1 June 2025 to 30 June 2025. Kinds: all. Agencies: all whose records you may see. Where: an area drawn by hand, with 3 corners: by whole hexagons of resolution 8',
        agreements: [
          'Severnside Council: 2 (own records)',
          `Sabrina Police: 1 (agreement ${agreement})`,
        ],
      },
    });
    expect([...(rows?.concerns ?? [])].sort()).toEqual(
      [testApp.agencyId(alice), testApp.agencyId(bob)].sort(),
    );
    expect(hexes).toMatchObject({
      about: {
        what: 'hexagons',
        format: 'geojson',
        agreements: expect.arrayContaining([
          `Sabrina NHS Trust: ${counted} (agreement ${counts})`,
        ]) as unknown,
      },
    });
    expect(JSON.stringify(lines)).not.toMatch(/52\.\d|-2\.\d|HYPERLINK|loud/);
  });

  it('is visible to the agency whose records were taken', async () => {
    const { events } = await testApp.json<{ events: { event: string; agency: string | null }[] }>(
      '/api/audit?event=export.made',
      {},
      bob,
    );
    expect(events.filter(({ agency }) => agency === 'severnside-council').length).toBeGreaterThan(
      0,
    );
  });
});

describe('Counts by hexagon', () => {
  const hexes = (format: string) =>
    testApp.request(`/api/hexes?${JUNE}&resolution=8&format=${format}`);

  it('begin with the columns that programs have always read; what the file is follows', async () => {
    const answer = await hexes('csv');
    expect(nameOf(answer)).toBe(
      'OFFICIAL-SENSITIVE hexes-r8-2025-06-01-2025-06-30 severnside-council 20251122T1200Z.csv',
    );
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    expect(text.slice(0, 4)).toBe('cell');
    const [head, first]: string[][] = parse(text);
    expect(head).toEqual([
      'cell',
      'resolution',
      'from',
      'to',
      'total',
      'crime',
      'asb',
      'needle_find',
      'alcohol',
      'marking',
      'agreement',
      'exported_by',
      'exported_at',
    ]);
    expect(first?.slice(1, 5)).toEqual([
      '8',
      '2025-06-01',
      '2025-06-30',
      expect.stringMatching(/^\d+$/),
    ]);
    expect(first?.slice(9)).toEqual([
      'OFFICIAL-SENSITIVE',
      expect.stringContaining(`agreement ${counts}`),
      'Alice, Severnside Council',
      '2025-11-22T12:00:00Z',
    ]);
  });

  it('are the same in a workbook and in GeoJSON, and say whose they are', async () => {
    const csv = csvOf(await (await hexes('csv')).text());
    const { words, table } = await sheetsOf(await hexes('xlsx'));
    expect(table.slice(1).map((row) => [row[0], row[4]])).toEqual(
      csv.map((row) => [row['cell'], Number(row['total'])]),
    );
    expect(words).toContain('counts of 3 or more a month in hexagons of resolution 8');
    const geojson = (await (await hexes('geojson')).json()) as {
      marking: string;
      agreements: { provider: string; incidents: number }[];
      features: { properties: Record<string, unknown> }[];
    }; // as: read below
    expect(
      geojson.features.map(({ properties }) => [properties['cell'], properties['total']]),
    ).toEqual(csv.map((row) => [row['cell'], Number(row['total'])]));
    expect(
      geojson.agreements.find(({ provider }) => provider === 'Sabrina NHS Trust')?.incidents,
    ).toBe(counted);
    expect(geojson.features[0]?.properties).toMatchObject({
      marking: 'OFFICIAL-SENSITIVE',
      exported_by: 'Alice, Severnside Council',
    });
    const total = csv.reduce((sum, row) => sum + Number(row['total']), 0);
    expect(geojson.agreements.reduce((sum, { incidents }) => sum + incidents, 0)).toBe(total);
  });

  it('are OFFICIAL where only the least sensitive were counted', async () => {
    const answer = await testApp.request('/api/hexes?from=2025-05-01&to=2025-05-31&format=csv');
    expect(nameOf(answer)).toMatch(/^OFFICIAL hexes-r8-/);
  });

  it('are made anew each time, and never “unchanged”: each is in the audit', async () => {
    const before = (await auditOf()).length;
    expect((await hexes('csv')).headers.get('etag')).toBeNull();
    expect((await hexes('csv')).status).toBe(200);
    expect(await auditOf()).toHaveLength(before + 2);
  });
});

describe('The action log', () => {
  it('is a table for the meeting, marked, with its formulas made safe', async () => {
    expect((await refusal(file('format=csv', alice, 'actions'))).code).toBe('nothing_to_export');
    const { cells } = await testApp.json<Hexes>(`/api/hexes?${JUNE}&resolution=8`);
    const hotspot = await testApp.json<{ id: number }>(
      '/api/hotspots',
      post({
        name: 'Old Town',
        resolution: 8,
        cells: cells.slice(0, 1).map(({ cell }) => cell),
        from: '2025-06-01',
        to: '2025-06-30',
      }),
    );
    await testApp.json(
      '/api/actions',
      post({
        hotspot_id: hotspot.id,
        agency: 'severnside-council',
        person: 'Ann',
        what: '@more light',
        starts_on: '2025-11-01',
        due_on: '2025-12-31',
        hours: 10,
        pounds: 99.5,
        measure: 'ASB a month',
        baseline: 20,
        target: 10,
      }),
    );
    const answer = await file('format=csv', alice, 'actions');
    expect(nameOf(answer)).toBe(
      'OFFICIAL-SENSITIVE actions 2025-11-22 severnside-council 20251122T1200Z.csv',
    );
    const [row] = csvOf(await answer.text());
    expect(row).toMatchObject({
      hotspot: 'Old Town',
      what: `'@more light`,
      due_on: '2025-12-31',
      pounds: '99.5',
      marking: 'OFFICIAL-SENSITIVE',
      exported_by: 'Alice, Severnside Council',
    });
    const { table } = await sheetsOf(await file('format=xlsx', tara, 'actions'));
    expect(table[1]?.[table[0]?.indexOf('due_on') ?? 0]).toEqual(new Date('2025-12-31T00:00:00Z'));
    expect((await auditOf()).at(-1)).toMatchObject({
      account: 'Tara',
      about: { what: 'actions', format: 'xlsx', rows: 1 },
    });
  });
});
