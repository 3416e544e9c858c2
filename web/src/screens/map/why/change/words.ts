/** More or fewer than before, in words: never a percentage of next to nothing. */
import type { Compared, Comparison, HotspotsChange } from '#api/contract/change.ts';
import { count, number, period } from '#web/lib/format.ts';

const VERDICT: Readonly<Record<NonNullable<Comparison['verdict']>, string>> = {
  up: 'more',
  down: 'fewer',
  no_clear_change: 'no clear change',
  too_few_to_tell: 'too few to tell',
};

const times = (ratio: number): string => (ratio >= 10 ? number(ratio) : ratio.toFixed(1));

/** `1.8 times as many a day (95 % interval 1.2 to 2.7)` */
function interval({ ratio, low, high }: Comparison): string {
  if (low === null) return '';
  const range =
    high === null
      ? `at least ${times(low)} times`
      : `95 % interval ${times(low)} to ${times(high)}`;
  return ratio === null ? ` (${range})` : `: ${times(ratio)} times as many a day (${range})`;
}

/** What else than chance an interval allows for. */
export function spreadWords({ psi, step, windows, places }: Compared['overdispersion']): string {
  const times = psi.toFixed(1);
  if (windows === 0)
    return `Too little history to tell how much counts vary by themselves: ${times} times as much as by chance alone, as in another county. Intervals allow for that.`;
  const from = `${count(windows, step)} of ${count(places, 'neighbourhood')}`;
  return `Counts of this partnership vary ${times} times as much as by chance alone (${from}). Intervals allow for that.`;
}

export const changeHereWords = {
  title: 'More or fewer than before',
  loading: 'Comparing…',
  tooFine: 'Hexagons this small are not compared with before.',
  withheld:
    'The period before is not counted in hexagons this small for your role: it would show single incidents. Choose whole months or quarters.',
  all: 'All kinds asked for',
  byKind: 'By kind',
  year: 'A year earlier',
  before: 'The period before',
  /** `25, 1–31 October 2025. More: 1.8 times as many a day (95 % interval 1.2 to 2.7).` */
  compared(than: Comparison, window: HotspotsChange['year']): string {
    const then = `${than.nothing_delivered ? 'Not delivered' : number(than.count)}, ${period(window.from, window.to)}.`;
    if (than.refused) return `Not compared: ${than.refused.why}`;
    const without =
      than.gaps.length > 0 && than.compared
        ? ` Compared without ${[...new Set(than.gaps.map(({ dataset }) => dataset))].join(', ')}, not delivered for both: ${number(than.compared.now)} now, ${number(than.compared.then)} then.`
        : '';
    const verdict = than.verdict ? VERDICT[than.verdict] : '';
    const word = verdict.charAt(0).toUpperCase() + verdict.slice(1);
    // an interval beside “too few” would be read as a finding
    return `${then} ${word}${than.verdict === 'too_few_to_tell' ? '' : interval(than)}.${without}`;
  },
  /** `Counts here vary 1.8 times as much as chance alone would have them (24 months of 85 neighbourhoods): …` */
  spread: spreadWords,
  now: ({ count, nothing_delivered: nothing }: Compared['now']) =>
    nothing ? 'not delivered' : `${number(count)} now`,
  countsOnly: (n: number) =>
    `${number(n)} of these are others’ counts of whole months, and in no comparison.`,
  method: 'How this is worked out',
} as const;
