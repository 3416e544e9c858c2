/** Whether a file of incidents has room, before anything of it is written. Factors as measured on 100,000 rows, embedded:
 *  of 48 bytes each they took 75 MB, of 227 bytes 142 MB, with the write-ahead log and what is staged. */
import type { Inspection } from '../contract/intake.ts';
import type { Storage } from '../db/connect.ts';
import { Problem } from '../http/problem.ts';
import { FileRefused } from './read/file_problem.ts';
import { openFile } from './read/open_file.ts';

const BYTES_A_ROW = 600;
const FACTOR = 4;
/** Of the widest rows; a packed file takes more. */
const LEAST_FACTOR = 6;
const MOST_ROWS = 3_000_000;

/** Bytes that a file takes at least, by its size alone. @param inDatabase whether the database lies on the same disk */
export const leastNeed = (bytes: number, inDatabase: boolean): number =>
  inDatabase ? bytes * (1 + LEAST_FACTOR) : bytes;

/** Bytes that the rows of a file will take. @param unpacked its text's bytes @param rowBytes of an average row */
export function needOf(unpacked: number, rowBytes: number): number {
  const rows = Math.min(unpacked / Math.max(rowBytes, 1), MOST_ROWS);
  return Math.round(rows * BYTES_A_ROW + unpacked * FACTOR);
}

/** Bytes that an inspected file will take; null: nothing of it can be read, so nothing comes in. */
export async function needOfFile(
  path: string,
  { sample }: Pick<Inspection, 'sample'>,
): Promise<number | null> {
  const file = await openFile(path).catch((error: unknown) => {
    if (error instanceof FileRefused) return null;
    throw error;
  });
  if (file === null) return null;
  if (file.kind === 'workbook') return needOf(file.bytes, averageBytes(sample));
  file.close();
  const unpacked = file.parts.reduce((sum, { bytes }) => sum + bytes, 0);
  return needOf(unpacked, averageBytes(sample));
}

/** With a separator after each cell. */
const averageBytes = (rows: Inspection['sample']): number =>
  rows.flat().reduce((sum, cell) => sum + Buffer.byteLength(cell) + 1, 0) / rows.length || 100;

/** Throws Problem `no_room_for_file`, with both figures. */
export function assertRoom({ spare }: Pick<Storage, 'spare'>, need: number): void {
  if (spare === null || need <= spare) return;
  throw new Problem('no_room_for_file', {
    detail: `This file needs about ${inWords(need)}, and the server has room for ${inWords(spare)}. Tell whoever runs the server, or send a smaller part of the file.`,
  });
}

const inWords = (bytes: number): string => {
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} kB`;
  if (bytes < 1e9) return `${Math.round(bytes / 1e6)} MB`;
  return `${(bytes / 1e9).toFixed(bytes < 1e10 ? 1 : 0)} GB`;
};
