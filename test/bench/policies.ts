/** What row level security costs: the same questions to a million incidents as a member with agreements and as the owner
 *  of the tables, in turn. The member may read all of it, so that both count the same rows. */
import { gridDisk, latLngToCell } from 'h3-js';
import { asAgency, asOwner } from '#api/db/as_agency.ts';
import type { Tx } from '#api/db/connect.ts';
import { childRange, parseCell } from '#api/geo/cells.ts';
import { openDatabase } from '#test/support/databases.ts';
import { shareEverything, signIn } from '#test/support/sign_in.ts';
import { loadCounty } from './parts/county.ts';
import { inTurn, median, show, took } from './parts/ratios.ts';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const TIMES = 15;
const AGENCIES = [1, 2, 3, 4, 5, 6, 7];

const { database, remove } = await openDatabase();
show(`${ROWS} incidents made and loaded, s`, (await took(() => loadCounty(database, ROWS))) / 1000);
const analyst = await signIn(database, { name: 'Alice', agency: 'agency-1' }, 1);
await shareEverything(database, AGENCIES, analyst.viewer.accountId);

/** About a square kilometre: seven hexagons of resolution 9, around the busiest one of the county and around a quiet one,
 *  as ranges of stored cells. */
const around = (cell: string) => gridDisk(cell, 1).map((one) => childRange(parseCell(one)));
const [{ busiest } = { busiest: '' }] = await database.sql<{ busiest: string }[]>`
  select to_hex(commonground.coarser(cell, 9)) as busiest
  from commonground.incident
  where cell is not null
  group by commonground.coarser(cell, 9)
  order by count(*) desc, 1
  limit 1`;
const busy = around(busiest);
const quiet = around(latLngToCell(52.19, -2.22, 9));
const [{ ids } = { ids: [] }] = await database.sql<{ ids: bigint[] }[]>`
  select array_agg(id) as ids
  from (select id from commonground.incident order by hashint8(id) limit 200) chosen`;

const monthByCell = (tx: Tx) => tx<{ n: number }[]>`
  select coarser(cell, 8) as cell, type_id / 20 as kind, count(*)::int as n
  from counted_incident
  where cell is not null
    and local_day between '2025-03-01' and '2025-03-31'
  group by 1, 2`;
const inBox = (box: typeof busy) => (tx: Tx) => tx<{ n: number }[]>`
  select type_id, count(*)::int as n
  from unnest(
    ${box.map(({ first }) => String(first))}::bigint[],
    ${box.map(({ last }) => String(last))}::bigint[]
  ) chosen (first, last)
  join counted_incident on cell between chosen.first and chosen.last
  group by 1`;
/** Two hundred, each by itself, as somebody looks at one after the other. */
const byId = async (tx: Tx) => {
  for (const id of ids)
    await tx`select id, type_id, local_day, cell from incident where id = ${id}`;
};

const total = async (rows: Promise<readonly { n: number }[]>) =>
  (await rows).reduce((sum, { n }) => sum + n, 0);
console.log(`\n${'medians, ms'.padEnd(40)}   member      owner     RATIO`);

/** Inside a transaction each, and on a connection that is in use already: what those cost is the same for both. */
async function compare(title: string, run: (tx: Tx) => Promise<unknown>): Promise<void> {
  const times = { member: [] as number[], owner: [] as number[] };
  const time = (of: number[]) => async (tx: Tx) => {
    await run(tx);
    of.push(await took(() => run(tx)));
  };
  await inTurn(TIMES, {
    member: () => asAgency(database, analyst.viewer, time(times.member)),
    owner: () => asOwner(database, time(times.owner)),
  });
  const [member, owner] = [median(times.member), median(times.owner)];
  show(`  ${title}`.padEnd(40), member, owner, member / owner);
}
for (const [title, run] of [
  ['a month by hexagon', monthByCell],
  ['a busy square kilometre', inBox(busy)],
  ['a quiet square kilometre', inBox(quiet)],
] as const) {
  const member = await asAgency(database, analyst.viewer, (tx) => total(run(tx)));
  const owner = await asOwner(database, (tx) => total(run(tx)));
  if (member !== owner) throw new Error(`${title}: the counts differ: ${member}, ${owner}`);
  await compare(`${title}, ${owner} incidents`, run);
}
await compare(`by id, ${ids.length} times`, byId);

await remove();
