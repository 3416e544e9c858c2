/** History as the database wrote it. Its policies decide whose a viewer reads. */
import type { History, HistoryLine, HistorySubject } from '../contract/history.ts';
import type { AgencyTx } from '../db/as_agency.ts';

/** Newest first, at most `limit`. Of a subject that is not there, or not the viewer's to read: no lines. */
export async function readHistory(
  tx: AgencyTx,
  subject: HistorySubject,
  id: string,
  limit: number,
): Promise<History> {
  const rows = await tx<(Omit<HistoryLine, 'at'> & { at: Date })[]>`
    select
      history.place,
      history.at,
      history.account as by,
      agency.slug as agency,
      history.of_table as table,
      history.row_key as row,
      history.verb,
      history.before,
      history.after
    from history
    left join agency on agency.id = history.agency_id
    where history.subject = ${subject}
      and history.subject_id = ${id}
    order by history.place desc
    limit ${limit}`;
  return {
    lines: rows.map((row) => ({ ...row, at: row.at.toISOString() })),
    total: rows[0]?.place ?? 0,
  };
}
