/** Counts per hexagon for one request, from the index or, finer than it goes, from rows; and whose they are. */
import type { Context } from 'hono';
import type { HexesQuery } from '../contract/hexes.ts';
import { boxTest } from '../geo/cells_in_box.ts';
import type { HexServices } from './services.ts';
import { KIND_OF_CODE } from '../contract/kinds.ts';
import { asViewer } from '../http/transaction.ts';
import { cellsAsked, indexFilter, withPartners, type Asked } from './ask.ts';
import type { Source } from '../hex_index/class_counts.ts';
import { mustNotBeAPlace } from './resolution_limit.ts';
import { countFromRows, sourcesFromRows } from './from_rows.ts';
import type { HexCounts } from '../hex_index/hex_index.ts';
import { type CellSelection, INDEX_RESOLUTION } from '../hex_index/select_ranges.ts';

type Question = Pick<HexesQuery, 'resolution' | 'bbox'>;

/** The hexagons in question: of the area, the drawn polygon and the box, all that were asked for. */
export function chosenCells(asked: Asked, { resolution, bbox }: Question): CellSelection {
  const box = bbox ? boxTest(bbox) : null;
  const area = cellsAsked(asked, resolution);
  const both =
    box && area ? new Set([...area].filter((key) => box.touches(key, resolution))) : null;
  return both ?? box ?? area;
}

/** Throws Problem `not_allowed` for hexagons that are nearly places. */
export async function countHexes(
  services: HexServices,
  c: Context,
  asked: Asked,
  question: Question,
): Promise<HexCounts> {
  const { resolution } = question;
  const cells = chosenCells(asked, question);
  const wanted = { ...indexFilter(asked.wanted), resolution, cells };
  if (resolution <= INDEX_RESOLUTION)
    return withPartners(
      asked.index.count(wanted, asked.grants),
      asked.index.partnerCounts(wanted, asked.grants),
    );
  mustNotBeAPlace(c, resolution);
  return asViewer(services, c, (tx) => countFromRows(tx, { ...asked.wanted, resolution }, cells));
}

export interface CountedSource extends Source {
  /** The agreement of level `cell` that it was counted under; null: rows that the viewer may read. */
  readonly agreement: number | null;
}

/** Whose the incidents are that `countHexes` counts. */
export async function sourcesOfHexes(
  services: HexServices,
  c: Context,
  asked: Asked,
  question: Question,
): Promise<CountedSource[]> {
  const { resolution } = question;
  const cells = chosenCells(asked, question);
  const wanted = { ...indexFilter(asked.wanted), resolution, cells };
  const read =
    resolution <= INDEX_RESOLUTION
      ? asked.index.sources(wanted, asked.grants)
      : await asViewer(services, c, (tx) =>
          sourcesFromRows(tx, { ...asked.wanted, resolution }, cells),
        );
  const counted =
    resolution <= INDEX_RESOLUTION ? asked.index.partnerCounts(wanted, asked.grants) : [];
  return [
    ...read.map((source) => ({ ...source, agreement: null })),
    ...counted.map(({ grant, counts }) => ({
      agency: grant.agency,
      kind: KIND_OF_CODE[grant.kind] ?? 'crime',
      sensitivity: grant.lastSensitivity,
      incidents: counts.total.reduce((sum, n) => sum + n, 0),
      agreement: grant.agreement,
    })),
  ];
}
