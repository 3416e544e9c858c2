/** From a path on disk to the tables inside: one CSV, the CSVs of an archive, or a workbook. */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { Entry } from 'yauzl';
import { refuse } from './file_problem.ts';
import { SNIFF_BYTES, sniff } from './sniff.ts';
import { workbookBytes } from './workbook_parts.ts';
import { openZip, type ZipLimits } from './zip_guard.ts';

export interface TextPart {
  readonly name: string;
  /** Size of the text, unpacked. */
  readonly bytes: number;
  /** The bytes from the start, each time it is called. */
  readonly open: () => AsyncIterable<Buffer>;
}

export interface SkippedPart {
  readonly name: string;
  readonly reason: string;
}

export type OpenedFile =
  | {
      readonly kind: 'text';
      readonly parts: readonly TextPart[];
      readonly skipped: readonly SkippedPart[];
      /** Rows that the file may have, all parts together. */
      readonly mostRows: number;
      readonly close: () => void;
    }
  | {
      readonly kind: 'workbook';
      /** Of all its parts, unpacked. */
      readonly bytes: number;
    };

/** Rows of one file: ten years of a county's police records are a million. */
const MOST_ROWS = 3_000_000;
/** A packed row takes a byte at the least, and twenty as a rule; but as many as this are never too many. */
const ALWAYS_ROWS = 100_000;

const POLICE_NAME = /(?:^|[/\\])\d{4}-\d{2}-[a-z-]+?-(street|outcomes|stop-and-search)\.csv$/i;

/** What the name of a data.police.uk file says that it holds. */
const policeContent = (name: string): string | undefined =>
  POLICE_NAME.exec(name)?.[1]?.toLowerCase();

/** Opens a file by its content. Throws FileRefused for anything that is no table; close what it returns.
 *  `name`: what the person calls the file, where the path on disk is a temporary one. */
export async function openFile(
  path: string,
  options: { readonly name?: string; readonly limits?: ZipLimits } = {},
): Promise<OpenedFile> {
  const content = sniff(await firstBytes(path));
  if (content.kind === 'refused') throw refuse(content.code, content.detail);
  if (content.kind === 'zip') return openArchive(path, options.limits);
  const name = options.name ?? path;
  const part: TextPart = {
    name: name.split(/[/\\]/).at(-1) ?? name,
    bytes: (await stat(path)).size,
    open: () => createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>, // no encoding is set
  };
  return { kind: 'text', parts: [part], skipped: [], mostRows: MOST_ROWS, close: () => undefined };
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFF_BYTES), 0, SNIFF_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function openArchive(path: string, limits?: ZipLimits): Promise<OpenedFile> {
  const zip = await openZip(path, limits);
  try {
    if (zip.entries.some((entry) => entry.fileName === 'xl/workbook.xml')) {
      const bytes = workbookBytes(zip);
      zip.close();
      return { kind: 'workbook', bytes };
    }
    const { chosen, skipped } = chooseEntries(zip.entries);
    if (chosen.length === 0) throw refuse('zip-no-csv');
    const parts = chosen.map((entry) => ({
      name: entry.fileName,
      bytes: entry.uncompressedSize,
      open: () => zip.read(entry),
    }));
    const close = zip.close;
    const packed = chosen.reduce((sum, entry) => sum + entry.compressedSize, 0);
    const mostRows = Math.min(MOST_ROWS, Math.max(ALWAYS_ROWS, packed));
    return { kind: 'text', parts, skipped, mostRows, close };
  } catch (error) {
    zip.close();
    throw error;
  }
}

const OTHER_POLICE: Readonly<Record<string, string>> = {
  outcomes: 'it says how earlier crimes ended and holds no incidents',
  'stop-and-search': 'searches of people are not incidents and are not kept here',
};

/** Street files where there are any, else every CSV; in the order of their names, so that months come in order. */
function chooseEntries(entries: readonly Entry[]): { chosen: Entry[]; skipped: SkippedPart[] } {
  const ordered = entries
    .filter(({ fileName }) => !/(^|\/)(__MACOSX\/|\._|\.DS_Store$)/.test(fileName))
    .sort((a, b) => (a.fileName < b.fileName ? -1 : 1));
  const street = ordered.filter(({ fileName }) => policeContent(fileName) === 'street');
  const tables = ordered.filter(({ fileName }) => /\.(csv|tsv|txt)$/i.test(fileName));
  const chosen = street.length > 0 ? street : tables;
  const skipped = ordered
    .filter((entry) => !chosen.includes(entry))
    .map(({ fileName }) => ({
      name: fileName,
      reason:
        OTHER_POLICE[policeContent(fileName) ?? ''] ??
        (street.length > 0 ? 'it is not a street-level crime file' : 'it is not a CSV file'),
    }));
  return { chosen, skipped };
}
