/** What the two councils send: the county for everywhere but the city, the city for itself, each in its own columns. */

import { onTheClock, ukStamp } from '#data/calendar.ts';
import type { Chance } from '#data/chance.ts';
import {
  gridMetres,
  gridReference,
  latLon,
  OUTSIDE_THE_CITY,
  reference,
  type Sheet,
} from '#data/sheet.ts';
import type { Stream } from '#data/occurrences.ts';

/** Words of the National Standard for Incident Recording. */
const ASB_CATEGORIES: Stream['categories'] = [
  ['Rowdy or inconsiderate behaviour', 26, 'evening'],
  ['Rowdy or nuisance neighbours', 16, 'noise'],
  ['Noise', 16, 'noise'],
  ['Vehicle nuisance', 9, 'evening'],
  ['Littering or drug paraphernalia', 8, 'daytime'],
  ['Street drinking', 6, 'evening'],
  ['Abandoned vehicle', 6, 'daytime'],
  ['Begging or vagrancy', 4, 'daytime'],
  ['Animal problems', 4, 'daytime'],
  ['Trespass', 2, 'evening'],
  ['Fireworks', 1.5, 'evening'],
  ['Nuisance communications', 1, 'steady'],
  ['Prostitution-related', 0.5, 'night'],
];

const REMARKS = [
  'Caller says it happens most weeks',
  'Group of six to eight, moved on before arrival',
  'Reported by e-mail, no reply needed',
  'Second call about the same address, see earlier log',
  'Warden attended, nothing seen',
  '',
  '',
] as const;

const QUALIFIERS = ['Nuisance', 'Nuisance', 'Nuisance', 'Environmental', 'Personal'] as const;

/** Hours for neighbours and noise, a night for vehicles; most callers give one time only. */
function endOf(moment: number, chance: Chance): string {
  if (chance.happens(0.8)) return '';
  return ukStamp(onTheClock(moment + 15 * (1 + chance.below(32))));
}

export const COUNTY_ASB: Sheet = {
  agency: 'sample-county-council',
  datasetName: 'Antisocial behaviour reports',
  stream: {
    dataset: 'county-asb',
    rows: 6_300,
    districts: OUTSIDE_THE_CITY,
    gathering: 1,
    withoutPlace: 0.04,
    categories: ASB_CATEGORIES,
  },
  reportedAgain: () => 0.008,
  header: ['Reference', 'Category', 'Date from', 'Date to', 'Easting', 'Northing', 'Description'],
  fileName: () => 'county-asb-reports.csv',
  row: ({ moment, category, spot, near }, chance, number) => {
    const remark = chance.oneOf(REMARKS);
    return [
      reference('CSP-', number, 6),
      category,
      ukStamp(moment),
      endOf(moment, chance),
      ...gridMetres(spot),
      remark === '' ? near : `${near}: ${remark}`,
    ];
  },
};

export const CITY_ASB: Sheet = {
  agency: 'sample-city-council',
  datasetName: 'City antisocial behaviour cases',
  stream: {
    dataset: 'city-asb',
    rows: 3_900,
    districts: ['worcester'],
    gathering: 1,
    withoutPlace: 0.03,
    categories: ASB_CATEGORIES,
  },
  reportedAgain: () => 0.005,
  header: ['Case ID', 'Reported', 'Incident type', 'Qualifier', 'X', 'Y', 'Summary'],
  fileName: () => 'city-asb-cases.csv',
  row: ({ moment, category, spot, near }, chance, number) => [
    String(300_000 + number * 3),
    ukStamp(moment),
    category,
    chance.oneOf(QUALIFIERS),
    ...gridMetres(spot),
    `${near}, ${chance.oneOf(REMARKS) || 'no further detail'}`,
  ],
};

const QUANTITIES = ['1', '1', '1', '2', '2', '3', '4', '6', '9', '2-5', '2-5', '6-10', ''] as const;
const LAND = ['Highway', 'Park', 'Housing association', 'Private', 'Canal', 'Not known'] as const;

export const COUNTY_DRUG_LITTER: Sheet = {
  agency: 'sample-county-council',
  datasetName: 'Drug litter jobs',
  stream: {
    dataset: 'county-drug-litter',
    rows: 1_400,
    districts: OUTSIDE_THE_CITY,
    gathering: 2,
    withoutPlace: 0.04,
    categories: [
      ['Needles/syringes', 80, 'daytime'],
      ['Foil, spoons, wraps', 20, 'daytime'],
    ],
  },
  header: [
    'Job No',
    'Reported on',
    'Completed on',
    'Item',
    'Quantity',
    'Easting',
    'Northing',
    'Land owner',
    'Site',
  ],
  fileName: () => 'county-drug-litter-jobs.csv',
  row: ({ moment, category, spot, near }, chance, number) => [
    reference('DL', number),
    ukStamp(moment),
    chance.happens(0.06) ? '' : ukStamp(onTheClock(moment + 30 + chance.below(3_000))),
    category,
    chance.oneOf(QUANTITIES),
    ...gridMetres(spot),
    chance.oneOf(LAND),
    near,
  ],
};

const PLACE_TYPES = [
  'Car park',
  'Park',
  'Alley',
  'Public toilet',
  'Stairwell',
  'Waterway',
  'Doorway',
  'Play area',
] as const;

export const CITY_NEEDLES: Sheet = {
  agency: 'sample-city-council',
  datasetName: 'Needle finds (street cleansing)',
  stream: {
    dataset: 'city-needles',
    rows: 1_100,
    districts: ['worcester'],
    gathering: 1,
    withoutPlace: 0.03,
    categories: [['Needles', 1, 'daytime']],
  },
  header: ['Find ID', 'Found at', 'Grid reference', 'Needles', 'Place type', 'Made safe', 'Notes'],
  fileName: () => 'city-needle-finds.csv',
  row: ({ moment, spot, near, planted }, chance, number) => {
    // Crews write what their device shows: ten figures or eight, with spaces or without, and six from a paper map.
    const digits = planted || chance.happens(0.9) ? (chance.happens(0.5) ? 10 : 8) : 6;
    const grid = gridReference(spot, digits);
    return [
      reference('NF-', number),
      ukStamp(moment),
      chance.happens(0.3) ? grid.replaceAll(' ', '') : grid,
      chance.oneOf(QUANTITIES),
      planted ? 'Car park' : chance.oneOf(PLACE_TYPES),
      chance.happens(0.93) ? 'Yes' : 'No',
      chance.happens(0.1) ? `${near}, capped` : near,
    ];
  },
};

const PREMISES = ['Pub', 'Bar', 'Nightclub', 'Takeaway', 'Hotel bar'] as const;

export const CITY_LICENSED_PREMISES: Sheet = {
  agency: 'sample-city-council',
  datasetName: 'Licensed-premises incidents',
  stream: {
    dataset: 'city-licensed-premises',
    rows: 1_100,
    districts: ['worcester'],
    gathering: 2,
    withoutPlace: 0.02,
    categories: [
      ['Licensed-premises incident', 78, 'night'],
      ['Street drinking', 16, 'evening'],
      ['Underage sale', 6, 'evening'],
    ],
  },
  header: [
    'Licensing ref',
    'Incident time',
    'Incident',
    'Premises type',
    'Latitude',
    'Longitude',
    'Area',
  ],
  fileName: () => 'city-licensed-premises.csv',
  row: ({ moment, category, spot, near }, chance, number) => [
    reference('LIC/', number),
    ukStamp(moment),
    category,
    category === 'Underage sale' ? 'Off-licence' : chance.oneOf(PREMISES),
    ...latLon(spot, 5),
    near,
  ],
};
