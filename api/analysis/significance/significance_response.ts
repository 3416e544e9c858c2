/** A tested window as the API returns it: every hexagon of the study area with its figures. */
import type { Refusal, Significance } from '../../contract/significance.ts';
import { keyToString } from '../../geo/cells.ts';
import { rateOf, type Rate } from '../../statistics/rate.ts';
import { isoOf, type Window } from '../../time/local_day.ts';
import { figure } from '../study/figure.ts';
import { refusal } from '../study/refusal.ts';
import type { Study } from '../study/study.ts';
import type { TestedWindow, UsualVerdict, Verdict } from './test_window.ts';

export const SIGNIFICANCE_METHOD =
  'Getis-Ord Gi* over every hexagon of the area, those without incidents too; a neighbourhood is the hexagon and those ' +
  'up to k steps away inside the area. p: two-sided, the larger of that of z as a normal deviate and of the binomial chance ' +
  'that so many, or so few, of all incidents fall into the neighbourhood. q: p adjusted by Benjamini and Hochberg; class: ' +
  'by q, at 90, 95 and 99 %. Hexagons with a delivery missing take no part.';

export const USUAL_METHOD =
  'Each hexagon with those up to k steps away inside the area, against the same hexagons in earlier windows as long: the same ' +
  'season of up to three years before, and where those are few the windows just before; only windows that everybody with ' +
  'records here delivered. p: the chance of as many or more now, given the sum of all windows (beta-binomial), counts ' +
  'varying as much as they did in places of like size; the tenth that varied most is left out of that. q: p adjusted by ' +
  'Benjamini and Hochberg over the hexagons with at least 5 incidents in all; class: by q, at 95 and 99 %. Others’ counts ' +
  'of whole months take no part.';

export const datesOf = ({ from, to }: Window) => ({ from: isoOf(from), to: isoOf(to) });

/** manages: whether the reader runs the installation. */
export const refusedOf = (
  { refused }: Verdict<unknown>,
  manages = false,
  size?: number | null,
): Refusal | null => (refused === null ? null : refusal(refused, manages, size));

export const cellsTested = (verdict: Verdict<{ readonly q: Float64Array }>): number =>
  verdict.refused === null ? verdict.tests.q.filter((q) => !Number.isNaN(q)).length : 0;

/** A refusal still has the counts, unless there are more cells than anybody reads. only: the one cell requested. */
export function cellsOf(
  { keys, resolution }: Study,
  { counted: { counts }, missing, residents, verdict }: TestedWindow | UsualVerdict,
  only: string | undefined,
): Significance['cells'] {
  if (verdict.refused === 'no_study_area' || verdict.refused === 'too_many_cells') return [];
  const tests = verdict.refused === null ? verdict.tests : null;
  return Array.from(keys, (key, i) => ({ cell: keyToString(key, resolution), i }))
    .filter(({ cell }) => only === undefined || cell === only)
    .map(({ cell, i }) => ({
      cell,
      count: counts[i] ?? 0,
      ...rateFields(residents && rateOf(counts[i] ?? 0, residents[i] ?? NaN)),
      residents: figure(residents?.[i]),
      z: figure(tests && 'z' in tests ? tests.z[i] : undefined),
      here: figure(tests && 'here' in tests ? tests.here[i] : undefined),
      usual: figure(tests && 'usual' in tests ? tests.usual[i] : undefined),
      p: figure(tests?.p[i]),
      q: figure(tests?.q[i]),
      class: tests?.classes[i] ?? (missing[i] === 1 ? 'untested' : 'none'),
    }));
}

type RateFields = Pick<Significance['cells'][number], 'rate' | 'rate_interval' | 'rate_note'>;

/** rate: null where none is requested. */
function rateFields(rate: Rate | null): RateFields {
  if (rate === null) return { rate: null, rate_interval: null, rate_note: null };
  if (rate.rate === null) return { rate: null, rate_interval: null, rate_note: rate.reason };
  return { rate: rate.rate, rate_interval: rate.interval, rate_note: rate.note };
}
