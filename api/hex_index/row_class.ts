/** All that filters test of a row, in two bytes: its type and its share key as one small number, the row class.
 *  A partnership has some hundreds of row classes. A query decides once for each, in a table, and each row costs
 *  one look-up in that table: no branch, whatever the filters. Row class 0 is a removed row. */
import { codeOfType, INCIDENT_TYPES, KINDS } from '#api/contract/kinds.ts';
import { pairOf } from '#api/contract/source_marks.ts';
import { type Grants, mustBeIssued } from './grants.ts';
import { KeyTable } from './key_table.ts';

export const REMOVED = 0;

/** The removed row's code, so that no other gets its id. */
const NO_CODE = -1;

/** Kinds by their place in KINDS; -1 where no type has that id. */
const KIND_OF_TYPE = Int8Array.from({ length: 65_536 }, () => -1);
for (const type of INCIDENT_TYPES) KIND_OF_TYPE[type.id] = KINDS.indexOf(type.kind);

export interface RowFilter {
  /** Type ids; null for all. */
  readonly types: ReadonlySet<number> | null;
  /** Agency ids; null for all that are granted. */
  readonly agencies: ReadonlySet<number> | null;
  /** Pairs of agency and type (contract/source_marks.ts); absent or null for all. */
  readonly pairs?: ReadonlySet<number> | null;
}

export interface RowClass {
  readonly id: number;
  readonly type: number;
  readonly kind: number;
  readonly agency: number;
  readonly sensitivity: number;
}

export class RowClassTable {
  readonly #table = new KeyTable();

  constructor(codes: Iterable<number> = [NO_CODE]) {
    for (const code of codes) this.#add(code);
  }

  get size(): number {
    return this.#table.size;
  }

  /** `type * 65536 + share` by id; the first is NO_CODE. */
  get codes(): Float64Array {
    return this.#table.keys;
  }

  /** @throws RangeError for a type that contract/kinds.ts does not have, or beyond 65,536 combinations. */
  idOf(type: number, share: number): number {
    return this.#add(type * 65_536 + share);
  }

  /** Checks before it keeps: a code refused once must be refused again. */
  #add(code: number): number {
    const type = Math.floor(code / 65_536);
    if (code !== NO_CODE && (KIND_OF_TYPE[type] ?? -1) < 0) {
      throw new RangeError(`No type of incident has the id ${type}: contract/kinds.ts lists them.`);
    }
    const id = this.#table.idOf(code);
    if (id > 0xffff) throw new RangeError('More than 65,535 combinations of type and share key.');
    return id;
  }

  /** The row classes that a viewer may count, before any filter of the viewer's own. */
  *granted(grants: Grants): Generator<RowClass> {
    mustBeIssued(grants);
    const granted = new Set(grants.pointKeys);
    for (const [id, code] of this.codes.entries()) {
      if (id === REMOVED) continue;
      const share = code % 65_536;
      const type = Math.floor(code / 65_536);
      if (!granted.has(share * 4 + codeOfType(type))) continue;
      yield {
        id,
        type,
        kind: KIND_OF_TYPE[type] ?? -1,
        agency: share >> 2,
        sensitivity: share & 3,
      };
    }
  }

  /** Whose rows of which kind (a kind code) there are. */
  *pairs(): Generator<{ readonly agency: number; readonly kind: number }> {
    for (const [id, code] of this.codes.entries())
      if (id !== REMOVED)
        yield { agency: (code % 65_536) >> 2, kind: codeOfType(Math.floor(code / 65_536)) };
  }
}

export const passes = (rowClass: RowClass, filter: RowFilter): boolean =>
  (filter.types?.has(rowClass.type) ?? true) &&
  (filter.agencies?.has(rowClass.agency) ?? true) &&
  (filter.pairs?.has(pairOf(rowClass.agency, rowClass.type)) ?? true);
