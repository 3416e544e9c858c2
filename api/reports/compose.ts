/** The report, composed of the parts of the single routes: the same counts, tests and texts. */
import { cellToLatLng } from 'h3-js';
import { KINDS } from '../contract/kinds.ts';
import type { QuarterlyReport, ReportArea, ReportPlace } from '../contract/reports.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { exportedBy, markOf } from '../files/marking.ts';
import { childRange, parseCell } from '../geo/cells.ts';
import { actionsHere } from '../hexes/detail/detail_queries.ts';
import { indexFilter } from '../hexes/read_filters.ts';
import { resolveQuery, type ResolvedQuery } from '../hexes/read_query.ts';
import { cellsInOutlines } from '../hexes/select_cells.ts';
import type { HexIndex } from '../hex_index/hex_index.ts';
import { dayOf, isoOf, type Window } from '../time/local_day.ts';
import { visibilityFor } from '../hexes/visibility.ts';
import { changesIn } from '../analysis/change/changes.ts';
import { historyHere, undeliveredHere } from '../analysis/change/count_periods.ts';
import { changedOver, monthsUntil, periodOf } from '../analysis/persistence/twelve_months.ts';
import { usualWindow } from '../analysis/significance/read_usual.ts';
import { countWindow } from '../analysis/significance/read_window.ts';
import {
  cellsOf,
  cellsTested,
  datesOf,
  refusedOf,
  SIGNIFICANCE_METHOD,
  USUAL_METHOD,
} from '../analysis/significance/significance_response.ts';
import { testAgainstUsual, testWindow } from '../analysis/significance/test_window.ts';
import { studyQueryOf } from '../analysis/study/study_query.ts';
import { UNCHANGED } from '../statistics/changed_lately.ts';
import { persistenceOf } from '../statistics/persistence.ts';
import { ordersAt } from '../nearby/queries.ts';
import { orderState } from '../nearby/order_state.ts';
import { feedsOf } from './feeds.ts';
import { METHODS, RANKING } from './methods.ts';
import { withDigest } from './figures_digest.ts';
import { notesOf } from './notes.ts';
import { heatMap, hotPlaces, usualPlaces } from './places.ts';
import { MOST_AREAS, type ReportRows } from './read_rows.ts';
import { countMonths, hotSince, seriesMonths, seriesOf } from './series.ts';

/** Months-only feeds are moved to snap points: no finer hexagons are shown of them. */
const RESOLUTION = 8;
const K = 1;

export interface Question {
  /** As in 2026-Q3. */
  readonly quarter: string;
  readonly window: Window;
  readonly area: string | undefined;
}

/** A transaction of the viewer's. */
export type InTransaction = <T>(work: (tx: AgencyTx) => Promise<T>) => Promise<T>;

/** @param inTx for what is read once all is counted
 *  @param index at exactly the data version of `rows`
 *  @param pause lets others be answered between two parts; what is counted must not change meanwhile */
export async function composeReport(
  inTx: InTransaction,
  index: HexIndex,
  own: number,
  rows: ReportRows,
  { quarter, window, area }: Question,
  pause: () => Promise<unknown>,
): Promise<QuarterlyReport> {
  const query = resolveQuery(index, { own, today: rows.today }, rows.query, {
    from: isoOf(window.from),
    to: isoOf(window.to),
  });
  const names = new Map(query.agencies.map(({ slug, name }) => [slug, name]));
  const today = dayOf(rows.today);
  const outlines = rows.areas.slice(0, MOST_AREAS);
  const wanted = [
    { slug: area ?? null, name: query.areaName ?? rows.made.partnership, query },
    ...outlines.map((one) => ({ ...one, query: { ...query, outlines: [one.outline] } })),
  ];
  const areas: ReportArea[] = [];
  for (const one of wanted) {
    await pause();
    areas.push({ slug: one.slug, name: one.name, ...(await areaOf(one.query, rows, today)) });
  }
  const [whole] = areas;
  const periods = changesIn(query, rows.feeds, { resolution: RESOLUTION, cells: NOWHERE }, today);
  const everywhere = { ...indexFilter(query.filters), resolution: RESOLUTION, cells: null };
  const highest = [
    ...index.sources(everywhere, query.grants).map(({ sensitivity }) => sensitivity),
    ...index.partnerCounts(everywhere, query.grants).map(({ grant }) => grant.lastSensitivity),
  ];
  const tables = index.partnerTables(query.grants);
  const held = index.held();
  const seen = visibilityFor(query.grants, own, query.agencies, held, tables, rows.today);
  // counts first: only then is the database read again
  const hotspots = await hotspotsOf(inTx, query, rows, window, pause);
  const namesPeople = hotspots.places.some(({ actions }) => actions.length > 0);
  return withDigest({
    quarter,
    area: area === undefined ? null : { slug: area, name: query.areaName ?? area },
    partnership: rows.made.partnership,
    synthetic: rows.made.synthetic,
    // what is done about a place is chosen from incidents, as in the action log
    marking: namesPeople
      ? 'OFFICIAL-SENSITIVE'
      : markOf(highest.length > 0 ? Math.max(...highest) : null),
    made_by: exportedBy(rows.made),
    made_at: rows.made.at.toISOString(),
    now: spanOf(periods.now),
    year: spanOf(periods.year),
    before: spanOf(periods.before),
    areas,
    hotspots,
    feeds: feedsOf(
      rows.arrivals,
      quarter,
      rows.today,
      new Map(rows.rows.map(({ dataset_id, n }) => [dataset_id, n])),
      names,
    ),
    methods: [...METHODS],
    notes: notesOf({
      synthetic: rows.made.synthetic,
      resolution: RESOLUTION,
      noPlace: whole?.left_out.no_place ?? 0,
      seen,
      names,
      fineness: rows.fineness,
      outside: outlines.length > 0 ? outsideOf(areas) : 0,
      areasLeftOut: rows.areas.length > MOST_AREAS,
      countsOnly: whole?.kinds.reduce((sum, { now }) => sum + now.counts_only, 0) ?? 0,
    }),
    seen,
  });
}

const NOWHERE: ReadonlySet<number> = new Set();

const spanOf = ({ from, to, days }: QuarterlyReport['now']): QuarterlyReport['now'] => ({
  from,
  to,
  days,
});

async function areaOf(
  query: ResolvedQuery,
  rows: ReportRows,
  today: number,
): Promise<Pick<ReportArea, 'kinds' | 'total' | 'left_out'>> {
  const place = { resolution: RESOLUTION, cells: await cellsInOutlines(query, RESOLUTION) };
  const history = historyHere(query, place);
  const { kinds, total, now } = changesIn(query, rows.feeds, place, today, history);
  const months = seriesMonths(query.filters.to);
  const span = { from: months[0] ?? query.filters.from, to: query.filters.to };
  const counts = countMonths(query, place, months);
  return {
    kinds: kinds.map(({ kind, ...compared }) => {
      const gaps = undeliveredHere(rows.feeds, history, kind, [span]);
      const missing = new Set(gaps.flatMap((gap) => gap.months));
      return { kind, ...compared, months: seriesOf(months, counts.get(kind) ?? [], missing) };
    }),
    total,
    left_out: now.left_out,
  };
}

/** Counted in the partnership, in no area listed. */
function outsideOf([whole, ...areas]: readonly ReportArea[]): number {
  const count = (one: ReportArea | undefined): number =>
    one?.kinds.reduce((sum, { now }) => sum + now.count, 0) ?? 0;
  return Math.max(0, count(whole) - areas.reduce((sum, one) => sum + count(one), 0));
}

async function hotspotsOf(
  inTx: InTransaction,
  query: ResolvedQuery,
  { study: { background, feeds }, feeds: feedMonths, today }: ReportRows,
  window: Window,
  pause: () => Promise<unknown>,
): Promise<QuarterlyReport['hotspots']> {
  const over = await studyQueryOf(query, background, feeds, RESOLUTION);
  const { study } = over;
  const testIn = (of: Window) => testWindow(over, countWindow(over, of), K);
  const tested = testIn(window);
  const months = [];
  for (const month of monthsUntil(window.to)) {
    await pause();
    months.push(testIn(month));
  }
  const cells = cellsOf(study, tested, undefined);
  const hot = tested.verdict.refused === null ? hotPlaces(cells) : [];
  const kinds = kindsIn(over.query, new Set(hot.map(({ i }) => study.keys[i] ?? 0)));
  const past = usualWindow(over, feedMonths, window);
  const usual = testAgainstUsual(over, tested, past, K);
  const unusual = cellsOf(study, usual, undefined);
  const changed = changedOver(study, months, K);
  const firsts = months.map((month) => isoOf(month.window.from));
  const places: ReportPlace[] = [];
  const stored = await inTx(async (tx) => {
    const found = [];
    for (const { cell } of hot) {
      const { first, last } = childRange(parseCell(cell));
      const [latitude, longitude] = cellToLatLng(cell);
      const orders = await ordersAt(tx, { longitude, latitude }, today);
      found.push({ orders, actions: await actionsHere(tx, first, last) });
    }
    return found;
  });
  for (const [rank, { i, cell, count, z, p, q, class: hotspotClass }] of hot.entries()) {
    const marks = months.map((month) => periodOf(month, i));
    const { orders = [], actions = [] } = stored[rank] ?? {};
    places.push({
      rank: rank + 1,
      cell,
      count,
      kinds: kinds(study.keys[i] ?? 0),
      ...{ z, p, q, class: hotspotClass },
      persistence: persistenceOf(marks, changed[i] ?? UNCHANGED),
      months: marks,
      since: hotSince(marks, firsts),
      actions: [...actions],
      orders: orders.map((order) => ({ ...order, state: orderState(today, order) })),
    });
  }
  return {
    resolution: RESOLUTION,
    k: K,
    area: query.areaName,
    method: SIGNIFICANCE_METHOD,
    rule: RANKING,
    cells_in_area: study.keys.length,
    cells_tested: cellsTested(tested.verdict),
    incidents: tested.counted.incidents,
    left_out: tested.counted.leftOut,
    counts_only: tested.counted.countsOnly,
    gaps: [...tested.gaps],
    refused: refusedOf(tested.verdict),
    months: months.map((month) => ({
      month: isoOf(month.window.from),
      refused: refusedOf(month.verdict),
    })),
    places,
    usual: {
      method: USUAL_METHOD,
      like: past.earlier.map((one) => datesOf(one.window)),
      refused: refusedOf(usual.verdict),
      cells_tested: cellsTested(usual.verdict),
      more: unusual.filter((one) => one.class.startsWith('hot_')).length,
      places: usualPlaces(unusual),
    },
    ...heatMap(cells),
  };
}

/** Counts by kind of hexagons, most first. */
function kindsIn(
  { index, grants, filters }: ResolvedQuery,
  cells: ReadonlySet<number>,
): (key: number) => ReportPlace['kinds'] {
  const query = { ...indexFilter(filters), resolution: RESOLUTION, cells };
  const { all } = index.countAll(query, grants);
  const at = new Map(Array.from(all.keys, (key, i) => [key, i]));
  return (key) => {
    const i = at.get(key);
    if (i === undefined) return [];
    return KINDS.map((kind, k) => ({ kind, count: all.byKind[k]?.[i] ?? 0 }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count);
  };
}
