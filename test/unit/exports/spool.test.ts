/** A file that is made before it is sent: whole or not at all. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { spool } from '#api/exports/spool.ts';

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
