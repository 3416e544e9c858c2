/** What a planted truth is made of. */

import type { Kind } from '#api/contract/kinds.ts';
import type { RhythmName } from '#data/rhythm.ts';

export type Pattern =
  | 'persistent' // hot in every period
  | 'emerging' // hot only in the last fifth
  | 'former' // hot before, not now
  | 'night_time' // hot at certain hours only
  | 'near_repeat' // each event makes the next, close by and soon, more likely
  | 'cluster' // many in one small place
  | 'missing' // a feed that did not arrive: not a zero
  | 'worked' // fell after the action, here only
  | 'displaced' // fell after the action, and rose as much nearby
  | 'nothing' // stayed as it was in spite of the action
  | 'spike'; // a day or two far above the usual

/** Rows put into one dataset: `rows` of them between two dates (both included), along two short streets that cross at
 *  the point and reach `metres` from it. */
export interface Planting {
  readonly dataset: string;
  /** The category as the agency writes it. */
  readonly category: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly metres: number;
  readonly from: string;
  readonly to: string;
  readonly rows: number;
  readonly rhythm: RhythmName;
}

export interface SampleTruth {
  readonly id: string;
  readonly pattern: Pattern;
  readonly description: string;
  readonly kind: Kind;
  /** Slugs of contract/kinds.ts; empty stands for the whole kind. */
  readonly types: readonly string[];
  readonly datasets: readonly string[];
  /** Where to look. Null for a truth about a whole feed. */
  readonly place: {
    readonly longitude: number;
    readonly latitude: number;
    readonly radiusMetres: number;
  } | null;
  /** When it holds: inclusive local dates. For actions, the time after the action began. */
  readonly from: string;
  readonly to: string;
  /** What counting should find, for a person; the numbers are planted rows, the background comes on top. */
  readonly expected: Readonly<Record<string, number | string>>;
  readonly plantings: readonly Planting[];
}

/** The middle of a planted place, and how far its rows reach. */
export interface PlantedSpot {
  readonly longitude: number;
  readonly latitude: number;
  readonly metres: number;
}
type Period = readonly [from: string, to: string, rows: number];

/** One planting a period, all in the same place. */
export const plant = (
  dataset: string,
  category: string,
  spot: PlantedSpot,
  rhythm: RhythmName,
  ...periods: readonly Period[]
): Planting[] =>
  periods.map(([from, to, rows]) => ({ dataset, category, ...spot, rhythm, from, to, rows }));

/** Where to look for what was planted at a spot. */
export const look = ({ longitude, latitude }: PlantedSpot, radiusMetres: number) => ({
  longitude,
  latitude,
  radiusMetres,
});
