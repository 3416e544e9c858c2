/** Public releases: what is announced, what was published. */
import type { Geography } from '#api/contract/releases.ts';
import { month, momentInLondon } from '#web/lib/format.ts';

const PLACES: Readonly<Record<Geography, string>> = {
  'h3-8': 'hexagons of size 8 (950 m across)',
  districts: 'districts',
  wards: 'wards',
};

export const releaseWords = {
  title: 'Public releases',
  lead: 'Rounded counts of a closed month, published once, for anybody and for good.',
  loading: 'Loading the releases…',
  planned: 'Announced',
  published: 'Published',
  month: (period: string) => month(`${period}-01`),
  publishedFrom: (moment: string) =>
    `Published on ${momentInLondon(moment)}, unless an administrator stops it. What is published cannot be taken back.`,
  announced: (by: string, moment: string, geography: Geography) =>
    `Announced by ${by === 'schedule' ? 'the schedule' : by} on ${momentInLondon(moment)}, by ${PLACES[geography]}.`,
  stopped: 'Stopped',
  stoppedBy: (by: string, moment: string) => `by ${by} on ${momentInLondon(moment)}:`,
  stop: 'Stop',
  stopIt: 'Stop it',
  stopOf: (period: string) => `Stop the release of ${month(`${period}-01`)}`,
  stopTitle: (period: string) => `Stop the release of ${month(`${period}-01`)}?`,
  stopSentence:
    'It is not published then. The host agency’s administrator can announce the month again once it is right.',
  why: 'Why must it not be published?',
  whyHint: 'Other agencies read this.',
  emptyTitle: 'Nothing has been published yet',
  empty:
    'Once agencies have agreed to publish, the host agency’s administrator announces the first month on the command line. Later months follow by themselves, fourteen days after their end.',
  built: (by: string, moment: string, geography: Geography) =>
    `${momentInLondon(moment)}, by ${by === 'schedule' ? 'the schedule' : by}; by ${PLACES[geography]}`,
} as const;
