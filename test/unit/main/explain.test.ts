/** What a person reads when the start fails, from words that npm really leaves. */
import { describe, expect, it } from 'vitest';

// plain JavaScript for old Nodes: its types are in comments, which this compiler run does not read
const { explain } = (await import(
  new URL('../../../api/main/start/paths.mjs', import.meta.url).href
)) as {
  explain(what: string, output: string): string; // as: see above
};

describe('A failed start says what to do', () => {
  it.each([
    ['npm error code ENOSPC\nnpm error no space left on device, write', 'the disk is full'],
    [
      "npm error code EACCES\nnpm error Error: EACCES: permission denied, mkdir '/srv/x'",
      'may not write to',
    ],
    ['npm error code EROFS', 'may not write to'],
    [
      'npm error code ENOTFOUND\nnpm error network request to https://x failed',
      'could not be reached',
    ],
    ['npm error code EAI_AGAIN', 'could not be reached'],
    [
      'npm error code EUSAGE\nnpm error `npm ci` can only install packages when in sync',
      'do not fit together',
    ],
  ])('%s', (output, words) => {
    expect(explain('Installing packages', output)).toMatch(/^Installing packages failed: /);
    expect(explain('Installing packages', output)).toContain(words);
  });

  it('anything else keeps its last words, without the stack', () => {
    const output = 'Error: src/network.ts: unexpected token\n    at parse (vite.js:1:2)\n';
    expect(explain('Building the web app', output)).toBe(
      'Building the web app failed. The last it said:\nError: src/network.ts: unexpected token',
    );
  });
});
