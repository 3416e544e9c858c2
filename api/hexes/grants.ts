/** Whose rows a viewer may count. Row level security does not reach into this process's memory, so every
 *  count takes Grants, and Grants are made only from what the database's own grant function answered inside
 *  the request's transaction. */

declare const brand: unique symbol;

export interface Grants {
  /** `agency * 4 + sensitivity`, each one granted at point level; ascending. */
  readonly shareKeys: readonly number[];
  /** The version of the rows in that transaction: a count at this version is this viewer's ETag. */
  readonly dataVersion: bigint;
  readonly [brand]: true;
}

/** One row of the grant function: a share key that the transaction's agency may read. */
export interface GrantRow {
  readonly shareKey: number;
}

const issued = new WeakSet();

/** For `queries.ts` only, with the grant function's own rows, in the transaction that asked. No rows is a
 *  lawful answer: it counts nothing. */
export function grantsFromDatabase(rows: readonly GrantRow[], dataVersion: bigint): Grants {
  const shareKeys = Object.freeze(
    [...new Set(rows.map((row) => row.shareKey))].sort((a, b) => a - b),
  );
  // The brand is a type alone; at run time `issued` remembers.
  const grants = Object.freeze({ shareKeys, dataVersion }) as Grants;
  issued.add(grants);
  return grants;
}

/** Refuses what a cast may have slipped past the compiler. @throws TypeError */
export function mustBeIssued(grants: Grants): void {
  if (!issued.has(grants)) throw new TypeError('Grants come from the database, nowhere else.');
}
