import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Encoding } from '#api/contract/intake.ts';
import { decodeText } from '#api/intake/read/decode_text.ts';

/** A source that gives `bytes` in pieces of the given size. */
const source = (bytes: Uint8Array, size: number) => ({
  async *open() {
    for (let at = 0; at < bytes.length; at += size)
      yield Buffer.from(bytes.subarray(at, at + size));
  },
});

async function decode(bytes: Uint8Array, encoding: Encoding | null = null, size = 1 << 16) {
  let text = '';
  for await (const piece of decodeText(source(bytes, size), encoding)) text += piece;
  return text;
}

describe('decoding', () => {
  it('gives back any UTF-8 text, with or without a byte order mark', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.boolean(), async (raw, mark) => {
        const text = raw.replaceAll(/[\0\ufeff]/g, '').replace(/^\u00fe|^\u00ff/, '');
        const bytes = new TextEncoder().encode((mark ? '\ufeff' : '') + text);
        expect(await decode(bytes)).toBe(text);
      }),
    );
  });

  it('never tears a letter where two chunks meet', async () => {
    for (const shift of [0, 1, 2, 3]) {
      // Chunks are of 256 KB: letters of two, three and four bytes straddle their edges.
      const text = 'a'.repeat(shift) + 'é€😀'.repeat(100_000);
      expect((await decode(new TextEncoder().encode(text), null, 1 << 18)) === text).toBe(true);
    }
  });

  it('reads UTF-16 of both orders, by its mark or by its NULs', async () => {
    const text = 'Reference,Category\r\nA1,Café Row €\r\n';
    const little = Buffer.from(text, 'utf16le');
    const big = Buffer.from(little).swap16();
    expect(await decode(little)).toBe(text);
    expect(await decode(big)).toBe(text);
    expect(await decode(Buffer.concat([Buffer.from([0xff, 0xfe]), little]))).toBe(text);
    expect(await decode(Buffer.concat([Buffer.from([0xfe, 0xff]), big]))).toBe(text);
  });

  it('knows every letter of Windows-1252 once somebody has chosen it', async () => {
    const upper = Array.from({ length: 128 }, (_, at) => at + 128).filter(
      (byte) => ![0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte),
    );
    // Apart, so that no two look like one letter of UTF-8.
    const bytes = Buffer.from(upper.flatMap((byte) => [byte, 32]));
    const letters = (await decode(bytes, 'windows-1252')).split(' ');
    expect(letters.slice(0, 4)).toEqual(['€', '‚', 'ƒ', '„']);
    expect(letters.at(-2)).toBe('ÿ');
    expect(new Set(letters.slice(0, -1)).size).toBe(123);
  });

  it('says where the first letter stands that does not belong, megabytes into the file', async () => {
    const before = Buffer.from('a,b\n'.repeat(200_000));
    const bytes = Buffer.concat([before, Buffer.from([0x63, 0xe9, 0x0a])]);
    await expect(decode(bytes)).rejects.toThrow('Line 200001 is not UTF-8');
    await expect(
      decode(Buffer.concat([before, Buffer.from([0x81, 0x0a])]), 'windows-1252'),
    ).rejects.toThrow('Line 200001 holds a byte');
    await expect(decode(Buffer.from('a\nb\nCafé\n'), 'windows-1252')).rejects.toThrow(
      'Line 3 is UTF-8',
    );
    await expect(decode(Buffer.concat([before, Buffer.from('x\0y\n')]))).rejects.toThrow(
      'Line 200001 holds a NUL',
    );
  });

  it('reports how far it has read, up to the last byte', async () => {
    const reported: number[] = [];
    const bytes = Buffer.alloc(1_000_000, 'a,b\n');
    for await (const _ of decodeText(source(bytes, 1 << 16), null, (read) => reported.push(read)))
      void _;
    expect(reported.at(-1)).toBe(1_000_000);
    expect(reported.length).toBeGreaterThan(2);
  });
});
