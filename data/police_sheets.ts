/** What the police send: the public street file, one a year, and an extract of their own for burglary. */

import { ukStamp, monthStamp, onTheClock } from '#data/calendar.ts';
import type { Chance } from '#data/chance.ts';
import { ALL_DISTRICTS, gridMetres, latLon, reference, type Sheet } from '#data/sheet.ts';
import type { SnapPoint, Spot } from '#data/streets.ts';

const FORCE = 'Sample Vale Police';

const OUTCOMES = [
  'Investigation complete; no suspect identified',
  'Investigation complete; no suspect identified',
  'Unable to prosecute suspect',
  'Unable to prosecute suspect',
  'Under investigation',
  'Awaiting court outcome',
  'Local resolution',
  'Offender given a caution',
] as const;

const hex64 = (chance: Chance): string =>
  Array.from({ length: 8 }, () =>
    chance
      .below(2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('');

const isSnapPoint = (spot: Spot): spot is SnapPoint => 'name' in spot;

/** Columns of data.police.uk. Burglary is left out on purpose: the extract below holds it, and once is enough. */
export const POLICE_STREET: Sheet = {
  agency: 'sample-police',
  datasetName: 'Street-level crime and ASB (public, months only)',
  stream: {
    dataset: 'police-street',
    rows: 25_000,
    districts: ALL_DISTRICTS,
    gathering: 1,
    withoutPlace: 0.02,
    snapped: true,
    categories: [
      ['Anti-social behaviour', 25, 'evening'],
      ['Violence and sexual offences', 32, 'steady'],
      ['Criminal damage and arson', 9, 'evening'],
      ['Shoplifting', 8, 'steady'],
      ['Public order', 8, 'evening'],
      ['Other theft', 6, 'steady'],
      ['Vehicle crime', 5, 'burglary'],
      ['Drugs', 3, 'steady'],
      ['Other crime', 2, 'steady'],
      ['Bicycle theft', 1, 'daytime'],
      ['Possession of weapons', 1, 'steady'],
      ['Theft from the person', 0.8, 'night'],
      ['Robbery', 0.8, 'night'],
    ],
  },
  header: [
    'Crime ID',
    'Month',
    'Reported by',
    'Falls within',
    'Longitude',
    'Latitude',
    'Location',
    'LSOA code',
    'LSOA name',
    'Crime type',
    'Last outcome category',
    'Context',
  ],
  // Without ids, days or exact points, several calls about one evening come out as equal rows: separate all the same.
  reportedAgain: ({ category }) => (category === 'Anti-social behaviour' ? 0.24 : 0),
  fileName: ({ moment }) => `${monthStamp(moment).slice(0, 4)}-sample-street.csv`,
  // As the real file: by month, antisocial behaviour first, then the types by name.
  order: (a, b) => {
    const [monthA, monthB] = [monthStamp(a.moment), monthStamp(b.moment)];
    if (monthA !== monthB) return monthA < monthB ? -1 : 1;
    return a.category < b.category ? -1 : a.category > b.category ? 1 : 0;
  },
  row: ({ moment, category, spot }, chance) => {
    const [latitude, longitude] = latLon(spot);
    const isAsb = category === 'Anti-social behaviour';
    return [
      isAsb ? '' : hex64(chance),
      monthStamp(moment),
      FORCE,
      FORCE,
      longitude,
      latitude,
      spot === undefined
        ? 'No Location'
        : `On or near ${isSnapPoint(spot) ? spot.name : 'Parking Area'}`,
      '',
      '',
      category,
      isAsb ? '' : chance.oneOf(OUTCOMES),
      '',
    ];
  },
};

const WAYS_IN = [
  'Rear door forced',
  'Insecure window',
  'Front door lock snapped',
  'Shed padlock cut',
  'Keys taken through letterbox',
  'Not known',
] as const;

/** Nobody witnesses a burglary: the owner leaves, comes back, and it lies somewhere between. */
function untilFound(moment: number, chance: Chance): number | undefined {
  if (chance.happens(0.12)) return undefined;
  return onTheClock(moment + 20 + chance.below(chance.happens(0.2) ? 2_400 : 600));
}

export const POLICE_BURGLARY: Sheet = {
  agency: 'sample-police',
  datasetName: 'Burglary (own extract, to the minute)',
  stream: {
    dataset: 'police-burglary',
    rows: 2_400,
    districts: ALL_DISTRICTS,
    gathering: 1,
    withoutPlace: 0.01,
    categories: [
      ['Burglary - residential', 66, 'burglary'],
      ['Burglary - business and community', 26, 'burglary'],
      ['Attempted burglary - residential', 8, 'burglary'],
    ],
  },
  header: [
    'Crime Ref',
    'Offence',
    'Committed from',
    'Committed to',
    'Easting',
    'Northing',
    'Method',
    'Town',
  ],
  fileName: () => 'burglary-extract.csv',
  row: ({ moment, category, spot, near }, chance, number) => {
    const until = untilFound(moment, chance);
    return [
      reference('22SV/', number, 6),
      category,
      ukStamp(moment),
      until === undefined ? '' : ukStamp(until),
      ...gridMetres(spot),
      chance.oneOf(WAYS_IN),
      near,
    ];
  },
};
