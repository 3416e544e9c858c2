/** What happened, before any agency writes it down: an even background in places, and the planted truths on top. */

import { dayOf, DAY_COUNT } from '#data/calendar.ts';
import { sampler, type Chance } from '#data/chance.ts';
import type { DistrictSlug } from '#data/places.ts';
import { momentsIn, type RhythmName } from '#data/rhythm.ts';
import { metresBetween, offset, type SnapPoint, type Spot, type Town } from '#data/streets.ts';
import { SAMPLE_TRUTHS, type Planting } from '#data/truths.ts';

export interface Occurrence {
  /** Minutes of local wall clock since the first date (calendar.ts). */
  readonly moment: number;
  readonly category: string;
  /** Undefined where the agency recorded no usable place. */
  readonly spot: Spot | undefined;
  /** The name of the town or village. */
  readonly near: string;
  readonly planted: boolean;
}

export interface Stream {
  readonly dataset: string;
  readonly rows: number;
  readonly districts: readonly DistrictSlug[];
  readonly categories: readonly (readonly [name: string, share: number, rhythm: RhythmName])[];
  /** 1 spreads by size; 2 gathers in the large places. */
  readonly gathering: 1 | 2;
  /** Share of rows without a place. */
  readonly withoutPlace: number;
  /** True where the feed moves points onto snap points. */
  readonly snapped?: boolean;
}

/** The rows of a stream that belong to no truth. Always exactly `stream.rows`. */
function background(stream: Stream, towns: readonly Town[], chance: Chance): Occurrence[] {
  const here = towns.filter((town) => stream.districts.includes(town.place.district));
  const pickTown = sampler(
    here.map((town) =>
      stream.gathering === 2 ? town.place.weight * town.place.weight : town.place.weight,
    ),
  );
  const pickSnap = here.map((town) => sampler(town.snapPoints.map((point) => point.weight)));
  const pickCategory = sampler(stream.categories.map(([, share]) => share));
  const moments = stream.categories.map(([, , rhythm]) => momentsIn(rhythm, 0, DAY_COUNT - 1));
  return Array.from({ length: stream.rows }, () => {
    const c = pickCategory(chance);
    const t = pickTown(chance);
    const [category] = stream.categories[c] ?? [];
    const moment = moments[c]?.(chance);
    const town = here[t];
    if (category === undefined || moment === undefined || town === undefined) {
      throw new Error(`${stream.dataset}: no categories or no towns`);
    }
    const snap = stream.snapped ? town.snapPoints[pickSnap[t]?.(chance) ?? 0] : undefined;
    const spot = snap ?? town.spot(chance);
    return {
      moment,
      category,
      spot: chance.happens(stream.withoutPlace) ? undefined : spot,
      near: town.place.name,
      planted: false,
    };
  });
}

/** A point on one of two streets that cross at the middle, never farther from it than `metres`. */
function near(planting: Planting, chance: Chance): Spot {
  const along = chance.between(-0.97, 0.97) * planting.metres;
  const aside = chance.around() * 4;
  return chance.happens(0.6)
    ? offset(planting, along * 0.96 - aside * 0.28, along * 0.28 + aside * 0.96)
    : offset(planting, -along * 0.28 - aside * 0.96, along * 0.96 - aside * 0.28);
}

/** Four snap points around a planted place, since an anonymised feed has no others. */
const snapPointsAround = (planting: Planting): SnapPoint[] =>
  [-1, -0.35, 0.4, 1].map((step) => ({
    ...offset(planting, step * planting.metres, step * planting.metres * 0.3),
    name: 'Shopping Area',
    weight: 1,
  }));

function planted(stream: Stream, towns: readonly Town[], chance: Chance): Occurrence[] {
  const plantings = SAMPLE_TRUTHS.flatMap((truth) => truth.plantings).filter(
    (planting) => planting.dataset === stream.dataset,
  );
  return plantings.flatMap((planting) => {
    const moment = momentsIn(planting.rhythm, dayOf(planting.from), dayOf(planting.to));
    const snaps = stream.snapped ? snapPointsAround(planting) : [];
    const nearest = towns.reduce((best, town) =>
      metresBetween(town.place, planting) < metresBetween(best.place, planting) ? town : best,
    );
    return Array.from({ length: planting.rows }, () => ({
      moment: moment(chance),
      category: planting.category,
      spot: snaps[chance.below(snaps.length)] ?? near(planting, chance),
      near: nearest.place.name,
      planted: true,
    }));
  });
}

/** True for days on which a feed sent nothing although things happened. */
const isMissing = (dataset: string, moment: number): boolean =>
  SAMPLE_TRUTHS.some(
    (truth) =>
      truth.pattern === 'missing' &&
      truth.datasets.includes(dataset) &&
      moment >= dayOf(truth.from) * 1440 &&
      moment < (dayOf(truth.to) + 1) * 1440,
  );

/** Everything a dataset would hold, oldest first. */
export function occurrencesOf(
  stream: Stream,
  towns: readonly Town[],
  chance: Chance,
): Occurrence[] {
  return [...background(stream, towns, chance), ...planted(stream, towns, chance)]
    .filter((occurrence) => !isMissing(stream.dataset, occurrence.moment))
    .toSorted((a, b) => a.moment - b.moment);
}
