/** Where in a study area a delivery is missing from a window: such a cell is missing, and not quiet. */
import { INCIDENT_TYPES, type Kind } from '../../contract/kinds.ts';
import type { Gap } from '../../contract/significance.ts';
import { gapsIn } from '../../deliveries/missing.ts';
import { missingCells, NEIGHBOURHOOD, type History } from '../../deliveries/missing_cells.ts';
import { indexFilter } from '../../hexes/read_filters.ts';
import type { ResolvedQuery } from '../../hexes/read_query.ts';
import { isoOf } from '../../time/local_day.ts';
import type { StudyQuery } from '../study/study_query.ts';

export interface MissingDeliveries {
  readonly gaps: readonly Gap[];
  /** One per cell of the study: 1 where a delivery is missing. */
  readonly missing: Uint8Array;
}

/** agencies: slugs; null for all. */
export function missingDeliveries(
  { query, study, feeds }: StudyQuery,
  agencies: readonly string[] | null,
): MissingDeliveries {
  const { from, to } = query.filters;
  const gaps = gapsIn(feeds, { from: isoOf(from), to: isoOf(to) }, agencies, kindsOf(query));
  if (gaps.length === 0) return { gaps, missing: new Uint8Array(study.keys.length) };
  const all = historyOfNeighbourhoods(query, null, null);
  const ofGaps = historyOfGaps(query, gaps);
  return { gaps, missing: missingCells(study.keys, study.resolution, all, ofGaps) };
}

/** Kinds that the filters let through; null for all. */
function kindsOf({ filters: { types } }: ResolvedQuery): Kind[] | null {
  if (types === null) return null;
  return [
    ...new Set(INCIDENT_TYPES.filter(({ id }) => types.includes(id)).map(({ kind }) => kind)),
  ];
}

/** Counts of the whole history by neighbourhood, of agencies and kinds with a gap. */
function historyOfGaps(query: ResolvedQuery, gaps: readonly Gap[]): History {
  const ofGaps = new Map<number, number>();
  for (const [agency, kinds] of byAgency(gaps)) {
    const id = query.agencies.find(({ slug }) => slug === agency)?.id ?? 0;
    const types = INCIDENT_TYPES.filter(
      (one) => kinds.has(one.kind) && (query.filters.types?.includes(one.id) ?? true),
    ).map((one) => one.id);
    for (const [key, n] of historyOfNeighbourhoods(query, [id], types))
      ofGaps.set(key, (ofGaps.get(key) ?? 0) + n);
  }
  return ofGaps;
}

function byAgency(gaps: readonly Gap[]): Map<string, Set<Kind>> {
  const found = new Map<string, Set<Kind>>();
  for (const { agency, kinds } of gaps)
    found.set(agency, new Set([...(found.get(agency) ?? []), ...kinds]));
  return found;
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
