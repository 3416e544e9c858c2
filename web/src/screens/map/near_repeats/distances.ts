/** What distances of near repeats are measured by, as the API names them. */
import type { Distance } from '#api/contract/near_repeats.ts';

export type { Distance };
export const DISTANCES = ['euclidean', 'manhattan'] as const satisfies readonly Distance[];
