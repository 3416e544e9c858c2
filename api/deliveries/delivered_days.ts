/** Which days a feed has spoken of. A day without a row is quiet only where the feed was heard around it; else it is missing,
 *  and neither alerts nor counts among the usual ones. Days are whole numbers (time/local_day.ts). */
import { firstOfMonth } from '../time/local_day.ts';

/** A silence in which the feed's own pace would have brought so many rows is no quiet time: e⁻¹² is one in 160,000. */
const ROWS_OF_A_SILENCE = 12;

export interface Heard {
  /** First days of months of which something was handed in; null: rows come one by one, from phones. */
  readonly months: ReadonlySet<number> | null;
  /** Its first day with a row, and the last of which it may have spoken: its newest row's; a phone's is today. */
  readonly first: number;
  readonly last: number;
}

/** 1 for each delivered day from `from` on. rows: of the whole feed, whatever they tell, one number a day. */
export function deliveredDays(
  { months, first, last }: Heard,
  rows: Float64Array,
  from: number,
): Uint8Array {
  const delivered = Uint8Array.from(rows, (_, i) => {
    const day = from + i;
    const covered = months === null || months.has(firstOfMonth(day));
    return covered && day >= first && day <= last ? 1 : 0;
  });
  let [days, all] = [0, 0];
  delivered.forEach((one, i) => {
    days += one;
    if (one === 1) all += rows[i] ?? 0;
  });
  const pace = days === 0 ? 0 : all / days;
  for (let start = 0; start < rows.length; start++) {
    let end = start;
    while (end < rows.length && delivered[end] === 1 && rows[end] === 0) end++;
    if (pace * (end - start) >= ROWS_OF_A_SILENCE) delivered.fill(0, start, end);
    start = Math.max(start, end);
  }
  return delivered;
}
