/** An area counts the points in its outline, whatever the size of the hexagons: invented outlines that overlap and share borders,
 *  points inside, outside, on borders and on corners. */
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { putArea } from '#api/areas/queries.ts';
import type { HexDetail, Facets, Hexes, Timeline } from '#api/contract/hexes.ts';
import type { HotspotsChange } from '#api/contract/change.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { logCsv } from '#test/support/factories.ts';
import { readSampling } from '#test/support/matrix_sample.ts';
import { alice, type Person } from '#test/support/people.ts';
import { withTestApp } from '#test/support/test_app.ts';

const { full, seed } = readSampling(process.env);
const testApp = await withTestApp();
const counts: Person = { name: 'Tasking', agency: alice.agency, roles: ['tasking'] };
await testApp.addPerson(counts);

type Corner = readonly [number, number];
/** Steps of a lattice, so that borders are shared and points lie on them. */
const at = (x: number, y: number): Corner => [-2.3 + 0.01 * x, 52.15 + 0.006 * y];
const place = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }));
/** A rectangle, a triangle, or a figure of four corners that does not cross itself. */
const outline = fc
  .tuple(place, fc.integer({ min: 2, max: 8 }), fc.integer({ min: 2, max: 8 }), fc.nat(2))
  .map(([[x, y], w, h, shape]): readonly Corner[] => {
    const corners = [at(x, y), at(x + w, y), at(x + w, y + h), at(x, y + h)];
    if (shape === 0) return corners;
    return shape === 1
      ? corners.slice(0, 3)
      : [at(x, y), at(x + w, y + 1), at(x + w, y + h), at(x + 1, y + h)];
  });
const ringOf = (corners: readonly Corner[]) => ({
  type: 'Polygon',
  coordinates: [[...corners, ...corners.slice(0, 1)]],
});

/** Even–odd, of a point that is moved to the north-east by less than anything here is apart. */
function holds(corners: readonly Corner[], [lon, lat]: Corner): boolean {
  const [x, y] = [lon + 1e-9, lat + 6.18033988749895e-10];
  let inside = false;
  for (const [i, [bx, by]] of corners.entries()) {
    const [ax, ay] = corners.at(i - 1) ?? [0, 0];
    if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside;
  }
  return inside;
}

const world = fc.record({
  areas: fc.array(outline, { minLength: 2, maxLength: 5 }),
  later: outline,
  points: fc.array(
    fc.tuple(place, fc.constantFrom(0, 0, 0.5, 0.37), fc.constantFrom(0, 0, 0.5, 0.71)),
    { minLength: 12, maxLength: 40 },
  ),
});
const WINDOW = 'from=2025-06-01&to=2025-06-30';
const SIZES = [6, 7, 8, 9, 10, 11];

const put = (slug: string, corners: readonly Corner[]) =>
  asOwner(testApp.database, (tx) =>
    putArea(tx, { slug, name: slug, kind: 'custom', source: 'made up', outline: ringOf(corners) }),
  );
const clear = () =>
  asOwner(testApp.database, async (tx) => {
    await tx`delete from incident`;
    await tx`delete from area`;
    // rows went without a line in the log: the index is built anew
    await tx`update data_version set version = version + 1`;
  });

async function checkArea(slug: string, where: string, expected: number, everywhere: number) {
  const query = `${WINDOW}&${where}`;
  const found: Record<string, number> = {};
  for (const size of SIZES) {
    const hexes = await testApp.json<Hexes>(`/api/hexes?${query}&resolution=${size}`);
    found[`hexes ${size}`] = hexes.total;
    found[`sum ${size}`] = hexes.cells.reduce((sum, { total }) => sum + total, 0);
    expect(hexes.counted_by).toMatchObject({ outline: true, whole_cells: false, by_hexagon: 0 });
    const [first] = hexes.cells;
    if (first && size === 8)
      expect((await testApp.json<HexDetail>(`/api/hexes/${first.cell}?${query}`)).total).toBe(
        first.total,
      );
  }
  const facets = await testApp.json<Facets>(`/api/facets?${query}`);
  found['facets'] = facets.types.reduce((sum, { total }) => sum + total, 0);
  const timeline = await testApp.json<Timeline>(`/api/timeline?${where}`);
  found['timeline'] = Object.values(timeline.days)
    .flat()
    .reduce((sum, n) => sum + n, 0);
  const change = await testApp.json<HotspotsChange>(`/api/hotspots/change?${query}&resolution=7`);
  found['change'] = change.kinds.reduce((sum, { now }) => sum + now.count, 0);
  const rows = await testApp.request(`/api/exports/incidents?${query}&format=csv`);
  const text = await rows.text();
  const isEmpty = text.includes('"nothing_to_export"');
  found['rows'] = isEmpty ? 0 : parse(text, { columns: true, bom: true }).length;
  expect({ slug, ...found }).toEqual({
    slug,
    ...Object.fromEntries(Object.keys(found).map((name) => [name, expected])),
  });
  // who may not read incidents: the same number, beside whole hexagons
  if (where.startsWith('within')) return;
  for (const size of [7, 9]) {
    const hexes = await testApp.json<Hexes>(`/api/hexes?${query}&resolution=${size}`, {}, counts);
    const sum = hexes.cells.reduce((all, { total }) => all + total, 0);
    if (hexes.counted_by?.outline) expect([size, hexes.total]).toEqual([size, expected]);
    expect(sum).toBeLessThanOrEqual(everywhere);
    expect(hexes.counted_by?.whole_cells).toBe(true);
  }
}

describe('An area', () => {
  it(
    'counts the points in its outline, at every size and in every place, also after outlines come, change and go',
    { timeout: 400_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(world, async ({ areas, later, points }) => {
          const places = points.map(([[x, y], dx, dy]) => at(x + dx, y + dy));
          const number = (corners: readonly Corner[]) =>
            places.filter((one) => holds(corners, one)).length;
          for (const [i, corners] of areas.slice(1).entries()) await put(`area-${i + 1}`, corners);
          await testApp.importFile(
            logCsv(
              places.map(([longitude, latitude], i) => ({
                reference: `A${i}`,
                longitude: String(longitude),
                latitude: String(latitude),
              })),
            ),
          );
          // one comes when the records are there
          await put('area-0', areas[0] ?? []);
          for (const [i, corners] of areas.entries())
            await checkArea(`area-${i}`, `area=area-${i}`, number(corners), places.length);
          const union = places.filter((one) => areas.some((corners) => holds(corners, one)));
          const partnership = await testApp.json<Hexes>(
            `/api/hexes?${WINDOW}&area=partnership&resolution=9`,
          );
          expect([partnership.total, partnership.outside]).toEqual([
            union.length,
            places.length - union.length,
          ]);
          const drawn = later.map(([lon, lat]) => `${lon},${lat}`).join(';');
          await checkArea('drawn', `within=${drawn}`, number(later), places.length);
          await put('area-0', later);
          await checkArea('changed', 'area=area-0', number(later), places.length);
          await asOwner(testApp.database, (tx) => tx`delete from area where slug = 'area-1'`);
          await checkArea('others', 'area=area-0', number(later), places.length);
          const sets = await asOwner(
            testApp.database,
            (tx) => tx`
              select incident.id
              from incident
              left join area_set on area_set.id = area_set_id
              where area_set.id is null
                or areas <> areas_at(geom)`,
          );
          expect(sets).toHaveLength(0);
          await clear();
        }),
        { numRuns: full ? 25 : 2, seed, endOnFailure: true },
      );
    },
  );
});
