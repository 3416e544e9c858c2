/** Sentences of the Alerts screen. */
import type { Alert, Subscription } from '#api/contract/alerts.ts';
import { howRare } from '#api/contract/how_rare.ts';
import { KIND_LABELS } from '#api/contract/kinds.ts';
import { count, day, number } from '#web/lib/format.ts';
import { kindsShort } from '../map/visibility/words.ts';

const weekdays = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });
const weekday = (text: string): string => weekdays.format(new Date(`${text}T00:00:00Z`));

/** A mean as people say it: none · 0 to 1 · 1 to 2 · 4 · about 12 */
export function usualInWords(usual: number): string {
  if (usual === 0) return 'none';
  if (usual >= 10) return `about ${number(Math.round(usual))}`;
  const [low, high] = [Math.floor(usual), Math.ceil(usual)];
  return low === high ? number(low) : `${number(low)} to ${number(high)}`;
}

/** 15, where 1 is usual on a Wednesday · 42, where 12 are usual in a week · 80 needles in 1 find, where a find usually
 *  holds 1 to 2 */
export function figureInWords(alert: Alert): string {
  const { signal, n, finds, usual } = alert;
  const words = usualInWords(usual);
  if (signal === 'needles')
    return `${count(n, 'needle')} in ${count(finds ?? 1, 'find')}, where a find usually holds ${words}`;
  return `${number(n)}, where ${words} ${usual === 0 || usual === 1 ? 'is' : 'are'} usual ${inWhat(alert)}`;
}

const weeksOf = ({ since, day: until }: Alert): number =>
  Math.round((Date.parse(until) - Date.parse(since)) / 86_400_000 / 7);

function inWhat(alert: Alert): string {
  if (alert.look === 'day') return `on a ${weekday(alert.day)}`;
  return alert.look === 'week' ? 'in a week' : `in ${count(weeksOf(alert), 'week')}`;
}

const when = ({ look, since, day: on }: Alert): string =>
  look === 'day' ? `${weekday(on)} ${day(on)}` : `${day(since)} to ${day(on)}`;

const subscribed = ({ area, kinds }: Pick<Subscription, 'area' | 'kinds'>): string =>
  `${area?.name ?? 'Everywhere'}: ${kindsShort(kinds)}`;

export const alertWords = {
  title: 'Alerts',
  lead: 'Days, weeks and slow rises in which far more happened in an area than is usual there. Every feed that knows its days is looked at when a file comes in, and every hour for what comes from phones.',
  loading: 'Fetching alerts…',
  emptyTitle: 'Nothing unusual',
  empty:
    'Nothing in the records that you may read stood out. A feed is watched once it has four weeks of days; feeds that know months only are not.',
  notThere: 'The alert that this link is about is not among those you may see now.',
  list: 'What was unusual',

  heading: (alert: Alert) =>
    `${KIND_LABELS[alert.kind]} in ${alert.area?.name ?? 'the whole partnership'}, ${when(alert)}`,
  rare: ({ once_in_days }: Alert) =>
    `Over everything that is watched here, chance alone alerts like this ${howRare(once_in_days)}.`,
  source: ({ agency, feed }: Alert) => `${feed}, ${agency.name}`,
  looks: { day: 'One day', week: 'One week', rise: 'Slow rise' },
  heldTo: ({ signal, look, held_to, day: on }: Alert) =>
    signal === 'needles'
      ? `compared with ${count(held_to, 'find')} of the eight weeks before`
      : `compared with ${count(held_to, look === 'day' ? weekday(on) : 'week')} before`,
  takenBack: 'Taken back',
  takenBackOn: (when: string) => `The records have said less since ${when}.`,
  toMap: 'Open the map there',
  toMapOf: (alert: Alert) => `Open the map there: ${alertWords.heading(alert)}`,

  subscriptions: 'What you are told of',
  hint: 'You are told once of each new alert that you may see: under My sign-in, and by e-mail where this server sends it. A letter has no figures in it.',
  loadingSubscriptions: 'Fetching what you are told of…',
  none: 'Nothing yet.',
  subscribed,
  remove: 'Stop',
  removeOf: (subscription: Subscription) => `Stop: ${subscribed(subscription)}`,
  add: 'Tell me of another area',
  where: 'Where',
  everywhere: 'Everywhere',
  kinds: 'Of what',
  kindsHint: 'Needle finds: many finds in a day, and finds of many needles.',
  noKind: 'Choose at least one kind.',
  replaces: 'You are told of this area already: its kinds will be replaced.',
  save: 'Tell me',
  saved: (subscription: Pick<Subscription, 'area' | 'kinds'>) =>
    `You will be told of ${subscribed(subscription)}.`,
  method: 'How days, weeks and rises are tested',
  methodLines: [
    'A day of one agency’s feed, kind and area is compared with the same weekday of the eight weeks before, days that were not delivered left out. A week, Monday to Sunday, is compared with the eight weeks before, and with the latest weeks of its own sort, in term or in the school holidays. A slow rise is the sum of the last two to eight weeks (a CUSUM), compared with the eight weeks before them. What is said is the chance of at least so many, with the mean and how uneven the days are not taken as known.',
    'Of finds, the needles are tested too: whether the day’s finds hold more than the finds of the eight weeks before.',
    'The level is set so that over all series together chance alerts in vain less than once a month. Bank holidays of England and Wales, and the days before them, are compared with Saturdays and Sundays too, and no other day is compared with them. School holidays are the usual ones of England, not those of a council, which differ by up to a week. Bank holidays that are proclaimed after 2028 are not known. Seasons quicker than eight weeks and festivals are not known.',
    'A rise is told once: after it, the series is compared with the new level. An alert is seen by those who may read its records one by one. A day is looked at while it is among its feed’s newest 35 and no more than three months old.',
  ],
} as const;
