/** JSON under limits that are counted while its bytes arrive, before any of it is parsed: a megabyte of brackets takes a
 *  parser seconds, sixty of them half a minute and gigabytes. */
import { Problem } from './problem.ts';

export interface JsonLimits {
  /** Lists and objects inside each other. Nothing here has more than ten. */
  readonly depth: number;
  /** Brackets, braces, commas and colons: as many as there will be values, at the least. */
  readonly marks: number;
  readonly bytes: number;
}

export const DEPTH = 32;

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN, CLOSE, COMMA, COLON] =
  Buffer.from('"\\[]{},:');

/** Looks at the bytes of one text as they come. Throws Problems `bad_request` and `body_too_large`. */
export function jsonScanner({ depth, marks, bytes }: JsonLimits): (chunk: Uint8Array) => void {
  let [deep, found, length] = [0, 0, 0];
  let inText = false;
  let escaped = false;
  return (chunk) => {
    length += chunk.length;
    if (length > bytes) throw new Problem('body_too_large');
    for (const byte of chunk) {
      if (inText) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inText = false;
      } else if (byte === QUOTE) inText = true;
      else if (byte === OPEN_LIST || byte === OPEN) {
        if (++deep > depth) throw new Problem('bad_request', { detail: tooDeep(depth) });
        found++;
      } else if (byte === CLOSE_LIST || byte === CLOSE) deep--;
      else if (byte === COMMA || byte === COLON) found++;
    }
    if (found > marks) throw new Problem('body_too_large', { detail: TOO_MANY });
  };
}

const tooDeep = (depth: number): string =>
  `The JSON is nested more than ${depth} deep, which nothing here needs. Check it against /api/openapi.json.`;
const TOO_MANY =
  'The request holds more values than it may. Split it, or thin its outlines, then send the parts.';

/** A short text under the limits. Throws the same Problems, and SyntaxError. */
export function parseJson(text: string, bytes = 2 ** 20): unknown {
  jsonScanner({ depth: DEPTH, marks: bytes, bytes })(Buffer.from(text));
  return JSON.parse(text);
}

/** All bytes of a body. Throws the same Problems, at the first byte that is too much. */
export async function readJsonBytes(request: Request, limits: JsonLimits): Promise<Uint8Array> {
  const claimed = Number(request.headers.get('content-length') ?? 0);
  if (claimed > limits.bytes) throw new Problem('body_too_large');
  const scan = jsonScanner(limits);
  const chunks: Uint8Array[] = [];
  // as: the DOM's type has no iterator, which Node's stream has
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    scan(chunk);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
