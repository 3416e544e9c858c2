/** Sentences of the quarterly report, and how its figures are written. */
import type { Compared, Comparison } from '#api/contract/change.ts';
import type { DeliveryState } from '#api/contract/deliveries.ts';
import { KIND_LABELS } from '#api/contract/kinds.ts';
import type { QuarterlyReport, ReportArea, ReportFeed } from '#api/contract/reports.ts';
import { gapWords } from '../map/significance/words.ts';
import { spreadWords } from '../map/why/change/words.ts';
import {
  count,
  day,
  dayShort,
  month,
  monthRuns,
  monthShort,
  number,
  period,
} from '#web/lib/format.ts';

/** `2026-Q3` → July to September 2026 */
export function quarterWords(quarter: string): string {
  const [year = '', q = '1'] = quarter.split('-Q');
  const first = String(3 * Number(q) - 2).padStart(2, '0');
  const last = String(3 * Number(q)).padStart(2, '0');
  return monthRuns([
    `${year}-${first}-01`,
    `${year}-${String(3 * Number(q) - 1).padStart(2, '0')}-01`,
    `${year}-${last}-01`,
  ]);
}

const two = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
/** 1.06 · 12.5 · 131 */
export const ratioWord = (ratio: number): string =>
  ratio < 10 ? two.format(ratio) : number(ratio);

const VERDICT = {
  up: '▲ Up',
  down: '▼ Down',
  no_clear_change: '= No clear change',
  too_few_to_tell: 'Too few to tell',
} as const;

/** `▲ Up 19%` · `= No clear change` · `▨ Not compared: a delivery is missing` */
export function verdictWords({ refused, verdict, percent }: Comparison): string {
  if (refused?.reason === 'no_records') return 'No records';
  if (refused?.reason === 'not_delivered') return '▨ Not compared: a delivery is missing';
  if (refused?.reason === 'counts_only') return 'Not compared: counts only';
  if (refused || verdict === null) return 'Not compared';
  const clear = verdict === 'up' || verdict === 'down';
  return clear && percent !== null
    ? `${VERDICT[verdict]} ${Math.round(Math.abs(percent))}%`
    : VERDICT[verdict];
}

/** `×1.19 (1.04 to 1.35)`; empty where nothing is compared. */
export function intervalWords({ ratio, low, high, verdict }: Comparison): string {
  if (low === null || verdict === null) return '';
  const interval =
    high === null ? `${ratioWord(low)} or more` : `${ratioWord(low)} to ${ratioWord(high)}`;
  return ratio === null ? `none then (${interval})` : `×${ratioWord(ratio)} (${interval})`;
}

/** `up 19% (×1.19, interval 1.04 to 1.35)` */
function clearWords(compared: Comparison): string {
  const verdict = verdictWords(compared).slice(2).toLowerCase();
  return `${verdict} (${intervalWords(compared).replace(' (', ', interval ').replace(/\)$/, '')})`;
}

/** What clearly changed, in a sentence each: first the whole, then the districts. */
export function changedWords(areas: readonly ReportArea[]): string[] {
  return areas.flatMap(({ name, kinds }) =>
    kinds.flatMap(({ kind, year, before }) => {
      const said = [
        ...(isClear(year) ? [`${clearWords(year)} on the same quarter last year`] : []),
        ...(isClear(before) ? [`${clearWords(before)} on the quarter before`] : []),
      ];
      return said.length > 0 ? [`${KIND_LABELS[kind]}, ${name}: ${said.join('; ')}.`] : [];
    }),
  );
}
const isClear = ({ verdict }: Comparison): boolean => verdict === 'up' || verdict === 'down';
/** Feeds that a comparison leaves out, because they have not delivered both periods, each once. */
export function notComparedWords(
  areas: readonly ReportArea[],
  agencyName: (slug: string) => string,
): string[] {
  const sentences = areas.flatMap(({ kinds }) =>
    kinds.flatMap(({ kind, year, before }) =>
      [year, before].flatMap(({ gaps }) =>
        gapWords(gaps, agencyName).map(
          (gap) => `${gap}: left out where ${KIND_LABELS[kind].toLowerCase()} is compared.`,
        ),
      ),
    ),
  );
  return [...new Set(sentences)];
}

/** For a small chart, as it is heard. */
export const seriesWords = (
  label: string,
  months: readonly {
    readonly month: string;
    readonly count: number | null;
    readonly missing: boolean;
  }[],
): string => {
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return label;
  const delivered = months.flatMap(({ missing, count }) =>
    missing || count === null ? [] : [count],
  );
  const missing = months.filter((one) => one.missing).map((one) => one.month);
  const between =
    delivered.length > 0
      ? `between ${number(Math.min(...delivered))} and ${number(Math.max(...delivered))} a month, ${last.count === null ? 'nothing delivered' : number(last.count)} in the last`
      : 'nothing delivered';
  const gaps = missing.length > 0 ? `; ${monthRuns(missing)} not delivered` : '';
  return `${label}, ${monthShort(first.month)} to ${monthShort(last.month)}: ${between}${gaps}`;
};

const STATES: Readonly<Record<DeliveryState, string>> = {
  received: 'Received',
  late: 'Late',
  missing: 'Missing',
  due: 'Not due yet',
};

export function feedWords({ state, received_on, months_missing }: ReportFeed): string {
  if (state === null) return 'Began later';
  const when = received_on === null ? '' : ` ${dayShort(received_on)}`;
  const which = months_missing.length > 0 ? `: ${monthRuns(months_missing)}` : '';
  return `${STATES[state]}${when}${which}`;
}

export const reportWords = {
  /** What was not delivered is not 0. */
  counted: ({ count: n, nothing_delivered: nothing }: Compared['now']): string =>
    nothing ? '▨ not delivered' : number(n),
  title: 'Quarterly analysis report',
  lead: 'Where it was, whether there is more or less of it than before, and how sure that is: ready for print.',
  quarter: 'Quarter',
  area: 'Area',
  whole: 'The whole partnership',
  print: 'Print or save as PDF',
  making: 'Making the report…',
  none: 'There is nothing to report yet',
  noneHint: 'A report needs records: bring a file in under Data.',
  toData: 'To Data',
  tooEarly: 'The first records are of a quarter that has not ended. Come back when it has.',
  marking: 'Handling',
  heading: (area: string, quarter: string) => `${area}, ${quarter}`,
  made: 'Made by',
  madeAt: 'Made',
  figures: 'Figures',
  /** Short enough to compare by eye; of all figures, so that another copy with the same is the same. */
  figuresWords: (digest: string) => `fingerprint ${digest.slice(0, 8)}`,
  window: 'Quarter',
  against: 'Compared with',
  againstWords: ({ year, before }: Pick<QuarterlyReport, 'year' | 'before'>) =>
    `${period(year.from, year.to)}, and ${period(before.from, before.to)}`,
  synthetic: 'Synthetic',
  syntheticWords: 'Nothing in this report happened: it is about a made-up county.',
  changed: 'What clearly changed',
  changedLead:
    'Only changes larger than what counts do by themselves, at 95%. Of comparisons where nothing changed about one in twenty would be listed all the same.',
  nothingChanged:
    'Nothing changed clearly: every interval holds “as many as before”, or there were too few to tell.',
  areas: 'Areas and trends',
  areasLead:
    'Counts of the quarter, and the ratio of now to then by the day with its 95% interval. The charts show three years by month.',
  spread: spreadWords,
  kind: 'Kind',
  now: 'This quarter',
  year: 'Same quarter last year',
  before: 'Quarter before',
  change: 'Change (95% interval)',
  series: 'Three years by month',
  all: 'All incidents',
  allNote: 'not a count of crime',
  countsOnly: (n: number) => `${number(n)} by counts only`,
  perMonth: (n: number) => `most ${number(n)}`,
  hotspots: 'Hotspots',
  hotspotsLead: ({ hot, cold, untested, cells_tested, incidents }: QuarterlyReport['hotspots']) =>
    `${count(incidents, 'incident')} in ${count(cells_tested, 'hexagon')}: ${number(hot)} hot at 90% or more, ${number(cold)} cold${untested > 0 ? `, ${number(untested)} not tested because a delivery is missing` : ''}.`,
  refused: 'Hot and cold cannot be told here',
  noPlaces: 'No place has more incidents than chance would give it.',
  map: 'Where the hot places are',
  mapSpoken: (area: string, hot: number, named: string) =>
    `Map of ${area}: ${number(hot)} hot hexagons. Those in the list: ${named}.`,
  closeUp: (name: string) => `Around place 1, ${name}`,
  legendHot: {
    99: 'Hot, very unlikely to be chance',
    95: 'Hot, unlikely to be chance',
    90: 'Hot, may be more than chance',
  },
  legendCold: 'Cold',
  legendUntested: 'Not tested: a delivery is missing',
  list: 'Places by evidence',
  columns: {
    rank: 'No.',
    place: 'Place',
    count: 'Incidents',
    sure: 'How sure?',
    since: 'Twelve months',
    doing: 'Actions and orders',
  },
  usual: 'Busier than usual for the place',
  usualRefused: 'What is usual cannot be told here',
  usualLead: ({ more, cells_tested }: QuarterlyReport['hotspots']['usual']) =>
    more === 0
      ? `Of ${count(cells_tested, 'hexagon')} none is clearly busier than usual.`
      : `Of ${count(cells_tested, 'hexagon')} ${number(more)} ${more === 1 ? 'is' : 'are'} busier than usual, at 95% or more. Listed are those with incidents of their own.`,
  usualColumns: {
    rank: 'No.',
    place: 'Place',
    count: 'Incidents',
    here: 'With neighbours',
    usual: 'Usually',
    sure: 'How sure?',
  },
  since: (first: string, whole: boolean) =>
    whole ? `hot since ${monthShort(first)} or longer` : `hot since ${monthShort(first)}`,
  months: (hot: number, missing: number) =>
    `${hot} of 12 months hot${missing > 0 ? `, ${missing} missing` : ''}`,
  action: (what: string, hotspot: string) => `${what} (${hotspot})`,
  order: (name: string, ends: string) => `Order: ${name}, until ${dayShort(ends)}`,
  nothingDone: 'None',
  feeds: 'Who owed what',
  feedsLead: (quarter: string, by: string) =>
    `Records of ${quarter} were owed by ${day(by)} (SI 2007/1831).`,
  feedColumns: {
    agency: 'Agency',
    feed: 'Feed',
    state: 'Delivery',
    rows: 'Records you may read',
    last: 'Latest month',
  },
  noFeeds: 'No feed has delivered anything yet.',
  latest: (first: string) => month(first),
  noRows: '–',
  notes: 'What is not in it, and how to read it',
  methods: 'Methods',
  source: 'Source:',
} as const;
