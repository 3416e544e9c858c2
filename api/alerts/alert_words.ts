/** The notice that a subscriber gets. It may go by e-mail, so it states what, where, when and how unusual, and no number of
 *  incidents: the page shows that to whoever may see it. */
import { howRare } from '../contract/how_rare.ts';
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
  readonly signal: 'incidents' | 'needles';
  /** yyyy-mm-dd */
  readonly day: string;
  readonly once_in_days: number;
}

/** A subject has 200 characters at most, and so has an area's name. */
const shortened = (name: string): string => (name.length > 80 ? `${name.slice(0, 79)}…` : name);

/** Subject, text and the page of ours. */
export function alertNotice({ id, kind, area, signal, day, once_in_days }: NotifiedAlert) {
  const date = new Date(`${day}T00:00:00Z`);
  const weekday = WEEKDAY.format(date);
  const where = shortened(area ?? 'the whole partnership');
  const when = `${weekday} ${DAY.format(date)}`;
  const unusual =
    signal === 'needles'
      ? 'far more needles than finds there usually hold'
      : `far more than is usual there on a ${weekday}`;
  return {
    subject: `Unusual: ${KIND_LABELS[kind].toLowerCase()} in ${where}, ${when}`,
    text: [
      `${KIND_LABELS[kind]} in ${where}, ${when}: ${unusual}.`,
      `Over everything that is watched here, chance alone alerts like this ${howRare(once_in_days)}.`,
      'How many there were, and the map, are behind the link: figures do not travel by e-mail.',
    ].join('\n\n'),
    path: `/alerts?alert=${id}`,
  };
}
