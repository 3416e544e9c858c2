/** Each format, read back by a reader that is not ours. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import readSheets from 'read-excel-file/node';
import { afterAll, describe, expect, it } from 'vitest';
import type { Action } from '#api/contract/actions.ts';
import { ACTION_COLUMNS } from '#api/exports/action_table.ts';
import { csvChunks } from '#api/files/csv.ts';
import { geojsonChunks } from '#api/files/geojson.ts';
import { HEXAGON_COLUMNS } from '#api/files/hexagon_table.ts';
import {
  INCIDENT_COLUMNS,
  incidentFeature,
  type IncidentRow,
} from '#api/exports/incident_table.ts';
import { aboutLines, markingColumns } from '#api/files/marking.ts';
import { safeText } from '#api/files/safe_text.ts';
import type { Column } from '#api/files/table.ts';
import { columnLetters, SHEET_ROWS, xlsxChunks } from '#api/files/xlsx.ts';
import { openFile } from '#api/intake/read/open_file.ts';
import { bytesOf, incident, marking, together } from './export_factories.ts';

const folder = mkdtempSync(join(tmpdir(), 'commonground-exports-'));
afterAll(() => rmSync(folder, { recursive: true }));

const under = () => 'agreement 7';
const COLUMNS = [...INCIDENT_COLUMNS, ...markingColumns<IncidentRow>(marking(), under)];
const NASTY = '=HYPERLINK("http://x")\n"quoted", 😀 שלום \0 ;-1';

const ROWS: IncidentRow[] = [
  incident(),
  incident({
    reference: NASTY,
    details: { notes: NASTY, '=name': 'x' },
    ended_at: new Date('2025-06-13T14:00:00Z'),
  }),
  incident({
    reference: null,
    started_at: new Date('2025-05-31T23:00:00Z'),
    time_precision: 'month',
    longitude: null,
    latitude: null,
    place_precision: null,
    cell: null,
    details: null,
  }),
  incident({
    kind: 'needle_find',
    type: 'needles',
    time_precision: 'day',
    needles_min: 11,
    longitude: 0.00000012,
  }),
];
/** In two pages and an empty one, as a database may give them. */
const PAGES = [ROWS.slice(0, 3), [], ROWS.slice(3)];

const csvOf = (pages: IncidentRow[][]) => together(csvChunks(COLUMNS, pages));

describe('CSV', () => {
  it('begins so that Excel reads UTF-8, and has a header and a line a row', async () => {
    const text = await csvOf(PAGES);
    expect(text.startsWith('\ufeffreference,agency,dataset,')).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(parse(text, { bom: true })).toHaveLength(5);
    expect(await together(csvChunks(COLUMNS, [], { bom: false }))).toMatch(
      /^reference,.*exported_at\r\n$/,
    );
  });

  it('says of each row what it is, and on each row what the file is', async () => {
    const [plain, nasty, month, find]: Record<string, string>[] = parse(await csvOf(PAGES), {
      bom: true,
      columns: true,
    });
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
      cell: '8c195193393ffff',
      sensitivity: '1',
      needles_min: '',
      needles_max: '',
      details: 'category: Noise; location: On or near Foundry Walk',
      marking: 'OFFICIAL-SENSITIVE',
      agreement: 'agreement 7',
      exported_by: 'Alice Example, Severnside Council',
      exported_at: '2026-11-25T19:30:20Z',
    });
    expect(nasty).toMatchObject({
      reference: `'=HYPERLINK("http://x")\n"quoted", 😀 שלום \ufffd ;'-1`,
      ended: '2025-06-13T15:00:00+01:00',
    });
    expect(nasty?.['details']).toContain(`;' =name: x`);
    expect(month).toMatchObject({
      started: '2025-06',
      longitude: '',
      latitude: '',
      cell: '',
      reference: '',
    });
    expect(find).toMatchObject({
      started: '2025-06-13',
      needles_min: '11',
      needles_max: '',
      longitude: '0',
    });
    for (const row of [nasty, month, find])
      expect(row).toMatchObject({
        marking: 'OFFICIAL-SENSITIVE',
        exported_by: plain?.['exported_by'],
      });
  });

  it('tells the hour that comes twice in October apart', async () => {
    const twice = ['2025-10-26T00:30:00Z', '2025-10-26T01:30:00Z'].map((at) =>
      incident({ started_at: new Date(at) }),
    );
    const rows: string[][] = parse(await csvOf([twice]), { bom: true, from: 2 });
    expect(rows.map((row) => row[5])).toEqual([
      '2025-10-26T01:30:00+01:00',
      '2025-10-26T01:30:00+00:00',
    ]);
  });
});

describe('GeoJSON', () => {
  const feature = incidentFeature(marking(), under);
  const read = async (pages: IncidentRow[][]) =>
    JSON.parse(await together(geojsonChunks(feature, marking(), pages)));

  it('is a feature collection with its marking before the features', async () => {
    const text = await together(geojsonChunks(feature, marking(), PAGES));
    expect(text.indexOf('"marking"')).toBeLessThan(text.indexOf('"features"'));
    const collection = JSON.parse(text);
    expect(collection).toMatchObject({
      type: 'FeatureCollection',
      marking: 'OFFICIAL-SENSITIVE',
      exported_by: 'Alice Example, Severnside Council',
      exported_at: '2026-11-25T19:30:20Z',
      agreements: [{ provider: 'Severnside Council' }, { provider: 'Sabrina Police' }],
    });
    expect(collection.about).toContainEqual({ label: 'Contents', words: 'Incidents' });
    expect(collection.features).toHaveLength(4);
    expect((await read([])).features).toEqual([]);
  });

  it('gives places to six decimals, and none to what has none', async () => {
    const { features } = await read(PAGES);
    expect(features[0].geometry).toEqual({ type: 'Point', coordinates: [-2.220831, 52.190512] });
    expect(features[2].geometry).toBeNull();
    expect(features[3].geometry.coordinates[0]).toBe(0);
  });

  it('keeps text as it was typed, and details apart', async () => {
    const { features } = await read(PAGES);
    expect(features[1].properties).toMatchObject({
      reference: NASTY,
      details: { notes: NASTY },
      started: '2025-06-13T14:05:00+01:00',
      marking: 'OFFICIAL-SENSITIVE',
      agreement: 'agreement 7',
    });
    expect(features[2].properties).toMatchObject({ started: '2025-06', cell: null });
  });
});

describe('XLSX', () => {
  let files = 0;
  const open = async <Row>(columns: readonly Column<Row>[], pages: Row[][]) => {
    const path = join(folder, `${files++}.xlsx`);
    writeFileSync(
      path,
      await bytesOf(xlsxChunks({ name: 'Incidents', columns, pages }, marking())),
    );
    const sheets = await readSheets(path, { trim: false });
    const rows: readonly (readonly unknown[])[] = sheets[1]?.data ?? []; // its own types say `typeof Date` for a Date
    return { path, sheets, rows };
  };

  it('has what it is on its first sheet, and the rows on the second', async () => {
    const { sheets, rows } = await open(COLUMNS, PAGES);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['About this export', 'Incidents']);
    expect(sheets[0]?.data).toEqual(aboutLines(marking()));
    expect(rows[0]).toEqual(COLUMNS.map(({ name }) => name));
    expect(rows).toHaveLength(5);
  });

  it('keeps numbers numbers, times times by the wall clock, and text text', async () => {
    const [, plain, nasty, month, find] = (await open(COLUMNS, PAGES)).rows;
    expect(plain?.slice(4, 16)).toEqual([
      'noise',
      new Date('2025-06-13T14:05:00Z'),
      null,
      'minute',
      -2.220831,
      52.190512,
      'exact',
      '8c195193393ffff',
      1,
      null,
      null,
      'category: Noise; location: On or near Foundry Walk',
    ]);
    expect(nasty?.[0]).toBe(`'=HYPERLINK("http://x")\n"quoted", 😀 שלום \ufffd ;-1`);
    expect(month?.slice(5, 9)).toEqual([new Date('2025-06-01T00:00:00Z'), null, 'month', null]);
    expect(find?.slice(12, 15)).toEqual([1, 11, null]);
    expect(plain?.slice(16)).toEqual([
      'OFFICIAL-SENSITIVE',
      'agreement 7',
      'Alice Example, Severnside Council',
      '2026-11-25T19:30:20Z',
    ]);
  });

  const words: Column<string>[] = [{ name: 'words', width: 1, value: (text) => text }];
  const readBack = async (texts: string[]) =>
    (await open(words, [texts])).rows.slice(1).map(([text]) => text);

  it('gives back any text, made safe, and never anything but text', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '=1',
        '_x003D_1+1',
        '__proto__',
        'constructor',
        '<c t="n">',
        '&amp;',
        ']]>',
        '123',
        'TRUE',
        '\r\n',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), async (texts) => {
        const kept = texts.filter((one) => one.trim() !== '');
        // a reader drops rows at the end that have nothing in them
        expect(await readBack([...kept, 'end'])).toEqual([...kept.map(safeText), 'end']);
      }),
      { numRuns: 20 },
    );
  });

  it('cuts what no cell can hold, at a whole character, and says so with an ellipsis', async () => {
    const [long, emoji] = await readBack(['a'.repeat(40_000), `a${'😀'.repeat(20_000)}`]);
    expect(long).toBe(`${'a'.repeat(32_766)}…`);
    expect(emoji).toBe(`a${'😀'.repeat(16_382)}…`);
  });

  it('passes our own checks of an uploaded workbook', async () => {
    const { path } = await open(COLUMNS, PAGES);
    expect(await openFile(path)).toMatchObject({ kind: 'workbook' });
  });

  it('is refused beyond the rows a sheet has', async () => {
    const pages = function* () {
      yield new Array<string>(SHEET_ROWS - 1).fill('');
      yield ['one more'];
    };
    const made = bytesOf(xlsxChunks({ name: 'Incidents', columns: [], pages: pages() }, marking()));
    await expect(made).rejects.toThrow('1,048,576');
  });

  it('ends where its rows end in a failure', async () => {
    const pages = function* () {
      yield ['a'];
      throw new Error('the connection was lost');
    };
    const made = bytesOf(
      xlsxChunks({ name: 'Incidents', columns: words, pages: pages() }, marking()),
    );
    await expect(made).rejects.toThrow('connection was lost');
  });

  it('names columns as spreadsheets do', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ]);
  });
});

describe('The other tables', () => {
  it('hexagons: what programs read stays first', async () => {
    const row = {
      cell: '88195193393ffff',
      resolution: 8,
      from: '2025-06-01',
      to: '2025-06-30',
      total: 3,
      counts: { asb: 3 },
    };
    const columns = [...HEXAGON_COLUMNS, ...markingColumns<typeof row>(marking(), under)];
    expect(parse(await together(csvChunks(columns, [[row]], { bom: false })))).toEqual([
      [
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
      ],
      [
        '88195193393ffff',
        '8',
        '2025-06-01',
        '2025-06-30',
        '3',
        '0',
        '3',
        '0',
        '0',
        'OFFICIAL-SENSITIVE',
        'agreement 7',
        'Alice Example, Severnside Council',
        '2026-11-25T19:30:20Z',
      ],
    ]);
  });

  it('actions: what was done stands in one cell, oldest first', async () => {
    const step = { id: 1, agency: 'sabrina-police', hours: 2, created_at: '2026-02-01T00:00:00Z' };
    const action: Action = {
      id: 4,
      hotspot: { id: 1, name: 'Old Town', resolution: 9, cells: [] },
      agency: 'severnside-council',
      person: 'Ann',
      what: '=more light',
      starts_on: '2026-01-01',
      due_on: '2026-03-31',
      hours: 10,
      pounds: 99.5,
      measure: 'ASB a month',
      baseline: 20,
      target: 10,
      state: 'in_progress',
      state_reason: '',
      moves: [],
      overdue: true,
      milestones: [{ id: 1, title: 'Survey', due_on: '2026-02-01', done_on: null }],
      progress: [
        { ...step, on_day: '2026-02-20', note: 'lamps', measured: null },
        { ...step, on_day: '2026-02-01', note: 'survey', measured: 17 },
      ],
      proposals: [],
      hours_spent: 4,
      version: 1,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
    };
    const [row]: Record<string, string>[] = parse(
      await together(csvChunks(ACTION_COLUMNS, [[action]])),
      {
        bom: true,
        columns: true,
      },
    );
    expect(row).toMatchObject({
      action: '4',
      what: `'=more light`,
      due_on: '2026-03-31',
      overdue: 'yes',
      pounds: '99.5',
      last_measured: '17',
      milestones: '2026-02-01 Survey',
      progress: '2026-02-01 survey (sabrina-police)\n2026-02-20 lamps (sabrina-police)',
    });
  });
});
