/** What filters on types mean for kinds: agreements speak of kinds. */
import { INCIDENT_TYPES, KINDS, type Kind } from '../contract/kinds.ts';

/** @param types type ids; null for all */
export function kindsOfTypes(types: readonly number[] | null): {
  /** Kinds of which something is requested. */
  readonly kinds: readonly Kind[];
  /** Those of which only some types are. */
  readonly narrowed: ReadonlySet<Kind>;
} {
  const of = (kind: Kind) => INCIDENT_TYPES.filter((type) => type.kind === kind);
  const wanted = (kind: Kind) => of(kind).filter(({ id }) => types === null || types.includes(id));
  return {
    kinds: KINDS.filter((kind) => wanted(kind).length > 0),
    narrowed: new Set(KINDS.filter((kind) => wanted(kind).length < of(kind).length)),
  };
}
