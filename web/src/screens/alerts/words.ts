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

/** 15, where 1 is usual on a Wednesday · 80 needles in 1 find, where finds usually hold 1 to 2 */
export function figureInWords({ signal, n, finds, usual, day: on }: Alert): string {
  const words = usualInWords(usual);
  if (signal === 'needles')
    return `${count(n, 'needle')} in ${count(finds ?? 1, 'find')}, where a find usually holds ${words}`;
  return `${number(n)}, where ${words} ${usual === 0 || usual === 1 ? 'is' : 'are'} usual on a ${weekday(on)}`;
}

const subscribed = ({ area, kinds }: Pick<Subscription, 'area' | 'kinds'>): string =>
  `${area?.name ?? 'Everywhere'}: ${kindsShort(kinds)}`;

export const alertWords = {
  title: 'Alerts',
  lead: 'Days on which far more happened in an area than is usual there on that weekday. Every feed that knows its days is looked at when a file comes in, and every hour for what comes from phones.',
  loading: 'Fetching alerts…',
  emptyTitle: 'No unusual day',
  empty:
    'Nothing in the records that you may read stood out. A feed is watched once it has four weeks of days; feeds that know months only are not.',
  notThere: 'The alert that this link is about is not among those you may see now.',
  list: 'Unusual days',

  heading: ({ kind, area, day: on }: Alert) =>
    `${KIND_LABELS[kind]} in ${area?.name ?? 'the whole partnership'}, ${weekday(on)} ${day(on)}`,
  rare: ({ once_in_days }: Alert) =>
    `Over everything that is watched here, chance alone alerts like this ${howRare(once_in_days)}.`,
  source: ({ agency, feed }: Alert) => `${feed}, ${agency.name}`,
  heldTo: ({ signal, held_to, day: on }: Alert) =>
    signal === 'needles'
      ? `held to ${count(held_to, 'find')} of the eight weeks before`
      : `held to ${count(held_to, weekday(on))} before`,
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
  method: 'How a day is tested',
  methodLines: [
    'A day of one agency’s feed, kind and area is held to the same weekday of the eight weeks before, days that were not delivered left out. What is said is the chance of at least so many, with the mean and how uneven the days are not taken as known.',
    'Of finds, the needles are tested too: whether the day’s finds hold more than the finds of the eight weeks before.',
    'The level is set so that over all series together chance alerts in vain at most once in two months. Seasons quicker than eight weeks, festivals and holidays are not known to it: they alert where they are far above the usual.',
    'An alert is seen by those who may read its records one by one. A day is looked at while it is among its feed’s newest 35 and no more than three months old.',
  ],
} as const;
