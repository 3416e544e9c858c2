/** Classifies a place by its last twelve periods: always hot, now and then, newly, no longer.
 *
 *  Thresholds of Chainey (2020) and R's sfhotspot (`hotspot_classify`): hot in 80 % of periods is persistent, in under
 *  10 % nothing, the last fifth is recent. */

export const PERIODS = 12;
/** The last fifth of twelve, whole periods. */
const RECENT = 2;
const PERSISTENT_SHARE = 0.8;
const LEAST_SHARE = 0.1;
/** With fewer than half of the periods delivered, persistence is unknown. */
const LEAST_DELIVERED = 6;

/** `missing`: not delivered, or not tested. It is in no share: what nobody counted was neither hot nor not. */
export type Period = 'hot' | 'not' | 'missing';

export type Persistence =
  'persistent' | 'new' | 'emerging' | 'intermittent' | 'former' | 'none' | 'unknown';

/** The one name of a sequence, oldest first; the first that fits, in this order:
 *  - unknown: fewer than six periods delivered, or neither of the last two;
 *  - persistent: hot in at least 80 % of those delivered (also where the last two are not: it takes three to be former);
 *  - new: hot in the last one delivered and in no other;
 *  - none: hot in under 10 %: never, or once and not now, which is what chance gives;
 *  - emerging: hot only in the last two;
 *  - former: hot before the last two, and not in them;
 *  - intermittent: all others, hot both before and lately.
 *
 *  Throws RangeError where there are not twelve. */
export function persistenceOf(periods: readonly Period[]): Persistence {
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
  if (all >= PERSISTENT_SHARE * delivered) return 'persistent';
  if (all === 1 && last === 'hot') return 'new';
  if (all < LEAST_SHARE * delivered) return 'none';
  if (lately === all) return all === 0 ? 'none' : 'emerging';
  return lately === 0 ? 'former' : 'intermittent';
}
