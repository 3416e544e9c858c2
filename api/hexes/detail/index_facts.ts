/** What the index knows of one hexagon: counts under agreements, the ring around it, and what the viewer sees of it. */
import { cellToParent, gridDisk } from 'h3-js';
import type { Seen } from '../../contract/agreements.ts';
import { codeOfType, KIND_OF_CODE, type Kind } from '../../contract/kinds.ts';
import { keyOfString } from '../../geo/cells.ts';
import {
  type CellSelection,
  INDEX_RESOLUTION,
  type Inside,
} from '../../hex_index/select_ranges.ts';
import { indexInside } from '../inside.ts';
import type { FeedQuestion } from '../../deliveries/missing.ts';
import { feedQuestion } from '../delivery_facts.ts';
import type { DetailLimits } from './detail_limits.ts';
import { indexFilter } from '../read_filters.ts';
import type { ResolvedQuery } from '../read_query.ts';
import { visibilityFor } from '../visibility.ts';

/** Cells, as far as they lie inside. */
function inCells(keys: readonly number[], inside: Inside | null): CellSelection {
  const cells = new Set(keys);
  return inside ? { ...inside, cells } : cells;
}

interface PartnerHere {
  readonly agency: string;
  readonly kind: Kind;
  readonly n: number;
  readonly byMonth: ReadonlyMap<number, number>;
}

/** What agreements of level `cell` let the viewer count in this hexagon, where it is coarse enough for them. */
export function partnersHere(
  cell: string,
  resolution: number,
  query: ResolvedQuery,
  inside: Inside | null,
): PartnerHere[] {
  if (resolution > INDEX_RESOLUTION) return [];
  const here = {
    ...indexFilter(query.filters),
    resolution,
    cells: inCells([keyOfString(cell, resolution)], inside),
  };
  const inWindow = query.index.partnerCounts(here, query.grants);
  return query.index.partnerMonths(here, query.grants).map(({ grant, byMonth }) => ({
    agency: query.agencies.find(({ id }) => id === grant.agency)?.slug ?? '',
    kind: KIND_OF_CODE[grant.kind] ?? 'crime',
    n: inWindow.find((one) => one.grant === grant)?.counts.total[0] ?? 0,
    byMonth,
  }));
}

/** What the viewer sees of whose records, of the requested kinds and agencies. */
export function visibilityHere(query: ResolvedQuery): Seen[] {
  const { grants, own, agencies, index, filters, today } = query;
  const kinds = filters.types && new Set(filters.types.map(codeOfType));
  const held = index
    .held()
    .filter(
      ({ agency, kind }) =>
        (kinds?.has(kind) ?? true) && (filters.agencies?.includes(agency) ?? true),
    );
  return visibilityFor(grants, own, agencies, held, index.partnerTables(grants), today);
}

/** Incidents in the ring around a cell; beyond the index's resolution limit, around its ancestor there. */
export function countNeighbours(
  cell: string,
  resolution: number,
  query: ResolvedQuery,
  inside: Inside | null,
): number {
  const at = Math.min(resolution, INDEX_RESOLUTION);
  const own = keyOfString(cell, at);
  const ring = gridDisk(cellToParent(cell, at), 1)
    .map((one) => keyOfString(one, at))
    .filter((key) => key !== own);
  const around = { ...indexFilter(query.filters), resolution: at, cells: inCells(ring, inside) };
  return indexInside(query)
    .countAll(around, query.grants)
    .all.total.reduce((sum, n) => sum + n, 0);
}

/** Which feeds have not delivered, of agencies that have records in this hexagon (beyond the index's resolution limit, in its
 *  ancestor there), as far as the reader may know of them. */
export function questionHere(
  cell: string,
  resolution: number,
  query: ResolvedQuery,
  { lastMonth }: Pick<DetailLimits, 'lastMonth'>,
): FeedQuestion {
  const { index, grants, filters, history, agencies } = query;
  const at = Math.min(resolution, INDEX_RESOLUTION);
  const first = history?.first ?? 0;
  const last = Math.max(first, Math.min(history?.last ?? 0, lastMonth ?? Infinity));
  const here = {
    ...indexFilter({ ...filters, from: first, to: last }),
    resolution: at,
    cells: new Set([keyOfString(cell, at)]),
  };
  const known = new Set(
    [
      ...index.sources(here, grants).map(({ agency, kind }) => ({ agency, kind })),
      ...index.partnerCounts(here, grants).map(({ grant: { agency, kind } }) => ({
        agency,
        kind: KIND_OF_CODE[kind] ?? 'crime',
      })),
    ].map(({ agency, kind }) => `${agencies.find(({ id }) => id === agency)?.slug ?? ''} ${kind}`),
  );
  return { ...feedQuestion(query), covers: (agency, kind) => known.has(`${agency} ${kind}`) };
}
