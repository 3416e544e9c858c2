/** Truths about actions that began on 1 March 2026: one worked, one displaced, one did nothing, and their control. */

import { FIRST_DATE, LAST_DATE } from '#data/calendar.ts';
import { look, plant, type SampleTruth } from '#data/truth.ts';

const ROWDY = 'Rowdy or inconsiderate behaviour';
const COUNTY_ASB = 'county-asb';

const MALVERN_LINK = { longitude: -2.3108, latitude: 52.1262, metres: 120 };
const TREATED_WORKED = { longitude: -2.2462, latitude: 52.3884, metres: 120 };
const TREATED_DISPLACED = { longitude: -1.9062, latitude: 52.3128, metres: 110 };
const WHERE_IT_WENT = { longitude: -1.9068, latitude: 52.3212, metres: 110 }; // 940 m north
const TREATED_NOTHING = { longitude: -1.9482, latitude: 52.0922, metres: 120 };

export const TRUTHS_ABOUT_ACTIONS: readonly SampleTruth[] = [
  {
    id: 'persistent-malvern-link-untreated',
    pattern: 'persistent',
    description:
      'Rowdy behaviour in Malvern Link, steady for three years and never acted on: a control for the actions',
    kind: 'asb',
    types: ['rowdy-behaviour'],
    datasets: [COUNTY_ASB],
    place: look(MALVERN_LINK, 180),
    from: FIRST_DATE,
    to: LAST_DATE,
    expected: { a_month: 18 },
    plantings: plant(
      COUNTY_ASB,
      ROWDY,
      MALVERN_LINK,
      'evenings',
      [FIRST_DATE, '2026-02-28', 504],
      ['2026-03-01', LAST_DATE, 144],
    ),
  },
  {
    id: 'worked-kidderminster',
    pattern: 'worked',
    description:
      'Rowdy behaviour in the centre of Kidderminster fell by two thirds when the action began (1 March 2026), and did not move',
    kind: 'asb',
    types: ['rowdy-behaviour'],
    datasets: [COUNTY_ASB],
    place: look(TREATED_WORKED, 180),
    from: '2026-03-01',
    to: LAST_DATE,
    expected: { a_month_before: 24, a_month: 6, control: 'persistent-malvern-link-untreated' },
    plantings: plant(
      COUNTY_ASB,
      ROWDY,
      TREATED_WORKED,
      'evenings',
      [FIRST_DATE, '2026-02-28', 672],
      ['2026-03-01', LAST_DATE, 48],
    ),
  },
  {
    id: 'displaced-church-hill',
    pattern: 'displaced',
    description:
      'Rowdy behaviour at Church Hill, Redditch, left the treated shops on 1 March 2026 and came up 940 m north of them',
    kind: 'asb',
    types: ['rowdy-behaviour'],
    datasets: [COUNTY_ASB],
    place: look(TREATED_DISPLACED, 170),
    from: '2026-03-01',
    to: LAST_DATE,
    expected: {
      a_month_before: 22,
      a_month: 4,
      a_month_nearby_before: 0,
      a_month_nearby: 18,
      nearby_longitude: WHERE_IT_WENT.longitude,
      nearby_latitude: WHERE_IT_WENT.latitude,
      nearby_radius_metres: 170,
      control: 'persistent-malvern-link-untreated',
    },
    plantings: [
      ...plant(
        COUNTY_ASB,
        ROWDY,
        TREATED_DISPLACED,
        'evenings',
        [FIRST_DATE, '2026-02-28', 616],
        ['2026-03-01', LAST_DATE, 32],
      ),
      ...plant(COUNTY_ASB, ROWDY, WHERE_IT_WENT, 'evenings', ['2026-03-01', LAST_DATE, 144]),
    ],
  },
  {
    id: 'nothing-evesham',
    pattern: 'nothing',
    description:
      'Rowdy behaviour in the centre of Evesham: as much after the action of March 2026 as before it',
    kind: 'asb',
    types: ['rowdy-behaviour'],
    datasets: [COUNTY_ASB],
    place: look(TREATED_NOTHING, 180),
    from: '2026-03-01',
    to: LAST_DATE,
    expected: { a_month_before: 18, a_month: 18, control: 'persistent-malvern-link-untreated' },
    plantings: plant(
      COUNTY_ASB,
      ROWDY,
      TREATED_NOTHING,
      'evenings',
      [FIRST_DATE, '2026-02-28', 504],
      ['2026-03-01', LAST_DATE, 144],
    ),
  },
];
