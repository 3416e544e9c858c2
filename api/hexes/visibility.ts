/** What a viewer sees of whose records. The map, a hexagon's facts and files show it, so that nobody takes what is not
 *  shared for a quiet place. */
import type { Seen } from '../contract/agreements.ts';
import { KIND_OF_CODE } from '../contract/kinds.ts';
import { lastClosedMonth, nextClosing } from '../closed_months/closed_month.ts';
import { commonResolution, type PartnerTable } from '../hex_index/partner_table.ts';
import type { Grants } from '../hex_index/grants.ts';

/** @param held the pairs of agency and kind code of which there are records
 *  @param tables what agreements of level `cell` give @param today yyyy-mm-dd: which months are closed */
export function visibilityFor(
  grants: Grants,
  own: number,
  agencies: readonly { readonly id: number; readonly slug: string }[],
  held: readonly { readonly agency: number; readonly kind: number }[],
  tables: readonly PartnerTable[],
  today: string,
): Seen[] {
  const closed = { counted_to: lastClosedMonth(today), next_closes_on: nextClosing(today) };
  const slugs = new Map(agencies.map(({ id, slug }) => [id, slug]));
  return held.flatMap(({ agency, kind }): Seen[] => {
    const slug = slugs.get(agency);
    const name = KIND_OF_CODE[kind];
    if (slug === undefined || name === undefined) return [];
    const notCounted = { all_resolution: null, counted_to: null, next_closes_on: null };
    const nothing = { max_sensitivity: null, resolution: null, threshold: null, ...notCounted };
    const as = { agency: slug, kind: name, ...nothing };
    if (agency === own) return [{ ...as, level: 'own' as const }];
    const points = [0, 1, 2, 3].filter((sensitivity) =>
      grants.pointKeys.includes((agency * 4 + sensitivity) * 4 + kind),
    );
    if (points.length > 0)
      return [{ ...as, level: 'point' as const, max_sensitivity: Math.max(...points) }];
    const cell = grants.cells.find((grant) => grant.agency === agency && grant.kind === kind);
    if (!cell) return [{ ...as, level: 'none' as const }];
    const table = tables.find(({ grant }) => grant === cell);
    return [
      {
        ...as,
        level: 'cell' as const,
        max_sensitivity: cell.lastSensitivity,
        resolution: cell.resolution,
        threshold: cell.threshold,
        all_resolution: table ? commonResolution(table) : cell.resolution,
        ...closed,
      },
    ];
  });
}
