/** A query over a study area: every hexagon whose centre lies in the area, with or without incidents, none outside. Of each, what
 *  lies in the area is counted, as on the map. */
import type { MultiPolygon } from 'geojson';
import type { FeedMonths } from '../../deliveries/missing.ts';
import { aboutHowMany } from '../../geo/cells_in_area.ts';
import type { FeedRows } from '../../hexes/feed_row_queries.ts';
import type { ResolvedQuery } from '../../hexes/read_query.ts';
import { countsParts, insideOf } from '../../hexes/inside.ts';
import type { CellSelection } from '../../hex_index/select_ranges.ts';
import { cellsInOutlines } from '../../hexes/outline_cells.ts';
import type { Window } from '../../time/local_day.ts';
import { studyOf, type Study } from './study.ts';

/** 20,000 is a county at resolution 9, or a district at 10; nobody reads a map of more. */
export const MOST_CELLS = 50_000;

export interface StudyQuery {
  readonly query: ResolvedQuery;
  readonly study: Study;
  /** The study's cells as the index takes them: of a chosen area, with the part of each that lies in it. */
  readonly cells: CellSelection;
  /** How many there are, or about how many where they are too many to list; null: no area to study. */
  readonly size: number | null;
  readonly feeds: readonly FeedMonths[];
  readonly feedRows: readonly FeedRows[];
}

/** Outlines of the partnership's whole area. */
export type Background = readonly { readonly outline: MultiPolygon }[];

const NO_CELLS: ReadonlySet<number> = new Set();

export async function studyQueryOf(
  requested: ResolvedQuery,
  {
    background,
    feeds,
    feedRows,
  }: Pick<StudyQuery, 'feeds' | 'feedRows'> & { readonly background: Background },
  resolution: number,
): Promise<StudyQuery> {
  const query = overBackground(requested, background);
  // estimated before the cells are listed: an outline may be the size of a country
  const about = Math.min(...query.outlines.map((one) => aboutHowMany(one, resolution)));
  const tooMany = query.outlines.length > 0 && about > MOST_CELLS;
  const listed = tooMany ? null : await cellsInOutlines(query, resolution);
  const cells = listed ?? NO_CELLS;
  const size = tooMany ? about : (listed?.size ?? null);
  const study = studyOf(cells, resolution);
  const part = countsParts(requested) ? { ...(await insideOf(requested)), cells } : cells;
  return { query, study, cells: part, size, feeds, feedRows };
}

/** The same at another resolution. */
export const atResolution = (over: StudyQuery, resolution: number): Promise<StudyQuery> =>
  studyQueryOf(over.query, { ...over, background: [] }, resolution);

/** Where no area is requested: the partnership's whole area, as one outline of many parts. */
export function overBackground(query: ResolvedQuery, background: Background): ResolvedQuery {
  if (background.length === 0 || query.outlines.length > 0) return query;
  const coordinates = background.flatMap(({ outline }) => outline.coordinates);
  return { ...query, outlines: [{ type: 'MultiPolygon', coordinates }] };
}

export const inWindow = (query: ResolvedQuery, { from, to }: Window): ResolvedQuery => ({
  ...query,
  filters: { ...query.filters, from, to },
});
