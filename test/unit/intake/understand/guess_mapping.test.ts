import { describe, expect, it } from 'vitest';
import { INCIDENT_TYPES } from '#api/contract/kinds.ts';
import { guessMapping } from '#api/intake/understand/guess_mapping.ts';
import { guessType } from '#api/intake/understand/guess_types.ts';
import { recogniseFormat } from '#api/intake/understand/recognise_format.ts';

/** A guess from text as it stands in a file. */
function guess(text: string, title = '') {
  const [header = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split(',').map((cell) => cell.trim()));
  return guessMapping(header, rows, title);
}

describe('guessing what columns mean', () => {
  it('finds when, where and what in a council extract', () => {
    const { mapping, confidence } = guess(`
      Case Ref, ASB Category, Reported Date, Reported Time, X, Y, Ward
      C1, Rowdy behaviour, 13/06/2025, 22:10, 384950, 254850, Made Up
      C2, Begging, 14/06/2025, 09:15, 385010, 254900, Made Up`);
    expect(mapping.columns).toEqual({
      reference: 'Case Ref',
      category: 'ASB Category',
      started: 'Reported Date',
      started_time: 'Reported Time',
      easting: 'X',
      northing: 'Y',
    });
    expect(mapping.kind).toBe('asb');
    expect(mapping.types).toEqual({
      'rowdy behaviour': 'rowdy-behaviour',
      begging: 'begging-vagrancy',
    });
    expect(confidence).toBe(1);
  });

  it('distinguishes X and Y in degrees from X and Y in metres', () => {
    const { mapping } = guess(`
      id, date, x, y
      1, 2025-06-13, -2.22, 52.19`);
    expect(mapping.columns).toMatchObject({ longitude: 'x', latitude: 'y' });
  });

  it('takes East, North and Problem, as a works system exports them', () => {
    const { mapping } = guess(`
      Job No, Logged, Problem, East, North
      7, 13/06/2025, Fly-tipping, 384950, 254850`);
    expect(mapping.columns).toEqual({
      reference: 'Job No',
      started: 'Logged',
      category: 'Problem',
      easting: 'East',
      northing: 'North',
    });
  });

  it('takes a from and a to', () => {
    const { mapping } = guess(`
      Crime number, Offence, Date from, Time from, Date to, Time to, Grid Ref
      1, Burglary - residential, 13/06/2025, 22:00, 14/06/2025, 06:00, SO849548`);
    expect(mapping.columns).toEqual({
      reference: 'Crime number',
      category: 'Offence',
      started: 'Date from',
      started_time: 'Time from',
      ended: 'Date to',
      ended_time: 'Time to',
      grid_reference: 'Grid Ref',
    });
    expect(mapping.kind).toBe('crime');
  });

  it('knows a grid reference and a date by their looks, under any name', () => {
    const { mapping } = guess(`
      a, b, c
      hello, SO 849 548, 13/06/2025
      there, SO 850 549, 14/06/2025`);
    expect(mapping.columns).toMatchObject({ grid_reference: 'b', started: 'c' });
  });

  it('does not take half a pair of coordinates, nor a column whose values are something else', () => {
    const { mapping, confidence } = guess(`
      Latitude, Date, Category
      52.19, soon, Noise`);
    expect(mapping.columns).toEqual({ category: 'Category' });
    expect(confidence).toBeLessThan(0.5);
  });

  it('claims only days where every time is midnight', () => {
    expect(
      guess('Date,Type\n13/06/2025 00:00,Noise\n14/06/2025 00:00,Noise').mapping.finestTime,
    ).toBe('day');
    expect(
      guess('Date,Type\n13/06/2025 00:00,Noise\n14/06/2025 10:00,Noise').mapping.finestTime,
    ).toBe('minute');
  });

  it('never maps notes by itself', () => {
    const { mapping } = guess('Date,Type,Notes,Comments,Description\n2025-06-13,Noise,a,b,c');
    expect(Object.values(mapping.columns)).not.toEqual(expect.arrayContaining(['Notes']));
    expect(mapping.columns.notes).toBeUndefined();
  });

  it('takes the kind from the name of the file where nothing else shows it', () => {
    expect(guess('Date,Ref\n2025-06-13,1', 'needles-june.csv').mapping.kind).toBe('needle_find');
    expect(guess('Date,Ref\n2025-06-13,1', 'june.csv').kindKnown).toBe(false);
  });
});

describe('guessing the type of a category', () => {
  it('knows every type by its own label and slug', () => {
    for (const type of INCIDENT_TYPES) {
      expect(guessType(type.label, type.kind)?.slug).toBe(type.slug);
      expect(guessType(type.slug, 'by-category')?.slug).toBe(type.slug);
    }
  });

  it.each([
    ['ASB - Nuisance', 'by-category', 'asb-unspecified'],
    ['Violent crime', 'by-category', 'violence-sexual-offences'],
    ['Public disorder and weapons', 'by-category', 'possession-of-weapons'],
    ['Theft from motor vehicle', 'by-category', 'vehicle-crime'],
    ['Abandoned Vehicles', 'by-category', 'abandoned-vehicle'],
    ['Dog fouling', 'asb', 'animal-problems'],
    ['Drug paraphernalia', 'asb', 'littering-drug-paraphernalia'],
    ['Drug paraphernalia', 'needle_find', 'other-drug-litter'],
    ['Discarded syringes', 'by-category', 'needles'],
    ['Street drinking', 'alcohol', 'alcohol-street-drinking'],
    ['Street drinking', 'asb', 'street-drinking'],
    ['Drunk and disorderly', 'alcohol', 'alcohol-other'],
    ['Ambulance call (alcohol)', 'by-category', 'alcohol-ambulance-call'],
    ['Underage sales', 'by-category', 'underage-sale'],
  ] as const)('%s in a dataset of %s is %s', (category, kind, slug) => {
    expect(guessType(category, kind)?.slug).toBe(slug);
  });

  it('never calls anti-social behaviour a crime', () => {
    expect(guessType('Anti-social behaviour', 'crime')?.kind).toBe('asb');
  });

  it('says nothing about words it does not know', () => {
    expect(guessType('Pothole', 'by-category')).toBeNull();
  });
});

describe('recognising a published format', () => {
  it.each([
    [
      'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context',
      'police-street',
    ],
    [
      'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type',
      'police-outcomes',
    ],
    [
      'Report ID,Title,Detail,User Name,Category,Created,Confirmed,Acknowledged,Fixed,Closed,Status,Latitude,Longitude,Query,Ward,Easting,Northing,Report URL,Device Type,Site Used,Reported As',
      'fixmystreet',
    ],
    [
      'case_enquiry_id,open_dt,target_dt,closed_dt,ontime,case_status,closure_reason,case_title,subject,reason,type,queue,department,latitude,longitude,source',
      'boston-311',
    ],
    ['Type,Date,Legislation,Object of search,Outcome', 'stop-and-search'],
  ])('%s', (header, format) => {
    expect(recogniseFormat(header.split(','))?.format).toBe(format);
    expect(recogniseFormat(header.toUpperCase().split(',').reverse())?.format).toBe(format);
  });

  it('needs all of its columns', () => {
    expect(recogniseFormat(['Month', 'Reported by', 'Longitude', 'Latitude'])).toBeNull();
  });
});
