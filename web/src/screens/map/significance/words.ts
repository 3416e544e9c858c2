/** Sentences about how sure it is that a place is hot or cold. */
import type { Persistences } from '#api/contract/persistence.ts';
import type { Mode } from '#api/contract/modes.ts';
import type { HotspotClass, Significance } from '#api/contract/significance.ts';
import { count, day, monthRuns, number, period } from '#web/lib/format.ts';

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

/** What is asked, and what the switch on the map asks first: a meeting wants to know what is new. */
export const SWITCHED_ON: Mode = 'usual';
export const modeWords: Readonly<Record<Mode, string>> = {
  usual: 'Busier than usual for this place',
  busy: 'A busy place',
};

/** `Hot: very unlikely to be chance`; undefined: the hexagon lies outside the area that was tested. */
export function classWord(hotspotClass: HotspotClass | undefined, mode: Mode): string {
  if (hotspotClass === undefined) return 'Outside the area tested';
  if (mode === 'usual') {
    if (isHot(hotspotClass)) return `Busier than usual: ${SURE[hotspotClass]}`;
    return hotspotClass === 'none' ? 'Not clearly busier than usual' : SURE[hotspotClass];
  }
  if (isHot(hotspotClass)) return `Hot: ${SURE[hotspotClass]}`;
  return isCold(hotspotClass) ? `Cold: ${SURE[hotspotClass]}` : SURE[hotspotClass];
}

/** The same of a place that was tested, or has no rate to be tested by. */
export function testedWord(
  one: Pick<Significance['cells'][number], 'class' | 'rate' | 'rate_note'> | undefined,
  mode: Mode,
): string {
  if (mode === 'busy' && one?.class === 'untested' && one.rate === null && one.rate_note !== null)
    return 'Not tested: it has no rate';
  return classWord(one?.class, mode);
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
export const agencyWord = (hotspotClass: HotspotClass | null, mode: Mode): string => {
  if (hotspotClass === null || hotspotClass === 'untested') return 'cannot be tested';
  if (isHot(hotspotClass)) return mode === 'usual' ? 'busier than usual' : 'hot';
  return isCold(hotspotClass) ? 'cold' : 'not';
};

export const significanceWords = {
  toggle: 'How sure?',
  toggleHint: 'Where there is more than usual, or than elsewhere, beyond chance',
  testing: 'Testing hexagons…',
  waiting: 'Waits until time stands still.',
  off: 'Switch it off',
  legend: 'How sure?',
  legendLines: {
    hot: 'Hot: thicker is surer',
    cold: 'Cold: the same in dashes',
    none: 'No outline: may be chance',
    usual: 'Busier than usual: thicker is surer',
  },
  untestedLegend: 'Not tested: a delivery is missing',
  refusedTitles: {
    busy: 'Hot and cold cannot be told here',
    usual: 'What is usual cannot be told here',
  } satisfies Record<Mode, string>,
  askBusy: 'Show busy places',
  question: 'What is asked',
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
  usualRule:
    'Places busier than usual first, the surest (99, then 95 per cent) before the less sure, then by the smaller adjusted p, then by more incidents.',
  rule: 'Hot places first, the surest (99, then 95, then 90 per cent) before the less sure, then by the smaller adjusted p, then by more incidents.',
  column: 'How sure?',
  persistenceColumn: 'Twelve months',
  hot: (area: string, rates: boolean) =>
    `With the six hexagons around it, it has more incidents${rates ? ' for its residents' : ''} than chance would give a place in ${area}.`,
  cold: (area: string, rates: boolean) =>
    `With the six hexagons around it, it has fewer incidents${rates ? ' for its residents' : ''} than chance would give a place in ${area}.`,
  none: (area: string, rates: boolean) =>
    `With the six hexagons around it, it has about as many incidents${rates ? ' for its residents' : ''} as chance may give a place in ${area}.`,
  /** `With the six hexagons around it: 43 incidents now, usually about 12 in as many days.` */
  usual: (here: number, usual: number) =>
    `With the six hexagons around it: ${count(here, 'incident')} now, usually about ${usualFigure(usual)} in as many days.`,
  /** under a ranked place: of its neighbourhood, which is what was tested */
  usualShort: (here: number, usual: number) =>
    `${number(here)} here and around, usually about ${usualFigure(usual)}`,
  likeWindows: (like: Significance['like']) =>
    `Usual is the mean of ${count(like.length, 'earlier window')}: ${like
      .map(({ from, to }) => period(from, to))
      .join('; ')}.`,
  usualFigures: (p: number, q: number) => `adjusted p ${pWord(q)} (p ${pWord(p)})`,
  cannotTell: 'cannot be told.',
  tooFewEver: 'Too few incidents here, now and before, to be tested.',
  /** the other question of the place, in one line */
  otherwise: {
    busy: 'Among the places of the area',
    usual: 'Against its own past',
  } satisfies Record<Mode, string>,
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
  choose: 'What stands out beyond chance',
  noPlace: (n: number) =>
    `${count(n, 'incident')} without a place ${n === 1 ? 'is' : 'are'} left out.`,
  monthsTitle: 'Hot or not, the last twelve months',
  mark: { hot: 'hot', not: 'not hot', missing: 'not delivered or not tested' },
  agencies: 'By each agency’s own records',
  disagree: 'Sources disagree',
  askingAgencies: 'Asking each agency’s records…',
  agenciesNote: '“Not” means that its records alone cannot be told from chance.',
} as const;

/** 12 · 3.4 · 0.2 */
export const usualFigure = (usual: number): string =>
  usual >= 10 ? number(Math.round(usual)) : String(Number(usual.toFixed(1)));

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
  unclear: 'No clear pattern',
  none: 'Seldom or never hot before',
  unknown: 'Since when cannot be told',
};

const PERSISTENCE_ORDER: readonly Months['persistence'][] = [
  'persistent',
  'intermittent',
  'emerging',
  'new',
  'former',
  'unclear',
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
  unclear: 'No clear pattern:',
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
