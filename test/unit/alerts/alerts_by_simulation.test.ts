/** Alerts where nothing happens, and where something does, by seeded simulation: false alarms a month over all series of a
 *  county, and how often a rise is found within four weeks. All looks together, night by night. */
import { describe, expect, it } from 'vitest';
import { findAlarms, type DueFeed, type NewAlert, type ToldRise } from '#api/alerts/find_alarms.ts';
import type { DayCount } from '#api/alerts/watch_queries.ts';
import { daysToRead } from '#api/alerts/watched.ts';
import { randomOf, type Random } from '#api/statistics/random.ts';
import { CALENDAR } from '#api/time/calendar.ts';
import { dayOf, firstOfMonth } from '#api/time/local_day.ts';
import { readSampling } from '#test/support/matrix_sample.ts';
import { overdispersed } from '../statistics/draws.ts';

const { full, seed } = readSampling(process.env);
const FIRST = dayOf('2026-01-05');
/** Feeds and kinds of the county, and areas with anything in them: 78 series. */
const FAMILY = 13;
const AREAS = 6;
const OF_WEEKDAY = [0.9, 0.9, 0.9, 0.95, 1.15, 1.25, 0.95];

interface Series {
  readonly mean: number;
  /** Variance over mean of a day's count. */
  readonly dispersion: number;
  /** From this night on, so many times as many. */
  readonly rise?: { readonly night: number; readonly times: number };
}

/** Six areas of one feed, night by night from the first; without a rise all are alike. */
function walk(random: Random, { mean, dispersion, rise }: Series, nights: number): NewAlert[] {
  const { from } = daysToRead({ first: FIRST, last: FIRST });
  const to = FIRST + nights - 1;
  const strand = { dataset: 1, agency: 1, kind: 0, sensitivity: 0 };
  const lines: DayCount[] = [];
  const rows: { dataset: number; day: number; n: number }[] = [];
  for (let day = from; day <= to; day++) {
    for (let area = 1; area <= AREAS; area++) {
      const risen = rise && area === 1 && day >= FIRST + rise.night ? rise.times : 1;
      const own = mean * risen * (OF_WEEKDAY[((day % 7) + 7) % 7] ?? 1);
      const n = overdispersed(random, own, (dispersion - 1) / own);
      if (n > 0) lines.push({ ...strand, area, day, n, needles: null });
    }
    // the feed has other kinds, which come every day
    rows.push({ dataset: 1, day, n: 20 });
  }
  const months = new Set(Array.from({ length: to - from + 1 }, (_, i) => firstOfMonth(from + i)));
  const told: ToldRise[] = [];
  const alarms: NewAlert[] = [];
  for (let night = FIRST; night <= to; night++) {
    const tested = { first: night, last: night };
    const window = daysToRead(tested);
    const feed: DueFeed = {
      ...{ dataset: 1, months: [...months], first: from, last: night, strands: [strand], tested },
    };
    const inWindow = ({ day }: { readonly day: number }) => day >= window.from && day <= window.to;
    const counted = { counts: lines.filter(inWindow), rows: rows.filter(inWindow), told };
    const found = findAlarms([feed], counted, window, FAMILY, CALENDAR);
    alarms.push(...found);
    told.push(...found.filter(({ look }) => look !== 'day'));
  }
  return alarms;
}

/** Feeds of a county: quiet ones and busy ones, even ones and ones that vary six times as much as Poisson counts. */
const FEEDS: readonly Series[] = [
  { mean: 0.1, dispersion: 1 },
  { mean: 0.1, dispersion: 2 },
  { mean: 0.3, dispersion: 1.3 },
  { mean: 0.3, dispersion: 6 },
  { mean: 1, dispersion: 1 },
  { mean: 1, dispersion: 1.8 },
  { mean: 1, dispersion: 6 },
  { mean: 3, dispersion: 1 },
  { mean: 3, dispersion: 1.8 },
  { mean: 3, dispersion: 3 },
  { mean: 8, dispersion: 1.8 },
  { mean: 8, dispersion: 6 },
  { mean: 20, dispersion: 1.8 },
];

describe('Alerts of days, weeks and rises together', () => {
  it('are false at most once a month, over all series of a county whose counts vary up to six times as much as Poisson’s', () => {
    const random = randomOf(seed);
    const [years, nights] = full ? [8, 364] : [1, 91];
    const months = (years * nights) / 30.4375;
    const alarms = Array.from({ length: years }, () =>
      FEEDS.flatMap((feed) => walk(random, feed, nights)),
    ).flat();
    const a = (look: string) => alarms.filter((one) => one.look === look).length / months;
    console.info(
      `False alarms a month: ${(alarms.length / months).toFixed(2)} (days ${a('day').toFixed(2)}, weeks ${a('week').toFixed(2)}, rises ${a('rise').toFixed(2)}) in ${months.toFixed(0)} months of ${FAMILY * AREAS} series`,
    );
    // what one a month leaves to chance, once in 10,000 seeds
    expect(alarms.length).toBeLessThanOrEqual(months + 3.7 * Math.sqrt(months));
  }, 600_000);

  it.each([
    { name: '×3 at one a day, Poisson', mean: 1, times: 3, dispersion: 1, least: 0.75 },
    { name: '×2 at five a day, Poisson', mean: 5, times: 2, dispersion: 1, least: 0.9 },
    {
      name: '×3 at one a day, varying 1.8 times as much',
      mean: 1,
      times: 3,
      dispersion: 1.8,
      least: 0,
    },
    {
      name: '×2 at five a day, varying 1.8 times as much',
      mean: 5,
      times: 2,
      dispersion: 1.8,
      least: 0.75,
    },
  ])(
    'find a rise within four weeks: $name',
    ({ name, mean, times, dispersion, least }) => {
      const runs = full ? 200 : 10;
      const random = randomOf(seed + mean);
      let found = 0;
      let days = 0;
      for (let run = 0; run < runs; run++) {
        // it begins on any day of the week
        const night = run % 7;
        const alarms = walk(random, { mean, dispersion, rise: { night, times } }, night + 28);
        const own = alarms.filter(({ area, day }) => area === 1 && day >= FIRST + night);
        if (own.length === 0) continue;
        found += 1;
        days += Math.min(...own.map(({ day }) => day)) - FIRST - night + 1;
      }
      console.info(
        `${name}: found in ${((100 * found) / runs).toFixed(0)} % of ${runs}, after ${(days / Math.max(found, 1)).toFixed(0)} days`,
      );
      // a short run may fall below by chance, three standard errors
      expect(found / runs).toBeGreaterThanOrEqual(
        least - 3 * Math.sqrt((least * (1 - least)) / runs),
      );
    },
    600_000,
  );
});
