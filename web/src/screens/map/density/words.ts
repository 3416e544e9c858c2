/** The density surface, in words. */
import { count, number } from '#web/lib/format.ts';

/** 2,700 m → 2.7 km */
export const reach = (metres: number): string =>
  metres < 1000 ? `${number(metres)} m` : `${(metres / 1000).toFixed(1).replace(/\.0$/, '')} km`;

export const densityWords = {
  legend: 'Incidents per km², smoothed',
  legendNote: (metres: number) => `h = ${reach(metres)}. It shows where to look; it is no test.`,
  toggle: 'Density surface',
  toggleHint: 'Smoothed from single places: where to look',
  bandwidth: 'How far a place reaches (h)',
  byRule: (metres: number | null) =>
    metres === null ? 'By a rule of thumb' : `By a rule of thumb (${reach(metres)})`,
  metres: (metres: number) => reach(metres),
  refusedTitle: 'No density surface here',
  compared: {
    why: 'A surface is of one window, and two are compared.',
    instead: 'Choose “Nothing” under “Compare with”.',
  },
  /** over the time brush */
  shown: (n: number) => `the surface is made of ${count(n, 'incident')} with an exact place`,
  loading: 'Smoothing…',
  of: (n: number) => `Made of ${count(n, 'incident')} with an exact place that you may read.`,
  leftOutTitle: 'Left out:',
  method: 'How this is worked out',
  leftOut: (snapped: number, monthOnly: number, noPlace: number) =>
    [
      ...(snapped > 0 ? [`${number(snapped)} stand for several addresses`] : []),
      ...(monthOnly > 0 ? [`${number(monthOnly)} know their month only`] : []),
      ...(noPlace > 0 ? [`${number(noPlace)} have no place`] : []),
    ].join(', '),
} as const;
