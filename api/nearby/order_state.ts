/** Where a Public Spaces Protection Order stands on a day. */
import type { Nearby } from '../contract/nearby.ts';

/** Making one again needs a consultation (2014 Act, section 72): three months before the end is none too early. */
const REMIND_DAYS = 90;
const DAY = 86_400_000;

/** Days are yyyy-mm-dd. An order that has ended stays in sight for a year: what it was answers what is now. */
export function orderState(
  today: string,
  { starts_on, ends_on }: { readonly starts_on: string; readonly ends_on: string },
): Nearby['orders'][number]['state'] {
  if (today < starts_on) return 'scheduled';
  if (today > ends_on) return 'ended';
  const left = (Date.parse(ends_on) - Date.parse(today)) / DAY;
  return left <= REMIND_DAYS ? 'ending' : 'in_force';
}
