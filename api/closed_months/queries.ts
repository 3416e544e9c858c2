/** Closing months, as the owner: it counts every agency's records past their policies. */
import type { OwnerTx } from '../db/as_agency.ts';

/** Counts every month up to `month` (yyyy-mm) that an agreement or release needs and that is not counted yet, and revises
 *  those that are (close_months() in sql/chapters/13_closed_months.sql). True when something changed. */
export async function closeMonths(tx: OwnerTx, month: string): Promise<boolean> {
  const [row] = await tx<{ changed: boolean }[]>`
    select close_months(${`${month}-01`}::date) as changed`;
  return row?.changed ?? false;
}

/** What the clocks can be held to: the database's, and when the last record was received. */
export const readClocks = async (
  tx: OwnerTx,
): Promise<{ database: Date; lastReceived: Date | null }> => {
  const [row] = await tx<{ database: Date; last_received: Date | null }[]>`
    select
      clock_timestamp() as database,
      greatest(
        (select max(received_at) from find),
        (select max(finished_at) from import where not dry_run)
      ) as last_received`;
  if (!row) throw new Error('the database has no clock');
  return { database: row.database, lastReceived: row.last_received };
};

/** The data version, and the agreements that act: while both stay, there is nothing to close that was not. */
export const readClosingState = async (tx: OwnerTx): Promise<string> => {
  const [row] = await tx<{ state: string }[]>`
    select
      version || ' ' || coalesce((select string_agg(distinct id::text, ',') from effective_agreement), '') as state
    from data_version`;
  return row?.state ?? '';
};
