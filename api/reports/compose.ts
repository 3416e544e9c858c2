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
import { countedPlace } from '../hexes/counted_place.ts';
import { joined } from '../hexes/inside.ts';
import type { HexIndex } from '../hex_index/hex_index.ts';
import { type CellSelection, isInside } from '../hex_index/select_ranges.ts';
import { stepAround } from '../geo/smallest_window.ts';
import { dayOf, isoOf, type Window } from '../time/local_day.ts';
import { periodBefore, yearBefore } from '../time/period_before.ts';
import { visibilityFor } from '../hexes/visibility.ts';
import { gapsIn, nothingDelivered } from '../deliveries/missing.ts';
import { changesIn } from '../analysis/change/changes.ts';
import { historyHere } from '../analysis/change/count_periods.ts';
import { questionHere } from '../analysis/change/question_here.ts';
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
import { MOST_AREAS, REPORT_RESOLUTION as RESOLUTION, type ReportRows } from './read_rows.ts';
import { countMonths, hotSince, seriesMonths, seriesOf } from './series.ts';

const K = 1;
/** All counts appear in hexagons so large. */
const LARGEST = 6;

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
  const query = resolveQuery(index, { own, today: rows.today, bound: rows.bound }, rows.query, {
    from: isoOf(window.from),
    to: isoOf(window.to),
  });
  const names = new Map(query.agencies.map(({ slug, name }) => [slug, name]));
  const today = dayOf(rows.today);
  const wanted = [
    { slug: area ?? null, name: query.areaName ?? rows.made.partnership, query },
    ...listed(rows.areas).map(({ areas: some, ...one }) => ({
      ...one,
      query: {
        ...query,
        areas: some.map(({ id }) => id),
        outlines: joined(some.map(({ outline }) => outline)),
      },
    })),
  ];
  const areas: ReportArea[] = [];
  for (const one of wanted) {
    await pause();
    areas.push({ slug: one.slug, name: one.name, ...(await areaOf(one.query, rows, today)) });
  }
  const [whole] = areas;
  const nowhere = { resolution: RESOLUTION, cells: NOWHERE };
  const periods = changesIn(query, [], nowhere, today, rows.periodRows);
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
      outside: rows.areas.length > 0 ? outsideOf(index, query, whole) : 0,
      onlyPart: rows.areas.length > 0,
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
  const { filters } = query;
  const place = await countedPlace(query, [
    ...[filters, yearBefore(filters), periodBefore(filters)],
    // the chart's
    stepAround(filters.to, 'month'),
  ]);
  const history = historyHere(query, place);
  const { feeds } = rows.study;
  const { kinds, total, now } = changesIn(query, feeds, place, today, rows.periodRows, history);
  const months = seriesMonths(query.filters.to);
  const span = { from: months[0] ?? query.filters.from, to: query.filters.to };
  const counts = countMonths(query, place, months);
  return {
    kinds: kinds.map(({ kind, ...compared }) => {
      const question = questionHere(query, history, [kind]);
      const missing = new Set(gapsIn(feeds, [span], question).flatMap((gap) => gap.months));
      const nothing = (month: number) =>
        nothingDelivered(feeds, { from: month, to: month }, question);
      const delivered = months.map((month) =>
        !missing.has(isoOf(month)) ? 'all' : nothing(month) ? 'nothing' : 'some',
      );
      return { kind, ...compared, months: seriesOf(months, counts.get(kind) ?? [], delivered) };
    }),
    total,
    left_out: now.left_out,
  };
}

/** Areas line by line: more than are read on paper are one. */
function listed(areas: ReportRows['areas']) {
  const rest = areas.length > MOST_AREAS ? areas.slice(MOST_AREAS) : [];
  const lines = areas
    .slice(0, MOST_AREAS)
    .map((one) => ({ slug: one.slug, name: one.name, areas: [one] }));
  return rest.length === 0
    ? lines
    : [...lines, { slug: null, name: `${rest.length} other areas together`, areas: rest }];
}

/** Counted, and outside the partnership's outlines. */
function outsideOf(
  index: HexIndex,
  { filters, grants }: ResolvedQuery,
  whole: ReportArea | undefined,
): number {
  const everywhere = { ...indexFilter(filters), resolution: LARGEST, cells: null };
  const { total } = index.countAll(everywhere, grants).all;
  const inside = whole?.kinds.reduce((sum, { now }) => sum + now.count, 0) ?? 0;
  return total.reduce((sum, n) => sum + n, 0) - inside;
}

async function hotspotsOf(
  inTx: InTransaction,
  query: ResolvedQuery,
  { study: rows, today }: ReportRows,
  window: Window,
  pause: () => Promise<unknown>,
): Promise<QuarterlyReport['hotspots']> {
  const over = await studyQueryOf(query, rows, RESOLUTION);
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
  const keys = new Set(hot.map(({ i }) => study.keys[i] ?? 0));
  const kinds = kindsIn(over.query, isInside(over.cells) ? { ...over.cells, cells: keys } : keys);
  const past = usualWindow(over, window);
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
  cells: CellSelection,
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
