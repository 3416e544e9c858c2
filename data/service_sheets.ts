/** What ambulance, hospital, fire and the outreach team send. */

import { isoStamp, ukStamp, utcStamp } from '#data/calendar.ts';
import { ALL_DISTRICTS, gridReference, latLon, reference, type Sheet } from '#data/sheet.ts';

export const AMBULANCE: Sheet = {
  agency: 'sample-ambulance',
  datasetName: 'Alcohol-related calls',
  stream: {
    dataset: 'ambulance-alcohol',
    rows: 5_300,
    districts: ALL_DISTRICTS,
    gathering: 1,
    withoutPlace: 0.015,
    categories: [['Alcohol-related', 1, 'night']],
  },
  header: [
    'call_id',
    'call_time',
    'call_reason',
    'response_category',
    'latitude',
    'longitude',
    'conveyed',
  ],
  fileName: () => 'ambulance-alcohol-calls.csv',
  row: ({ moment, category, spot }, chance, number) => [
    String(70_000_000 + number * 17),
    isoStamp(moment),
    category,
    `C${1 + chance.below(4)}`,
    ...latLon(spot, 5),
    chance.happens(0.55) ? 'true' : 'false',
  ],
};

const VENUES = ['street', 'pub or bar', 'nightclub', 'takeaway queue', 'taxi rank'] as const;

/** Injury surveillance at a hospital's reception: where the assault happened, as the patient reports it. */
export const HOSPITAL_ASSAULTS: Sheet = {
  agency: 'sample-hospital',
  datasetName: 'Assaults with alcohol seen in the emergency department',
  stream: {
    dataset: 'hospital-assaults',
    rows: 2_200,
    districts: ALL_DISTRICTS,
    gathering: 1,
    withoutPlace: 0.06,
    categories: [['Assault with alcohol', 1, 'night']],
  },
  header: [
    'Attendance No',
    'Incident date and time',
    'Attendance type',
    'Where it happened',
    'Latitude',
    'Longitude',
    'Geocode confidence',
    'Weapon',
  ],
  fileName: () => 'hospital-assaults-with-alcohol.csv',
  row: ({ moment, category, spot, near }, chance, number) => [
    reference('ED', number, 6),
    ukStamp(moment),
    category,
    spot === undefined ? 'Patient could not say' : `${near}, ${chance.oneOf(VENUES)}`,
    ...latLon(spot, 5),
    spot === undefined ? '' : chance.oneOf(['high', 'high', 'medium', 'low']),
    chance.oneOf(['None', 'None', 'None', 'Fist', 'Glass or bottle', 'Blunt object']),
  ],
};

export const FIRE: Sheet = {
  agency: 'sample-fire',
  datasetName: 'Deliberate fires',
  stream: {
    dataset: 'fire-deliberate',
    rows: 2_100,
    districts: ALL_DISTRICTS,
    gathering: 1,
    withoutPlace: 0.01,
    categories: [
      ['Deliberate secondary fire', 78, 'fire'],
      ['Deliberate primary fire - vehicle', 13, 'night'],
      ['Deliberate primary fire - other', 9, 'fire'],
    ],
  },
  header: [
    'Incident Number',
    'Time of Call',
    'Incident Type',
    'Property Type',
    'Grid Ref',
    'Station Ground',
  ],
  fileName: () => 'fire-deliberate.csv',
  row: ({ moment, category, spot, near }, chance, number) => [
    reference('', 100_000 + number * 7),
    ukStamp(moment),
    category,
    category.endsWith('vehicle')
      ? 'Car'
      : chance.oneOf(['Loose refuse', 'Wheelie bin', 'Grassland', 'Fence', 'Small refuse bin']),
    gridReference(spot, 10),
    near,
  ],
};

const NEEDLES_FOUND = ['1', '1', '2', '2', '3', '4', '5', '8', '12', '20'] as const;
const PLACE_TYPES = ['car_park', 'park', 'alley', 'waterway', 'stairwell', 'doorway'] as const;

/** A phone app of the outreach team: UTC times, and searches that found nothing, so that effort can be counted. */
export const OUTREACH: Sheet = {
  agency: 'sample-outreach',
  datasetName: 'Outreach visits: needles found and searches without a find',
  stream: {
    dataset: 'outreach-visits',
    rows: 2_500,
    districts: ALL_DISTRICTS,
    gathering: 2,
    withoutPlace: 0.02,
    categories: [
      ['find', 62, 'daytime'],
      ['search', 38, 'daytime'],
    ],
  },
  header: [
    'record_id',
    'visited_at',
    'activity',
    'needles',
    'latitude',
    'longitude',
    'place_type',
    'made_safe',
  ],
  fileName: () => 'outreach-visits.csv',
  row: ({ moment, category, spot }, chance, number) => {
    const found = category === 'find';
    return [
      reference('ov-', number),
      utcStamp(moment),
      category,
      found ? chance.oneOf(NEEDLES_FOUND) : '0',
      ...latLon(spot),
      chance.oneOf(PLACE_TYPES),
      found ? (chance.happens(0.97) ? 'yes' : 'no') : '',
    ];
  },
};
