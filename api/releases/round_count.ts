/** What is published of a count. */
import { FEW, type PublishedCount } from '../contract/releases.ts';

/** The least count that is published as a number. */
export const FEWEST_SAID = 5;
const STEP = 5;

/** Counts below 5 all become "0 to 4", zero among them; others the nearest multiple of 5, which is never a tie.
 *  @param count a whole number, 0 or more; anything else throws RangeError */
export function roundCount(count: number): PublishedCount {
  if (!Number.isSafeInteger(count) || count < 0)
    throw new RangeError(`${count} is not a count of incidents.`);
  return count < FEWEST_SAID ? FEW : Math.round(count / STEP) * STEP;
}
