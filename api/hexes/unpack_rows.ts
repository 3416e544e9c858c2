/** Rows as the database packs them (row_queries.ts) to the index's columns. */
import type { Batch } from '../hex_index/row_sorter.ts';
import type { ChangeRow } from './version_queries.ts';

const BYTES = 17;

/** cell 8 · day 4 · type 2 · share key 2 · month-only 1, all big-endian. */
export function unpackRows(bytes: Uint8Array): Batch {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = bytes.byteLength / BYTES;
  const batch = emptyBatch(count);
  for (let i = 0, at = 0; i < count; i++, at += BYTES) {
    batch.cells[i] = view.getBigInt64(at);
    batch.days[i] = view.getInt32(at + 8);
    batch.types[i] = view.getUint16(at + 12);
    batch.shares[i] = view.getUint16(at + 14);
    batch.monthOnly[i] = view.getUint8(at + 16);
  }
  return batch;
}

/** Net changes as rows: those restored and those removed, as many of each as it counts. */
export function unpackChanges(changes: readonly ChangeRow[]): { add: Batch; remove: Batch } {
  const rowsOf = (sign: 1 | -1): Batch => {
    const count = changes.reduce((sum, { delta }) => sum + Math.max(0, sign * delta), 0);
    const batch = emptyBatch(count);
    let i = 0;
    for (const change of changes)
      for (let n = sign * change.delta; n > 0; n--, i++) {
        batch.cells[i] = change.cell ?? 0n;
        batch.days[i] = change.day;
        batch.types[i] = change.type_id;
        batch.shares[i] = change.share_key;
        batch.monthOnly[i] = change.month_only ? 1 : 0;
      }
    return batch;
  };
  return { add: rowsOf(1), remove: rowsOf(-1) };
}

const emptyBatch = (count: number) => ({
  cells: new BigInt64Array(count),
  days: new Int32Array(count),
  types: new Uint16Array(count),
  shares: new Uint16Array(count),
  monthOnly: new Uint8Array(count),
  count,
});
