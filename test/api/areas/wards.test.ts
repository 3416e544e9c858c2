/** The last quarter of a police year in the wards of a county: each counts the points in its outline, and so does the county. */
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { MultiPolygon, Polygon } from 'geojson';
import { expect, it } from 'vitest';
import type { HotspotsChange } from '#api/contract/change.ts';
import type { Facets, Hexes, Timeline } from '#api/contract/hexes.ts';
import type { QuarterlyReport } from '#api/contract/reports.ts';
import { dayOf } from '#api/time/local_day.ts';
import { post } from '#test/api/http/calls.ts';
import { readSampling } from '#test/support/matrix_sample.ts';
import { bob, type Person } from '#test/support/people.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { readAll, shared } from '#test/unit/intake/check/read_all.ts';

const ZIP = shared('police-uk/west-mercia-2025.zip');
const WARDS = shared('boundaries/ward');
const absent =
  existsSync(ZIP) && existsSync(WARDS) ? '' : ' (skipped: no ../shared/data/police-uk, boundaries)';
const testApp = await withTestApp();
const counts: Person = { name: 'Tasking', agency: bob.agency, roles: ['tasking'] };
await testApp.addPerson(counts);
const { full } = readSampling(process.env);
const QUARTER = 'from=2025-10-01&to=2025-12-31';

interface Ward {
  readonly properties: { readonly WD25NM: string };
  readonly geometry: Polygon | MultiPolygon;
}

function holds({ geometry }: Ward, x: number, y: number): boolean {
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return parts.some((rings) => {
    let inside = false;
    for (const ring of rings) {
      let [ax = 0, ay = 0] = ring.at(-1) ?? [];
      for (const [bx = 0, by = 0] of ring) {
        if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside;
        [ax, ay] = [bx, by];
      }
    }
    return inside;
  });
}

it.skipIf(absent)(
  `every ward of Worcestershire counts the points in its outline, at every size and in every place (../shared/data)${absent}`,
  { timeout: 600_000 },
  async () => {
    testApp.setClock('2026-11-22T12:00:00Z');
    const wards: Ward[] = [];
    for (const file of readdirSync(WARDS)) {
      const collection = JSON.parse(readFileSync(join(WARDS, file), 'utf8')) as {
        features: Ward[];
      }; // as: a file of ours
      wards.push(...collection.features);
      await testApp.json('/api/areas', post({ kind: 'ward', source: 'ONS', collection }));
    }
    expect(wards).toHaveLength(112);
    const copy = join(testApp.uploads, 'copy');
    copyFileSync(ZIP, copy);
    await testApp.imports.receive({
      agencyId: testApp.agencyId(bob),
      fileName: basename(ZIP),
      path: copy,
      bytes: statSync(copy).size,
      sha256: '',
      dryRun: false,
    });
    await testApp.imports.settled();

    const { rows } = await readAll(ZIP, { now: Date.UTC(2026, 10, 25) });
    const placed = rows.flatMap(({ lon, lat, localDay }) =>
      lon === null || lat === null || localDay < dayOf('2025-10-01') ? [] : [{ lon, lat }],
    );
    const expected = new Map(
      wards.map((ward) => [
        ward.properties.WD25NM,
        placed.filter(({ lon, lat }) => holds(ward, lon, lat)).length,
      ]),
    );
    expect(['Cathedral', 'Fort Royal', 'Sanders Park'].map((name) => expected.get(name))).toEqual([
      794, 313, 131,
    ]);
    const { areas } = await testApp.json<{ areas: { slug: string; name: string }[] }>(
      '/api/partnership',
      {},
      bob,
    );
    for (const [i, { slug, name }] of areas.entries()) {
      const here = `${QUARTER}&area=${slug}`;
      const isNamed = ['Cathedral', 'Fort Royal', 'Sanders Park'].includes(name);
      const sizes = full || isNamed ? [6, 7, 8, 9, 10, 11] : [6 + (i % 5)];
      const found: number[] = [];
      for (const size of sizes)
        found.push(
          (await testApp.json<Hexes>(`/api/hexes?${here}&resolution=${size}`, {}, bob)).total,
        );
      if (!full && !isNamed) {
        expect([name, ...found]).toEqual([name, expected.get(name)]);
        continue;
      }
      const facets = await testApp.json<Facets>(`/api/facets?${here}`, {}, bob);
      found.push(facets.types.reduce((sum, { total }) => sum + total, 0));
      const { months } = await testApp.json<Timeline>(`/api/timeline?area=${slug}`, {}, bob);
      const quarter = months.filter(({ month }) => month >= '2025-10-01');
      found.push(
        quarter.flatMap((one) => Object.values(one.counts)).reduce((sum, n) => sum + n, 0),
      );
      const change = await testApp.json<HotspotsChange>(
        `/api/hotspots/change?${here}&resolution=8`,
        {},
        bob,
      );
      found.push(change.kinds.reduce((sum, { now }) => sum + now.count, 0));
      found.push((await testApp.json<Hexes>(`/api/hexes?${here}&resolution=8`, {}, counts)).total);
      expect([name, ...found]).toEqual([name, ...found.map(() => expected.get(name))]);
    }
    const inside = placed.filter(({ lon, lat }) => wards.some((ward) => holds(ward, lon, lat)));
    const county = await testApp.json<Hexes>(
      `/api/hexes?${QUARTER}&area=partnership&resolution=8`,
      {},
      bob,
    );
    expect([county.total, county.outside]).toEqual([inside.length, placed.length - inside.length]);
    const report = await testApp.json<QuarterlyReport>(
      '/api/reports/quarterly?quarter=2025-Q4',
      {},
      bob,
    );
    const [whole, ...lines] = report.areas.map(({ kinds }) =>
      kinds.reduce((sum, { now }) => sum + now.count, 0),
    );
    expect([whole, lines.reduce((sum, n) => sum + n, 0)]).toEqual([inside.length, inside.length]);
    expect(report.notes.join('\n')).toContain(
      `${(placed.length - inside.length).toLocaleString('en-GB')} incidents lie outside the partnership’s outlines`,
    );
  },
);
