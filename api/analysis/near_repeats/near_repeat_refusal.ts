/** When near repeats are not looked for, and what would make it possible. */
import type { NearRepeatReason, NearRepeats } from '../../contract/near_repeats.ts';
import { LEAST_INCIDENTS } from '../../statistics/hotspot_test.ts';
import { MOST_PAIRS } from '../../statistics/knox.ts';

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
