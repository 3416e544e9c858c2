/** The size of hexagons at which a refused test gives an answer: advice that is followed ends in one. */
import type { RefusalReason } from '../../contract/significance.ts';

const SIZES = [6, 7, 8, 9, 10] as const;

/** Reasons that another size may do away with, and the size to begin with: by default the refused one. */
const BY_SIZE: Partial<Readonly<Record<RefusalReason, number | 'own'>>> = {
  too_many_cells: 'own',
  too_few_cells: 'own',
  all_equal: 'own',
  nothing_received: 'own',
  // to where snap points are no finer than hexagons
  months_only_too_fine: 8,
};

/** The nearest size that is answered, of two as near the larger hexagons; null: none is, or size is not the reason.
 *  answers: whether the same request is answered at a resolution, and given to its reader. */
export async function workingSize(
  reason: RefusalReason,
  resolution: number,
  answers: (resolution: number) => Promise<boolean> | boolean,
): Promise<number | null> {
  const start = BY_SIZE[reason];
  if (start === undefined) return null;
  const from = start === 'own' ? resolution : start;
  const others = SIZES.filter((size) => size !== resolution).sort(
    (a, b) => Math.abs(a - from) - Math.abs(b - from) || a - b,
  );
  for (const size of others) if (await answers(size)) return size;
  return null;
}
