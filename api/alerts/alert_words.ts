/** The notice that a subscriber gets. It may go by e-mail, so it states what, where, when and how unusual, and no number of
 *  incidents: the page shows that to whoever may see it. */
import { howRare } from '../contract/how_rare.ts';
import type { Look } from '../contract/alerts.ts';
import { KIND_LABELS, type Kind } from '../contract/kinds.ts';

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });

export interface NotifiedAlert {
  readonly id: number;
  readonly kind: Kind;
  /** Null: the whole partnership. */
  readonly area: string | null;
  readonly look: Look;
  readonly signal: 'incidents' | 'needles';
  /** yyyy-mm-dd, the first and the last day */
  readonly since: string;
  readonly day: string;
  readonly once_in_days: number;
}

/** A subject has 200 characters at most, and so has an area's name. */
const shortened = (name: string): string => (name.length > 80 ? `${name.slice(0, 79)}…` : name);

const dateOf = (day: string) => new Date(`${day}T00:00:00Z`);
const dayWords = (day: string): string => DAY.format(dateOf(day));
const weekdayOf = (day: string): string => WEEKDAY.format(dateOf(day));

/** When: which look found it, and since when. */
function when({ look, since, day }: NotifiedAlert): string {
  switch (look) {
    case 'day':
      return `${weekdayOf(day)} ${dayWords(day)}`;
    case 'week':
      return `the week of Monday ${dayWords(since)}`;
    case 'rise':
      return `a rise since Monday ${dayWords(since)}`;
  }
}

function unusual({ look, signal, day }: NotifiedAlert): string {
  if (signal === 'needles') return 'far more needles than finds there usually hold';
  switch (look) {
    case 'day':
      return `far more than is usual there on a ${weekdayOf(day)}`;
    case 'week':
      return 'far more than in the weeks before';
    case 'rise':
      return `more each week than before, until Sunday ${dayWords(day)} together far more than is usual there`;
  }
}

/** What and where, when and how: one line. */
const sentence = (alert: NotifiedAlert): string =>
  `${KIND_LABELS[alert.kind]} in ${placeOf(alert)}, ${when(alert)}: ${unusual(alert)}.`;
const placeOf = ({ area }: NotifiedAlert): string => shortened(area ?? 'the whole partnership');
const rarity = ({ once_in_days }: NotifiedAlert): string =>
  `Over everything that is watched here, chance alone alerts like this ${howRare(once_in_days)}.`;

const NO_FIGURES =
  'How many there were, and the map, are behind the link: figures do not travel by e-mail.';

/** Subject, text and the page of ours. */
export function alertNotice(alert: NotifiedAlert) {
  return {
    subject: `Unusual: ${KIND_LABELS[alert.kind].toLowerCase()} in ${placeOf(alert)}, ${when(alert)}`,
    text: [sentence(alert), rarity(alert), NO_FIGURES].join('\n\n'),
    path: `/alerts?alert=${alert.id}`,
  };
}
