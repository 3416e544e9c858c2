/** What is really in the sample county, planted on purpose: the generator reads this table to plant it, tests and
 *  benches read it to look for it. README.md says the same in words. */

import { FIRST_DATE, LAST_DATE } from '#data/calendar.ts';
import { look, plant, type SampleTruth } from '#data/truth.ts';
import { TRUTHS_ABOUT_ACTIONS } from '#data/truths_about_actions.ts';

export type { Planting, SampleTruth } from '#data/truth.ts';

const ROWDY = 'Rowdy or inconsiderate behaviour';
const COUNTY_ASB = 'county-asb';

const ANGEL_PLACE = { longitude: -2.2236, latitude: 52.1943, metres: 110 };
const SHOPPING_CENTRE = { longitude: -1.9432, latitude: 52.3062, metres: 40 };
const RETAIL_PARK = { longitude: -1.9136, latitude: 52.2856, metres: 110 };
const RIVERSIDE_MEADOW = { longitude: -2.2838, latitude: 52.3352, metres: 90 };
const WESTLANDS = { longitude: -2.1694, latitude: 52.2748, metres: 110 };
const BAR_STREET = { longitude: -2.2187, latitude: 52.1898, metres: 130 };
const CHARFORD = { longitude: -2.0655, latitude: 52.3245, metres: 70 };
const CAR_PARK = { longitude: -2.2283, latitude: 52.1921, metres: 45 };
const SEVERNSIDE = { longitude: -2.3142, latitude: 52.3765, metres: 100 };
const PITCHCROFT = { longitude: -2.2289, latitude: 52.1985, metres: 200 };

/** Bursts of six burglaries in nine days, each burst within 70 m of a point of its own, three to five weeks apart. */
const BURSTS: readonly (readonly [
  longitude: number,
  latitude: number,
  from: string,
  to: string,
])[] = [
  [-2.0655, 52.3245, '2025-10-06', '2025-10-14'],
  [-2.0632, 52.3262, '2025-11-03', '2025-11-11'],
  [-2.0681, 52.3236, '2025-12-01', '2025-12-09'],
  [-2.0643, 52.3229, '2026-01-05', '2026-01-13'],
  [-2.0668, 52.3261, '2026-02-02', '2026-02-10'],
  [-2.0621, 52.3241, '2026-02-23', '2026-03-03'],
  [-2.0652, 52.3252, '2026-03-23', '2026-03-31'],
];

export const SAMPLE_TRUTHS: readonly SampleTruth[] = [
  {
    id: 'persistent-worcester-centre',
    pattern: 'persistent',
    description:
      'Rowdy behaviour around the bus station in Worcester, every month of the three years',
    kind: 'asb',
    types: ['rowdy-behaviour'],
    datasets: ['city-asb'],
    place: look(ANGEL_PLACE, 160),
    from: FIRST_DATE,
    to: LAST_DATE,
    expected: { a_month: 20 },
    plantings: plant('city-asb', ROWDY, ANGEL_PLACE, 'evenings', [FIRST_DATE, LAST_DATE, 720]),
  },
  {
    id: 'persistent-redditch-shoplifting',
    pattern: 'persistent',
    description:
      'Shoplifting on the snap points of the shopping centre in Redditch, every month (months only)',
    kind: 'crime',
    types: ['shoplifting'],
    datasets: ['police-street'],
    place: look(SHOPPING_CENTRE, 120),
    from: FIRST_DATE,
    to: LAST_DATE,
    expected: { a_month: 18 },
    plantings: plant('police-street', 'Shoplifting', SHOPPING_CENTRE, 'steady', [
      FIRST_DATE,
      LAST_DATE,
      648,
    ]),
  },
  {
    id: 'emerging-redditch-car-meets',
    pattern: 'emerging',
    description:
      'Car meets at a retail park in the south of Redditch, from September 2026 and never before',
    kind: 'asb',
    types: ['vehicle-nuisance'],
    datasets: [COUNTY_ASB],
    place: look(RETAIL_PARK, 160),
    from: '2026-09-01',
    to: LAST_DATE,
    expected: { a_month: 45, a_month_before: 0 },
    plantings: plant(COUNTY_ASB, 'Vehicle nuisance', RETAIL_PARK, 'evening', [
      '2026-09-01',
      LAST_DATE,
      90,
    ]),
  },
  {
    id: 'emerging-stourport-needles',
    pattern: 'emerging',
    description:
      'Needles on the riverside meadow in Stourport-on-Severn, from September 2026 and never before',
    kind: 'needle_find',
    types: ['needles'],
    datasets: ['county-drug-litter'],
    place: look(RIVERSIDE_MEADOW, 140),
    from: '2026-09-01',
    to: LAST_DATE,
    expected: { a_month: 22, a_month_before: 0 },
    plantings: plant('county-drug-litter', 'Needles/syringes', RIVERSIDE_MEADOW, 'daytime', [
      '2026-09-01',
      LAST_DATE,
      44,
    ]),
  },
  {
    id: 'former-droitwich-westlands',
    pattern: 'former',
    description:
      'Rowdy behaviour in the west of Droitwich, every month until April 2026, then over',
    kind: 'asb',
    types: ['rowdy-behaviour'],
    datasets: [COUNTY_ASB],
    place: look(WESTLANDS, 160),
    from: FIRST_DATE,
    to: '2026-04-30',
    expected: { a_month: 16, a_month_after: 0 },
    plantings: plant(COUNTY_ASB, ROWDY, WESTLANDS, 'evenings', [FIRST_DATE, '2026-04-30', 480]),
  },
  {
    id: 'night-worcester-drinking-street',
    pattern: 'night_time',
    description:
      'One street of bars in Worcester: 22:00 to 03:00 on Friday and Saturday nights, quiet otherwise',
    kind: 'alcohol',
    types: ['licensed-premises-incident', 'alcohol-assault-ae'],
    datasets: ['city-licensed-premises', 'hospital-assaults'],
    place: look(BAR_STREET, 180),
    from: FIRST_DATE,
    to: LAST_DATE,
    expected: { a_month: 22, hours: '22:00–03:00', nights: 'Friday and Saturday' },
    plantings: [
      ...plant(
        'city-licensed-premises',
        'Licensed-premises incident',
        BAR_STREET,
        'friday_saturday_night',
        [FIRST_DATE, LAST_DATE, 576],
      ),
      ...plant('hospital-assaults', 'Assault with alcohol', BAR_STREET, 'friday_saturday_night', [
        FIRST_DATE,
        LAST_DATE,
        216,
      ]),
    ],
  },
  {
    id: 'near-repeat-charford-burglaries',
    pattern: 'near_repeat',
    description:
      'Seven bursts of six burglaries in Charford, Bromsgrove: within 150 m and nine days of each other',
    kind: 'crime',
    types: ['burglary'],
    datasets: ['police-burglary'],
    place: look(CHARFORD, 500),
    from: '2025-10-06',
    to: '2026-03-31',
    expected: { bursts: 7, rows: 42, pairs_within_150_m_and_9_days: 105 },
    plantings: BURSTS.flatMap(([longitude, latitude, from, to]) =>
      plant(
        'police-burglary',
        'Burglary - residential',
        { longitude, latitude, metres: CHARFORD.metres },
        'burglary',
        [from, to, 6],
      ),
    ),
  },
  {
    id: 'cluster-worcester-car-park',
    pattern: 'cluster',
    description:
      'Needles in and beside one riverside car park in Worcester, about nine finds a month',
    kind: 'needle_find',
    types: ['needles'],
    datasets: ['city-needles'],
    place: look(CAR_PARK, 90),
    from: FIRST_DATE,
    to: LAST_DATE,
    expected: { a_month: 9 },
    plantings: plant('city-needles', 'Needles', CAR_PARK, 'daytime', [FIRST_DATE, LAST_DATE, 324]),
  },
  {
    id: 'missing-fire-2025-q3',
    pattern: 'missing',
    description: 'Fire sent nothing for July to September 2025: missing, not zero',
    kind: 'crime',
    types: ['criminal-damage-arson'],
    datasets: ['fire-deliberate'],
    place: null,
    from: '2025-07-01',
    to: '2025-09-30',
    expected: { rows: 0 },
    plantings: [],
  },
  ...TRUTHS_ABOUT_ACTIONS,
  {
    id: 'spike-bewdley-needles',
    pattern: 'spike',
    description: 'Thirty-six needle finds at Severnside, Bewdley, in the two days after a festival',
    kind: 'needle_find',
    types: ['needles'],
    datasets: ['county-drug-litter'],
    place: look(SEVERNSIDE, 150),
    from: '2026-07-18',
    to: '2026-07-19',
    expected: { rows: 36 },
    plantings: plant('county-drug-litter', 'Needles/syringes', SEVERNSIDE, 'daytime', [
      '2026-07-18',
      '2026-07-19',
      36,
    ]),
  },
  {
    id: 'spike-worcester-race-day',
    pattern: 'spike',
    description:
      'Forty-five alcohol calls to the ambulance service around the racecourse in Worcester on one Saturday',
    kind: 'alcohol',
    types: ['alcohol-ambulance-call'],
    datasets: ['ambulance-alcohol'],
    place: look(PITCHCROFT, 260),
    from: '2026-06-20',
    to: '2026-06-20',
    expected: { rows: 45 },
    plantings: plant('ambulance-alcohol', 'Alcohol-related', PITCHCROFT, 'evening', [
      '2026-06-20',
      '2026-06-20',
      45,
    ]),
  },
];
