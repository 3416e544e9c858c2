/** Counts behind a hotspot's evidence. */
import type { AgencyTx } from '../db/as_agency.ts';
import { incidentsIn } from '../incidents/in_cells_queries.ts';
import { dayOf, windowDates } from '../time/local_day.ts';

/** One provider's part of a hotspot's evidence: read row by row at a sensitivity, or counted under an agreement. */
export interface EvidenceCount {
  readonly agency: number;
  /** A kind code. */
  readonly kind: number;
  readonly sensitivity: number | null;
  readonly n: number;
}

/** Counts by provider, kind and sensitivity in a set of cells of one resolution. */
export const countInCells = (
  tx: AgencyTx,
  chosen: {
    readonly cells: readonly string[];
    readonly from: string;
    readonly to: string;
    readonly kinds: readonly string[];
    readonly types: readonly string[];
    readonly agencies: readonly string[];
  },
) => {
  const span = windowDates({ from: dayOf(chosen.from), to: dayOf(chosen.to) });
  return tx<EvidenceCount[]>`
    select incident.agency_id as agency, type_id / 20 as kind, sensitivity, count(*)::int as n
    from ${incidentsIn(tx, chosen.cells)} incident
    join incident_type on incident_type.id = type_id
    join agency on agency.id = agency_id
    where (
        (time_precision <> 'month' and local_day between ${span.from} and ${span.to})
        or (time_precision = 'month' and local_day between ${span.firstMonth} and ${span.lastMonth})
      )
      and (cardinality(${chosen.kinds}::text[]) = 0 or incident_type.kind = any (${chosen.kinds}::text[]))
      and (cardinality(${chosen.types}::text[]) = 0 or incident_type.slug = any (${chosen.types}::text[]))
      and (cardinality(${chosen.agencies}::text[]) = 0 or agency.slug = any (${chosen.agencies}::text[]))
    group by 1, 2, 3
    order by 1, 2, 3`;
};
