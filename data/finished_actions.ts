/** Actions that ended before November 2026; their results are planted in the data (truths_about_actions.ts). */

import { hotspotOn, type SampleCase } from '#data/case.ts';

export const FINISHED_ACTIONS: readonly SampleCase[] = [
  {
    hotspot: hotspotOn(
      'Kidderminster town centre',
      'worked-kidderminster',
      '2025-03-01',
      '2026-02-28',
    ),
    actions: [
      {
        title: 'Evening wardens and a youth worker in the town centre',
        what: 'Two wardens, Thursday to Sunday, 17:00 to 22:00; a youth worker at the bus station on Fridays; lighting repaired in the arcade.',
        owner: 'sample-county-council',
        person: 'Alice Hartley',
        start: '2026-03-01',
        deadline: '2026-08-31',
        resource: { hours: 960, money_pounds: 14_500 },
        measure: {
          text: 'Reports of rowdy behaviour a month, from 24 to 12, against Malvern Link',
          baseline: 24,
          target: 12,
        },
        state: 'done',
        milestones: [
          { title: 'Wardens on the street', due: '2026-03-06', done_on: '2026-03-05' },
          { title: 'Lighting repaired', due: '2026-04-15', done_on: '2026-04-22' },
          { title: 'Handed over to the town team', due: '2026-08-31', done_on: '2026-08-28' },
        ],
        progress: [
          { on: '2026-04-02', note: 'First month: 140 conversations, five reports', hours: 150 },
          { on: '2026-06-04', note: 'Youth work moves indoors, well attended', hours: 330 },
          { on: '2026-08-28', note: 'Handed over; the town team keeps Fridays', hours: 470 },
        ],
      },
    ],
  },
  {
    hotspot: hotspotOn(
      'Church Hill shops, Redditch',
      'displaced-church-hill',
      '2025-03-01',
      '2026-02-28',
    ),
    actions: [
      {
        title: 'Dispersal and patrols at the Church Hill shops',
        what: 'Neighbourhood officers every evening for eight weeks, a camera at the parade, shopkeepers on one radio.',
        owner: 'sample-police',
        person: 'Bob Ferris',
        start: '2026-03-01',
        deadline: '2026-04-30',
        resource: { hours: 420, money_pounds: 6_200 },
        measure: {
          text: 'Reports of rowdy behaviour a month at the shops, from 22 to 11, without a rise nearby',
          baseline: 22,
          target: 11,
        },
        state: 'done',
        milestones: [
          { title: 'Camera in place', due: '2026-03-15', done_on: '2026-03-12' },
          { title: 'Eight weeks of patrols', due: '2026-04-30', done_on: '2026-04-30' },
        ],
        progress: [
          { on: '2026-03-28', note: 'Quiet at the parade since the second week', hours: 190 },
          {
            on: '2026-04-30',
            note: 'Patrols end. Residents to the north say it is theirs now',
            hours: 225,
          },
        ],
      },
    ],
  },
  {
    hotspot: hotspotOn('Evesham High Street', 'nothing-evesham', '2025-03-01', '2026-02-28'),
    actions: [
      {
        title: 'Posters and a phone line in the High Street',
        what: 'A campaign asking people to report and to be considerate; leaflets to 1,200 homes.',
        owner: 'sample-county-council',
        person: 'Grace Pardoe',
        start: '2026-03-01',
        deadline: '2026-05-31',
        resource: { hours: 60, money_pounds: 3_800 },
        measure: {
          text: 'Reports of rowdy behaviour a month, from 18 to 12',
          baseline: 18,
          target: 12,
        },
        state: 'done',
        milestones: [{ title: 'Leaflets delivered', due: '2026-03-31', done_on: '2026-04-10' }],
        progress: [
          { on: '2026-04-10', note: 'Leaflets delivered, posters in 34 windows', hours: 42 },
          { on: '2026-05-29', note: 'Campaign ends; 61 calls to the line', hours: 20 },
        ],
      },
    ],
  },
];
