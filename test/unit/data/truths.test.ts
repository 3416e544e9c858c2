import { describe, expect, it } from 'vitest';
import { INCIDENT_TYPES } from '#api/contract/kinds.ts';
import { dayOf } from '#data/calendar.ts';
import { metresBetween, type Spot } from '#data/streets.ts';
import { SAMPLE_TRUTHS, type SampleTruth } from '#data/truths.ts';
import { readSample, within, type ReadRow } from './read_sample.ts';

const rows = readSample();

const truth = (id: string): SampleTruth => {
  const found = SAMPLE_TRUTHS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no truth ${id}`);
  return found;
};

const placeOf = ({ id, place }: SampleTruth) => {
  if (place === null) throw new Error(`${id} has no place`);
  return place;
};

/** Rows of a truth's datasets and categories, anywhere and at any time. */
const relevant = ({ datasets, plantings }: SampleTruth): ReadRow[] => {
  const categories = new Set(plantings.map(({ category }) => category));
  return rows.filter((row) => datasets.includes(row.dataset) && categories.has(row.category));
};

const around = (one: SampleTruth, place: Spot = placeOf(one), metres?: number): ReadRow[] =>
  relevant(one).filter((row) => within(row, place, metres ?? placeOf(one).radiusMetres));

const between = (list: readonly ReadRow[], from: string, to: string) =>
  list.filter(({ at }) => at.slice(0, to.length) >= from && at.slice(0, to.length) <= to);

/** The thirty-six months, `2023-11` to `2026-10`. */
const MONTHS = Array.from({ length: 36 }, (_, i) =>
  new Date(Date.UTC(2023, 10 + i, 1)).toISOString().slice(0, 7),
);

const byMonth = (list: readonly ReadRow[]): number[] =>
  MONTHS.map((month) => list.filter(({ at }) => at.startsWith(month)).length);

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
const mean = (numbers: readonly number[]) => sum(numbers) / numbers.length;

describe('every planted truth', () => {
  it('speaks of kinds and types that the contract knows', () => {
    for (const { id, kind, types } of SAMPLE_TRUTHS) {
      for (const slug of types) {
        expect(INCIDENT_TYPES.find((type) => type.slug === slug)?.kind, `${id} ${slug}`).toBe(kind);
      }
    }
  });

  it('is planted where it says one can look for it', () => {
    for (const one of SAMPLE_TRUTHS.filter(({ place }) => place !== null)) {
      const planted = sum(
        one.plantings
          .filter((p) => p.from >= one.from && p.to <= one.to)
          .filter((p) => metresBetween(p, placeOf(one)) <= placeOf(one).radiusMetres)
          .map((p) => p.rows),
      );
      expect(planted, one.id).toBeGreaterThan(0);
      expect(between(around(one), one.from, one.to).length, one.id).toBeGreaterThanOrEqual(
        planted * 0.97,
      );
    }
  });
});

describe('hotspots', () => {
  const persistent = SAMPLE_TRUTHS.filter(({ pattern }) => pattern === 'persistent');

  it.each(persistent)('$id is hot in every one of the 36 months', (one) => {
    const months = byMonth(around(one));
    expect(Math.min(...months)).toBeGreaterThanOrEqual(7);
    expect(mean(months)).toBeGreaterThanOrEqual(Number(one.expected['a_month']) * 0.95);
  });

  it.each(SAMPLE_TRUTHS.filter(({ pattern }) => pattern === 'emerging'))(
    '$id is hot in the last fifth of twelve months, and cold before',
    (one) => {
      const months = byMonth(around(one));
      expect(Math.min(...months.slice(-2))).toBeGreaterThanOrEqual(12);
      expect(Math.max(...months.slice(0, -2))).toBeLessThanOrEqual(3);
    },
  );

  it.each(SAMPLE_TRUTHS.filter(({ pattern }) => pattern === 'former'))(
    '$id was hot until April 2026 and has been cold since',
    (one) => {
      const months = byMonth(around(one));
      expect(Math.min(...months.slice(0, -6))).toBeGreaterThanOrEqual(5);
      expect(Math.max(...months.slice(-6))).toBeLessThanOrEqual(3);
    },
  );

  it('the car park in Worcester holds more needles than any other street of the city', () => {
    const cluster = truth('cluster-worcester-car-park');
    const finds = relevant(cluster).filter((row) => row.spot !== undefined);
    const inCluster = around(cluster).length;
    expect(inCluster).toBeGreaterThan(310);
    const { radiusMetres } = placeOf(cluster);
    const elsewhere = finds
      .filter((row) => !within(row, placeOf(cluster), 3 * radiusMetres))
      .map(({ spot }) =>
        spot ? finds.filter((row) => within(row, spot, radiusMetres)).length : 0,
      );
    expect(inCluster).toBeGreaterThan(4 * Math.max(...elsewhere));
  });
});

describe('times', () => {
  it('the drinking street is busy from 22:00 to 03:00 on Friday and Saturday nights, hardly otherwise', () => {
    const one = truth('night-worcester-drinking-street');
    const isNight = ({ at }: ReadRow) => {
      const hour = Number(at.slice(11, 13));
      // The night belongs to the evening before: Saturday 01:00 is Friday night.
      const evening = new Date(Date.parse(`${at.slice(0, 10)}T12:00:00Z`) - (hour < 5 ? 864e5 : 0));
      return (hour >= 22 || hour < 3) && [5, 6].includes(evening.getUTCDay());
    };
    const street = around(one);
    expect(street.filter(isNight).length).toBeGreaterThan(770);
    // Ten hours of 168 hold most of the street's incidents; in the rest of the city they do not.
    expect(street.filter(isNight).length / street.length).toBeGreaterThan(0.7);
    const city = relevant(one).filter((row) => !within(row, placeOf(one), 400));
    expect(city.filter(isNight).length / city.length).toBeLessThan(0.35);
  });

  it('burglaries in Charford come close together in place and time, far beyond the rest of the county', () => {
    const one = truth('near-repeat-charford-burglaries');
    const burglaries = relevant({ ...one, plantings: one.plantings }).filter(
      (row) => row.spot !== undefined,
    );
    const pairs = (list: readonly ReadRow[]) =>
      sum(
        list.map(
          (a, i) =>
            list
              .slice(i + 1)
              .filter(
                (b) =>
                  Math.abs(dayOf(a.at.slice(0, 10)) - dayOf(b.at.slice(0, 10))) <= 9 &&
                  a.spot !== undefined &&
                  within(b, a.spot, 150),
              ).length,
        ),
      );
    const here = between(around(one), one.from, one.to);
    expect(pairs(here)).toBeGreaterThanOrEqual(105);
    const elsewhere = burglaries.filter((row) => !within(row, placeOf(one), 700));
    expect(pairs(here) / here.length).toBeGreaterThan(10 * (pairs(elsewhere) / elsewhere.length));
  });

  it.each(SAMPLE_TRUTHS.filter(({ pattern }) => pattern === 'spike'))(
    '$id stands far above the same days of the eight weeks before',
    (one) => {
      const list = around(one);
      const spike = between(list, one.from, one.to).length;
      expect(spike).toBeGreaterThanOrEqual(Number(one.expected['rows']));
      const earlier = new Date(Date.parse(one.from) - 56 * 864e5).toISOString().slice(0, 10);
      const before =
        between(list, earlier, one.from).length - between(list, one.from, one.from).length;
      expect(before).toBeLessThan(spike / 6);
    },
  );

  it('fire sent nothing for one quarter, and plenty in every month around it', () => {
    const months = byMonth(rows.filter(({ dataset }) => dataset === 'fire-deliberate'));
    const missing = MONTHS.flatMap((month, i) => (months[i] === 0 ? [month] : []));
    expect(missing).toEqual(['2025-07', '2025-08', '2025-09']);
    expect(Math.min(...months.filter((n) => n > 0))).toBeGreaterThan(15);
  });
});

describe('actions that began on 1 March 2026', () => {
  // The same eight months a year apart, so that the season cancels out.
  const before = (list: readonly ReadRow[]) => between(list, '2025-03-01', '2025-10-31').length;
  const after = (list: readonly ReadRow[]) => between(list, '2026-03-01', '2026-10-31').length;
  const change = (list: readonly ReadRow[]) => after(list) / before(list);

  it('leave the control as it was', () => {
    expect(change(around(truth('persistent-malvern-link-untreated')))).toBeGreaterThan(0.8);
    expect(change(around(truth('persistent-malvern-link-untreated')))).toBeLessThan(1.25);
  });

  it('worked in Kidderminster, and nothing rose around it', () => {
    const one = truth('worked-kidderminster');
    expect(change(around(one))).toBeLessThan(0.5);
    const ring = around(one, placeOf(one), 1_200).filter((row) => !within(row, placeOf(one), 250));
    expect(after(ring) - before(ring)).toBeLessThan(20);
  });

  it('moved the trouble at Church Hill to the north', () => {
    const one = truth('displaced-church-hill');
    expect(change(around(one))).toBeLessThan(0.45);
    const { nearby_longitude, nearby_latitude, nearby_radius_metres } = one.expected;
    const north = around(
      one,
      { longitude: Number(nearby_longitude), latitude: Number(nearby_latitude) },
      Number(nearby_radius_metres),
    );
    expect(before(north)).toBeLessThan(20);
    expect(after(north)).toBeGreaterThanOrEqual(140);
  });

  it('did nothing in Evesham', () => {
    expect(change(around(truth('nothing-evesham')))).toBeGreaterThan(0.8);
    expect(change(around(truth('nothing-evesham')))).toBeLessThan(1.25);
  });
});
