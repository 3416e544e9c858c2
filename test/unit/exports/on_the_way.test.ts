/** A file on its way out: whole or not at all, and only the hexagons that were chosen. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { latLngToCell } from 'h3-js';
import { afterAll, describe, expect, it } from 'vitest';
import { cellRanges, hexagonsOfBox } from '#api/exports/cell_ranges.ts';
import { spool } from '#api/exports/spool.ts';
import { toKey } from '#api/geo/cells.ts';
import { boxTest } from '#api/geo/cells_in_box.ts';
import { Problem } from '#api/http/problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'commonground-outgoing-'));
afterAll(() => rmSync(folder, { recursive: true }));
const still = new AbortController().signal;

describe('A file that is made before it is sent', () => {
  it('comes out as it went in, and has no name on the disk meanwhile', async () => {
    const pieces = async function* () {
      yield 'caf\u00e9 ';
      expect(readdirSync(folder)).toEqual([]);
      yield new Uint8Array(200_000).fill(97);
    };
    const made = await spool(folder, pieces(), still);
    expect(made.bytes).toBe(6 + 200_000);
    expect(readdirSync(folder)).toEqual([]);
    expect(await text(made.stream())).toBe(`café ${'a'.repeat(200_000)}`);
  });

  it('stops being made when nobody waits for it any more', async () => {
    const caller = new AbortController();
    let given = 0;
    let ended = false;
    const endless = async function* () {
      try {
        for (;;) {
          if (++given === 3) caller.abort(new Error('gone'));
          yield 'row\n';
        }
      } finally {
        ended = true;
      }
    };
    await expect(spool(folder, endless(), caller.signal)).rejects.toThrow('gone');
    expect([given, ended]).toEqual([3, true]);
  });

  it('is nothing at all when its rows end in a failure', async () => {
    const broken = async function* () {
      yield 'half';
      throw new Error('the connection was lost');
    };
    await expect(spool(folder, broken(), still)).rejects.toThrow('connection was lost');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('can be given up half-read, or unread', async () => {
    const one = async function* () {
      yield 'x'.repeat(1_000_000);
    };
    const reader = (await spool(folder, one(), still)).stream().getReader();
    expect((await reader.read()).value?.length).toBe(65_536);
    await reader.cancel();
    await (await spool(folder, one(), still)).discard();
  });
});

describe('Chosen hexagons', () => {
  /** Whether a stored cell lies in the ranges, read as PostgreSQL reads them. */
  const holds = (ranges: string, cell: bigint): boolean =>
    [...ranges.matchAll(/\[(\d+),(\d+)\]/g)].some(
      ([, first = '0', last = '0']) => BigInt(first) <= cell && cell <= BigInt(last),
    );
  const near = fc.record({
    lat: fc.double({ min: 52.1, max: 52.3, noNaN: true }),
    lng: fc.double({ min: -2.4, max: -2.1, noNaN: true }),
  });

  it('hold exactly the places whose hexagon was chosen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 6, max: 11 }),
        fc.array(near, { minLength: 1, maxLength: 40 }),
        near,
        (resolution, chosen, place) => {
          const cellOf = ({ lat, lng }: { lat: number; lng: number }) =>
            BigInt(`0x${latLngToCell(lat, lng, 12)}`);
          const keys = new Set(chosen.map((one) => toKey(cellOf(one), resolution)));
          const ranges = cellRanges(keys, resolution);
          for (const one of chosen) expect(holds(ranges, cellOf(one))).toBe(true);
          expect(holds(ranges, cellOf(place))).toBe(keys.has(toKey(cellOf(place), resolution)));
        },
      ),
    );
    expect(cellRanges([], 8)).toBe('{}');
  });

  it('of a box are those that touch it; too many of them are refused in words', () => {
    const box = [-2.25, 52.17, -2.19, 52.2] as const;
    const keys = hexagonsOfBox(box, 9);
    expect(keys.size).toBeGreaterThan(50);
    for (const key of keys) expect(boxTest(box).touches(key, 9)).toBe(true);
    expect(() => hexagonsOfBox([-6, 50, 2, 56], 11)).toThrow(Problem);
    expect(hexagonsOfBox([-6, 50, 2, 56], 6).size).toBeGreaterThan(5000);
  });
});
