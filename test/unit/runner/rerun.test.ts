import { describe, expect, it } from 'vitest';
import { failureInWords, patternOf, rerunCommand } from '#test/runner/rerun.ts';

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

  it('stands under the failure, with the first lines of what the test said', () => {
    const why = Array.from({ length: 40 }, (_, i) => `line ${i + 1}`).join('\n');
    const words = failureInWords(
      'unit',
      { file: 'test/unit/a.test.ts', name: 'adds', why },
      settings,
    );
    expect(words.split('\n')).toHaveLength(17);
    expect(words).toContain('✗ test/unit/a.test.ts: adds');
    expect(words).toContain('    line 15\n');
    expect(words).toContain("again, alone: TEST_SEED=42 npm test -- test/unit/a.test.ts -t 'adds'");
  });
});
