/** Do today's finds hold more needles than finds here have held over the past eight weeks?
 *
 *  The sum of a day's needles cannot be held to the sums of eight weekdays (`spike.ts`): a bag of twenty after eight empty
 *  Tuesdays would alert, and there is such a bag every few weeks (79 false alarms in a year of the sample county). How many
 *  finds there were is a count, and tested as one; here it is taken as given, and the test is of how many needles they
 *  hold. Each find's needles beyond its first are a negative binomial of shape 1/φ, one mean for all; given the needles
 *  of all finds together, those of today's `n` among `m` before are beta-binomial (n/φ, m/φ), whatever the mean. φ is
 *  taken over a few values, by how well each explains the finds before. So a spike of finds is not reported twice. */
import { dispersionsOf, tailOver, type Overdispersion } from './spike.ts';

/** Fewer finds before than this: nothing is tested. */
export const LEAST_FINDS = 8;

/** Bags are uneven: no value is likelier beforehand. */
const UNEVENNESS: readonly Overdispersion[] = [0, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4].map(
  (phi, _, all) => ({ phi, prior: 1 / all.length }),
);

export type NeedleSpike =
  | {
      /** Chance of at least so many needles in so many finds. */
      readonly p: number;
      /** Mean needles of a find before. */
      readonly usual: number;
      readonly finds: number;
    }
  | { readonly p: null; readonly reason: 'too_few_finds' };

/** Needles of each find, today and in the 56 days before: whole numbers, 1 or more; today at least one find. */
export function needleSpikeOf(today: readonly number[], past: readonly number[]): NeedleSpike {
  if (today.length === 0 || past.length < LEAST_FINDS) return { p: null, reason: 'too_few_finds' };
  const beyondFirst = Float64Array.from(past, (needles) => needles - 1);
  const before = beyondFirst.reduce((sum, needles) => sum + needles, 0);
  const now = today.reduce((sum, needles) => sum + needles - 1, 0);
  return {
    p: tailOver(
      dispersionsOf([beyondFirst], UNEVENNESS),
      now,
      now + before,
      past.length,
      today.length,
    ),
    usual: before / past.length + 1,
    finds: past.length,
  };
}
