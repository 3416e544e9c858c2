/** The attack that a release must withstand: everything published is taken as a statement about unknown counts, and
 *  each count is narrowed as far as the statements together allow. Sums are propagated to a fixed point; then, block
 *  by block, the ends of each interval are tried out by a complete search, so that tables with several totals
 *  disclose what no single sum does. It may miss something in a block too large to search, and never claims too much. */
import { identitiesOf, narrow, type Bounds, type Identity } from './narrow_bounds.ts';
import { splitBlocks, type Block } from './split_blocks.ts';

export interface Figure {
  readonly name: string;
  /** What its own published value implies, both ends included. */
  readonly low: number;
  readonly high: number;
}

export interface Publication {
  readonly figures: readonly Figure[];
  readonly identities: readonly Identity[];
}

export interface Finding {
  readonly name: string;
  readonly stated: readonly [low: number, high: number];
  readonly found: readonly [low: number, high: number];
}

export interface Findings {
  /** Every figure's interval after the attack, in the order of the figures. */
  readonly intervals: readonly (readonly [low: number, high: number])[];
  /** Known exactly now, though their own value did not say so. */
  readonly recovered: readonly Finding[];
  /** Not known exactly, but better than their own value implies. */
  readonly narrowed: readonly Finding[];
}

/** Of no published value: any number of incidents. */
export const UNBOUNDED = 1e9;
/** How many values one search may try before it gives up, and how many ends of one interval are searched. */
const MOST_STEPS = 2_000;
const LONGEST_WALK = 64;
const CONTRADICTION = 'The published figures contradict each other.';

/** @throws Error when the statements contradict each other: then they are not about one set of counts */
export function intervalAttack({ figures, identities }: Publication): Findings {
  const bounds: Bounds = {
    low: Float64Array.from(figures, ({ low }) => Math.max(0, low)),
    high: Float64Array.from(figures, ({ high }) => Math.min(UNBOUNDED, high)),
  };
  const of = identitiesOf(figures.length, identities);
  let stale: Iterable<number> = identities.keys();
  for (;;) {
    if (!narrow(bounds, identities, of, stale)) throw new Error(CONTRADICTION);
    const moved = splitBlocks(bounds, identities, of).flatMap((block) =>
      searchBlock(bounds, block),
    );
    if (moved.length === 0) break;
    stale = new Set(moved.flatMap((figure) => of[figure] ?? []));
  }
  return report(figures, bounds);
}

function report(figures: readonly Figure[], { low, high }: Bounds): Findings {
  const all = figures.map(({ name, ...stated }, i): Finding => ({
    name,
    stated: [Math.max(0, stated.low), stated.high],
    found: [low[i] ?? 0, high[i] ?? 0],
  }));
  const better = all.filter(({ stated, found }) => found[0] > stated[0] || found[1] < stated[1]);
  return {
    intervals: all.map(({ found }) => found),
    recovered: better.filter(({ found }) => found[0] === found[1]),
    narrowed: better.filter(({ found }) => found[0] < found[1]),
  };
}

/** Moves the ends of the block's intervals to values that occur in some solution of the block.
 *  @returns the figures that moved */
function searchBlock(bounds: Bounds, { figures, identities, of }: Block): number[] {
  const own: Bounds = {
    low: Float64Array.from(figures, (figure) => bounds.low[figure] ?? 0),
    high: Float64Array.from(figures, (figure) => bounds.high[figure] ?? 0),
  };
  // a value that a solution had needs no search
  const met = figures.map(() => new Set<number>());
  const moved: number[] = [];
  figures.forEach((figure, i) => {
    for (const end of ['low', 'high'] as const) {
      for (let walked = 0; walked < LONGEST_WALK; walked++) {
        if (own.low[i] === own.high[i]) break;
        const value = own[end][i] ?? 0;
        if (met[i]?.has(value)) break;
        const solution = solve(own, identities, of, i, value);
        if (solution !== 'none') {
          if (solution !== 'given up') solution.forEach((n, k) => met[k]?.add(n));
          break;
        }
        own[end][i] = end === 'low' ? value + 1 : value - 1;
        if (!narrow(own, identities, of, of[i])) throw new Error(CONTRADICTION);
      }
    }
    if (own.low[i] !== bounds.low[figure] || own.high[i] !== bounds.high[figure])
      moved.push(figure);
    bounds.low[figure] = own.low[i] ?? 0;
    bounds.high[figure] = own.high[i] ?? 0;
  });
  return moved;
}

/** A solution in which one figure has the value; depth first, the figure with the fewest values next. */
function solve(
  own: Bounds,
  identities: readonly Identity[],
  of: readonly (readonly number[])[],
  figure: number,
  value: number,
): Float64Array | 'none' | 'given up' {
  let left = MOST_STEPS;
  const attempt = (before: Bounds, set: number, to: number): Float64Array | 'none' | 'given up' => {
    if (--left < 0) return 'given up';
    const now: Bounds = { low: before.low.slice(), high: before.high.slice() };
    now.low[set] = to;
    now.high[set] = to;
    if (!narrow(now, identities, of, of[set])) return 'none';
    let open = -1;
    let fewest = Infinity;
    now.low.forEach((l, i) => {
      const values = (now.high[i] ?? 0) - l;
      if (values > 0 && values < fewest) [open, fewest] = [i, values];
    });
    if (open < 0) return now.low;
    for (let n = now.low[open] ?? 0; n <= (now.high[open] ?? 0); n++) {
      const answer = attempt(now, open, n);
      if (answer !== 'none') return answer;
    }
    return 'none';
  };
  return attempt(own, figure, value);
}
