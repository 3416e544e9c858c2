/** Hot and cold of a police force's year over HTTP, end to end, against the plain counts of the same window: what the test
 *  costs beside the counting. `npm run bench test/bench/significance.ts` */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hexes } from '#api/contract/hexes.ts';
import type { Significance } from '#api/contract/significance.ts';
import { openDatabase } from '#test/support/databases.ts';
import { openTestHouse } from '#test/support/test_app.ts';
import { bob } from '#test/support/people.ts';
import { policeFile } from './parts/police_file.ts';
import { inTurn, median, show, took } from './parts/ratios.ts';

const TIMES = 31;
/** West Mercia: Shropshire, Telford, Herefordshire and Worcestershire in one box. */
const FORCE = 'within=-3.24,51.82;-1.75,51.82;-1.75,53.0;-3.24,53.0';
const WINDOW = 'from=2025-01-01&to=2025-12-31&resolution=8';

const { database, remove } = await openDatabase();
const folder = mkdtempSync(join(tmpdir(), 'commonground-bench-'));
const house = await openTestHouse(database, { agreements: 'none' });
house.setClock('2026-02-01T12:00:00Z');
const file = policeFile(folder);
const loading = await took(async () => {
  const { problem, rows } = await house.handIn(file.path, { as: bob, name: file.name });
  if (problem) throw new Error(problem.sentence);
  show(`${file.name}: rows accepted`, rows.accepted);
});
show('loaded, s', loading / 1000);

/** One request, its answer read to the end as text; JSON is parsed outside the clock. */
async function ask(path: string): Promise<string> {
  const answer = await house.request(path, {}, bob);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
  return text;
}
const counts = `/api/hexes?${FORCE}&${WINDOW}`;
const heat = `/api/hotspots/significance?${FORCE}&${WINDOW}`;

const first = await took(() => ask(heat)); // cells listed and neighbours found
const told = JSON.parse(await ask(heat)) as Significance; // as: the route's own schema
const plain = JSON.parse(await ask(counts)) as Hexes; // as: the route's own schema
if (told.refused) throw new Error(told.refused.why);
if (told.incidents !== plain.total)
  throw new Error(`${told.incidents} tested, ${plain.total} counted`);
show('hexagons in the area, with incidents', told.cells_in_area, plain.cells.length);
show('incidents', told.incidents);
show(
  'hexagons hot, cold',
  told.cells.filter((one) => one.class.startsWith('hot')).length,
  told.cells.filter((one) => one.class.startsWith('cold')).length,
);

const ms = await inTurn(TIMES, {
  heat: () => ask(heat),
  counts: () => ask(counts),
  district: () =>
    ask(`/api/hotspots/significance?within=-2.3,52.1;-2.1,52.1;-2.1,52.3;-2.3,52.3&${WINDOW}`),
});
show('asked for the first time, ms', first);
show('significance, ms', ms.heat, `${(await ask(heat)).length} bytes`);
show('counts, ms', ms.counts, `${(await ask(counts)).length} bytes`);
show('significance of a town, ms', ms.district);
show('RATIO significance / counts of the same window', ms.heat / ms.counts);
show(
  'RATIO a hexagon tested / a hexagon counted',
  ms.heat / told.cells_in_area / (ms.counts / plain.cells.length),
);

/** Where the time goes: answers written as JSON, as the route writes them. */
const printing = [];
for (let i = 0; i < TIMES; i++) printing.push(await took(() => JSON.stringify(told)));
show('  of which writing the JSON, ms', median(printing));

await house.close();
await remove();
rmSync(folder, { recursive: true, force: true });
