/** Whose rows a viewer may count. Row level security does not reach into this process's memory, so every
 *  count takes Grants, and Grants are made only from what the database's own grant functions returned inside
 *  the request's transaction. */

declare const brand: unique symbol;

/** Others' records that may be counted but not read: one provider's records of one kind, of the sensitivities that
 *  the viewer does not already read one by one. */
export interface CellGrant {
  readonly agency: number;
  /** A kind code (contract/kinds.ts). */
  readonly kind: number;
  readonly firstSensitivity: number;
  readonly lastSensitivity: number;
  /** The resolution limit of its counts. */
  readonly resolution: number;
  /** A hexagon's month of fewer is left out, there and in every sum. */
  readonly threshold: number;
  readonly agreement: number;
}

export interface Grants {
  /** `(agency * 4 + sensitivity) * 4 + kind code`, each one granted at point level; ascending. */
  readonly pointKeys: readonly number[];
  readonly cells: readonly CellGrant[];
  /** The version of the rows in that transaction, for the index to catch up with. Every agency's records move it, so it
   *  is in no answer. */
  readonly dataVersion: bigint;
  readonly [brand]: true;
}

const issued = new WeakSet();

/** For `hexes/grants_queries.ts` only, with the grant functions' own rows, in the request's transaction. No rows are
 *  grants too: they count nothing. */
export function grantsFromDatabase(
  pointKeys: readonly number[],
  cells: readonly CellGrant[],
  dataVersion: bigint,
): Grants {
  const grants = Object.freeze({
    pointKeys: Object.freeze([...new Set(pointKeys)].sort((a, b) => a - b)),
    cells: Object.freeze(cells.map((cell) => Object.freeze({ ...cell }))),
    dataVersion,
  }) as Grants; // as: the brand is a type alone; at run time `issued` remembers
  issued.add(grants);
  return grants;
}

/** The same without some agencies' records of some kinds: a part of what the database granted.
 *  pairs: agency × 4 + kind code, of records and of counts; countsOnly: of counts alone. */
export function narrowedGrants(
  grants: Grants,
  pairs: ReadonlySet<number>,
  countsOnly: ReadonlySet<number>,
): Grants {
  mustBeIssued(grants);
  return grantsFromDatabase(
    grants.pointKeys.filter((key) => !pairs.has(Math.floor(key / 16) * 4 + (key % 4))),
    grants.cells.filter(({ agency, kind }) => {
      const pair = agency * 4 + kind;
      return !pairs.has(pair) && !countsOnly.has(pair);
    }),
    grants.dataVersion,
  );
}

/** Refuses what a cast may have slipped past the compiler. @throws TypeError */
export function mustBeIssued(grants: Grants): void {
  if (!issued.has(grants)) throw new TypeError('Grants come from the database, nowhere else.');
}

/** What decides a viewer's counts, as text: the same text, the same counts at one data version. */
export const grantsText = ({ pointKeys, cells }: Grants): string =>
  `${pointKeys.join()} ${JSON.stringify(cells)}`;
