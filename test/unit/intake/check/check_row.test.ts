import { describe, expect, it } from 'vitest';
import type { Mapping } from '#api/contract/intake.ts';
import { rowChecker } from '#api/intake/check/check_row.ts';
import { EMPTY_MAPPING } from '#api/intake/understand/recognise_format.ts';
import { NOW } from './read_all.ts';

const HEADER = ['Ref', 'Type', 'Date', 'Time', 'To', 'Lat', 'Lon', 'Found'];
const MAPPING: Mapping = {
  ...EMPTY_MAPPING,
  columns: {
    reference: 'Ref',
    category: 'Type',
    started: 'Date',
    started_time: 'Time',
    ended: 'To',
    latitude: 'Lat',
    longitude: 'Lon',
    needles: 'Found',
  },
  dayOrder: 'dmy',
};
const ROW = {
  Ref: 'A1',
  Type: 'Noise',
  Date: '13/06/2025',
  Time: '22:10',
  To: '',
  Lat: '52.19',
  Lon: '-2.22',
  Found: '',
};

function check(change: Partial<typeof ROW>, mapping: Partial<Mapping> = {}) {
  const checker = rowChecker(HEADER, {
    format: 'columns',
    mapping: { ...MAPPING, ...mapping },
    now: NOW,
  });
  return checker(Object.values({ ...ROW, ...change }), 7);
}
const reasons = (change: Partial<typeof ROW>, mapping: Partial<Mapping> = {}) =>
  check(change, mapping).problems?.map(({ line, column, reason }) => `${line} ${column} ${reason}`);

describe('a row', () => {
  it('is checked to the end: all its problems are listed at once', () => {
    expect(reasons({ Type: 'Pothole', Date: '31/06/2025', Lat: '0', Lon: '0' })).toEqual([
      expect.stringContaining('7 Type is a category without a type'),
      '7 Date is a day that the month does not have',
      expect.stringContaining('7 Lat is the point 0, 0'),
    ]);
  });

  it('of an unknown category becomes "other" where the whole dataset is of one kind', () => {
    expect(check({ Type: 'Pothole' }, { kind: 'asb' }).row?.typeId).toBe(20);
    expect(check({ Type: 'Pothole' }, { types: { pothole: 'vehicle-nuisance' } }).row?.typeId).toBe(
      22,
    );
  });

  it('counts needles only where it is a needle find', () => {
    expect(check({ Found: '3' }).row?.needles).toBeNull();
    expect(check({ Found: '3' }, { kind: 'needle_find' }).row?.needles).toEqual({
      min: 3,
      max: 3,
      text: '3',
    });
    expect(check({ Type: 'Needles', Found: 'none' }).row?.sweep).toBe(true);
  });

  it('lasts to the end of a day given without a time', () => {
    const { row } = check({ To: '14/06/2025' });
    expect(row?.startedAt).toBe(Date.parse('2025-06-13T21:10:00Z'));
    expect(row?.endedAt).toBe(Date.parse('2025-06-14T23:00:00Z'));
    expect(reasons({ To: '12/06/2025' })).toEqual(['7 To is before the incident started']);
  });

  it('keeps its day when its time is blank, and is refused when its time is nonsense', () => {
    expect(check({ Time: '' }).row).toMatchObject({
      precision: 'day',
      localDay: Date.UTC(2025, 5, 13) / 86_400_000,
    });
    expect(reasons({ Time: 'late' })).toEqual(['7 Time is not a time: write it as hh:mm']);
  });

  it('just after midnight in June belongs to that day, though it is still yesterday in UTC', () => {
    const { row } = check({ Time: '00:30' });
    expect(row?.startedAt).toBe(Date.parse('2025-06-12T23:30:00Z'));
    expect(row?.localDay).toBe(Date.UTC(2025, 5, 13) / 86_400_000);
  });

  it('claims no finer time than its dataset can', () => {
    expect(check({}, { finestTime: 'day' }).row).toMatchObject({
      precision: 'day',
      startedAt: Date.parse('2025-06-12T23:00:00Z'),
    });
    expect(check({}, { finestTime: 'month' }).row).toMatchObject({
      precision: 'month',
      startedAt: Date.parse('2025-05-31T23:00:00Z'),
    });
  });

  it('changes its fingerprint with every mapped cell, and with nothing else', () => {
    const hash = (change: Partial<typeof ROW>, mapping = {}) =>
      check(change, mapping).row?.contentHash;
    const before = hash({});
    expect(hash({ Ref: ' A1 ' })).toBe(before);
    expect(hash({}, { delimiter: ';' })).toBe(before);
    for (const change of [
      { Ref: 'A2' },
      { Type: 'Loud noise' },
      { Time: '22:11' },
      { To: '14/06/2025' },
      { Lat: '52.191' },
    ]) {
      expect(hash(change), JSON.stringify(change)).not.toBe(before);
    }
    expect(hash({}, { types: { noise: 'fireworks' } })).not.toBe(before);
  });

  it('is not read at all by a mapping that names a column the file lacks', () => {
    expect(() => check({}, { columns: { ...MAPPING.columns, outcome: 'Result' } })).toThrow(
      'no column Result',
    );
  });

  it('does not carry a cell over from the row before it', () => {
    const checker = rowChecker(HEADER, { format: 'columns', mapping: MAPPING, now: NOW });
    checker(Object.values(ROW), 2);
    const second = checker(Object.values({ ...ROW, Ref: '', Lat: '', Lon: '' }), 3).row;
    expect(second).toMatchObject({ reference: null, lon: null, lat: null });
  });
});
