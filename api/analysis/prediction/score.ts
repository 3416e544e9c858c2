/** The hexagons that the earlier period calls hot, scored by the later period's incidents. Pure. */
import type { Prediction, Yardstick } from '../../contract/prediction.ts';
import { keyToString } from '../../geo/cells.ts';
import { LEAST_INCIDENTS } from '../../statistics/hotspot_test.ts';
import { predictiveAccuracy, yardstickAccuracy } from '../../statistics/predictive_accuracy.ts';
import type { WindowCounts } from '../significance/read_window.ts';
import { datesOf } from '../significance/significance_response.ts';
import type { TestedWindow } from '../significance/test_window.ts';
import { figure } from '../study/figure.ts';
import { refusal } from '../study/refusal.ts';
import type { Study } from '../study/study.ts';

type Score = Omit<Prediction, 'resolution' | 'k' | 'method' | 'area' | 'earlier' | 'later'>;

/** Counts of an earlier window, without any test. */
export interface PlainCount extends Pick<WindowCounts, 'window' | 'counted' | 'missing'> {
  readonly of: Yardstick['of'];
}

function yardstickOf(
  { of, window, counted, missing }: PlainCount,
  scored: {
    /** Places in the study, and the later counts there. */
    readonly compared: readonly number[];
    readonly observed: Float64Array;
    readonly hot: number;
    readonly caught: number;
  },
): Yardstick {
  const counts = Float64Array.from(scored.compared, (i) =>
    missing[i] === 1 ? NaN : (counted.counts[i] ?? 0),
  );
  const named = { of, ...datesOf(window) };
  if (counts.filter((count) => !Number.isNaN(count)).length < scored.hot)
    return {
      ...named,
      nothing_delivered: true,
      ...{ incidents_caught: null, hit_rate: null, pai: null, pei: null, better: false },
    };
  const { caught, hitRate, pai, pei } = yardstickAccuracy(counts, scored.observed, scored.hot);
  return {
    ...named,
    nothing_delivered: false,
    incidents_caught: caught,
    hit_rate: figure(hitRate),
    pai: figure(pai),
    pei: figure(pei),
    better: caught > scored.caught + 1e-9,
  };
}

const nothing = (refused: NonNullable<Prediction['refused']>): Score => ({
  refused,
  cells_compared: 0,
  cells_hot: 0,
  incidents_compared: 0,
  incidents_caught: 0,
  hit_rate: null,
  area_share: null,
  pai: null,
  pei: null,
  yardsticks: [],
  cells: [],
});

/** manages: whether the reader runs the installation. */
export function scoreOf(
  { keys, resolution }: Study,
  earlier: TestedWindow,
  later: TestedWindow,
  manages: boolean,
  plain: readonly PlainCount[],
): Score {
  if (earlier.verdict.refused !== null)
    return nothing({ ...refusal(earlier.verdict.refused, manages), of: 'earlier' });
  if (later.verdict.refused !== null)
    return nothing({ ...refusal(later.verdict.refused, manages), of: 'later' });
  const { classes } = earlier.verdict.tests;
  const { counts } = later.counted;
  // what a map could not test (a delivery missing, too few residents for a rate) it could not call hot either
  const compared = Array.from(keys.keys()).filter(
    (i) => classes[i] !== 'untested' && later.missing[i] !== 1,
  );
  const isHot = (i: number): boolean => classes[i]?.startsWith('hot_') ?? false;
  const hot = compared.filter(isHot);
  if (hot.length === 0) return nothing({ ...refusal('nothing_hot'), of: 'earlier' });
  const observed = Float64Array.from(compared, (i) => counts[i] ?? 0);
  const predicted = Float64Array.from(compared, (i) => (isHot(i) ? 1 : 0));
  const incidents = observed.reduce((sum, n) => sum + n, 0);
  // those of either period's gaps are out by now
  if (incidents < LEAST_INCIDENTS) return nothing({ ...refusal('too_few_incidents'), of: 'later' });
  const { hitRate, pai, pei } = predictiveAccuracy(predicted, observed, hot.length);
  return {
    refused: null,
    cells_compared: compared.length,
    cells_hot: hot.length,
    incidents_compared: incidents,
    incidents_caught: hot.reduce((sum, i) => sum + (counts[i] ?? 0), 0),
    hit_rate: figure(hitRate),
    area_share: hot.length / compared.length,
    pai: figure(pai),
    pei: figure(pei),
    yardsticks: plain.map((one) =>
      yardstickOf(one, { compared, observed, hot: hot.length, caught: hitRate * incidents }),
    ),
    cells: hot.map((i) => ({
      cell: keyToString(keys[i] ?? 0, resolution),
      class: classes[i] ?? 'none',
      count: counts[i] ?? 0,
    })),
  };
}
