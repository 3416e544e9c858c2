/** A 64-bit fingerprint of a row's own words, the same on every run and machine. Not a secret and not for secrets:
 *  it shows whether a record of the same source has been restated. */

const pair = new DataView(new ArrayBuffer(8));

/** Two multiply-and-xor lanes over UTF-16 units, mixed at the end (after the public-domain MurmurHash3 finaliser).
 *  Parts are kept apart: ['ab', 'c'] and ['a', 'bc'] differ. */
export function contentHash(parts: readonly string[]): bigint {
  let a = 0x9747b28c | 0;
  let b = 0x3c6ef372 | 0;
  for (const part of parts) {
    const length = part.length;
    for (let at = 0; at < length; at++) {
      const unit = part.charCodeAt(at);
      a = Math.imul(a ^ unit, 0x85ebca6b);
      a = (a << 13) | (a >>> 19);
      b = Math.imul(b ^ unit, 0x5bd1e995);
      b = (b << 17) | (b >>> 15);
    }
    a = Math.imul(a ^ (0x10000 + length), 0xc2b2ae35);
    a = (a << 11) | (a >>> 21);
    b = Math.imul(b ^ (0x20000 + length), 0x27d4eb2f);
    b = (b << 15) | (b >>> 17);
  }
  a = mix(a ^ (b >>> 16));
  b = mix(b ^ a);
  pair.setInt32(0, a);
  pair.setInt32(4, b);
  return pair.getBigInt64(0);
}

function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
