/** Where in a study area a delivery is missing from a window: such a cell is missing, and not quiet. */
import { INCIDENT_TYPES, KINDS } from '../../contract/kinds.ts';
import type { Gap } from '../../contract/gap.ts';
import { gapOf, gapsIn, type FeedGap } from '../../deliveries/missing.ts';
import { missingCells, NEIGHBOURHOOD, type History } from '../../deliveries/missing_cells.ts';
import { toKey } from '../../geo/cells.ts';
import { feedQuestion } from '../../hexes/delivery_facts.ts';
import { leaveOut } from '../../hexes/leave_out.ts';
import { indexFilter } from '../../hexes/read_filters.ts';
import type { ResolvedQuery } from '../../hexes/read_query.ts';
import type { StudyQuery } from '../study/study_query.ts';

export interface MissingDeliveries {
  readonly gaps: readonly Gap[];
  /** One per cell of the study: 1 where a delivery is missing. */
  readonly missing: Uint8Array;
}

export function missingDeliveries({
  query,
  study,
  feeds,
  feedRows,
}: StudyQuery): MissingDeliveries {
  const { from, to } = query.filters;
  const question = feedQuestion(query);
  const windows = [{ from, to }];
  const gaps = gapsIn(feeds, windows, question);
  if (gaps.length === 0) return { gaps, missing: new Uint8Array(study.keys.length) };
  const { rowsOf } = leaveOut(query, feeds, windows, question);
  const all = historyOfNeighbourhoods(query, null, null);
  const ofGaps = historyOfGaps(query, gaps, rowsOf);
  for (const { dataset, cell, kind, n } of feedRows) {
    if (cell === null || !rowsOf.get(dataset)?.includes(kind)) continue;
    const key = toKey(cell, NEIGHBOURHOOD);
    ofGaps.set(key, (ofGaps.get(key) ?? 0) + n);
  }
  const missing = missingCells(study.keys, study.resolution, all, ofGaps);
  return { gaps: gaps.map(gapOf), missing };
}

/** Counts of the whole history by neighbourhood, of agencies and kinds with a gap; not of those in rowsOf, of which only some feeds
 *  have one. */
function historyOfGaps(
  query: ResolvedQuery,
  gaps: readonly FeedGap[],
  rowsOf: ReturnType<typeof leaveOut>['rowsOf'],
): Map<number, number> {
  const ofGaps = new Map<number, number>();
  for (const { id, slug } of query.agencies) {
    const kinds = KINDS.filter((kind) =>
      gaps.some(
        (gap) =>
          gap.agency === slug && gap.kinds.includes(kind) && !rowsOf.get(gap.id)?.includes(kind),
      ),
    );
    if (kinds.length === 0) continue;
    const types = INCIDENT_TYPES.filter(
      (one) => kinds.includes(one.kind) && (query.filters.types?.includes(one.id) ?? true),
    ).map((one) => one.id);
    for (const [key, n] of historyOfNeighbourhoods(query, [id], types))
      ofGaps.set(key, (ofGaps.get(key) ?? 0) + n);
  }
  return ofGaps;
}

/** agencies, types: null for all that the filters let through. */
function historyOfNeighbourhoods(
  { index, grants, filters, history }: ResolvedQuery,
  agencies: readonly number[] | null,
  types: readonly number[] | null,
): History {
  if (!history) return new Map();
  const chosen = indexFilter({
    from: history.first,
    to: history.last,
    agencies: agencies ?? filters.agencies,
    types: types ?? filters.types,
  });
  const { keys, total } = index.countAll(
    { ...chosen, resolution: NEIGHBOURHOOD, cells: null },
    grants,
  ).all;
  return new Map(Array.from(keys, (key, i) => [key, total[i] ?? 0]));
}
