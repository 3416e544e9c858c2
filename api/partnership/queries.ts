/** The partnership's own row: its name, and whether it holds the synthetic county. */
import type { OwnerTx } from '../db/as_agency.ts';
import type { Tx } from '../db/connect.ts';

export interface PartnershipRow {
  readonly name: string;
  readonly sample: 'none' | 'loading' | 'loaded';
}

export const readPartnership = async (tx: Tx): Promise<PartnershipRow> => {
  const [row] = await tx<PartnershipRow[]>`
    select name, sample
    from partnership`;
  return row ?? { name: '', sample: 'none' };
};

export const renamePartnership = (tx: OwnerTx, name: string) => tx`
  update partnership
  set name = ${name}`;

export const markSample = (tx: OwnerTx, sample: 'loading' | 'loaded') => tx`
  update partnership
  set sample = ${sample}`;
