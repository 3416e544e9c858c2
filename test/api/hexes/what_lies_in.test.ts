/** A hexagon counts what lies in it, at every size and wherever it is counted: as h3-js says of each place. */
import fc from 'fast-check';
import { cellToBoundary, latLngToCell } from 'h3-js';
import { beforeAll, describe, expect, it } from 'vitest';
import { HexDetail, Hexes } from '#api/contract/hexes.ts';
import type { Hotspot } from '#api/contract/hotspots.ts';
import { asAgency } from '#api/db/as_agency.ts';
import { countByHours } from '#api/hexes/count_queries.ts';
import { dayOf } from '#api/time/local_day.ts';
import { post } from '#test/api/http/calls.ts';
import { logCsv } from '#test/support/factories.ts';
import { alice } from '#test/support/people.ts';
import { withTestApp } from '#test/support/test_app.ts';

const testApp = await withTestApp();
const SIZES = [6, 7, 8, 9, 10, 11];
const JUNE = 'from=2025-06-01&to=2025-06-30';

const unit = fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 1_000_000);
/** Around a town, and beside the edges of its hexagons of each size: where ancestors are other hexagons. */
const spot = fc
  .record({ x: unit, y: unit, size: fc.option(fc.constantFrom(...SIZES)), corner: fc.nat(5) })
  .map(({ x, y, size, corner }) => {
    const [lat, lon] = [52.15 + 0.1 * y, -2.3 + 0.15 * x];
    if (size === null) return { latitude: lat, longitude: lon };
    const [nearLat = lat, nearLon = lon] =
      cellToBoundary(latLngToCell(lat, lon, size))[corner] ?? [];
    return { latitude: nearLat + 2e-4 * (y - 0.5), longitude: nearLon + 3e-4 * (x - 0.5) };
  });
const PLACES = fc.sample(fc.noBias(spot), 300).map(({ latitude, longitude }, i) => ({
  reference: `A${i}`,
  date: `2025-06-${String(1 + (i % 30)).padStart(2, '0')} ${String(i % 24).padStart(2, '0')}:30`,
  latitude: latitude.toFixed(6),
  longitude: longitude.toFixed(6),
}));
const cellOf = ({ latitude, longitude }: (typeof PLACES)[number], size: number) =>
  latLngToCell(Number(latitude), Number(longitude), size);

function expectedAt(size: number, places = PLACES): Map<string, number> {
  const counts = new Map<string, number>();
  for (const place of places)
    counts.set(cellOf(place, size), (counts.get(cellOf(place, size)) ?? 0) + 1);
  return counts;
}
const hexes = async (query: string) =>
  new Map(
    Hexes.parse(await testApp.json(`/api/hexes?${query}`)).cells.map((one) => [
      one.cell,
      one.total,
    ]),
  );
/** One busy hexagon and some others. */
const some = (size: number) =>
  [...expectedAt(size)].sort(([, a], [, b]) => b - a).filter((_, i) => i % 20 === 0);

beforeAll(async () => {
  await testApp.importFile(logCsv(PLACES), { dataset: 'log' });
});

describe.each(SIZES)('At size %i', (size) => {
  it('the map counts as h3-js does, everywhere and in a box', async () => {
    const expected = expectedAt(size);
    expect(await hexes(`resolution=${size}&${JUNE}`)).toEqual(expected);
    const boxed = await hexes(`resolution=${size}&${JUNE}&bbox=-2.25,52.18,-2.2,52.22`);
    expect(boxed.size).toBeGreaterThan(0);
    for (const [cell, total] of boxed) expect(total).toBe(expected.get(cell));
  });

  it('so do one hexagon’s facts', async () => {
    for (const [cell, n] of some(size)) {
      const detail = HexDetail.parse(await testApp.json(`/api/hexes/${cell}?${JUNE}`));
      expect(detail.total).toBe(n);
      expect(detail.months.find(({ month }) => month === '2025-06-01')?.total).toBe(n);
      expect(detail.clock?.flat().reduce((sum, one) => sum + one, 0)).toBe(n);
    }
  });

  it('so do a hotspot’s evidence and hours of the week', async () => {
    const chosen = some(size);
    const cells = chosen.map(([cell]) => cell);
    const total = chosen.reduce((sum, [, n]) => sum + n, 0);
    const window = { from: '2025-06-01', to: '2025-06-30' };
    const hotspot = { name: 'Place', resolution: size, cells, ...window };
    const { evidence } = await testApp.json<Hotspot>('/api/hotspots', post(hotspot));
    expect(evidence.total).toBe(total);
    const filters = {
      ...{ from: dayOf(window.from), to: dayOf(window.to), resolution: size },
      ...{ types: null, agencies: null, hours: Array.from({ length: 168 }, (_, i) => i) },
    };
    const rows = await asAgency(testApp.database, testApp.viewer(alice), (tx) =>
      countByHours(tx, filters),
    );
    expect(new Map(rows.map(({ cell, n }) => [cell?.toString(16), n]))).toEqual(expectedAt(size));
  });

  it('and a file has the incidents that lie in the hexagons asked for', async () => {
    const box = 'bbox=-2.25,52.18,-2.2,52.22';
    const boxed = await hexes(`resolution=${size}&${JUNE}&${box}`);
    const file = await testApp.request(`/api/exports/incidents?resolution=${size}&${JUNE}&${box}`);
    const text = await file.text();
    const expected = PLACES.filter((place) => boxed.has(cellOf(place, size)));
    const lines = PLACES.filter(({ reference }) => new RegExp(`^${reference},`, 'm').test(text));
    expect(lines).toEqual(expected);
  });
});
