/** Which bands of Knox's table have more pairs than chance gives. */
import { adjustedP } from '../../statistics/benjamini_hochberg.ts';
import type { KnoxCell } from '../../statistics/knox.ts';

const SIGNIFICANT = 0.05;

export interface ClassifiedBand {
  readonly band: KnoxCell;
  /** Null: in no test. */
  readonly q: number | null;
  readonly significant: boolean;
}

/** Bands beyond the last day are shown and take part in no test, so they do not change the others' q. */
export function classifyBands(table: readonly KnoxCell[]): ClassifiedBand[] {
  const tested = table.filter(({ toDays }) => Number.isFinite(toDays));
  const q = adjustedP(Float64Array.from(tested, ({ p }) => p));
  return table.map((band) => {
    const at = tested.indexOf(band);
    const own = at < 0 ? null : (q[at] ?? null);
    const more = band.ratio === null ? band.observed > 0 : band.ratio > 1;
    return { band, q: own, significant: own !== null && own <= SIGNIFICANT && more };
  });
}
