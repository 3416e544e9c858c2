/** Bytes to text, without a guess: a byte order mark, strict UTF-8, or the chosen encoding. */
import { isAscii, isUtf8 } from 'node:buffer';
import type { Encoding } from '#api/contract/intake.ts';
import { refuse, type FileRefused } from './file_problem.ts';
import { utf16Of } from './sniff.ts';

export interface ByteSource {
  readonly open: () => AsyncIterable<Buffer>;
}

/** Large enough that the work per chunk vanishes, small enough that a progress bar moves. */
const CHUNK = 1 << 18;

/** The text of a source, in pieces. Throws FileRefused naming the line of the first byte that does not belong.
 *  `onBytes` receives how many bytes have been read so far. */
export async function* decodeText(
  source: ByteSource,
  encoding: Encoding | null,
  onBytes: (read: number) => void = () => undefined,
): AsyncGenerator<string> {
  let decode: ((bytes: Buffer, last: boolean) => string | null) | undefined;
  let chosen: Encoding = 'utf-8';
  let carry: Buffer = Buffer.alloc(0);
  let read = 0;
  for await (const { bytes, last } of inChunks(source.open())) {
    read += bytes.length;
    let chunk = bytes;
    if (!decode) {
      const utf8Mark = chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
      if (utf8Mark) chunk = chunk.subarray(3);
      chosen = utf8Mark ? 'utf-8' : (utf16Of(chunk) ?? encoding ?? 'utf-8');
      decode = DECODERS[chosen]();
    }
    if (carry.length > 0) chunk = Buffer.concat([carry, chunk]);
    const end = chosen === 'utf-8' && !last ? wholeCharacters(chunk) : chunk.length;
    const text = decode(chunk.subarray(0, end), last);
    carry = chunk.subarray(end);
    if (text === null || text.includes('\0')) throw await diagnose(source, chosen);
    onBytes(read);
    if (text !== '') yield text;
  }
}

/** Where the last whole UTF-8 character ends, so that none is torn between two chunks. */
function wholeCharacters(chunk: Buffer): number {
  for (let back = 1; back <= 3 && back <= chunk.length; back++) {
    const byte = chunk[chunk.length - back] ?? 0;
    if (byte >= 0xc0) {
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needs > back ? chunk.length - back : chunk.length;
    }
    if (byte < 0x80) break;
  }
  return chunk.length;
}

/** Windows-1252 where it differs from Latin-1; the five bytes it lacks are refused before this is used. */
const UPPER = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const LACKING = /[\u0081\u008d\u008f\u0090\u009d]/;
/** Two or three bytes that are one UTF-8 letter, read as Latin-1: no English text has them by chance. */
const UTF8_INSIDE = /[\u00c2-\u00df][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf]{2}/;

const utf16 = (label: 'utf-16le' | 'utf-16be') => () => {
  const decoder = new TextDecoder(label, { fatal: true });
  return (bytes: Buffer, last: boolean) => {
    try {
      return decoder.decode(bytes, { stream: !last });
    } catch {
      return null;
    }
  };
};

/** Each returns null for bytes that do not belong. */
const DECODERS: Record<Encoding, () => (bytes: Buffer, last: boolean) => string | null> = {
  'utf-8': () => (bytes) =>
    isAscii(bytes) ? bytes.toString('latin1') : isUtf8(bytes) ? bytes.toString('utf8') : null,
  'windows-1252': () => (bytes) => {
    const text = bytes.toString('latin1');
    if (isAscii(bytes)) return text;
    if (LACKING.test(text) || UTF8_INSIDE.test(text)) return null;
    return text.replace(/[\u0080-\u009f]/g, (letter) => UPPER.charAt(letter.charCodeAt(0) - 0x80));
  },
  'utf-16le': utf16('utf-16le'),
  'utf-16be': utf16('utf-16be'),
};

/** Reads the source once more, byte by byte, to say what is wrong and where. Only a file that fails pays for it. */
async function diagnose(source: ByteSource, encoding: Encoding): Promise<FileRefused> {
  let line = 1;
  let utf8Line = 0;
  let otherLine = 0;
  let lackingLine = 0;
  let nulLine = 0;
  let row: number[] = [];
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const endRow = () => {
    const bytes = Buffer.from(row);
    row = [];
    if (!nulLine && bytes.includes(0)) nulLine = line;
    if (isAscii(bytes)) return;
    if (isUtf8(bytes)) utf8Line ||= line;
    else {
      otherLine ||= line;
      if (LACKING.test(bytes.toString('latin1'))) lackingLine ||= line;
      if (UTF8_INSIDE.test(bytes.toString('latin1'))) utf8Line ||= line;
    }
  };
  for await (const chunk of source.open()) {
    for (const byte of chunk) {
      if (byte === 10) {
        if (!wide) endRow();
        line++;
      } else if (!wide) row.push(byte);
    }
  }
  if (wide) return refuse('broken-utf16', line);
  endRow();
  if (nulLine) return refuse('nul-character', nulLine);
  if (utf8Line && otherLine) {
    const lines =
      utf8Line === otherLine
        ? `both on line ${utf8Line}`
        : `UTF-8 on line ${utf8Line}, Windows-1252 on line ${otherLine}`;
    return refuse('mixed-encodings', lines);
  }
  if (encoding === 'windows-1252') {
    return utf8Line ? refuse('is-utf8', utf8Line) : refuse('undefined-byte', lackingLine || line);
  }
  return refuse('not-utf8', otherLine || line);
}

/** Gathers small pieces into chunks worth decoding, and marks the last. */
async function* inChunks(
  pieces: AsyncIterable<Buffer>,
): AsyncGenerator<{ bytes: Buffer; last: boolean }> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const piece of pieces) {
    if (size >= CHUNK) {
      yield { bytes: Buffer.concat(waiting), last: false };
      waiting = [];
      size = 0;
    }
    waiting.push(piece);
    size += piece.length;
  }
  yield { bytes: Buffer.concat(waiting), last: true };
}
