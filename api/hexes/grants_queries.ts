/** What a viewer may count. */
import type { AgencyTx } from '../db/as_agency.ts';
import { type CellGrant, grantsFromDatabase, type Grants } from '../hex_index/grants.ts';
import { isoOf, wholeMonths } from '../time/local_day.ts';

/** What this transaction's viewer may count, and the data version it sees. */
export async function readGrants(tx: AgencyTx): Promise<Grants> {
  const [row] = await tx<{ point_keys: number[]; version: bigint; cells: CellGrant[] }[]>`
    select
      viewer_grants() as point_keys,
      version,
      coalesce((
        select jsonb_agg(jsonb_build_object(
          'agency', granted.agency_id,
          'kind', granted.kind,
          'firstSensitivity', granted.first_sensitivity,
          'lastSensitivity', granted.last_sensitivity,
          'resolution', granted.resolution,
          'threshold', granted.threshold,
          'agreement', granted.agreement_id
        ) order by granted.agency_id, granted.kind)
        from viewer_cell_grants() granted
      ), '[]') as cells
    from data_version`;
  return grantsFromDatabase(row?.point_keys ?? [], row?.cells ?? [], row?.version ?? 0n);
}

/** Others' counts under agreements of level `cell`, by SQL: the oracle of the index, and part of a hotspot's evidence. */
export const partnerCounts = (
  tx: AgencyTx,
  { resolution, from, to }: { resolution: number; from: number; to: number },
) => {
  const months = wholeMonths({ from, to });
  return tx<{ cell: bigint; agency_id: number; kind: number; month: string; n: number }[]>`
    select cell, agency_id, kind, month, n
    from partner_counts(${resolution}, ${isoOf(months.first)}, ${isoOf(months.last)})
    where ${months.first <= months.last}
    order by cell, agency_id, kind, month`;
};
