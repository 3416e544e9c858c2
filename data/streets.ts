/** Streets for places: a few straight axes through and around the centre, on which incidents lie. They follow no map. */

import { chanceOf, sampler, type Chance } from '#data/chance.ts';
import type { SamplePlace } from '#data/places.ts';

export interface Spot {
  readonly longitude: number;
  readonly latitude: number;
}
export interface SnapPoint extends Spot {
  readonly name: string;
  readonly weight: number;
}
export interface Town {
  readonly place: SamplePlace;
  /** A point on a street of the place, within a few metres of its middle. */
  spot(chance: Chance): Spot;
  /** The fixed points to which an anonymised feed moves everything. */
  readonly snapPoints: readonly SnapPoint[];
}

const METRES_A_DEGREE_NORTH = 111_250;
const METRES_A_DEGREE_EAST = 68_350; // at 52.2° north

/** The point so many metres east and north of another, to the sixth decimal (about 10 cm). */
export const offset = (from: Spot, east: number, north: number): Spot => ({
  longitude: Math.round((from.longitude + east / METRES_A_DEGREE_EAST) * 1e6) / 1e6,
  latitude: Math.round((from.latitude + north / METRES_A_DEGREE_NORTH) * 1e6) / 1e6,
});

/** Metres between two points of the county, flat: within 0.3 % of the sphere. */
export function metresBetween(a: Spot, b: Spot): number {
  const east = (a.longitude - b.longitude) * METRES_A_DEGREE_EAST;
  const north = (a.latitude - b.latitude) * METRES_A_DEGREE_NORTH;
  return Math.sqrt(east * east + north * north);
}

const FIRST_NAMES = [
  'Mill', 'Church', 'Orchard', 'Station', 'Bridge', 'Castle', 'Abbey', 'Park', 'Priory', 'Malt', 'Swan', 'Elm', 'Perry',
  'Bell', 'Meadow', 'Well', 'Chapel', 'Hop', 'Glover', 'Cinder', 'Saddler', 'Weir', 'Hazel', 'Rowan', 'Quarry', 'Market',
] as const; // prettier-ignore
const LAST_NAMES = ['Street', 'Road', 'Lane', 'Close', 'Avenue', 'Walk', 'Drive', 'Row'] as const;

interface Street {
  readonly name: string;
  readonly east: number;
  readonly north: number;
  readonly alongEast: number;
  readonly alongNorth: number;
  readonly half: number;
  readonly weight: number;
}

function layOut(place: SamplePlace, chance: Chance): Street[] {
  const radius = 110 + 220 * Math.sqrt(place.weight);
  const count = Math.max(2, Math.round(2 + 5 * Math.sqrt(place.weight)));
  // Directions as slopes rather than angles: no sine, no cosine.
  const slope = chance.between(-1, 1);
  return Array.from({ length: count }, (_, i) => {
    const main = i < 2;
    const slant = slope + chance.between(-0.25, 0.25);
    const length = Math.sqrt(1 + slant * slant);
    const across = i % 2 === 0;
    const spread = main ? 0.04 : 0.45;
    return {
      name: `${chance.oneOf(FIRST_NAMES)} ${main ? 'Street' : chance.oneOf(LAST_NAMES)}`,
      east: chance.around() * radius * spread,
      north: chance.around() * radius * spread,
      alongEast: (across ? 1 : -slant) / length,
      alongNorth: (across ? slant : 1) / length,
      half: radius * (main ? 0.9 : chance.between(0.15, 0.4)),
      weight: main ? 4 : chance.between(0.4, 1.4),
    };
  });
}

const METRES_BETWEEN_SNAP_POINTS = 75;

/** The streets of a place: the same for the same seed. */
export function townOf(place: SamplePlace, seed: number): Town {
  const streets = layOut(place, chanceOf(seed, `streets of ${place.name}`));
  const pick = sampler(streets.map((street) => street.weight));
  const on = (street: Street, along: number, aside: number): Spot =>
    offset(
      place,
      street.east + street.alongEast * along - street.alongNorth * aside,
      street.north + street.alongNorth * along + street.alongEast * aside,
    );
  return {
    place,
    spot(chance) {
      const street = streets[pick(chance)];
      if (street === undefined) throw new Error(`${place.name} has no streets`);
      // Two draws averaged: the middle of a street, and so the middle of a town, gets more than its ends.
      const along = (chance.next() + chance.next() - 1) * street.half;
      return on(street, along, chance.around() * 4);
    },
    snapPoints: streets.flatMap((street) => {
      const count = Math.max(1, Math.round((2 * street.half) / METRES_BETWEEN_SNAP_POINTS));
      return Array.from({ length: count }, (_, i) => {
        const along = ((i + 0.5) / count) * 2 - 1;
        return {
          ...on(street, along * street.half, 0),
          name: street.name,
          weight: (street.weight / count) * (1.05 - Math.abs(along)) * (i % 3 === 0 ? 3 : 1),
        };
      });
    }),
  };
}
