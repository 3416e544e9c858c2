/** Knox's table as a person reads it: rows of distance, columns of days, and how far risk is raised. */
import type { NearRepeats } from '#api/contract/near_repeats.ts';

export type Band = NearRepeats['bands'][number];

export interface KnoxTable {
  /** ascending; pairs beyond all bands of days are in no test, and not shown */
  readonly days: readonly { readonly from: number; readonly to: number | null }[];
  readonly rows: readonly {
    readonly from: number;
    readonly to: number;
    /** one for each of `days` */
    readonly bands: readonly (Band | undefined)[];
  }[];
}

export function knoxTable(all: readonly Band[]): KnoxTable {
  const bands = all.filter(({ to_days: to }) => to !== null);
  const days = [
    ...new Map(
      bands.map((band) => [band.from_days, { from: band.from_days, to: band.to_days }]),
    ).values(),
  ].sort((a, b) => a.from - b.from);
  const metres = [
    ...new Map(
      bands.map((band) => [band.from_metres, { from: band.from_metres, to: band.to_metres }]),
    ).values(),
  ].sort((a, b) => a.from - b.from);
  return {
    days,
    rows: metres.map((row) => ({
      ...row,
      bands: days.map((column) =>
        bands.find((band) => band.from_metres === row.from && band.from_days === column.from),
      ),
    })),
  };
}

export interface Reach {
  /** the largest distance and the last whole day up to which every band from nothing on is significant */
  readonly metres: number;
  readonly days: number;
  /** observed by expected, of all pairs within; null where none is expected */
  readonly ratio: number | null;
}

/** How far and how long risk is raised after an incident: the largest block of significant bands that begins at 0 m and
 *  day 0, by its pairs beyond expectation; null: there is none. */
export function reachOf({ days, rows }: KnoxTable): Reach | null {
  let best: (Reach & { readonly beyond: number }) | null = null;
  for (let row = 0; row < rows.length; row++)
    for (let column = 0; column < days.length; column++) {
      const block = rows.slice(0, row + 1).flatMap(({ bands }) => bands.slice(0, column + 1));
      if (!block.every((band) => band?.significant)) continue;
      const observed = block.reduce((sum, band) => sum + (band?.observed ?? 0), 0);
      const expected = block.reduce((sum, band) => sum + (band?.expected ?? 0), 0);
      const last = days[column]?.to ?? null;
      if (last === null || (best && best.beyond >= observed - expected)) continue;
      best = {
        metres: rows[row]?.to ?? 0,
        days: last - 1,
        ratio: expected > 0 ? observed / expected : null,
        beyond: observed - expected,
      };
    }
  return best && { metres: best.metres, days: best.days, ratio: best.ratio };
}
