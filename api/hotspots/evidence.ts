/** The facts a hotspot is proposed on, counted from rows in the proposer's own transaction. */
import type { Evidence, NewHotspot } from '../contract/hotspots.ts';
import { codeOfType, INCIDENT_TYPES } from '../contract/kinds.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import type { CellGrant, Grants } from '../hex_index/grants.ts';
import { dayOf } from '../time/local_day.ts';
import { partnerCounts, readGrants } from '../hexes/grants_queries.ts';
import { agencyIds, typeIds } from '../hexes/read_filters.ts';
import { listAgencies } from '../agencies/queries.ts';
import { Problem } from '../http/problem.ts';
import { countInCells, type EvidenceCount } from './evidence_queries.ts';

/** Evidence of one provider and kind; its terms where an agreement of level `cell` gave it. */
export interface HotspotCount extends EvidenceCount {
  readonly terms: Pick<
    CellGrant,
    'firstSensitivity' | 'lastSensitivity' | 'resolution' | 'threshold'
  > | null;
}

/** What a hotspot is proposed on: its facts, and the counts by whose rows they are of. */
export interface Taken {
  readonly facts: Omit<Evidence, 'total' | 'counts' | 'cells' | 'counted_by'>;
  readonly counts: readonly HotspotCount[];
}

/** Where and what is counted. */
type Counted = Pick<
  NewHotspot,
  'resolution' | 'cells' | 'from' | 'to' | 'kinds' | 'types' | 'agencies'
>;

/** The same rules as the map's own filters. Throws Problem `window_backwards`, `unknown_type`, `unknown_agency`. */
export async function takeEvidence(tx: AgencyTx, proposal: Counted, now: Date): Promise<Taken> {
  const { from, to, kinds, types, agencies } = proposal;
  if (from > to) throw new Problem('window_backwards');
  const providers = agencyIds(agencies.length > 0 ? agencies : undefined, await listAgencies(tx));
  const rows = await countInCells(tx, {
    ...proposal,
    kinds: [],
    types: typesOf(proposal),
  });
  const grants = await readGrants(tx);
  return {
    facts: {
      from,
      to,
      kinds,
      types,
      agencies,
      as_of: now.toISOString(),
      method:
        'Count of incidents in the chosen hexagons; month-only incidents belong to whole months. ' +
        'Where an agreement gives counts only: whole months, small counts left out.',
    },
    counts: [
      ...rows.map((row) => ({ ...row, terms: null })),
      ...(await partnerEvidence(tx, proposal, grants, providers)),
    ],
  };
}

/** Counts under agreements of level `cell`, where the hotspot's hexagons are coarse enough for them. */
async function partnerEvidence(
  tx: AgencyTx,
  { cells, resolution, from, to, ...filters }: Counted,
  grants: Grants,
  providers: readonly number[] | null,
): Promise<HotspotCount[]> {
  const chosen = new Set(cells.map((cell) => BigInt(`0x${cell}`)));
  const ids = typeIds({
    kind: filters.kinds.length > 0 ? filters.kinds : undefined,
    type: filters.types.length > 0 ? filters.types : undefined,
  });
  const whole = (code: number): boolean =>
    ids === null || INCIDENT_TYPES.every(({ id }) => codeOfType(id) !== code || ids.includes(id));
  const rows = await partnerCounts(tx, { resolution, from: dayOf(from), to: dayOf(to) });
  return grants.cells
    .filter(({ agency, kind }) => (providers?.includes(agency) ?? true) && whole(kind))
    .map((grant) => ({
      agency: grant.agency,
      kind: grant.kind,
      sensitivity: null,
      terms: grant,
      n: rows
        .filter(
          (row) =>
            row.agency_id === grant.agency && row.kind === grant.kind && chosen.has(row.cell),
        )
        .reduce((sum, { n }) => sum + n, 0),
    }))
    .filter(({ n }) => n > 0);
}

/** Type slugs that kinds and types together stand for; empty for all. */
function typesOf({ kinds, types }: Pick<NewHotspot, 'kinds' | 'types'>): string[] {
  const ids = typeIds({
    kind: kinds.length > 0 ? kinds : undefined,
    type: types.length > 0 ? types : undefined,
  });
  if (ids === null) return [];
  const slugs = INCIDENT_TYPES.filter(({ id }) => ids.includes(id)).map(({ slug }) => slug);
  // no type at all is not every type: a slug that no type has
  return slugs.length > 0 ? slugs : ['none'];
}
