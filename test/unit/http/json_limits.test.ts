/** JSON under limits that are counted before it is parsed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEPTH, jsonScanner, parseJson, readJsonBytes } from '#api/http/json_limits.ts';
import '#test/support/seed.ts';

const depthOf = (value: unknown): number =>
  typeof value !== 'object' || value === null
    ? 0
    : 1 + Math.max(0, ...Object.values(value).map(depthOf));
const code = (work: () => unknown): string => {
  try {
    work();
    return 'taken';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'broken';
  }
};
const ROOMY = { depth: 1000, marks: 1e9, bytes: 1e9 };

describe('A JSON text', () => {
  it('is refused exactly where it is nested deeper than it may be, wherever its bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 8 }),
        fc.integer({ min: 0, max: 8 }),
        fc.integer({ min: 1, max: 9 }),
        (value, depth, step) => {
          const bytes = Buffer.from(JSON.stringify(value));
          const scan = jsonScanner({ ...ROOMY, depth });
          const given = code(() => {
            for (let at = 0; at < bytes.length; at += step) scan(bytes.subarray(at, at + step));
          });
          expect(given).toBe(depthOf(value) > depth ? 'bad_request' : 'taken');
        },
      ),
    );
  });

  it('may hold brackets in its texts, with quotation marks and backslashes among them', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('[', '{', '"', '\\', ']', 'é', '😀')), (parts) => {
        const text = JSON.stringify([parts.join('')]);
        expect(code(() => jsonScanner({ ...ROOMY, depth: 1 })(Buffer.from(text)))).toBe('taken');
      }),
    );
  });

  it('has limits of values and of bytes, and those of the API’s own depth', () => {
    const scan = (text: string, limits: Partial<typeof ROOMY>) =>
      code(() => jsonScanner({ ...ROOMY, ...limits })(Buffer.from(text)));
    expect(scan('[1,2,3]', { marks: 3 })).toBe('taken');
    expect(scan('[1,2,3]', { marks: 2 })).toBe('body_too_large');
    expect(scan('[1,2,3]', { bytes: 6 })).toBe('body_too_large');
    const nested = (n: number) => '['.repeat(n) + ']'.repeat(n);
    expect(code(() => parseJson(nested(DEPTH)))).toBe('taken');
    expect(code(() => parseJson(nested(DEPTH + 1)))).toBe('bad_request');
    expect(code(() => parseJson('{'))).toBe('broken');
  });

  it('of a body is given up at the first byte that is too much', async () => {
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled++;
        controller.enqueue(Buffer.from('[1],'.repeat(256)));
      },
    });
    const request = new Request('http://localhost', {
      method: 'POST',
      body: endless,
      duplex: 'half',
    } as RequestInit); // as: duplex is Node's
    await expect(readJsonBytes(request, { ...ROOMY, bytes: 10_000 })).rejects.toMatchObject({
      code: 'body_too_large',
    });
    expect(pulled).toBeLessThan(20);
  });
});
