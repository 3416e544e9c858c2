/** Edge cells as PostgreSQL writes an array: read it with `::text::bigint[]`. Rows of many cannot be sent as arrays in an
 *  array. */
import type { EdgeCells } from '../geo/edge_cells.ts';

export const edgeCellsText = (edges: EdgeCells | null): string | null =>
  edges === null ? null : `{${edges.map((cell) => cell ?? 'null').join()}}`;
