/** A file as the tables in it, whatever it came as: the one place where text, archives and workbooks meet. */
import type { Mapping } from '#api/contract/intake.ts';
import { decodeText } from './decode_text.ts';
import { openFile, type SkippedPart } from './open_file.ts';
import { readCsv, type Table } from './read_csv.ts';
import { readWorkbook, workbookLimits } from './read_workbook.ts';
import type { ZipLimits } from './zip_guard.ts';

export interface TablePart {
  readonly name: string;
  /** Unpacked bytes, the measure of progress. */
  readonly bytes: number;
  /** Reads the header; `onBytes` receives how much of `bytes` has been read. */
  readonly read: (
    onBytes?: (read: number) => void,
  ) => Promise<Table & { sheets?: readonly string[] }>;
}

export interface Tables {
  readonly parts: readonly TablePart[];
  readonly skipped: readonly SkippedPart[];
  /** Rows that all parts together may have. */
  readonly mostRows: number;
  readonly close: () => void;
}

/** How the person wants the file read, where it does not say itself. */
export type Reading = Partial<Pick<Mapping, 'delimiter' | 'encoding' | 'sheet'>>;

export interface ReadOptions {
  /** What the person calls the file, where the path on disk is a temporary one. */
  readonly name?: string;
  readonly limits?: ZipLimits;
  /** Ends the reading: its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
}

/** Throws FileRefused for anything that holds no table. Close what it returns. */
export async function openTables(
  path: string,
  reading: Reading,
  options: ReadOptions,
): Promise<Tables> {
  const file = await openFile(path, options);
  if (file.kind === 'workbook') {
    const part: TablePart = {
      name: options.name ?? path.split(/[/\\]/).at(-1) ?? path,
      bytes: file.bytes,
      read: async (onBytes) => {
        const limits = workbookLimits(file.bytes);
        const table = await readWorkbook(path, reading.sheet ?? null, limits, options.signal);
        onBytes?.(file.bytes);
        return table;
      },
    };
    return { parts: [part], skipped: [], mostRows: Infinity, close: () => undefined };
  }
  const parts = file.parts.map(({ name, bytes, open }) => ({
    name,
    bytes,
    read: (onBytes?: (read: number) => void) =>
      readCsv(decodeText({ open }, reading.encoding ?? null, onBytes), reading.delimiter ?? null),
  }));
  const { skipped, mostRows, close } = file;
  return { parts, skipped, mostRows, close };
}
