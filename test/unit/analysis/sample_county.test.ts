/** The sample county over its own study area: what was planted is found, when and where it was planted; and of counties with
 *  nothing planted hardly one shows anything. */
import type { MultiPolygon, Position } from 'geojson';
import { latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { keyOfString } from '#api/geo/cells.ts';
import { areaCells } from '#api/geo/cells_in_area.ts';
import { changedLately, UNCHANGED, type Changed } from '#api/statistics/changed_lately.ts';
import { hexNeighbours } from '#api/statistics/hex_neighbours.ts';
import { testHotspots } from '#api/statistics/hotspot_test.ts';
import { persistenceOf, type Period } from '#api/statistics/persistence.ts';
import { randomOf } from '#api/statistics/random.ts';
import { countsOver } from '#api/analysis/study/study.ts';
import { sampleDistricts } from '#data/districts.ts';
import type { Spot } from '#data/streets.ts';
import { SAMPLE_TRUTHS, type SampleTruth } from '#data/truths.ts';
import { readSample } from '#test/unit/data/read_sample.ts';
import { dealt } from '../statistics/draws.ts';

const county: MultiPolygon = {
  type: 'MultiPolygon',
  coordinates: sampleDistricts().flatMap(({ outline }): Position[][][] =>
    outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates,
  ),
};
const rows = readSample();

/** The whole county in hexagons of one size. */
function studyAt(resolution: 8 | 9) {
  const keys = Float64Array.from(areaCells(county, resolution)).sort();
  const keyAt = ({ longitude, latitude }: Spot): number =>
    keyOfString(latLngToCell(latitude, longitude, resolution), resolution);
  const placed = rows.flatMap(({ category, at, spot }) =>
    spot ? [{ category, at, key: keyAt(spot) }] : [],
  );
  return { keys, keyAt, neighbours: hexNeighbours(keys, resolution), placed };
}
type Study = ReturnType<typeof studyAt>;
const coarse = studyAt(8);
const fine = studyAt(9);

/** Everything of a truth's categories, by whichever agency, in a window of whole months. */
function countsOf(
  { keys, placed }: Study,
  { plantings }: SampleTruth,
  from: string,
  to: string,
): Float64Array {
  const categories = new Set(plantings.map(({ category }) => category));
  return countsOver(
    keys,
    placed
      .filter(({ category, at }) => {
        const month = at.slice(0, 7);
        return categories.has(category) && month >= from && month <= to;
      })
      .map(({ key }) => [key, 1] as const),
  );
}
const sum = (counts: Float64Array): number => counts.reduce((a, b) => a + b, 0);

/** The class of the hexagon that a truth was planted in; null where nothing was tested. */
function classAt(study: Study, truth: SampleTruth, from: string, to: string): string | null {
  if (!truth.place) throw new Error(`${truth.id} has no place`);
  const tested = testHotspots(countsOf(study, truth, from, to), study.neighbours);
  if ('reason' in tested) return null;
  return tested.classes[study.keys.indexOf(study.keyAt(truth.place))] ?? null;
}

const ofPattern = (...patterns: readonly string[]) =>
  SAMPLE_TRUTHS.filter(({ pattern }) => patterns.includes(pattern));

/** November 2025 to October 2026. */
const MONTHS = Array.from({ length: 12 }, (_, i) =>
  new Date(Date.UTC(2025, 10 + i, 1)).toISOString().slice(0, 7),
);
/** In the meeting's hexagons, but for places that are snap points: at 8 the neighbourhood of Stourport's meadow is the whole
 *  town, whose own finds (4 of 50 in August) made it hot before. */
const periodsOf = (truth: SampleTruth): Period[] =>
  MONTHS.map((month) => {
    const study = truth.datasets.includes('police-street') ? coarse : fine;
    const found = classAt(study, truth, month, month);
    if (found === null) return 'missing';
    return found.startsWith('hot_') ? 'hot' : 'not';
  });

/** What the counts themselves say of the place, among all of the county. */
function changedAt(truth: SampleTruth): Changed {
  if (!truth.place) throw new Error(`${truth.id} has no place`);
  const study = truth.datasets.includes('police-street') ? coarse : fine;
  const months = MONTHS.map((month) => ({
    days: 30,
    counts: countsOf(study, truth, month, month),
  }));
  const changed = changedLately(months, study.neighbours);
  return changed[study.keys.indexOf(study.keyAt(truth.place))] ?? UNCHANGED;
}

describe('The sample county', () => {
  it('is one study area, the towns and all that lies between', () => {
    // 1,700 km² or so, in hexagons of 0.67 and of 0.096 km²
    expect(coarse.keys.length).toBeGreaterThan(2_300);
    expect(coarse.keys.length).toBeLessThan(2_900);
    expect(fine.keys.length / coarse.keys.length).toBeCloseTo(7, 1);
  });

  it.each(
    ofPattern('persistent', 'emerging', 'cluster').map((truth) => [truth.id, truth] as const),
  )('%s is hot, most surely, in the last two months', (_, truth) => {
    expect(classAt(coarse, truth, '2026-09', '2026-10')).toBe('hot_99');
  });

  it.each(ofPattern('emerging').map((truth) => [truth.id, truth] as const))(
    '%s was tested and not hot in the same months of the year before',
    (_, truth) => {
      expect(classAt(coarse, truth, '2025-09', '2025-10')).toBe('none');
    },
  );

  it.each(ofPattern('persistent', 'emerging', 'former').map((truth) => [truth.id, truth] as const))(
    '%s is called by its name after twelve months',
    (_, truth) => {
      expect(persistenceOf(periodsOf(truth), changedAt(truth))).toBe(truth.pattern);
    },
  );
});

describe('A county with nothing planted', () => {
  const RUNS = 200;
  const LEVEL = 0.05;
  // as many incidents as the last two months had of each sort: few, some, many
  const sizes = [
    'emerging-stourport-needles',
    'emerging-redditch-car-meets',
    'persistent-worcester-centre',
  ].map((id) => {
    const truth = SAMPLE_TRUTHS.find((one) => one.id === id);
    if (!truth) throw new Error(`no truth is called ${id}`);
    return [id, sum(countsOf(coarse, truth, '2026-09', '2026-10'))] as const;
  });

  it.each([...sizes, ['all that the county has', rows.length] as const])(
    'of as many incidents as %s (%i) hardly ever shows anything: one in twenty at the most',
    (id, incidents) => {
      const { keys, neighbours } = coarse;
      const random = randomOf(20261126);
      let hot = 0;
      for (let run = 0; run < RUNS; run++) {
        const tested = testHotspots(dealt(random, keys.length, incidents), neighbours);
        if ('reason' in tested) throw new Error(tested.reason);
        if (tested.q.some((q) => q <= LEVEL)) hot++;
      }
      console.log(
        `${id}: ${incidents} incidents in ${keys.length} hexagons: ${hot} of ${RUNS} null counties hot`,
      );
      expect(hot / RUNS).toBeLessThanOrEqual(LEVEL);
    },
    60_000,
  );
});
