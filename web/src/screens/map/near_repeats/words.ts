/** Near repeats, in words. */
import { count, day, number } from '#web/lib/format.ts';
import type { Reach } from './read_bands.ts';

const times = (ratio: number): string => (ratio >= 10 ? number(ratio) : ratio.toFixed(1));

export const nearRepeatWords = {
  title: 'Near repeats',
  what: 'Is one followed by another close by, soon after, more often than chance would have it?',
  choose: 'Of which type?',
  none: 'Choose a type…',
  measuredBy: 'Distance',
  distances: {
    euclidean: 'Straight line (Euclidean)',
    manhattan: 'Along streets at right angles (Manhattan)',
  },
  loading: 'Comparing every pair with 999 shuffles: this takes seconds.',
  moving: 'Waits until time stands still.',
  refusedTitle: 'Near repeats cannot be looked for here',
  raised: (type: string, { metres, days, ratio }: Reach) =>
    `After one of “${type}”, risk is raised within ${number(metres)} m for ${days === 0 ? 'the same day' : count(days, 'day')}${ratio === null ? '' : `: ${times(ratio)} times as many followed as chance would give`}.`,
  elsewhere: (type: string) =>
    `“${type}” is followed by more than chance gives in some bands, and not from the same place and day on: see the bold figures.`,
  notRaised: (type: string) =>
    `No sign that one of “${type}” makes another close by more likely: no band has more pairs than chance may give.`,
  of: (n: number, area: string) =>
    `${count(n, 'incident')} with a day and an exact place, ${area}.`,
  leftOut: 'Left out:',
  left: (of: { month_only: number; snapped: number; no_place: number; long_span: number }) =>
    [
      ...(of.month_only > 0 ? [`${number(of.month_only)} known by month only`] : []),
      ...(of.snapped > 0 ? [`${number(of.snapped)} whose place stands for several addresses`] : []),
      ...(of.no_place > 0 ? [`${number(of.no_place)} without a place`] : []),
      ...(of.long_span > 0 ? [`${number(of.long_span)} within a span of three days or more`] : []),
    ].join(', '),
  caption: 'Pairs by distance and days apart: observed by expected',
  distance: 'Distance',
  metres: (from: number, to: number) => `${number(from)}–${number(to)} m`,
  days: (from: number, to: number | null) => {
    if (to === null) return `later`;
    return to - 1 === from ? count(from, 'day') : `${from}–${to - 1} days`;
  },
  ratio: (ratio: number | null) => (ratio === null ? '–' : `${ratio.toFixed(2)}×`),
  pairs: (observed: number, expected: number) =>
    `${number(observed)} ÷ ${expected >= 10 ? number(expected) : expected.toFixed(1)}`,
  p: (p: number) => `p ${p <= 0.001 ? '≤ 0.001' : p.toFixed(3)}`,
  key: 'Bold: more pairs than chance gives, at 5 % over all bands. Below the ratio: pairs observed ÷ expected, and p.',
  now: 'Risk now',
  nowNone: (on: string) =>
    `On ${day(on)}, the day after this window, no place is within such a distance and time of an incident.`,
  nowSome: (n: number, on: string) =>
    `On ${day(on)}, the day after this window, risk is raised in ${count(n, 'small hexagon')}: ringed with dots on the map.`,
  place: (ratio: number, until: string) => `${times(ratio)} times, until ${day(until)}`,
  show: 'Show on the map',
  all: (n: number) => `${count(n, 'more place')}, on the map.`,
  legend: 'Risk raised now (near repeats)',
  method: 'How this is worked out',
  clear: 'Clear',
  fromHere: 'Near repeats here',
} as const;
