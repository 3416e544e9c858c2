/** Needles that Boston was asked to pick up in 2015, night by night: what alerts find in real counts. The file's own
 *  neighbourhoods stand for areas. Skips without the data. */
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { findAlarms, type NewAlert, type ToldRise } from '#api/alerts/find_alarms.ts';
import type { DayCount } from '#api/alerts/watch_queries.ts';
import { daysToRead } from '#api/alerts/watched.ts';
import type { Calendar } from '#api/time/calendar.ts';
import { dayOf, firstOfMonth, isoOf } from '#api/time/local_day.ts';

const FILE = new URL(
  '../../../../shared/data/needles/boston-needle-pickup-2015.csv',
  import.meta.url,
);
/** Another country's holidays: none are known. */
const NO_HOLIDAYS: Calendar = { isHoliday: () => false, isSchoolHoliday: () => false };
const strand = { dataset: 1, agency: 1, kind: 3, sensitivity: 1 };

interface Request {
  readonly day: number;
  readonly area: string;
}

function readRequests(): Request[] {
  // as: every column of the file is text
  const rows = parse(readFileSync(FILE), { columns: true }) as Record<string, string>[];
  return rows.map(({ OPEN_DT = '', neighborhood = '' }) => {
    const [month = '', day = '', year = ''] = OPEN_DT.slice(0, 10).split('/');
    return { day: dayOf(`${year}-${month}-${day}`), area: neighborhood };
  });
}

function walk(requests: readonly Request[], areas: readonly string[]): NewAlert[] {
  const days = requests.map(({ day }) => day);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const months = [...new Set(days.map(firstOfMonth))];
  const counts: DayCount[] = [...Map.groupBy(requests, ({ day, area }) => `${day} ${area}`)].map(
    ([, [one, ...more]]) => ({
      ...{ ...strand, area: areas.indexOf(one?.area ?? ''), day: one?.day ?? 0 },
      ...{ n: more.length + 1, needles: null },
    }),
  );
  const rows = [...Map.groupBy(requests, ({ day }) => day)].map(([day, { length: n }]) => ({
    ...{ dataset: 1, day, n },
  }));
  const told: ToldRise[] = [];
  const alarms: NewAlert[] = [];
  for (let night = first; night <= last; night++) {
    const tested = { first: night, last: night };
    const window = daysToRead(tested);
    const feed = { dataset: 1, months, first, last: night, strands: [strand], tested };
    const inWindow = ({ day }: { readonly day: number }) => day >= window.from && day <= window.to;
    const counted = { counts: counts.filter(inWindow), rows: rows.filter(inWindow), told };
    const found = findAlarms([feed], counted, window, 2, NO_HOLIDAYS);
    alarms.push(...found);
    told.push(...found.filter(({ look }) => look !== 'day'));
  }
  return alarms;
}

describe.skipIf(!existsSync(FILE))('Boston’s needles of 2015 (needs ../shared/data)', () => {
  it('rise where they did, and are told of a few times in eight months, not every week', () => {
    const requests = readRequests();
    expect(requests).toHaveLength(622);
    const areas = [...new Set(requests.map(({ area }) => area))];
    const everywhere = walk(
      requests.map((one) => ({ ...one, area: '' })),
      [''],
    );
    const byArea = walk(requests, areas);
    const linesOf = (alarms: readonly NewAlert[], names: readonly string[]) =>
      alarms.map(
        ({ look, since, day, n, usual, area }) =>
          `${look} ${isoOf(since)} to ${isoOf(day)} ${names[area ?? 0]}: ${n}, usual ${usual.toFixed(1)}`,
      );
    console.info('Boston', linesOf(everywhere, ['the city']), linesOf(byArea, areas));
    expect(everywhere.length).toBeGreaterThan(0);
    expect(everywhere.length + byArea.length).toBeLessThan(20);
  });
});
