/** Agreements that act today for whoever reads: what exports name. */
import type { Kind } from '../contract/kinds.ts';
import type { AgencyTx } from '../db/as_agency.ts';

/** An agreement that acts today for the one who reads it: why they have another agency's records. */
export interface InForce {
  readonly id: number;
  readonly provider: number;
  readonly level: 'point' | 'cell';
  readonly kinds: readonly Kind[];
  /** 0–3, inclusive. */
  readonly maxSensitivity: number;
  /** Level cell: the resolution limit, and the least count that is shown of a hexagon in a month. */
  readonly resolution: number | null;
  readonly threshold: number | null;
  readonly purpose: string;
  readonly legalBasis: string;
  /** Local dates, inclusive. */
  readonly startsOn: string;
  readonly endsOn: string;
}

export const agreementsInForce = (tx: AgencyTx) => tx<InForce[]>`
  select
    id,
    provider_id as provider,
    level,
    kinds,
    max_sensitivity as "maxSensitivity",
    resolution,
    threshold,
    purpose,
    legal_basis as "legalBasis",
    starts_on as "startsOn",
    ends_on as "endsOn"
  from viewer_agreements()
  order by id`;
