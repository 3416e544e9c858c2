/** When near repeats are not looked for, and what would make it possible. */
import type { NearRepeatReason, NearRepeats } from '../../contract/near_repeats.ts';
import { LEAST_INCIDENTS } from '../significance/hot_class.ts';
import { MOST_PAIRS } from '../../statistics/knox.ts';
import type { NotExact } from './queries.ts';

const WORDS: Readonly<
  Record<NearRepeatReason, Omit<NonNullable<NearRepeats['refused']>, 'reason'>>
> = {
  months_only: {
    why: 'These records know their month and not their day, as those of data.police.uk do: whether one soon followed another cannot be said.',
    instead: 'Ask the agency for an extract with dates and exact places, and choose that.',
  },
  snapped: {
    why: 'The places of these records are snap points or areas that stand for many addresses: all that happened around one would lie 0 m apart.',
    instead: 'Ask the agency for an extract with exact places, and choose that.',
  },
  too_few_incidents: {
    why: `Fewer than ${LEAST_INCIDENTS} of these incidents have both a day and an exact place: a single pair more or less would decide.`,
    instead: 'Choose a longer window, more types or a larger area.',
  },
  too_many_pairs: {
    why: `More than ${MOST_PAIRS.toLocaleString('en-GB')} pairs of these incidents lie within the largest distance.`,
    instead: 'Choose a shorter window, fewer types, a smaller area or a smaller distance.',
  },
};

export const nearRepeatRefusal = (reason: NearRepeatReason) => ({ reason, ...WORDS[reason] });

/** What stands in the way before anything is worked out; null: nothing does. */
export function refuseNearRepeats(exact: number, others: NotExact): NearRepeatReason | null {
  if (exact >= LEAST_INCIDENTS) return null;
  // whether exact ones are few, or the feed has none to give
  if (others.month_only >= LEAST_INCIDENTS && others.month_only > exact) return 'months_only';
  if (others.snapped >= LEAST_INCIDENTS && others.snapped > exact) return 'snapped';
  return 'too_few_incidents';
}
