/** The markup inside a workbook, inflated under guard. What is checked here is what is read: the reader of workbooks
 *  finds its way by other headers of the archive than we do, and so is never given the archive itself. */
import { refuse } from './file_problem.ts';
import type { OpenedZip } from './zip_guard.ts';

/** A workbook is read whole into memory (about 20 bytes for each of its own), so it gets a tighter limit than text,
 *  which streams through. 64 MB is some 200,000 rows. */
const WORKBOOK_BYTES = 64 * 1024 ** 2;

/** The parts that are markup, by name. */
export type WorkbookMarkup = ReadonlyMap<string, Buffer>;

/** Whatever a part is called: what its package says that it is counts. */
const MACROS = /macroEnabled|vbaProject|macrosheet/i;
const LINKS = /externalLink\+xml/i;

/** Bytes of all parts together, unpacked, as the directory claims. Throws FileRefused where they are too many, and for
 *  macros and links that have their usual names. */
export function workbookBytes(zip: OpenedZip): number {
  let bytes = 0;
  for (const { fileName, uncompressedSize } of zip.entries) {
    if (/vbaProject\.bin$|^xl\/macrosheets\//i.test(fileName)) throw refuse('workbook-macro');
    if (/^xl\/externalLinks\//i.test(fileName)) throw refuse('workbook-links');
    bytes += uncompressedSize;
  }
  if (bytes > WORKBOOK_BYTES)
    throw refuse('workbook-too-large', `${WORKBOOK_BYTES / 1024 ** 2} MB`);
  return bytes;
}

/** Throws FileRefused for what values do not need: macros, links to other workbooks, entities. */
export async function workbookParts(zip: OpenedZip): Promise<WorkbookMarkup> {
  workbookBytes(zip);
  const markup = new Map<string, Buffer>();
  for (const entry of zip.entries) {
    // everything is inflated, also what is not read: an archive inside must not hide
    const chunks: Buffer[] = [];
    for await (const chunk of zip.read(entry)) chunks.push(chunk);
    if (!/\.xml(\.rels)?$/i.test(entry.fileName)) continue;
    const part = Buffer.concat(chunks);
    checkMarkup(entry.fileName, part);
    markup.set(entry.fileName, part);
  }
  return markup;
}

function checkMarkup(name: string, part: Buffer): void {
  // every character twice: what is looked for would not be found
  if (part.subarray(0, 200).includes(0)) throw refuse('workbook-broken');
  const text = part.toString('latin1');
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw refuse('workbook-entities');
  if (!/\[Content_Types\]\.xml$/i.test(name)) return;
  if (MACROS.test(text)) throw refuse('workbook-macro');
  if (LINKS.test(text)) throw refuse('workbook-links');
}
