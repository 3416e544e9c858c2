/** Rows as the database packs them (row_queries.ts) to the index's columns. */
import { parseEdgeCells } from '../geo/edge_cells.ts';
import type { Batch, BatchEdges } from '../hex_index/row_sorter.ts';
import type { ChangeRow } from './version_queries.ts';

/** Bytes of a row, before those of its edge cells. */
const BYTES = 19;
const MONTH_ONLY = 1;
const HAS_EDGES = 2;

/** cell 8 · day 4 · type 2 · share key 2 · set of areas 2 · flags 1, all big-endian; with HAS_EDGES then the edge cells, as PostgreSQL sends an
 *  array. */
export function unpackRows(bytes: Uint8Array, count: number): Batch {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const batch = emptyBatch(count);
  const edges = new EdgeList();
  for (let i = 0, at = 0; i < count; i++) {
    const flags = view.getUint8(at + 18);
    batch.cells[i] = view.getBigInt64(at);
    batch.days[i] = view.getInt32(at + 8);
    batch.types[i] = view.getUint16(at + 12);
    batch.shares[i] = view.getUint16(at + 14);
    batch.areaSets[i] = view.getUint16(at + 16);
    batch.monthOnly[i] = flags & MONTH_ONLY;
    at += BYTES;
    if ((flags & HAS_EDGES) !== 0) at = readEdges(view, at, (cell) => edges.add(i, cell));
  }
  return { ...batch, edges: edges.columns() };
}

/** An array of bigint in one dimension: how many dimensions, flags, type; length, first subscript; then the bytes of each and
 *  itself, -1 for a null. @returns where it ends */
function readEdges(view: DataView, start: number, found: (cell: bigint) => void): number {
  const length = view.getInt32(start + 12);
  let at = start + 20;
  for (let n = 0; n < length; n++) {
    const bytes = view.getInt32(at);
    at += 4;
    if (bytes < 0) continue;
    found(view.getBigInt64(at));
    at += bytes;
  }
  return at;
}

/** Net changes as rows: those restored and those removed, as many of each as it counts. */
export function unpackChanges(changes: readonly ChangeRow[]): { add: Batch; remove: Batch } {
  const rowsOf = (sign: 1 | -1): Batch => {
    const count = changes.reduce((sum, { delta }) => sum + Math.max(0, sign * delta), 0);
    const batch = emptyBatch(count);
    const edges = new EdgeList();
    let i = 0;
    for (const change of changes) {
      const own = parseEdgeCells(change.edge_cells);
      for (let n = sign * change.delta; n > 0; n--, i++) {
        batch.cells[i] = change.cell ?? 0n;
        batch.days[i] = change.day;
        batch.types[i] = change.type_id;
        batch.shares[i] = change.share_key;
        batch.areaSets[i] = change.area_set_id;
        batch.monthOnly[i] = change.month_only ? 1 : 0;
        for (const cell of own ?? []) if (cell !== null) edges.add(i, cell);
      }
    }
    return { ...batch, edges: edges.columns() };
  };
  return { add: rowsOf(1), remove: rowsOf(-1) };
}

class EdgeList {
  readonly #rows: number[] = [];
  readonly #cells: bigint[] = [];

  add(row: number, cell: bigint): void {
    this.#rows.push(row);
    this.#cells.push(cell);
  }

  columns(): BatchEdges {
    return { rows: Uint32Array.from(this.#rows), cells: BigInt64Array.from(this.#cells) };
  }
}

const emptyBatch = (count: number) => ({
  cells: new BigInt64Array(count),
  days: new Int32Array(count),
  types: new Uint16Array(count),
  shares: new Uint16Array(count),
  areaSets: new Uint16Array(count),
  monthOnly: new Uint8Array(count),
  count,
});
