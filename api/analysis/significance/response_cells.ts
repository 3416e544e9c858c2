/** A judgement as it is told: every hexagon of the study area with its figures. */
import type { Significance } from '../../contract/significance.ts';
import { keyToString } from '../../geo/cells.ts';
import type { Judged } from './judge_window.ts';
import { rateOf, type Rate } from '../../statistics/rate.ts';
import { told } from './significance.ts';
import type { Study } from './study.ts';

/** A refusal still says what was counted, unless there are more cells than anybody reads. */
export function cellsOf(
  { keys, resolution }: Study,
  { counted: { counts }, missing, residents, verdict }: Judged,
  only: string | undefined,
): Significance['cells'] {
  if (verdict.refused !== null && /^(no_study_area|too_many_cells)$/.test(verdict.refused.reason))
    return [];
  const heat = verdict.refused === null ? verdict.heat : null;
  return Array.from(keys, (key, i) => ({ cell: keyToString(key, resolution), i }))
    .filter(({ cell }) => only === undefined || cell === only)
    .map(({ cell, i }) => ({
      cell,
      count: counts[i] ?? 0,
      ...rateTold(residents && rateOf(counts[i] ?? 0, residents[i] ?? NaN)),
      residents: told(residents?.[i]),
      z: told(heat?.z[i]),
      p: told(heat?.p[i]),
      q: told(heat?.q[i]),
      class: heat?.classes[i] ?? (missing[i] === 1 ? 'untested' : 'none'),
    }));
}

type RateTold = Pick<Significance['cells'][number], 'rate' | 'rate_interval' | 'rate_note'>;

/** rate: null where none was asked for. */
function rateTold(rate: Rate | null): RateTold {
  if (rate === null) return { rate: null, rate_interval: null, rate_note: null };
  if (rate.rate === null) return { rate: null, rate_interval: null, rate_note: rate.reason };
  return { rate: rate.rate, rate_interval: rate.interval, rate_note: rate.note };
}
