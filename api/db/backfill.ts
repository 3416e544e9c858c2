/** What a migration needs and SQL cannot compute: values of rows that are there already. The migration adds a line to table
 *  `backfill`; each step computes some rows and notes how far it got, in one transaction, so that a killed start is taken
 *  up where it stopped. The server answers nobody before all is done: no count is half old. */
import { fillIncidents, fillStagedRows } from './fill_edge_cells.ts';
import { asOwner, type OwnerTx } from './as_agency.ts';
import type { Database } from './connect.ts';

/** Computes the rows that follow id `after`, about so many. Returns the last id, or null when there are no more. */
type Step = (tx: OwnerTx, after: bigint, rows: number) => Promise<bigint | null>;

const STEPS: Readonly<Record<string, Step>> = {
  'incident.edge_cells': fillIncidents,
  'import_row.edge_cells': fillStagedRows,
};

/** Call it after `migrate`. Two processes may: they take turns. @param rows of a step */
export async function backfill(database: Database, rows = 20_000): Promise<void> {
  while (await asOwner(database, (tx) => takeStep(tx, rows)));
}

/** False when nothing is left to do. */
async function takeStep(tx: OwnerTx, rows: number): Promise<boolean> {
  const [next] = await tx<{ name: string; after: bigint }[]>`
    select name, after
    from backfill
    order by name
    limit 1
    for update`;
  if (!next) return false;
  const step = STEPS[next.name];
  if (!step) throw new Error(`${next.name} is a computation that this version does not know`);
  const last = await step(tx, next.after, rows);
  if (last === null) await tx`delete from backfill where name = ${next.name}`;
  else await tx`update backfill set after = ${last} where name = ${next.name}`;
  return true;
}
