/** Hotspots the sample partnership has adopted, and the work it has assigned on them: three finished actions whose
 *  results are planted in the data (truths.ts), and the live and overdue ones a meeting in November 2026 would see. */

import { gridDisk, latLngToCell } from 'h3-js';
import type { Kind } from '#api/contract/kinds.ts';
import type { AgencySlug } from '#data/agencies.ts';
import { SAMPLE_TRUTHS } from '#data/truths.ts';

export interface SampleMilestone {
  readonly title: string;
  /** ISO local dates, here and below. */
  readonly due: string;
  readonly done_on?: string;
}

export interface SampleProgress {
  readonly on: string;
  readonly note: string;
  readonly hours?: number;
}

export interface SampleAction {
  readonly title: string;
  readonly what: string;
  readonly owner: AgencySlug;
  readonly person: string;
  readonly start: string;
  readonly deadline: string;
  readonly resource: { readonly hours: number; readonly money_pounds: number };
  /** In incidents a month inside the hotspot, of its kinds. */
  readonly measure: { readonly text: string; readonly baseline: number; readonly target: number };
  readonly state: 'proposed' | 'in_progress' | 'done';
  readonly milestones: readonly SampleMilestone[];
  readonly progress: readonly SampleProgress[];
}

export interface SampleHotspot {
  readonly name: string;
  /** The truth it stands on, by id. */
  readonly truth: string;
  readonly longitude: number;
  readonly latitude: number;
  /** H3 cells of resolution 9 within one step of the middle, sorted. */
  readonly cells: readonly string[];
  /** The window of evidence, inclusive. */
  readonly from: string;
  readonly to: string;
  readonly kinds: readonly Kind[];
}

export interface SampleCase {
  readonly hotspot: SampleHotspot;
  readonly actions: readonly SampleAction[];
}

const RESOLUTION = 9;

function hotspot(name: string, truthId: string, from: string, to: string): SampleHotspot {
  const truth = SAMPLE_TRUTHS.find(({ id }) => id === truthId);
  if (!truth?.place) throw new Error(`no truth with a place is called ${truthId}`);
  const { longitude, latitude } = truth.place;
  const cells = gridDisk(latLngToCell(latitude, longitude, RESOLUTION), 1).toSorted();
  return { name, truth: truthId, longitude, latitude, cells, from, to, kinds: [truth.kind] };
}

export const SAMPLE_ACTIONS: readonly SampleCase[] = [
  {
    hotspot: hotspot(
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
    hotspot: hotspot(
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
    hotspot: hotspot('Evesham High Street', 'nothing-evesham', '2025-03-01', '2026-02-28'),
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
  {
    hotspot: hotspot(
      'Friar Street at night',
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
    hotspot: hotspot(
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
    hotspot: hotspot(
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
    hotspot: hotspot(
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
