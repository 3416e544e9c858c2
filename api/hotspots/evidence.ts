/** The facts a hotspot is proposed on, counted from rows in the proposer's own transaction. */
import type { Evidence, NewHotspot } from '../contract/hotspots.ts';
import { INCIDENT_TYPES, type Kind } from '../contract/kinds.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { countInCells } from '../hexes/queries.ts';
import { agencyIds, typeIds } from '../hexes/read_filters.ts';
import { listAgencies } from '../partnership/queries.ts';
import { Problem } from '../problem.ts';

/** The same rules as the map's own filters. Throws Problem `window_backwards`, `unknown_type`, `unknown_agency`. */
export async function takeEvidence(
  tx: AgencyTx,
  proposal: NewHotspot,
  now: Date,
): Promise<Evidence> {
  const { from, to, kinds, types, agencies } = proposal;
  if (from > to) throw new Problem('window_backwards');
  agencyIds(agencies, await listAgencies(tx));
  const { rows, dataVersion } = await countInCells(tx, {
    ...proposal,
    kinds: [],
    types: typesOf(proposal),
  });
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

/** Type slugs that kinds and types together ask for; empty for all. */
function typesOf({ kinds, types }: Pick<NewHotspot, 'kinds' | 'types'>): string[] {
  const ids = typeIds({
    kind: kinds.length > 0 ? kinds : undefined,
    type: types.length > 0 ? types : undefined,
  });
  if (ids === null) return [];
  const slugs = INCIDENT_TYPES.filter(({ id }) => ids.includes(id)).map(({ slug }) => slug);
  // no type at all is not the same as every type: ask for one that nothing has
  return slugs.length > 0 ? slugs : ['none'];
}
