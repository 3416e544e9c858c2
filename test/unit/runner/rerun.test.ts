import { describe, expect, it } from 'vitest';
import { patternOf, rerunCommand } from '#test/runner/rerun.ts';

const settings = { seed: '42', scope: 'sample', shuffle: null } as const;

describe('The command that runs a failed test alone', () => {
  it('names the seed, the file and the test', () => {
    const failure = { file: 'test/browser/map.test.ts', name: 'Alice opens the map' };
    expect(rerunCommand('browser', failure, settings)).toBe(
      "TEST_SEED=42 npm test -- test/browser/map.test.ts -t 'Alice opens the map'",
    );
  });

  it('names the database, the scope and the order, where they matter', () => {
    const failure = { file: 'test/db/a.test.ts', name: null };
    expect(rerunCommand('server', failure, { seed: '7', scope: 'full', shuffle: '3' })).toBe(
      'TEST_SEED=7 TEST_SHUFFLE=3 npm test -- full server test/db/a.test.ts',
    );
  });

  it('is one word to the shell, and the name is no regular expression to vitest', () => {
    const failure = { file: 'a', name: "it's (1 + 1)" };
    expect(rerunCommand('unit', failure, settings)).toContain(`-t 'it'\\''s (1 + 1)'`);
    expect(new RegExp(patternOf("it's (1 + 1)?")).test("it's (1 + 1)?")).toBe(true);
  });
});
