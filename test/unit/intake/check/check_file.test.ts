import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ANYWHERE } from '#api/intake/check/allowed_area.ts';
import { fixture, inspect, NOW, readAll, shared } from './read_all.ts';

const why = (
  problems: readonly { line: number; column: string; value: string; reason: string }[],
) => problems.map(({ line, column, value, reason }) => `${line} ${column} ${value} ${reason}`);

describe('the analyst drops a police file', () => {
  it('and gets every row: repeats as separate incidents, rows without a place off the map', async () => {
    const { rows, problems } = await readAll(fixture('police_street.csv'));
    expect(problems).toEqual([]);
    expect(rows.map(({ line, typeId }) => [line, typeId])).toEqual([
      [2, 20],
      [3, 20],
      [4, 13],
      [5, 2],
    ]);
    expect(rows[0]).toMatchObject({
      reference: null,
      precision: 'month',
      placePrecision: 'snapped',
      startedAt: Date.parse('2025-05-31T23:00:00Z'),
      localDay: Date.UTC(2025, 5, 1) / 86_400_000,
      periodMonth: 202506,
      force: 'Sabrina Police',
      details: { location: 'On or near Foundry Walk' },
    });
    expect(rows[0]?.contentHash).toBe(rows[1]?.contentHash);
    expect(rows[1]?.contentHash).not.toBe(rows[2]?.contentHash);
    expect(rows[3]).toMatchObject({ lon: null, lat: null, easting: null, details: {} });
  });

  it('and places outside the partnership are imported too: force is not area', async () => {
    const { rows } = await readAll(fixture('police_street.csv'));
    expect(rows[2]).toMatchObject({ lon: -1.903, lat: 52.48 });
  });

  it('as the zip of a year: months in order, and the other files named as left out', async () => {
    const { rows, parts } = await readAll(fixture('police_year.zip'));
    expect(parts).toEqual([
      '2025-06/2025-06-sabrina-street.csv',
      '2025-07/2025-07-sabrina-street.csv',
    ]);
    expect(rows.map(({ periodMonth }) => periodMonth)).toEqual([
      ...Array(4).fill(202506),
      ...Array(4).fill(202507),
    ]);
    const inspection = await inspect(fixture('police_year.zip'));
    expect(inspection).toMatchObject({ format: 'police-street', confidence: 1, problem: null });
    expect(inspection.skipped.map(({ name }) => name)).toEqual([
      '2025-06/2025-06-sabrina-outcomes.csv',
      '2025-06/2025-06-sabrina-stop-and-search.csv',
    ]);
  });

  it('and the same file gives the same hashes on every run', async () => {
    const hashes = async () =>
      (await readAll(fixture('police_street.csv'))).rows.map(({ contentHash }) => contentHash);
    expect(await hashes()).toEqual(await hashes());
    // Held fast: stored hashes must still match after an upgrade.
    expect((await hashes())[2]).toMatchInlineSnapshot(`-8814520976213076022n`);
  });
});

describe('the analyst drops a council extract', () => {
  it('with semicolons and day-first times, and it is read without a question', async () => {
    const { rows, refusal } = await readAll(fixture('semicolons.csv'));
    expect(refusal).toBeNull();
    expect(
      rows.map(({ category, typeId, startedAt }) => [
        category,
        typeId,
        new Date(startedAt).toISOString(),
      ]),
    ).toEqual([
      ['Noise, loud', 31, '2025-06-13T21:10:00.000Z'],
      ['Begging', 32, '2025-06-14T08:00:00.000Z'],
    ]);
  });

  it('with dates no calendar has, and each is named by line, column, value and reason', async () => {
    const { rows, problems } = await readAll(fixture('dates_out_of_range.csv'));
    expect(rows.map(({ reference }) => reference)).toEqual(['A5', 'A9']);
    expect(why(problems)).toEqual([
      '2 Date 31/02/2025 10:00 is a day that the month does not have',
      '3 Date 13/06/1925 10:00 is before 1990: check the year',
      '4 Date 13/06/2052 10:00 is in the future: check the year',
      '5 Date 13/06/2025 25:00 has an hour that no day has',
      '7 Date  is blank: every incident needs a date',
      '8 Date yesterday is not a date: write it as dd/mm/yyyy hh:mm or yyyy-mm-dd',
      '9 Date 12/13/2025 has a month that no year has',
    ]);
  });

  it('with coordinates swapped, at 0, 0 or in France, and they are put aside with the reason', async () => {
    const { rows, problems } = await readAll(fixture('swapped_coordinates.csv'));
    expect(rows.map(({ reference, lat }) => [reference, lat])).toEqual([
      ['A2', 52.19],
      ['A5', null],
    ]);
    expect(why(problems)).toEqual([
      '2 Latitude -2.22, 52.19 has latitude and longitude swapped',
      '4 Latitude 0, 0 is the point 0, 0, which means that no place was recorded',
      '5 Latitude 48.85, 2.35 lies more than 10 km outside the United Kingdom',
      '7 Longitude  is blank beside a latitude',
      '8 Longitude west is not a number',
    ]);
  });

  it('with ragged rows and values over several lines, and line numbers stay right', async () => {
    const { rows, problems } = await readAll(fixture('ragged.csv'), {});
    expect(rows.map(({ line, reference }) => [line, reference])).toEqual([
      [2, 'A1'],
      [5, 'A3'],
      [8, 'A5'],
    ]);
    expect(rows[1]?.category).toBe('a "quoted"\nword');
    expect(problems.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'has 4 values where the header has 5 columns'],
      [7, 'has 6 values where the header has 5 columns'],
    ]);
  });

  it.each(['utf16.csv', 'utf16_without_mark.csv'])(
    'in UTF-16 (%s), and the letters are right',
    async (name) => {
      const { rows } = await readAll(fixture(name));
      expect(rows[0]?.details.location).toBe('Café Row');
    },
  );

  it('with titles above the header, and the header is found below them', async () => {
    const { rows, problems } = await readAll(fixture('titles_above_the_header.csv'));
    expect(rows.map(({ line, reference }) => [line, reference])).toEqual([
      [5, 'A1'],
      [6, 'A2'],
    ]);
    expect(problems).toEqual([]);
  });

  it('with its own area in mind, and what lies outside that is put aside', async () => {
    const area = { name: 'the county', contains: (lon: number) => lon < -2 };
    const { rows, problems } = await readAll(fixture('police_street.csv'), { area });
    expect(rows).toHaveLength(3);
    expect(problems[0]?.reason).toBe('lies more than 10 km outside the county');
  });
});

describe('the street team sends needle finds', () => {
  it('with counts as people write them, and a search that found nothing is kept as one', async () => {
    const { rows, problems } = await readAll(fixture('needles_as_people_write_them.csv'));
    expect(
      rows.map(({ reference, needles, sweep }) => [reference, needles?.min, needles?.max, sweep]),
    ).toEqual([
      ['N1', 3, 3, false],
      ['N2', 1, null, false],
      ['N3', 2, null, false],
      ['N4', 5, 10, false],
      ['N5', 0, 0, true],
      ['N7', 20, 20, false],
    ]);
    expect(rows[3]?.needles?.text).toBe('5-10');
    expect(rows[0]).toMatchObject({
      typeId: 60,
      precision: 'minute',
      startedAt: Date.parse('2025-06-13T13:05:00Z'),
      easting: 384_950,
      northing: 254_850,
      placePrecision: 'area',
      details: { place_type: 'Alley' },
    });
    expect(rows[1]?.precision).toBe('day');
    expect(problems.map(({ line, column }) => [line, column])).toEqual([[7, 'Grid reference']]);
  });

  it('and their comments stay in the file, because nobody mapped them', async () => {
    const { rows } = await readAll(fixture('needles_as_people_write_them.csv'));
    expect(rows.map(({ details }) => Object.keys(details))).not.toContainEqual(
      expect.arrayContaining(['notes']),
    );
    const inspection = await inspect(fixture('needles_as_people_write_them.csv'));
    if (!inspection.mapping) throw new Error('no mapping was guessed');
    const mapping = {
      ...inspection.mapping,
      columns: { ...inspection.mapping.columns, notes: 'Comments' },
    };
    const mapped = await readAll(fixture('needles_as_people_write_them.csv'), { mapping });
    expect(mapped.rows[0]?.details.notes).toBe('by the bins');
  });
});

describe('a colleague sends a workbook', () => {
  it('and the sheet is chosen by name; its dates are wall clock times', async () => {
    const inspection = await inspect(fixture('workbook.xlsx'), { sheet: 'June' });
    expect(inspection.sheets).toEqual(['Notes', 'June']);
    const { rows } = await readAll(fixture('workbook.xlsx'), { sheet: 'June' });
    expect(
      rows.map(({ line, typeId, precision, startedAt }) => [
        line,
        typeId,
        precision,
        new Date(startedAt).toISOString(),
      ]),
    ).toEqual([
      [2, 31, 'minute', '2025-06-10T22:30:00.000Z'],
      [4, 32, 'day', '2025-06-10T23:00:00.000Z'],
      [5, 33, 'minute', '2025-06-12T11:00:00.000Z'],
    ]);
    expect(rows[0]).toMatchObject({ easting: 384_950, northing: 254_850 });
  });

  it('and a sheet that is not there is refused with the names of those that are', async () => {
    const { refusal } = await readAll(fixture('workbook.xlsx'), { sheet: 'July' });
    expect(refusal?.sentence).toContain('Notes, June');
  });
});

const missing = (name: string) =>
  existsSync(shared(name)) ? '' : ` (skipped: no ../shared/data/${name})`;

describe('real data, where it is present', () => {
  const year = 'police-uk/west-mercia-2025.zip';
  it.skipIf(missing(year) !== '')(
    `a year of West Mercia is read whole${missing(year)}`,
    { timeout: 60_000 },
    async () => {
      const { rows, problems } = await readAll(shared(year), { now: NOW + 366 * 86_400_000 });
      expect(rows).toHaveLength(102_105);
      expect(problems).toEqual([]);
      expect(rows.filter(({ lon }) => lon === null)).toHaveLength(1962);
      expect(new Set(rows.map(({ periodMonth }) => periodMonth)).size).toBe(12);
      // As many different rows as different hashes: none of them meet by chance.
      const texts = rows.map((row) =>
        [
          row.reference,
          row.periodMonth,
          row.lon,
          row.lat,
          row.details.location,
          row.category,
          row.outcome,
        ].join('|'),
      );
      expect(new Set(rows.map(({ contentHash }) => contentHash)).size).toBe(new Set(texts).size);
    },
  );

  const boston = 'needles/boston-needle-pickup-2015.csv';
  it.skipIf(missing(boston) !== '')(
    `Boston's needle requests are refused as foreign, and read for a test that says so${missing(boston)}`,
    async () => {
      expect((await readAll(shared(boston))).rows).toEqual([]);
      const { rows, problems } = await readAll(shared(boston), { area: ANYWHERE });
      expect(rows).toHaveLength(622);
      expect(problems).toEqual([]);
      expect(rows.every(({ needles }) => needles?.min === 1 && needles.max === null)).toBe(true);
      expect(rows.filter(({ lon, lat }) => lon === -71.0587 && lat === 42.3594)).toHaveLength(49);
    },
  );
});
