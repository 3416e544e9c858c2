/** Which place comes first in a list ranked by evidence: the map's, and the report's. No zod in here: the web ranks too. */
import type { HotspotClass } from './significance.ts';

/** What a list is ranked by. */
export interface Evidence {
  readonly class: HotspotClass;
  readonly q: number | null;
  readonly count: number;
}

/** The order of evidence: the surest hot first, cold last, and among cold the least sure first. */
const ORDER: readonly (HotspotClass | undefined)[] = [
  'hot_99',
  'hot_95',
  'hot_90',
  'none',
  'untested',
  undefined,
  'cold_90',
  'cold_95',
  'cold_99',
];

export const evidenceRank = (heat: HotspotClass | undefined): number => ORDER.indexOf(heat);

/** Which of two hexagons comes first: by class, then the smaller adjusted p, then more incidents. */
export function byEvidence(a: Evidence | undefined, b: Evidence | undefined): number {
  return (
    evidenceRank(a?.class) - evidenceRank(b?.class) ||
    (a?.q ?? 1) - (b?.q ?? 1) ||
    (b?.count ?? 0) - (a?.count ?? 0)
  );
}
