/** Incidents per 1,000 residents, in words. */
import type { Significance } from '#api/contract/significance.ts';
import { number } from '#web/lib/format.ts';

const fine = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 2 });
const tenths = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** 0.43 · 9.2 · 61.5 · 1,240: as many digits as anybody compares by */
export const rateFigure = (rate: number): string => {
  if (rate >= 100) return number(rate);
  return rate >= 10 ? tenths.format(rate) : fine.format(rate);
};

type Cell = Significance['cells'][number];

export const rateWords = {
  legend: 'Incidents per 1,000 residents',
  noRate: 'No rate (few residents)',
  measures: { count: 'Counts', rate: 'Rates by residents' },
  measure: 'What is compared',
  columns: { rate: 'Per 1,000', residents: 'Residents' },
  none: 'no rate',
  /** under a figure */
  short: 'per 1,000',
  perThousand: (rate: number) => `${rateFigure(rate)} per 1,000`,
  /** What the rate of a place is, or why there is none. */
  sentences(cell: Cell): string[] {
    const { rate, rate_interval: interval, residents } = cell;
    const people = residents === null ? '' : `about ${number(residents)}`;
    if (rate !== null && interval)
      return [
        `${rateFigure(rate)} incidents per 1,000 residents in this window (95 % interval ${rateFigure(interval.low)} to ${rateFigure(interval.high)}); ${people} live here.`,
        ...(cell.rate_note === 'visitors'
          ? [
              'More incidents than one for each ten residents: most of those at risk come here and do not live here, as in a town centre. The rate says how few live here, not how likely a resident is a victim.',
            ]
          : []),
      ];
    if (cell.rate_note === 'too_few_residents')
      return [
        `No rate: ${people} live here, and fewer than 100 residents make none, as in town centres, at stations and on industrial estates. Compare counts for this place.`,
      ];
    if (cell.rate_note === 'residents_unknown')
      return ['No rate: the census layer does not cover this place.'];
    return [];
  },
  source: 'Residents are estimated by area from census zones.',
} as const;
