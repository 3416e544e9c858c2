/** Why exact places are too few for an analysis of points. */
import { LEAST_INCIDENTS } from '../../statistics/hotspot_test.ts';
import type { ExactPlaces } from './read_exact_places.ts';

/** Null: there are enough. Distinguishes few exact records from a feed that has none. */
export function tooFewExact({
  exact: { length },
  others,
}: ExactPlaces): 'months_only' | 'snapped' | 'too_few_incidents' | null {
  if (length >= LEAST_INCIDENTS) return null;
  if (others.month_only >= LEAST_INCIDENTS && others.month_only > length) return 'months_only';
  if (others.snapped >= LEAST_INCIDENTS && others.snapped > length) return 'snapped';
  return 'too_few_incidents';
}
