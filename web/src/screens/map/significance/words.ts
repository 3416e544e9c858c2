/** Sentences about how sure it is that a place is hot or cold. */
import type { Persistences } from '#api/contract/persistence.ts';
import type { HotspotClass, Significance } from '#api/contract/significance.ts';
import { count, day, monthRuns, number } from '#web/lib/format.ts';

const SURE: Readonly<Record<HotspotClass, string>> = {
  hot_99: 'very unlikely to be chance',
  hot_95: 'unlikely to be chance',
  hot_90: 'may be more than chance',
  cold_99: 'very unlikely to be chance',
  cold_95: 'unlikely to be chance',
  cold_90: 'may be less than chance',
  none: 'Cannot be told from chance',
  untested: 'Not tested: a delivery is missing',
};

export const isHot = (hotspotClass: HotspotClass): boolean => hotspotClass.startsWith('hot_');
export const isCold = (hotspotClass: HotspotClass): boolean => hotspotClass.startsWith('cold_');

/** `Hot: very unlikely to be chance`; undefined: the hexagon lies outside the area that was tested. */
export function classWord(hotspotClass: HotspotClass | undefined): string {
  if (hotspotClass === undefined) return 'Outside the area tested';
  if (isHot(hotspotClass)) return `Hot: ${SURE[hotspotClass]}`;
  return isCold(hotspotClass) ? `Cold: ${SURE[hotspotClass]}` : SURE[hotspotClass];
}

/** The same of a place that was tested, or has no rate to be tested by. */
export function testedWord(
  one: Pick<Significance['cells'][number], 'class' | 'rate' | 'rate_note'> | undefined,
): string {
  if (one?.class === 'untested' && one.rate === null && one.rate_note !== null)
    return 'Not tested: it has no rate';
  return classWord(one?.class);
}

/** The area that hexagons were compared with. area: its name; null: none was chosen. */
export function studyAreaWords(area: string | null, drawn: boolean): string {
  if (drawn) return area === null ? 'the drawn area' : `the drawn area in ${area}`;
  return area ?? 'the whole partnership';
}

/** 0.0312 · below 0.0001 */
export const pWord = (p: number): string =>
  p < 0.0001 ? 'below 0.0001' : String(Number(p.toPrecision(2)));

/** 5.12 · −2.04 */
export const zWord = (z: number): string => z.toFixed(2).replace('-', '−');

/** What one agency's own records say of the place. */
export const agencyWord = (hotspotClass: HotspotClass | null): string => {
  if (hotspotClass === null || hotspotClass === 'untested') return 'cannot be tested';
  if (isHot(hotspotClass)) return 'hot';
  return isCold(hotspotClass) ? 'cold' : 'not';
};

export const significanceWords = {
  toggle: 'How sure?',
  toggleHint: 'Which hexagons are hot or cold beyond chance',
  testing: 'TestOptions hexagons…',
  waiting: 'Waits until time stands still.',
  off: 'Switch it off',
  legend: 'How sure?',
  legendLines: {
    hot: 'Hot: thicker is surer',
    cold: 'Cold: the same in dashes',
    none: 'No outline: may be chance',
  },
  untestedLegend: 'Not tested: a delivery is missing',
  refusedTitle: 'Hot and cold cannot be told here',
  compared: {
    why: 'Hot and cold are about one window, and two are compared.',
    instead: 'Choose “Nothing” under “Compare with”.',
  },
  withheld: {
    why: 'Hexagons this small are not counted like this for your role: they would show single incidents.',
    instead: 'Use larger hexagons, or choose whole months or quarters and all hours.',
  },
  tooFine: {
    why: 'Hexagons this small are not tested: most would hold one incident or none.',
    instead: 'Use larger hexagons.',
  },
  useSize: (resolution: number) => `Use size ${resolution}`,
  compareNothing: 'Compare with nothing',
  ranked: 'Places by evidence',
  rule: 'Hot places first, the surest (99, then 95, then 90 per cent) before the less sure, then by the smaller adjusted p, then by more incidents.',
  column: 'How sure?',
  persistenceColumn: 'Twelve months',
  hot: (area: string, rates: boolean) =>
    `With the six hexagons around it, it has more incidents${rates ? ' for its residents' : ''} than chance would give a place in ${area}.`,
  cold: (area: string, rates: boolean) =>
    `With the six hexagons around it, it has fewer incidents${rates ? ' for its residents' : ''} than chance would give a place in ${area}.`,
  none: (area: string, rates: boolean) =>
    `With the six hexagons around it, it has about as many incidents${rates ? ' for its residents' : ''} as chance may give a place in ${area}.`,
  untested: 'What is missing is not zero, so nothing is said of this place.',
  outside: (area: string) => `It lies outside ${area}, which is what places are compared with.`,
  figures: (z: number, p: number, q: number) =>
    `z ${zWord(z)} · adjusted p ${pWord(q)} (p ${pWord(p)})`,
  against: (tested: number, area: string) =>
    `Compared with ${count(tested, 'hexagon')} of ${area}.`,
  method: 'How this is worked out',
  counted: (incidents: number, tested: number, all: number) =>
    `${count(incidents, 'incident')} counted; ${number(tested)} of ${count(all, 'hexagon')} tested.`,
  countsOnly: (n: number) =>
    `${number(n)} of them ${n === 1 ? 'is' : 'are'} known as counts of whole months.`,
  monthOnly: (n: number) =>
    `${count(n, 'incident')} known by month only ${n === 1 ? 'is' : 'are'} left out.`,
  noHour: (n: number) =>
    `${count(n, 'incident')} ${n === 1 ? 'does' : 'do'} not know ${n === 1 ? 'its' : 'their'} hour, and ${n === 1 ? 'is' : 'are'} left out.`,
  inHours: (hours: string, n: number) => `Tested: ${hours}, with ${count(n, 'incident')} here.`,
  /** over the time brush */
  shown: (n: number, hours: string, noHour: number) =>
    `how sure: tested on ${count(n, 'incident')}, ${hours}${noHour > 0 ? `; ${number(noHour)} do not know their hour` : ''}`,
  onlyCounts: 'Compare counts',
  allHours: 'Take all hours',
  choices: 'How sure?',
  choose: 'Hot and cold beyond chance',
  noPlace: (n: number) =>
    `${count(n, 'incident')} without a place ${n === 1 ? 'is' : 'are'} left out.`,
  monthsTitle: 'Hot or not, the last twelve months',
  mark: { hot: 'hot', not: 'not hot', missing: 'not delivered or not tested' },
  agencies: 'By each agency’s own records',
  disagree: 'Sources disagree',
  askingAgencies: 'Asking each agency’s records…',
  agenciesNote: '“Not” means that its records alone cannot be told from chance.',
} as const;

/** `Deliberate fires (Fire and rescue): July to September 2025 not received` */
export const gapWords = (
  gaps: Significance['gaps'],
  agencyName: (slug: string) => string,
): string[] =>
  gaps.map(
    ({ agency, dataset, months }) =>
      `${dataset} (${agencyName(agency)}): ${monthRuns(months)} not received`,
  );

/** Which window was tested, for the method. */
export const testedWindow = (from: string, to: string): string =>
  `Window: ${day(from)} to ${day(to)}.`;

type Months = Persistences['cells'][number];

/** Beside a ranked place. */
export const persistenceShort: Readonly<Record<Months['persistence'], string>> = {
  persistent: 'Persistent',
  new: 'New',
  emerging: 'Emerging',
  intermittent: 'Intermittent',
  former: 'Former',
  none: 'Seldom or never hot before',
  unknown: 'Since when cannot be told',
};

const PERSISTENCE_ORDER: readonly Months['persistence'][] = [
  'persistent',
  'intermittent',
  'emerging',
  'new',
  'former',
  'none',
  'unknown',
];

/** In what order a table sorts them; those that were never hot come last. */
export const persistenceRank = (one: Months | undefined): number =>
  one ? PERSISTENCE_ORDER.indexOf(one.persistence) : PERSISTENCE_ORDER.length;

/** `Persistent: hot in 11 of 12 months`; a place that was hot in none of them: undefined */
export function persistenceInWords(one: Months | undefined): string {
  if (!one) return 'Hot in none of the last twelve months alone';
  const hot = one.months.filter((mark) => mark === 'hot').length;
  const known = one.months.filter((mark) => mark !== 'missing').length;
  return `${persistenceShort[one.persistence]}: hot in ${hot} of ${known} months`;
}

export const persistenceWord: Readonly<Record<Months['persistence'], string>> = {
  persistent: 'Persistent:',
  new: 'New:',
  emerging: 'Emerging:',
  intermittent: 'Intermittent:',
  former: 'Former:',
  none: 'Seldom or never hot:',
  unknown: 'Since when cannot be told:',
};

/** `hot in 11 of the last twelve months, 1 not delivered or not tested.` */
export function monthsWord(months: Months['months']): string {
  const of = (mark: Months['months'][number]) => months.filter((one) => one === mark).length;
  const missing = of('missing');
  const told = `hot in ${of('hot')} of the last twelve months`;
  return missing > 0
    ? `${told}, ${missing} not delivered or not tested.`
    : `${told}, each tested alone.`;
}
