/** The facts a hotspot is proposed on, counted from rows in the proposer's own transaction. */
import type { Evidence, NewHotspot } from '../contract/hotspots.ts';
import type { Kind } from '../contract/kinds.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { countInCells } from '../hexes/queries.ts';
import { Problem } from '../problem.ts';

/** Throws Problem `window_backwards`. */
export async function takeEvidence(
  tx: AgencyTx,
  proposal: NewHotspot,
  now: Date,
): Promise<Evidence> {
  const { from, to, kinds, types, agencies } = proposal;
  if (from > to) throw new Problem('window_backwards');
  const { rows, dataVersion } = await countInCells(tx, proposal);
  const counts: Partial<Record<Kind, number>> = {};
  for (const { kind, n } of rows) counts[kind] = n;
  return {
    from,
    to,
    kinds,
    types,
    agencies,
    total: rows.reduce((sum, { n }) => sum + n, 0),
    counts,
    data_version: String(dataVersion),
    as_of: now.toISOString(),
    method:
      'Count of incidents in the chosen hexagons; month-only incidents belong to whole months.',
  };
}
