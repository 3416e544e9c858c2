/** A file as the tables in it, whatever it came as: the one place where text, archives and workbooks meet. */
import type { Mapping } from '#api/contract/intake.ts';
import { decodeText } from './decode_text.ts';
import { openFile, type SkippedPart } from './open_file.ts';
import { readCsv, type Table } from './read_csv.ts';
import { readWorkbook } from './read_workbook.ts';
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
  readonly close: () => void;
}

/** How the person wants the file read, where it does not say itself. */
export type Reading = Partial<Pick<Mapping, 'delimiter' | 'encoding' | 'sheet'>>;

/** Throws FileRefused for anything that holds no table. Close what it returns. */
export async function openTables(
  path: string,
  reading: Reading,
  options: { readonly name?: string; readonly limits?: ZipLimits },
): Promise<Tables> {
  const file = await openFile(path, options);
  if (file.kind === 'workbook') {
    const part: TablePart = {
      name: options.name ?? path.split(/[/\\]/).at(-1) ?? path,
      bytes: file.bytes,
      read: async (onBytes) => {
        const table = await readWorkbook(file.markup, reading.sheet ?? null);
        onBytes?.(file.bytes);
        return table;
      },
    };
    return { parts: [part], skipped: [], close: () => undefined };
  }
  const parts = file.parts.map(({ name, bytes, open }) => ({
    name,
    bytes,
    read: (onBytes?: (read: number) => void) =>
      readCsv(decodeText({ open }, reading.encoding ?? null, onBytes), reading.delimiter ?? null),
  }));
  return { parts, skipped: file.skipped, close: file.close };
}
