/** Live, overdue and proposed work, as a meeting in November 2026 would see it. */

import { hotspotOn, type SampleCase } from '#data/case.ts';

export const OPEN_ACTIONS: readonly SampleCase[] = [
  {
    hotspot: hotspotOn(
      'Street of bars, Worcester, at night',
      'night-worcester-drinking-street',
      '2025-11-01',
      '2026-10-31',
    ),
    actions: [
      {
        title: 'Street marshals and a safe space on Friday and Saturday nights',
        what: 'Four marshals from 22:00 to 03:00, a safe space with a paramedic, glass swapped for plastic after 23:00.',
        owner: 'sample-city-council',
        person: 'Imran Sadiq',
        start: '2026-09-18',
        deadline: '2026-12-20',
        resource: { hours: 520, money_pounds: 18_000 },
        measure: {
          text: 'Assaults and incidents in licensed premises a month, from 22 to 15',
          baseline: 22,
          target: 15,
        },
        state: 'in_progress',
        milestones: [
          { title: 'Marshals trained', due: '2026-09-18', done_on: '2026-09-17' },
          {
            title: 'Plastic agreed with eleven licensees',
            due: '2026-10-30',
            done_on: '2026-11-03',
          },
          { title: 'Review with the hospital', due: '2026-12-04' },
        ],
        progress: [
          { on: '2026-10-05', note: 'Marshals out on six nights; 23 people helped', hours: 120 },
          {
            on: '2026-11-03',
            note: 'Eleven of thirteen licensees use plastic after 23:00',
            hours: 110,
          },
        ],
      },
      {
        title: 'Share assault times with the licensing team each month',
        what: 'A monthly count by hour and venue from the emergency department, without names.',
        owner: 'sample-hospital',
        person: 'Chelsea Okoro',
        start: '2026-09-01',
        deadline: '2026-11-06',
        resource: { hours: 24, money_pounds: 0 },
        measure: {
          text: 'Counts that arrive by the tenth of the month: from 0 to 3',
          baseline: 0,
          target: 3,
        },
        state: 'in_progress',
        milestones: [
          { title: 'First count', due: '2026-10-10', done_on: '2026-10-14' },
          { title: 'Second count', due: '2026-11-06' },
        ],
        progress: [
          { on: '2026-10-14', note: 'September counted; venue known for 71 in 100', hours: 9 },
        ],
      },
    ],
  },
  {
    hotspot: hotspotOn(
      'Riverside car park, Worcester',
      'cluster-worcester-car-park',
      '2025-11-01',
      '2026-10-31',
    ),
    actions: [
      {
        title: 'Sharps bins, morning sweeps and outreach at the car park',
        what: 'Two sharps bins, a sweep before 07:30 each weekday, and the outreach team twice a week.',
        owner: 'sample-outreach',
        person: 'Nia Bowen',
        start: '2026-09-07',
        deadline: '2026-11-13',
        resource: { hours: 180, money_pounds: 2_400 },
        measure: { text: 'Needle finds a month, from 9 to 4', baseline: 9, target: 4 },
        state: 'in_progress',
        milestones: [
          { title: 'Bins installed', due: '2026-09-30' },
          { title: 'Thirty sweeps', due: '2026-10-31', done_on: '2026-10-27' },
        ],
        progress: [
          { on: '2026-09-25', note: 'Bins wait for the land owner to agree', hours: 20 },
          { on: '2026-10-27', note: 'Thirty sweeps done; still no bins', hours: 64 },
        ],
      },
    ],
  },
  {
    hotspot: hotspotOn(
      'Retail park, south Redditch',
      'emerging-redditch-car-meets',
      '2026-09-01',
      '2026-10-31',
    ),
    actions: [
      {
        title: 'Close the car park at night and talk to the organisers',
        what: 'Barriers from 20:00, an officer on Sunday evenings, a letter to the two organisers known.',
        owner: 'sample-police',
        person: 'Bob Ferris',
        start: '2026-10-09',
        deadline: '2026-10-30',
        resource: { hours: 90, money_pounds: 5_000 },
        measure: {
          text: 'Reports of vehicle nuisance a month, from 45 to 10',
          baseline: 45,
          target: 10,
        },
        state: 'in_progress',
        milestones: [
          { title: 'Owner agrees to barriers', due: '2026-10-16', done_on: '2026-10-21' },
          { title: 'Barriers working', due: '2026-10-30' },
        ],
        progress: [{ on: '2026-10-21', note: 'Owner agrees; the supplier is late', hours: 18 }],
      },
    ],
  },
  {
    hotspot: hotspotOn(
      'Riverside meadow, Stourport',
      'emerging-stourport-needles',
      '2026-09-01',
      '2026-10-31',
    ),
    actions: [
      {
        title: 'Find out what changed at the riverside meadow',
        what: 'Three outreach visits at different hours, a sweep after each, and a report to the December meeting.',
        owner: 'sample-outreach',
        person: 'Nia Bowen',
        start: '2026-11-16',
        deadline: '2026-12-11',
        resource: { hours: 36, money_pounds: 400 },
        measure: { text: 'Needle finds a month, from 22 to 8', baseline: 22, target: 8 },
        state: 'proposed',
        milestones: [{ title: 'Three visits made', due: '2026-12-04' }],
        progress: [],
      },
    ],
  },
];
