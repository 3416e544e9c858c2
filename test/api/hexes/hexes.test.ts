/** /api/hexes: four forms that agree, boxes that cut no hexagon, areas, and answers worth keeping. */
import { Mapping } from '#api/contract/intake.ts';
import { cellToBoundary, cellToChildren, cellToLatLng } from 'h3-js';
import { getResolution, gridDisk, isValidCell, latLngToCell } from 'h3-js';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { cellName, COMPACT_MEDIA_TYPE, decodeCompact } from '#api/contract/compact_hexes.ts';
import type { ProblemDocument } from '#api/contract/common.ts';
import { HexDetail, Hexes } from '#api/contract/hexes.ts';
import { KINDS } from '#api/contract/kinds.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { putArea } from '#api/areas/queries.ts';
import { logCsv, needlesCsv, newFind, policeCsv } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { bob } from '#test/support/people.ts';

const testApp = await withTestApp();
const RESOLUTIONS = [6, 7, 8, 9, 10, 11];
const JUNE = 'from=2025-06-01&to=2025-06-30';

const hexes = async (query: string) => Hexes.parse(await testApp.json(`/api/hexes?${query}`));
const logFind = (about: Record<string, unknown> = {}) =>
  testApp.json('/api/finds', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(newFind({ found_at: '2025-06-13T10:00:00Z', ...about })),
  });
const square = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});
const putSquare = (...box: [number, number, number, number]) =>
  asOwner(testApp.database, (tx) =>
    putArea(tx, {
      slug: 'old-town',
      name: 'Old Town',
      kind: 'custom',
      source: 'made up',
      outline: square(...box),
    }),
  );

beforeAll(async () => {
  // a lattice of a few kilometres, day-precise, and a month-only feed over the same area
  const points = Array.from({ length: 144 }, (_, i) => ({
    latitude: (52.16 + 0.005 * (i % 12)).toFixed(6),
    longitude: (-2.26 + 0.008 * Math.floor(i / 12)).toFixed(6),
  }));
  await testApp.importFile(
    logCsv(
      points.map((where, i) => ({
        ...where,
        reference: `A${i}`,
        category: i % 3 === 0 ? 'Fireworks' : 'Noise',
        date: `2025-06-${String(1 + (i % 30)).padStart(2, '0')} ${String(i % 24).padStart(2, '0')}:30`,
      })),
    ),
    { name: 'asb log.csv' },
  );
  const police = points
    .slice(0, 50)
    .map((where, i) => ({ ...where, id: `c${i}`, type: 'Burglary' }));
  await testApp.importFile(policeCsv([...police, {}, {}, { latitude: '', longitude: '' }]), {
    as: bob,
  });
  await testApp.importFile(needlesCsv([{}, { job: 'N2', needles: '0' }]), { name: 'needles.csv' });
});

describe('The four forms', () => {
  it.each(RESOLUTIONS)('are the same at resolution %i', async (resolution) => {
    for (const window of [JUNE, 'from=2025-06-05&to=2025-06-20', 'kind=asb,crime', 'type=noise']) {
      const query = `resolution=${resolution}&${window}`;
      const json = await hexes(query);
      expect(json.cells.length).toBeGreaterThan(0);
      expect(json.total).toBe(json.cells.reduce((sum, { total }) => sum + total, 0));
      for (const { cell, total, counts } of json.cells) {
        expect(isValidCell(cell) && getResolution(cell) === resolution).toBe(true);
        expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(total);
      }
      const flat = json.cells.map(({ cell, total, counts }) => [
        cell,
        total,
        ...KINDS.map((kind) => counts[kind] ?? 0),
      ]);

      const geojson = await testApp.json<{
        features: { id: string; properties: Record<string, number>; geometry: object }[];
        left_out: unknown;
      }>(`/api/hexes?${query}&format=geojson`);
      expect(
        geojson.features.map(({ id, properties }) => [
          id,
          properties['total'],
          ...KINDS.map((kind) => properties[kind]),
        ]),
      ).toEqual(flat);
      expect(geojson.left_out).toEqual(json.left_out);
      expect(geojson.features[0]?.geometry).toEqual({
        type: 'Polygon',
        coordinates: [cellToBoundary(json.cells[0]?.cell ?? '', true)],
      });

      const csv = await testApp.request(`/api/hexes?${query}&format=csv`);
      expect(csv.headers.get('content-disposition')).toContain(`hexes-r${resolution}-`);
      const rows: string[][] = parse(await csv.text(), { from: 2 });
      expect(
        rows.map(([cell, , , , total, ...more]) => [
          cell,
          Number(total),
          ...more.slice(0, KINDS.length).map(Number),
        ]),
      ).toEqual(flat);

      const compact = await testApp.request(`/api/hexes?${query}&format=compact`);
      expect(compact.headers.get('content-type')).toBe(COMPACT_MEDIA_TYPE);
      expect(compact.headers.get('x-from')).toBe(json.from);
      expect(compact.headers.get('x-to')).toBe(json.to);
      expect(compact.headers.get('x-total')).toBe(String(json.total));
      const decoded = decodeCompact(new Uint8Array(await compact.arrayBuffer()));
      expect(
        Array.from(decoded.keys, (key, i) => [
          cellName(key, resolution),
          decoded.total[i],
          ...decoded.counts.map((column) => column[i]),
        ]),
      ).toEqual(flat);
      expect(compact.headers.get('x-month-only')).toBe(String(json.left_out.month_only));
      expect(compact.headers.get('x-no-place')).toBe(String(json.left_out.no_place));
    }
  });

  it('count the same incidents at every resolution', async () => {
    const smallest = await hexes(`resolution=11&${JUNE}`);
    for (const resolution of RESOLUTIONS.slice(0, -1)) {
      const { total, left_out } = await hexes(`resolution=${resolution}&${JUNE}`);
      expect({ total, left_out }).toEqual({ total: smallest.total, left_out: smallest.left_out });
    }
  });

  it('leave out the month that the window cuts, and count it', async () => {
    expect((await hexes(`resolution=8&${JUNE}`)).left_out).toEqual({ no_place: 1, month_only: 0 });
    const cut = await hexes('resolution=8&from=2025-06-02&to=2025-06-30');
    expect(cut.left_out).toEqual({ no_place: 0, month_only: 53 });
    expect(cut.cells.every(({ counts }) => counts.crime === undefined)).toBe(true);
  });
});

describe('A box', () => {
  const box = [-2.245, 52.175, -2.195, 52.2] as const;

  it.each(RESOLUTIONS)('cuts no hexagon at resolution %i: each has its whole count', async (r) => {
    const all = new Map(
      (await hexes(`resolution=${r}&${JUNE}`)).cells.map((one) => [one.cell, one]),
    );
    const inside = await hexes(`resolution=${r}&${JUNE}&bbox=${box.join(',')}`);
    expect(inside.cells.length).toBeGreaterThan(0);
    for (const one of inside.cells) expect(one).toEqual(all.get(one.cell));
    // every hexagon with a corner in the box is there
    const [west, south, east, north] = box;
    const expected = [...all.keys()].filter((cell) =>
      [...cellToBoundary(cell), cellToLatLng(cell)].some(
        ([lat, lng]) => lat > south && lat < north && lng > west && lng < east,
      ),
    );
    expect(inside.cells.map(({ cell }) => cell)).toEqual(expect.arrayContaining(expected));
  });

  it('counts what the window leaves out of it the same way at every resolution', async () => {
    const cut = `from=2025-06-02&to=2025-06-30&bbox=${box.join(',')}`;
    const everywhere = (await hexes('resolution=10&from=2025-06-02&to=2025-06-30')).left_out;
    const coarse = (await hexes(`resolution=10&${cut}`)).left_out;
    const smallest = (await hexes(`resolution=11&${cut}`)).left_out;
    expect(coarse.month_only).toBeGreaterThan(0);
    expect(coarse.month_only).toBeLessThan(everywhere.month_only);
    // finer cells touch the box in fewer places
    expect(smallest.month_only).toBeGreaterThan(0);
    expect(smallest.month_only).toBeLessThanOrEqual(coarse.month_only);
  });

  it('that is no box is refused in words', async () => {
    for (const bad of ['1,2,3', '-2,52,-3,53', 'a,b,c,d', '-200,52,-2,53']) {
      const answer = await testApp.request(`/api/hexes?bbox=${bad}`);
      expect([bad, answer.status]).toEqual([bad, 422]);
    }
  });
});

describe('An area', () => {
  it('has one number at every resolution, and the parts of hexagons that lie in it', async () => {
    await putSquare(-2.245, 52.175, -2.195, 52.2);
    const totals = new Set<number>();
    for (const resolution of RESOLUTIONS) {
      const all = await hexes(`resolution=${resolution}&${JUNE}`);
      const inside = await hexes(`resolution=${resolution}&${JUNE}&area=old-town`);
      const whole = new Map(all.cells.map(({ cell, total }) => [cell, total]));
      for (const { cell, total } of inside.cells)
        expect(total).toBeLessThanOrEqual(whole.get(cell) ?? 0);
      expect(inside.counted_by).toEqual({
        ...{ outline: true, resolution: null, whole_cells: false, by_hexagon: 0 },
      });
      totals.add(inside.total);
    }
    expect(totals.size).toBe(1);
    expect([...totals][0]).toBeGreaterThan(20);
    expect((await testApp.request('/api/hexes?area=atlantis')).status).toBe(422);
  });
});

describe('An answer worth keeping', () => {
  const get = (tag: string | null, path = `/api/hexes?resolution=8&${JUNE}`) =>
    testApp.request(path, { headers: tag === null ? {} : { 'if-none-match': tag } });

  it('is not sent again until the data change', async () => {
    const first = await get(null);
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^(W\/)?".+"$/);
    const again = await get(tag);
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await get(`W/${tag}`)).status).toBe(304);
    expect((await get(`"other", ${tag}`)).status).toBe(304);
    await logFind();
    const changed = await get(tag);
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(tag);
  });

  it('when it was sent compressed, too', async () => {
    const path = `/api/hexes?resolution=11&${JUNE}`;
    const first = await testApp.request(path, { headers: { 'accept-encoding': 'gzip' } });
    expect(first.headers.get('content-encoding')).toBe('gzip');
    const tag = first.headers.get('etag') ?? '';
    const again = await testApp.request(path, {
      headers: { 'accept-encoding': 'gzip', 'if-none-match': tag },
    });
    expect(again.status).toBe(304);
  });

  it('is another when the area was drawn anew', async () => {
    const path = `/api/hexes?resolution=9&${JUNE}&area=old-town`;
    const tag = (await get(null, path)).headers.get('etag');
    expect((await get(tag, path)).status).toBe(304);
    await putSquare(-2.245, 52.175, -2.215, 52.19);
    const drawnAnew = await get(tag, path);
    expect(drawnAnew.status).toBe(200);
  });
});

describe('A question that is wrong', () => {
  it('is answered by a problem document', async () => {
    const requests: [string, string][] = [
      ['resolution=5', 'invalid_input'],
      ['resolution=12', 'invalid_input'],
      ['resolution=nine', 'invalid_input'],
      ['from=2025-02-30', 'invalid_input'],
      ['from=2025-07-01&to=2025-06-01', 'window_backwards'],
      ['kind=crimes', 'invalid_input'],
      ['type=murder-most-foul', 'unknown_type'],
      ['agency=nobody', 'unknown_agency'],
      ['format=xml', 'invalid_input'],
    ];
    for (const [query, code] of requests) {
      const answer = await testApp.request(`/api/hexes?${query}`);
      expect([query, answer.status]).toEqual([query, 422]);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(await answer.json()).toMatchObject({ code, title: expect.stringMatching(/\.$/) });
    }
  });

  it('about windows far from any incident is an empty answer, not an error', async () => {
    for (const window of [
      'from=1900-01-01&to=1900-01-31',
      'from=2199-12-01&to=2199-12-31',
      'from=2031-01-01',
      'to=1990-01-01',
      'from=1900-01-01&to=2199-12-31',
    ])
      for (const resolution of [8, 11]) {
        const answer = await testApp.request(`/api/hexes?resolution=${resolution}&${window}`);
        expect([window, resolution, answer.status]).toEqual([window, resolution, 200]);
      }
    const ever = await hexes('resolution=8&from=1900-01-01&to=2199-12-31');
    expect(ever.total).toBe((await hexes('resolution=8')).total);
    expect(ever.left_out.month_only).toBe(0);
  });
});

describe('Why here?', () => {
  it('has of each hexagon what the map counts there', async () => {
    for (const resolution of [7, 9, 11]) {
      const { cells } = await hexes(`resolution=${resolution}&${JUNE}`);
      const [first] = [...cells].sort((a, b) => b.total - a.total);
      if (!first) throw new Error('there are cells');
      const detail = HexDetail.parse(await testApp.json(`/api/hexes/${first.cell}?${JUNE}`));
      expect(detail).toMatchObject({ cell: first.cell, resolution, total: first.total });
      expect(Object.fromEntries(detail.kinds.map(({ kind, total }) => [kind, total]))).toEqual(
        first.counts,
      );
      const hours = (detail.clock ?? []).flat().reduce((sum, n) => sum + n, 0);
      expect(hours + detail.without_hour).toBe(detail.total);
    }
  });

  it('spreads an incident over the hours it may have happened in: from ten at night to six, an eighth each', async () => {
    const cell = latLngToCell(52.35, -2.05, 9);
    const csv = (rows: readonly string[]) =>
      ['Reference,Category,From,To,Latitude,Longitude', ...rows].join('\n');
    const { problem, rows } = await testApp.importFile(
      csv([
        // Friday the 13th into Saturday
        'N1,Noise,2025-06-13 22:00,2025-06-14 06:00,52.35,-2.05',
        'N2,Noise,2025-06-13 22:30,,52.35,-2.05',
        // two days: no hour is known
        'N3,Noise,2025-06-13 22:00,2025-06-15 22:00,52.35,-2.05',
      ]),
      {
        name: 'nights.csv',
        mapping: Mapping.parse({
          columns: {
            reference: 'Reference',
            category: 'Category',
            started: 'From',
            ended: 'To',
            latitude: 'Latitude',
            longitude: 'Longitude',
          },
          kind: 'asb',
          types: { noise: 'noise' },
          dayOrder: 'iso',
        }),
      },
    );
    expect([problem, rows.accepted]).toEqual([null, 3]);
    const { clock, without_hour } = HexDetail.parse(
      await testApp.json(`/api/hexes/${cell}?from=2025-06-13&to=2025-06-15`),
    );
    const [friday, saturday] = [clock?.[4] ?? [], clock?.[5] ?? []];
    expect(friday.slice(21)).toEqual([0, 1.125, 0.125]);
    expect(saturday.slice(0, 7)).toEqual([...Array<number>(6).fill(0.125), 0]);
    expect(without_hour).toBe(1);
  });

  it('counts the six neighbours, around the ancestor where the index is coarser', async () => {
    const middle = latLngToCell(52.3, -2.1, 10);
    await testApp.importFile(
      logCsv(
        gridDisk(middle, 1).map((cell, i) => {
          const [latitude, longitude] = cellToLatLng(cell).map((degrees) => degrees.toFixed(6));
          return { reference: `ring-${i}`, latitude: latitude ?? '', longitude: longitude ?? '' };
        }),
      ),
      { name: 'ring.csv' },
    );
    const neighbours = async (cell: string) =>
      HexDetail.parse(await testApp.json(`/api/hexes/${cell}?${JUNE}`)).neighbours;
    expect(await neighbours(middle)).toBe(6);
    for (const child of cellToChildren(middle, 11)) expect(await neighbours(child)).toBe(6);
  });

  it('is refused for what is no hexagon of ours', async () => {
    for (const cell of ['8f1951933930000', '851951937ffffff', '89195193393fffe', 'x']) {
      const answer = await testApp.request(`/api/hexes/${cell}`);
      expect([cell, answer.status]).toEqual([cell, 422]);
      expect(((await answer.json()) as ProblemDocument).code).toMatch(/bad_cell|invalid_input/); // as: a problem
    }
  });
});
