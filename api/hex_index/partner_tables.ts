/** The counts that agreements of level `cell` give a viewer. A table is made of the closed counts in one pass, at its first
 *  use, and kept until those change. */
import { addCells, type CellCounts } from './cell_counts.ts';
import { type ClosedCounts, NO_CLOSED_COUNTS } from './closed_counts.ts';
import { type CellGrant, type Grants, mustBeIssued } from './grants.ts';
import {
  appliesTo,
  countPartner,
  monthsOfPartner,
  type PartnerQuery,
  type PartnerTable,
  partnerTable,
} from './partner_table.ts';

/** What one provider's agreement of level `cell` adds to a count. */
export interface PartnerCounts {
  readonly grant: CellGrant;
  readonly counts: CellCounts;
}

/** The same by month over the whole history: first day of month → count. */
export interface PartnerMonths {
  readonly grant: CellGrant;
  readonly byMonth: ReadonlyMap<number, number>;
}

/** What tables may take before all are dropped: many agreements on much the same records could fill the memory. */
const MOST_BYTES = 64 * 2 ** 20;

const bytesOf = ({ keys, months, resolutions, counts }: PartnerTable): number =>
  keys.byteLength + months.byteLength + resolutions.byteLength + counts.byteLength;

export class PartnerTables {
  readonly #kept = new Map<string, PartnerTable>();
  #bytes = 0;
  #closed: ClosedCounts = NO_CLOSED_COUNTS;

  /** Takes the place of all that was there. */
  setClosed(closed: ClosedCounts): void {
    this.#closed = closed;
    this.#drop();
  }

  /** One a grant. @throws TypeError for grants that the database did not make */
  of(grants: Grants): PartnerTable[] {
    mustBeIssued(grants);
    return grants.cells.map((grant) => {
      const name = nameOf(grant);
      const table = this.#kept.get(name) ?? this.#keep(name, partnerTable(this.#closed, grant));
      return { ...table, grant };
    });
  }

  #keep(name: string, table: PartnerTable): PartnerTable {
    if (this.#bytes + bytesOf(table) > MOST_BYTES) this.#drop();
    this.#kept.set(name, table);
    this.#bytes += bytesOf(table);
    return table;
  }

  #drop(): void {
    this.#kept.clear();
    this.#bytes = 0;
  }

  /** One a grant that counts something. */
  counts(query: PartnerQuery, grants: Grants): PartnerCounts[] {
    return this.of(grants)
      .filter(({ grant }) => appliesTo(grant, query))
      .map((table) => ({ grant: table.grant, counts: countPartner(table, query) }))
      .filter(({ counts }) => counts.keys.length > 0);
  }

  months(query: Omit<PartnerQuery, 'from' | 'to'>, grants: Grants): PartnerMonths[] {
    return this.of(grants)
      .filter(({ grant }) => appliesTo(grant, query))
      .map((table) => ({
        grant: table.grant,
        byMonth: monthsOfPartner(table, query.resolution, query.cells),
      }));
  }
}

/** All that decides a table: the agreement's number does not. */
const nameOf = (grant: CellGrant): string =>
  [
    grant.agency,
    grant.kind,
    grant.firstSensitivity,
    grant.lastSensitivity,
    grant.resolution,
    grant.threshold,
  ].join();

/** Rows that the viewer reads, and counts under agreements, as one. */
export const withPartners = (counts: CellCounts, partners: readonly PartnerCounts[]): CellCounts =>
  partners.reduce((sum, partner) => addCells(sum, partner.counts), counts);
