/** Hot and cold of a police force's year over HTTP, end to end, against the plain counts of the same window: what the test
 *  costs beside the counting. `npm run bench test/bench/significance.ts` */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hexes } from '#api/contract/hexes.ts';
import type { Significance } from '#api/contract/significance.ts';
import { openDatabase } from '#test/support/databases.ts';
import { openTestApp } from '#test/support/test_app.ts';
import { bob } from '#test/support/people.ts';
import { policeFile } from './parts/police_file.ts';
import { inTurn, median, show, took } from './parts/ratios.ts';

const TIMES = 31;
/** West Mercia: Shropshire, Telford, Herefordshire and Worcestershire in one box. */
const FORCE = 'within=-3.24,51.82;-1.75,51.82;-1.75,53.0;-3.24,53.0';
const WINDOW = 'from=2025-01-01&to=2025-12-31&resolution=8';

const { database, remove } = await openDatabase();
const folder = mkdtempSync(join(tmpdir(), 'commonground-bench-'));
const testApp = await openTestApp(database, { agreements: 'none' });
testApp.setClock('2026-02-01T12:00:00Z');
const file = policeFile(folder);
const loading = await took(async () => {
  const { problem, rows } = await testApp.importFile(file.path, { as: bob, name: file.name });
  if (problem) throw new Error(problem.sentence);
  show(`${file.name}: rows accepted`, rows.accepted);
});
show('loaded, s', loading / 1000);

/** One request, its answer read to the end as text; JSON is parsed outside the clock. */
async function get(path: string): Promise<string> {
  const answer = await testApp.request(path, {}, bob);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
  return text;
}
const counts = `/api/hexes?${FORCE}&${WINDOW}`;
const significance = `/api/hotspots/significance?${FORCE}&${WINDOW}`;

const first = await took(() => get(significance)); // cells listed and neighbours found
const response = JSON.parse(await get(significance)) as Significance; // as: the route's own schema
const plain = JSON.parse(await get(counts)) as Hexes; // as: the route's own schema
if (response.refused) throw new Error(response.refused.why);
if (response.incidents !== plain.total)
  throw new Error(`${response.incidents} tested, ${plain.total} counted`);
show('hexagons in the area, with incidents', response.cells_in_area, plain.cells.length);
show('incidents', response.incidents);
show(
  'hexagons hot, cold',
  response.cells.filter((one) => one.class.startsWith('hot')).length,
  response.cells.filter((one) => one.class.startsWith('cold')).length,
);

const ms = await inTurn(TIMES, {
  significance: () => get(significance),
  counts: () => get(counts),
  district: () =>
    get(`/api/hotspots/significance?within=-2.3,52.1;-2.1,52.1;-2.1,52.3;-2.3,52.3&${WINDOW}`),
});
show('first request, ms', first);
show('significance, ms', ms.significance, `${(await get(significance)).length} bytes`);
show('counts, ms', ms.counts, `${(await get(counts)).length} bytes`);
show('significance of a town, ms', ms.district);
show('RATIO significance / counts of the same window', ms.significance / ms.counts);
show(
  'RATIO a hexagon tested / a hexagon counted',
  ms.significance / response.cells_in_area / (ms.counts / plain.cells.length),
);

/** Where the time goes: answers written as JSON, as the route writes them. */
const printing = [];
for (let i = 0; i < TIMES; i++) printing.push(await took(() => JSON.stringify(response)));
show('  of which writing the JSON, ms', median(printing));

await testApp.close();
await remove();
rmSync(folder, { recursive: true, force: true });
