/** Sentences of the Who owes what screen. */
import type { Deliveries, DeliveryState, QuarterDue } from '#api/contract/deliveries.ts';
import { count, day, dayShort, month, monthShort, number } from '#web/lib/format.ts';

export const STATE_LABELS: Readonly<Record<DeliveryState, string>> = {
  received: 'Received',
  late: 'Late',
  missing: 'Missing',
  due: 'Due',
};
export const STATE_TONES: Readonly<Record<DeliveryState, 'good' | 'warn' | 'bad' | 'info'>> = {
  received: 'good',
  late: 'warn',
  missing: 'bad',
  due: 'info',
};

type Feed = Deliveries['feeds'][number];

export const deliveryWords = {
  title: 'Who owes what',
  lead: 'Each agency shares depersonalised records every quarter, by the end of the next one (Crime and Disorder Act 1998, section 17A; SI 2007/1831). What has not arrived is missing, not nothing: the map hatches it, and it leaves the tests of what is hot.',
  loading: 'Looking what has arrived…',
  none: 'Nothing has been handed in yet',
  noneHint: 'A feed stands here from its first file on. An analyst brings one in under Data.',
  toData: 'Go to Data',
  feeds: 'Feeds by quarter',
  feed: 'Feed',
  fresh: 'Newest',
  freshMonth: (last: string) => month(last),
  freshDays: (days: number) => (days === 0 ? 'arrived today' : `arrived ${count(days, 'day')} ago`),
  quarters: 'Quarters',
  howMany: (n: number) => (n === 4 ? 'last year' : `last ${n / 4} years`),
  quarter: (name: string) => name.replace(/^(\d{4})-(Q\d)$/, '$2 $1'),
  receivedOf: (come: number, all: number) =>
    come === all ? `All ${count(all, 'quarter')} received` : `${come} of ${all} quarters received`,
  before: 'not yet a feed then',
  legend: {
    received: 'Received: all three months, in time',
    late: 'Late: all three months, after the day',
    missing: 'Missing: the day has passed, months lack',
    due: 'Due: months lack, the day is still to come',
  } satisfies Record<DeliveryState, string>,

  summary: (missing: number, due: number, feeds: number) => {
    const parts = [
      ...(missing > 0 ? [`${count(missing, 'quarter')} missing`] : []),
      ...(due > 0 ? [`${due} still due`] : []),
    ];
    return parts.length === 0
      ? `Of ${count(feeds, 'feed')} everything has arrived.`
      : `Of ${count(feeds, 'feed')}: ${parts.join(', ')}.`;
  },
  /** Which cell it is, and then what is written in it, in its order: whoever speaks to it says what they read. */
  cell: (feed: Feed, quarter: QuarterDue) =>
    [
      `${feed.name}, ${deliveryWords.quarter(quarter.quarter)}: ${STATE_LABELS[quarter.state].toLowerCase()}`,
      deliveryWords.cellDate(quarter),
      ...(quarter.months_missing.length > 0 ? [deliveryWords.lacking(quarter.months_missing)] : []),
      ...(quarter.reminders.length > 0 ? [deliveryWords.reminded] : []),
    ].join(', '),
  cellDate: ({ state, received_on, expected_by }: QuarterDue) =>
    received_on
      ? dayShort(received_on)
      : `${state === 'due' ? 'by' : 'was due'} ${dayShort(expected_by)}`,
  lacking: (months: readonly string[]) =>
    months.length === 3
      ? 'all three months'
      : months.map((one) => monthShort(one).slice(0, 3)).join(', '),
  reminded: 'reminded',

  expected: 'Expected by',
  received: 'Received',
  notYet: 'not yet',
  missing: 'Not received',
  nothingMissing: 'nothing',
  rows: 'Records',
  rowsUnknown: 'their agency does not share them with yours one by one',
  rowsOf: (n: number) => number(n),
  reminders: 'Reminders',
  noReminders: 'none',
  reminder: (
    { on, why, by, people }: QuarterDue['reminders'][number],
    nameOf: (slug: string) => string,
  ) => {
    const who =
      why === 'asked'
        ? `${by ? nameOf(by) : 'A partner'} asked`
        : why === 'due_soon'
          ? 'By the calendar, a fortnight ahead'
          : 'By the calendar, once the day had passed';
    const told =
      people === 0
        ? 'nobody there hands files in here: ring them'
        : `${count(people, 'person', 'people')} told`;
    return `${day(on)}: ${who}, ${told}`;
  },
  onMap: 'See that quarter on the map',
  ask: (agency: string) => `Ask ${agency} for it`,
  askHint:
    'Everybody there who hands files in is told, by e-mail where this server sends it. Every partner sees that you asked.',
  askedRecently: (on: string) => `Reminded on ${day(on)}. It can be asked for again a week later.`,
  requested: (people: number, agency: string) =>
    people === 0
      ? `Nobody at ${agency} hands files in here, so nobody was told. Ring them.`
      : `${count(people, 'person', 'people')} at ${agency} ${people === 1 ? 'is' : 'are'} told.`,
  ownFeed: 'This is your own agency’s feed. Bring the files in under Data.',
} as const;

/** Sentences of notices. */
export const noticeWords = {
  title: 'What you were told',
  none: 'Nothing yet. Alerts you subscribe to and reminders stand here.',
  loading: 'Fetching what you were told…',
  kept: 'This server sends no e-mail: notices are read here. Whoever runs it sets NOTICES to change that.',
  open: 'Open',
  sent: (when: string) => `e-mailed ${when}`,
  waiting: 'waits to be e-mailed',
  troubles: {
    away: 'not e-mailed yet: the mail server does not answer; tried again',
    busy: 'not e-mailed yet: the mail server asks us to wait; tried again',
    refused: 'not e-mailed: the mail server refuses your address',
    misconfigured: 'not e-mailed yet: this server’s mail settings are wrong; tell whoever runs it',
    no_address: 'not e-mailed: you have no e-mail address here',
    left: 'not e-mailed',
    given_up: 'not e-mailed: given up after three days',
  },
} as const;
