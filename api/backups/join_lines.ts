/** Pieces of any length become parts of whole lines. Pure. */

const NEWLINE = 0x0a;

/** @param most a part ends with the last line that begins before so many bytes */
export async function* joinLines(
  pieces: AsyncIterable<Uint8Array>,
  most: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    const end = piece.lastIndexOf(NEWLINE) + 1;
    if (end === 0 || size + end < most) {
      held.push(piece);
      size += piece.length;
      continue;
    }
    yield joined([...held, piece.subarray(0, end)], size + end);
    held = end < piece.length ? [piece.slice(end)] : [];
    size = piece.length - end;
  }
  if (size > 0) yield joined(held, size);
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
