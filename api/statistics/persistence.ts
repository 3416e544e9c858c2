/** Classifies a place by its last twelve periods: always hot, now and then, newly, no longer.
 *
 *  Thresholds of Chainey (2020) and R's sfhotspot (`hotspot_classify`): hot in 80 % of periods is persistent, in under
 *  10 % nothing, the last fifth is recent. Names that imply a change need a change test as well (changed_lately.ts). */
import { RECENT, type Changed } from './changed_lately.ts';

export const PERIODS = 12;
const PERSISTENT_SHARE = 0.8;
const LEAST_SHARE = 0.1;
/** With fewer than half of the periods delivered, persistence is unknown. */
const LEAST_DELIVERED = 6;

/** `missing`: not delivered, or not tested. It is in no share: what nobody counted was neither hot nor not. */
export type Period = 'hot' | 'not' | 'missing';

export type Persistence =
  'persistent' | 'new' | 'emerging' | 'intermittent' | 'former' | 'unclear' | 'none' | 'unknown';

/** The one name of a sequence, oldest first; the first that fits, in this order:
 *  - unknown: fewer than six periods delivered, or neither of the last two;
 *  - former: hot in at least 10 % of those delivered and not in the last two, in which there clearly are fewer;
 *  - persistent: hot in at least 80 % (also where the last two are not: it takes more than that to be former);
 *  - new: hot in the last one delivered and in no other, and there clearly are more in it;
 *  - none: hot in under 10 %: never, or once, which is what chance gives;
 *  - emerging: hot only in the last two, and there clearly are more in them;
 *  - intermittent: hot both before and lately, and the periods clearly differ;
 *  - unclear: all others. They are hot now and then, and chance alone would make them so.
 *
 *  Throws RangeError where there are not twelve. */
export function persistenceOf(periods: readonly Period[], changed: Changed): Persistence {
  if (periods.length !== PERIODS)
    throw new RangeError(`Persistence needs ${PERIODS} periods, not ${periods.length}.`);
  const delivered = periods.filter((period) => period !== 'missing').length;
  const recent = periods.slice(-RECENT);
  if (delivered < LEAST_DELIVERED || recent.every((period) => period === 'missing'))
    return 'unknown';
  const hot = (list: readonly Period[]) => list.filter((period) => period === 'hot').length;
  const all = hot(periods);
  const lately = hot(recent);
  const last = periods.findLast((period) => period !== 'missing');
  const isSeldom = all < LEAST_SHARE * delivered;
  if (lately === 0 && !isSeldom && changed.fell) return 'former';
  if (all >= PERSISTENT_SHARE * delivered) return 'persistent';
  if (all === 1 && last === 'hot' && changed.roseLast) return 'new';
  if (isSeldom) return 'none';
  if (lately === all && changed.rose) return 'emerging';
  return lately > 0 && lately < all && changed.varied ? 'intermittent' : 'unclear';
}
