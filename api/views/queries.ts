/** Saved views as stored. */
import type { SavedView } from '../contract/views.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { Problem } from '../http/problem.ts';

export const listViews = async (tx: AgencyTx): Promise<SavedView[]> => {
  const rows = await tx<(Omit<SavedView, 'created_at'> & { created_at: Date })[]>`
    select saved_view.id, agency.slug as agency, saved_view.name, saved_view.query, saved_view.created_at
    from saved_view
    join agency on agency.id = saved_view.agency_id
    order by saved_view.name, saved_view.id`;
  return rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }));
};

/** Saving under a name that the agency has used replaces that view. */
export async function saveView(
  tx: AgencyTx,
  agencyId: number,
  view: { name: string; query: string },
  now: Date,
): Promise<number> {
  const [row] = await tx<{ id: number }[]>`
    insert into saved_view (agency_id, name, query, created_at)
    values (${agencyId}, ${view.name}, ${view.query}, ${now})
    on conflict (agency_id, name) do update set
      query = excluded.query,
      created_at = excluded.created_at
    returning id`;
  if (!row) throw new Problem('internal');
  return row.id;
}

/** Throws Problem `not_found`, also for another agency's view. */
export async function dropView(tx: AgencyTx, id: number): Promise<void> {
  const rows = await tx`
    delete from saved_view
    where id = ${id}
    returning id`;
  if (rows.length === 0) throw new Problem('not_found');
}
