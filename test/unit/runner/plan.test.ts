import { describe, expect, it } from 'vitest';
import { planOf } from '#test/runner/plan.ts';

describe('npm test -- WORDS', () => {
  it('without words runs everything', () => {
    expect(planOf([])).toEqual({
      bench: false,
      checks: ['types', 'svelte', 'lint', 'format'],
      suites: ['unit', 'embedded', 'server', 'browser'],
      files: [],
    });
  });

  it('a database folder runs on both databases', () => {
    expect(planOf(['db'])).toMatchObject({
      checks: [],
      suites: ['embedded', 'server'],
      files: ['test/db/'],
    });
    expect(planOf(['test/api/hexes/hexes.test.ts'])).toMatchObject({
      suites: ['embedded', 'server'],
    });
  });

  it('a file made for one database runs on that one', () => {
    expect(planOf(['test/db/lock.embedded.test.ts']).suites).toEqual(['embedded']);
    expect(planOf(['test/db/migrate.server.test.ts']).suites).toEqual(['server']);
  });

  it('a unit file needs no database', () => {
    expect(planOf(['test/unit/geo/grid_reference.test.ts'])).toMatchObject({ suites: ['unit'] });
  });

  it('an unknown word is refused with the words there are', () => {
    expect(() => planOf(['units'])).toThrow('"units" is none of types, svelte');
    expect(() => planOf(['api/main/server.ts'])).toThrow('not under test/unit');
  });

  it('bench runs what it is given, or all', () => {
    expect(planOf(['bench'])).toMatchObject({ bench: true, files: [] });
    expect(planOf(['bench', 'test/bench/import.ts'])).toMatchObject({
      files: ['test/bench/import.ts'],
    });
  });
});
