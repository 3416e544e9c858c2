/** That a file was made: who, what, how much, from which query, under which agreements. No place is in it. */
import { audit } from './queries.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { inOneLine } from '../files/filters_in_words.ts';
import { basisName, type Marking } from '../files/marking.ts';

export interface MadeFile {
  readonly what: 'incidents' | 'hexagons' | 'actions';
  readonly format: string;
  /** Rows of the file. */
  readonly rows: number;
  /** Ids of the agencies whose records are in it. */
  readonly concerns: readonly number[];
}

export const auditExport = (
  tx: AgencyTx,
  { mark, filters, provided }: Marking,
  { what, format, rows, concerns }: MadeFile,
): Promise<void> =>
  audit(tx, {
    event: 'export.made',
    outcome: 'done',
    concerns,
    about: {
      what,
      format,
      rows,
      marking: mark,
      incidents: provided.reduce((sum, { incidents }) => sum + incidents, 0),
      filters: inOneLine(filters),
      agreements: provided.map(
        ({ provider, incidents, under }) =>
          `${provider}: ${incidents} (${under.map(basisName).join(', ')})`,
      ),
    },
  });
