import { describe, expect, it } from 'vitest';
import { jobsOf } from '#test/runner/jobs.ts';
import { planOf } from '#test/runner/plan.ts';

const titles = (words: readonly string[]) =>
  jobsOf(planOf(words)).map(({ title, lanes }) => `${title}:${lanes}`);

describe('The parts of a run', () => {
  it('the server suite begins beside the checks, the browser suite ends with both lanes', () => {
    expect(titles([])).toEqual(
      ['server:1', 'types:1', 'svelte:1', 'lint:1', 'format:1', 'unused:1', 'unit:1'].concat([
        'browser data:1',
        'embedded 1/2:1',
        'embedded 2/2:1',
        'browser:2',
      ]),
    );
  });

  it('one suite alone has both lanes', () => {
    expect(titles(['browser'])).toEqual(['browser:2']);
    expect(titles(['test/unit/geo/a.test.ts'])).toEqual(['unit:2']);
  });

  it('a file on both databases is not cut into halves', () => {
    expect(titles(['test/api/hexes.test.ts'])).toEqual(['server:1', 'embedded:1']);
  });
});
