/** Sentences of the map screen. */
import type { CountedBy } from '#api/contract/hexes.ts';
import type { Evidence } from '#api/contract/hotspots.ts';
import { count, momentInLondon, month, monthRuns, number, period } from '#web/lib/format.ts';
import { ACROSS, isResolution } from './draw/resolution.ts';
import type { WindowRule } from './draw/window_rule.ts';

const across = (resolution: number): string =>
  isResolution(resolution) ? ACROSS[resolution] : `resolution ${resolution}`;

/** What windows are made of, for people. */
const STEPS = {
  day: 'days',
  week: 'weeks of a month (1st to 7th, 8th to 14th, 15th to 21st, 22nd to its end)',
  month: 'calendar months',
  quarter: 'calendar quarters',
} as const;

export const mapWords = {
  title: 'Map of incidents',
  canvas: 'Map of hexagons. The places list and the table hold the same facts.',
  loading: 'Counting incidents…',
  loadingMap: 'Drawing the map…',
  noWebGl:
    'This browser cannot draw the map (WebGL is missing or switched off). The places list and the table show the same facts.',
  noBasemap: 'The basemap could not be reached. Outlines and place names are shown instead.',
  emptyTitle: 'No incidents yet',
  empty: 'Bring in a file, and the map fills.',
  toData: 'To Data',
  noneTitle: 'No incidents match',
  none: 'Widen the window, or clear a filter.',
  clearFilters: 'Clear all filters',
  filters: 'Filters',
  showFilters: 'Show filters',
  hideFilters: 'Hide filters',
  showPlaces: 'Show places',
  hidePlaces: 'Hide places',
  showTime: 'Show time',
  hideTime: 'Hide time',
  whichIncidents: 'Incidents',
  allTypes: 'Show all',
  agencies: 'Agencies',
  area: 'Area',
  wholeArea: 'Whole partnership',
  everywhere: 'All that is loaded, outside too',
  districts: 'Districts',
  wards: 'Wards',
  customAreas: 'Other areas',
  outlineFrom: (source: string) => `Outline: ${source}`,
  draw: {
    start: 'Draw an area',
    title: 'Drawing an area',
    how: 'Click corners; double-click closes. Keys: arrows move the map under the crosshair, Space sets a corner there, Backspace takes back the last, Enter closes, Escape gives up.',
    howTouch: 'Tap corners on the map, or move the map and set corners at the crosshair.',
    corners: (n: number) => (n === 0 ? 'No corner yet.' : `${count(n, 'corner')} set.`),
    close: 'Close the area',
    corner: 'Corner at the crosshair',
    takeBack: 'Take back',
    tooFew: (n: number, fewest: number) =>
      `An area has at least ${fewest} corners; this one has ${n}.`,
    tooMany: (most: number) => `An area has at most ${most} corners. Close it, or take one back.`,
    drawn: (n: number) => `Drawn area, ${count(n, 'corner')}`,
    clear: 'Clear drawn area',
    again: 'Draw again',
    inside: 'in the drawn area',
  },
  saved: {
    title: 'Saved views',
    loading: 'Loading saved views…',
    none: 'No view saved yet. Set filters, time and place, and give the view a name.',
    name: 'Name for this view',
    noName: 'Give the view a name.',
    save: 'Save this view',
    replace: 'Replace the saved view',
    replaces: 'A view has this name already: saving replaces it.',
    saved: (name: string) => `${name} is saved.`,
    replaced: (name: string) => `${name} is replaced by the present view.`,
    remove: (name: string) => `Remove the saved view ${name}`,
    removed: (name: string) => `${name} is removed.`,
  },
  onlyThis: (label: string) => `Only ${label}`,
  only: 'only',
  hexSize: 'Hexagon size',
  followsZoom: (resolution: number) => `By zoom (${resolution})`,
  pinned: (resolution: number, across: string) => `${resolution} · ${across} across`,
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  whole: 'Show the whole area',
  legend: 'Incidents in a hexagon',
  orMore: (n: number) => `${number(n)} or more`,
  steps: {
    below: (most: string) => `below ${most}`,
    more: (least: string) => `${least} or more`,
    all: 'more than none',
  },
  missingLegend: 'No data received',
  hotspotLegend: 'Hotspot',
  panels: { places: 'Places', table: 'Table', hotspots: 'Hotspots', analysis: 'Analysis' },
  phone: { map: 'Map', filters: 'Filters', time: 'Time', places: 'Places', table: 'Table' },
  views: 'Map views',
  facts: 'What the map shows',
  rankedTitle: 'Busiest hexagons',
  incidents: (n: number) => count(n, 'incident'),
  notDelivered: 'Not delivered',
  tableCaption: 'Incidents by hexagon',
  tableMore: (shown: number, all: number) =>
    `${number(shown)} of ${number(all)} hexagons, by this order.`,
  showMore: 'Show 200 more',
  exportRows: 'Export these rows…',
  columns: { rank: 'Rank', place: 'Place', total: 'Incidents' },
  back: 'All places',
  whyHere: 'Why here?',
  zoomHere: 'Zoom to it',
  nearRepeats: 'Near repeats…',
  propose: 'Propose hotspot',
  neighbours: (n: number) => `${count(n, 'incident')} in the six hexagons around it`,
  needles: (n: number) => `${count(n, 'needle')} found here, at least`,
  byKind: 'By kind and type',
  moreTypes: (n: number) => `${count(n, 'more type')}`,
  lastMonths: 'Last twelve months',
  clock: 'Hour and weekday',
  clockBusiest: (weekday: string, hour: number, n: number) =>
    `Busiest: ${weekday}, ${String(hour).padStart(2, '0')}:00 to ${String((hour + 1) % 24).padStart(2, '0')}:00 (${Number.isInteger(n) ? count(n, 'incident') : `about ${n.toFixed(1)} incidents: some are known to within hours, and are spread over them`}).`,
  clockNone: 'These feeds have months only: no hour or weekday can be shown.',
  clockEmpty: 'No incident here in this window.',
  withoutHour: (n: number) =>
    `${count(n, 'incident')} ${n === 1 ? 'is' : 'are'} known by day or month only, or to within more than a day, and not in the clock.`,
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  visibleTo: 'Seen by',
  notVisibleTo: (names: string) => `No record here from ${names}.`,
  leftOutHere: (n: number) =>
    `${count(n, 'incident')} here known by month only ${n === 1 ? 'is' : 'are'} left out of this window.`,
  liveActions: 'Live actions',
  noActions: 'No live action here.',
  hotspots: 'Hotspots',
  noHotspots: 'No hotspot yet. Choose a hexagon, and propose one.',
  hotspotStates: { proposed: 'Proposed', adopted: 'Adopted', watched: 'Watched', closed: 'Closed' },
  hexagons: (n: number) => count(n, 'hexagon'),
  liveCount: (n: number) => (n === 0 ? 'no live action' : count(n, 'live action')),
  snapped:
    'Some places here are snap points, each for several addresses. Hexagons this small show the points, not where it happened.',
  windowRule: {
    sentence: ({ wanted, shown, step }: WindowRule) =>
      step === null
        ? `Hours of the week are counted in hexagons of ${across(shown)} or larger: in smaller ones they would show single incidents, and your role sees counts.`
        : `Hexagons of ${across(wanted)} are counted over whole ${STEPS[step]} that are over, because a small hexagon over a short time shows single incidents, and your role sees counts. Hexagons of ${across(shown)} are shown.`,
    widen: (window: string) => `Show ${window}`,
    short: (shown: number) => `Larger for this window (${across(shown)})`,
    here: 'This hexagon is too small to be counted in this window: it would show single incidents, and your role sees counts. Widen the window, or zoom out and choose a larger hexagon.',
    clock:
      'Hours of the week are shown for larger hexagons: here they would show single incidents, and your role sees counts.',
    months:
      'Months are not shown for hexagons this small: they would show single incidents, and your role sees counts.',
    openMonth: 'The month that is not over comes when it is.',
  },
  evidence: (evidence: Evidence) =>
    evidence.total === null
      ? `Proposed on ${period(evidence.from, evidence.to)}, a window too short for its hexagons to be counted for your role.`
      : `${count(evidence.total, 'incident')}, ${period(evidence.from, evidence.to)}, counted ${momentInLondon(evidence.as_of)}, as far as you may see.`,
  countedElsewhere: ({ as_of: at, cells }: Evidence) =>
    `Counted elsewhere: of the place as it was on ${momentInLondon(at)}, with ${count(cells.length, 'hexagon')}. It has others now.`,
  earlierEvidence: 'Counted before, in other hexagons',
  assign: 'Assign action',
  showOnMap: 'Show on the map',
  allHotspots: 'All hotspots',
  shape: {
    title: 'Propose a hotspot',
    how: 'Press hexagons on the map to add or drop them, or use the list.',
    name: 'Name',
    nameHint: 'As people will say it in the meeting',
    note: 'Why it matters',
    cells: (n: number, total: number) =>
      `${count(n, 'hexagon')}, ${count(total, 'incident')} in this window`,
    noCells: 'No hexagon chosen. Press one on the map, or take back the last.',
    remove: (name: string) => `Remove the hexagon ${name}`,
    removeShort: 'Remove',
    grow: 'Add all neighbours',
    save: 'Save hotspot',
    cancel: 'Discard',
    saved: (name: string) => `${name} is proposed.`,
    noName: 'Give the place a name.',
  },
  action: {
    title: (hotspot: string) => `Assign an action: ${hotspot}`,
    measure: 'Incidents in the hotspot, same kinds',
    baselineElsewhere:
      'The evidence was counted in other hexagons: write the baseline that you agreed.',
    baselineHint: (total: number | null, days: number) =>
      total === null
        ? 'The evidence cannot be counted for your role: write the baseline that you agreed.'
        : `The baseline is the evidence, as far as you may see: ${number(total)} in ${count(days, 'day')}.`,
    milestones: 'Milestones',
    step: 'Step',
    by: 'By',
    addStep: 'Add a milestone',
    removeStep: 'Remove this milestone',
    save: 'Assign',
    saved: (agency: string, due: string) => `Assigned to ${agency}, due ${due}.`,
    seeAll: 'See it in Actions',
  },
  compare: {
    label: 'Compare with',
    options: {
      none: 'Nothing',
      before: 'The period before',
      year: 'The same period last year',
    },
    legend: 'Change in a hexagon',
    more: 'More incidents',
    fewer: 'Fewer incidents',
    same: 'No change',
    chance: 'Differences of small counts are often chance.',
    ranked: 'Greatest changes',
    unchanged: 'No hexagon changed between the two windows.',
    caption: 'Incidents by hexagon in the two windows',
    columns: { then: 'Then', now: 'Now', change: 'Change' },
    exportNow: 'Export now…',
    exportThen: 'Export then…',
    beyond: (n: string) => `${n} and beyond`,
    against: (change: string, window: string) => `${change} compared with ${window}`,
    outside: (window: string, history: string) =>
      `nothing to compare with: ${window} is not wholly in the history, which is ${history}`,
    missing: (window: string) =>
      `nothing to compare with: no feed has delivered both this window and ${window}`,
    leftOut: (feeds: readonly string[]) =>
      `not compared, because ${feeds.length === 1 ? 'it has' : 'they have'} not delivered both windows: ${feeds.join(', ')}`,
    monthOnlyThen: (n: number) =>
      `${number(n)} known by month only ${n === 1 ? 'is' : 'are'} left out of the earlier window`,
    cut: (last: string) => `the history ends on ${last}, before this window does`,
  },
  time: {
    title: 'Time',
    histogram: 'Incidents over the whole history',
    play: 'Play',
    pause: 'Pause',
    earlier: 'One window earlier',
    later: 'One window later',
    from: 'First day',
    to: 'Last day',
    window: 'Window shown: arrow keys step it by its own length, space plays',
    presets: { month: 'Last month', quarter: '3 months', year: '12 months', all: 'All' },
    monthOnly: 'known by month only',
    notReceived: 'not received',
    partReceived: 'a feed is missing',
    missingMonths: 'A feed with records here has not delivered the hatched months.',
    bar: (label: string, n: number) => `${label}: ${number(n)}`,
    none: 'No incident matches these filters at any time.',
  },
} as const;

/** +12, −7, 0 */
export const signed = (n: number): string =>
  n === 0 ? '0' : `${n > 0 ? '+' : '−'}${number(Math.abs(n))}`;

/** +12 (31 → 43) */
export const changeText = (row: { then: number; now: number; change: number }): string =>
  `${signed(row.change)} (${number(row.then)} → ${number(row.now)})`;

/** What is to be known of an area's number; nothing where the points in its outline were counted. */
function countedByWords({ outline, resolution, whole_cells, by_hexagon }: CountedBy): string[] {
  return [
    ...(outline || resolution === null
      ? []
      : [`counted in whole hexagons of size ${resolution} (${across(resolution)} across)`]),
    ...(outline && whole_cells ? ['hexagons at the edge are shown whole'] : []),
    ...(by_hexagon > 0
      ? [
          `${number(by_hexagon)} are others’ counts, known by hexagon only and counted by its centre`,
        ]
      : []),
  ];
}

export interface Shown {
  readonly total: number;
  /** only inside an area drawn by hand */
  readonly within: boolean;
  readonly from: string;
  readonly to: string;
  readonly agencies: number;
  readonly noPlace: number;
  readonly monthOnly: number;
  /** outside the partnership's outlines */
  readonly outside: number;
  /** how the area was counted; null: none was chosen */
  readonly countedBy: CountedBy | null;
  /** the other window; null: none is compared with */
  readonly compared: {
    readonly from: string;
    readonly to: string;
    readonly then: number;
    readonly now: number;
    readonly monthOnly: number;
  } | null;
  /** why there is nothing to compare with, or not fully */
  readonly remarks: readonly string[];
  /** what agreements keep off the map, or let onto it as counts only */
  readonly notVisible: readonly string[];
  readonly missing: readonly { readonly name: string; readonly months: readonly string[] }[];
}

/** What the view shows, and what it leaves out. */
export function shownSentences(shown: Shown): {
  shows: string;
  leavesOut: string[];
  /** of `leavesOut`: what agreements keep off the map */
  notVisible: readonly string[];
  /** the last of `leavesOut`: feeds that did not arrive */
  missing: string[];
} {
  const leavesOut: string[] = [...shown.remarks];
  const { compared } = shown;
  if (shown.noPlace > 0) {
    leavesOut.push(`${number(shown.noPlace)} ${shown.noPlace === 1 ? 'has' : 'have'} no location`);
  }
  if (shown.monthOnly > 0) {
    leavesOut.push(
      `${number(shown.monthOnly)} known by month only ${shown.monthOnly === 1 ? 'is' : 'are'} left out of this window`,
    );
  }
  if (shown.outside > 0)
    leavesOut.push(`${number(shown.outside)} ${shown.outside === 1 ? 'lies' : 'lie'} outside`);
  if (shown.countedBy) leavesOut.push(...countedByWords(shown.countedBy));
  if (compared && compared.monthOnly > 0) {
    leavesOut.push(mapWords.compare.monthOnlyThen(compared.monthOnly));
  }
  const missing = shown.missing.map(
    ({ name, months }) => `${name}: ${monthRuns(months)} not received`,
  );
  const against = compared
    ? `, compared with ${period(compared.from, compared.to)}: ${changeText({ ...compared, change: compared.now - compared.then })}`
    : '';
  return {
    shows: `${count(shown.total, 'incident')}${shown.within ? ` ${mapWords.draw.inside}` : ''}, ${period(shown.from, shown.to)}, ${count(shown.agencies, 'agency', 'agencies')}${against}`,
    leavesOut: [...leavesOut, ...shown.notVisible, ...missing],
    notVisible: shown.notVisible,
    missing,
  };
}

/** A bar's own label: a day, a week, or a month. */
export const barLabel = (from: string, to: string, byMonth: boolean): string =>
  byMonth ? month(from) : period(from, to);
