import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCompact, encodeCompact } from '#api/contract/compact_hexes.ts';
import { cellOf, keyToString, toKey } from '#api/geo/cells.ts';

const count = fc.oneof(fc.nat(3), fc.integer({ min: 0, max: 0xffffffff }));
const hexes = fc.integer({ min: 0, max: 15 }).chain((resolution) =>
  fc
    .uniqueArray(
      fc
        .record({
          lon: fc.double({ min: -180, max: 180, noNaN: true }),
          lat: fc.double({ min: -90, max: 90, noNaN: true }),
        })
        .map(({ lon, lat }) => toKey(cellOf(lon, lat, resolution), resolution)),
      { maxLength: 40 },
    )
    .chain((keys) =>
      fc
        .array(fc.array(count, { minLength: keys.length, maxLength: keys.length }), {
          maxLength: 4,
        })
        .map((columns) => ({
          resolution,
          keys: Float64Array.from(keys).sort(),
          byKind: columns.map((column) => Uint32Array.from(column)),
          leftOut: { noPlace: keys.length * 1000, monthOnlyCut: columns.length },
        })),
    ),
);

test('what is written is read back, and cells have their H3 names', () => {
  fc.assert(
    fc.property(hexes, (written) => {
      const read = decodeCompact(encodeCompact(written));
      expect(read.resolution).toBe(written.resolution);
      expect(read.keys).toEqual(written.keys);
      expect(read.cells).toEqual(
        [...written.keys].map((key) => keyToString(key, written.resolution)),
      );
      expect(read.counts).toEqual(written.byKind);
      expect(read.leftOut).toEqual(written.leftOut);
      for (const [i, total] of read.total.entries()) {
        // Columns of any 32-bit counts: their sum wraps as a Uint32Array does.
        expect(total).toBe(
          written.byKind.reduce((sum, column) => (sum + (column[i] ?? 0)) >>> 0, 0),
        );
      }
    }),
  );
});

test('a body cut short or with something after it is refused, in words', () => {
  fc.assert(
    fc.property(hexes, fc.nat(), (written, at) => {
      const bytes = encodeCompact(written);
      expect(() => decodeCompact(bytes.slice(0, at % bytes.length))).toThrow(RangeError);
      expect(() => decodeCompact(Uint8Array.from([...bytes, 0]))).toThrow('cut short or damaged');
    }),
  );
});

test('a page in its place, or another version, is refused, in words', () => {
  expect(() => decodeCompact(new TextEncoder().encode('<!doctype html>'))).toThrow(
    'not a compact hex answer',
  );
  expect(() => decodeCompact(Uint8Array.of(0xc6, 9, 9, 4))).toThrow('version 9');
});

test('a length that the body cannot hold is refused before memory is asked for it', () => {
  const length = [0xff, 0xff, 0xff, 0xff, 0x0f];
  expect(() => decodeCompact(Uint8Array.of(0xc6, 1, 9, 4, ...length, 0, 0))).toThrow('cut short');
});

test('keys that do not ascend, and columns of another length, are refused when writing', () => {
  const keys = Float64Array.of(5, 5);
  expect(() => encodeCompact({ resolution: 9, keys, byKind: [] })).toThrow('ascend');
  expect(() =>
    encodeCompact({ resolution: 9, keys: Float64Array.of(5), byKind: [new Uint32Array(2)] }),
  ).toThrow('one count');
});
