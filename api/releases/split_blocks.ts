/** Figures that are still unknown and depend on each other, apart from all others: small enough to be searched. */
import { identitiesOf, type Bounds, type Identity } from './narrow_bounds.ts';

export interface Block {
  /** Places in the whole; the block's own identities count within this list. */
  readonly figures: readonly number[];
  readonly identities: readonly Identity[];
  readonly of: readonly (readonly number[])[];
}

/** Sums of more unknown figures than this are left to propagation: they hardly ever bind. */
const LONGEST_SUM = 12;

/** The open figures in groups that no sum of at most LONGEST_SUM ties together; a figure in no such sum is in none. */
export function splitBlocks(
  { low, high }: Bounds,
  identities: readonly Identity[],
  of: readonly (readonly number[])[],
): Block[] {
  const isOpen = (figure: number): boolean => (low[figure] ?? 0) < (high[figure] ?? 0);
  const used = identities.map(({ total, parts }) => {
    const open = [total, ...parts].filter(isOpen).length;
    return open > 0 && open <= LONGEST_SUM;
  });
  const taken = new Set<number>();
  const blocks: Block[] = [];
  for (const first of low.keys()) {
    if (!isOpen(first) || taken.has(first)) continue;
    const inside = new Set<number>();
    const members = new Set<number>();
    const queue = [first];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (members.has(next)) continue;
      members.add(next);
      if (!isOpen(next)) continue; // a known figure ties nothing together
      taken.add(next);
      for (const i of of[next] ?? []) {
        const identity = identities[i];
        if (!identity || !used[i] || inside.has(i)) continue;
        inside.add(i);
        queue.push(identity.total, ...identity.parts);
      }
    }
    if (inside.size > 0) blocks.push(renumbered([...members], [...inside], identities));
  }
  return blocks;
}

function renumbered(
  figures: readonly number[],
  inside: readonly number[],
  identities: readonly Identity[],
): Block {
  const place = new Map(figures.map((figure, i) => [figure, i]));
  const at = (figure: number): number => place.get(figure) ?? 0; // every figure of an inside sum is a member
  const own = inside.flatMap((i) => {
    const identity = identities[i];
    return identity ? [{ total: at(identity.total), parts: identity.parts.map(at) }] : [];
  });
  return { figures, identities: own, of: identitiesOf(figures.length, own) };
}
