/** First and last day of what a viewer may count. */
import { LRUCache } from 'lru-cache';
import { grantsText, type Grants } from '../hex_index/grants.ts';
import type { HexIndex } from '../hex_index/hex_index.ts';
import { monthsSpan } from '../hex_index/partner_table.ts';
import { firstOfNextMonth } from '../time/local_day.ts';

/** Days since 1970-01-01, inclusive. */
export interface History {
  readonly first: number;
  readonly last: number;
}

/** Histories by grants at an index's data version. To find one takes a pass over every row, which is slower than the
 *  count itself; it changes only with the data. Of a megabyte at most, by the length of the grants' text. */
const histories = new WeakMap<
  HexIndex,
  { version: bigint; byGrants: LRUCache<string, { found: History | null }> }
>();
const keptHistories = () =>
  new LRUCache<string, { found: History | null }>({
    maxSize: 2 ** 20,
    sizeCalculation: (_, grants) => 2 * grants.length + 100,
  });

/** A month-only row covers its month. Null: the viewer may count nothing. */
export function historyOf(index: HexIndex, grants: Grants): History | null {
  let known = histories.get(index);
  if (known?.version !== grants.dataVersion) {
    known = { version: grants.dataVersion, byGrants: keptHistories() };
    histories.set(index, known);
  }
  const key = grantsText(grants);
  const before = known.byGrants.get(key);
  if (before) return before.found;
  const found = findHistory(index, grants);
  known.byGrants.set(key, { found });
  return found;
}

function findHistory(index: HexIndex, grants: Grants): History | null {
  const timeline = index.timeline(
    { resolution: 6, from: null, to: null, types: null, agencies: null, cells: null },
    grants,
  );
  const days = timeline.days[0].length;
  const ends = [
    ...(days > 0 ? [timeline.firstDay, timeline.firstDay + days - 1] : []),
    ...(timeline.months.length > 0
      ? [timeline.months[0] ?? 0, firstOfNextMonth(timeline.months.at(-1) ?? 0) - 1]
      : []),
    ...index
      .partnerTables(grants)
      .map(monthsSpan)
      .filter((span) => span !== null)
      .flatMap(({ first, last }) => [first, firstOfNextMonth(last) - 1]),
  ];
  return ends.length === 0 ? null : { first: Math.min(...ends), last: Math.max(...ends) };
}
