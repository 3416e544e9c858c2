import { describe, expect, it } from 'vitest';
import { planOf } from '#test/runner/plan.ts';

describe('npm test -- WORDS', () => {
  it('without words runs everything', () => {
    expect(planOf([])).toEqual({
      bench: false,
      repeats: 0,
      scope: 'sample',
      checks: ['types', 'svelte', 'lint', 'format', 'unused'],
      suites: ['unit', 'embedded', 'server', 'browser'],
      files: [],
      name: null,
    });
  });

  it('full runs all of what is sampled, of everything or of what is named', () => {
    expect(planOf(['full'])).toEqual({ ...planOf([]), scope: 'full' });
    expect(planOf(['browser', 'full'])).toEqual({ ...planOf(['browser']), scope: 'full' });
  });

  it('steady runs the browser suite ten times, or as often as it says, or one file of it', () => {
    expect(planOf(['steady'])).toEqual({ ...planOf(['browser']), repeats: 10 });
    expect(planOf(['steady', '3', 'test/browser/map.test.ts'])).toMatchObject({
      repeats: 3,
      suites: ['browser'],
      files: ['test/browser/map.test.ts'],
    });
  });

  it('-t names a test', () => {
    expect(planOf(['test/unit/geo/a.test.ts', '-t', 'Alice moves'])).toMatchObject({
      files: ['test/unit/geo/a.test.ts'],
      name: 'Alice moves',
    });
    expect(() => planOf(['unit', '-t'])).toThrow('-t needs the name of a test');
  });

  it('a database named beside a file is the one that it runs on', () => {
    expect(planOf(['server', 'test/api/hexes.test.ts']).suites).toEqual(['server']);
  });

  it('a database folder runs on both databases', () => {
    expect(planOf(['db'])).toMatchObject({
      checks: [],
      suites: ['embedded', 'server'],
      files: ['test/db/'],
    });
    expect(planOf(['test/api/hexes.test.ts'])).toMatchObject({ suites: ['embedded', 'server'] });
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
    expect(() => planOf(['api/server.ts'])).toThrow('not under test/unit');
  });

  it('bench runs what it is given, or all', () => {
    expect(planOf(['bench'])).toMatchObject({ bench: true, files: [] });
    expect(planOf(['bench', 'test/bench/import.ts'])).toMatchObject({
      files: ['test/bench/import.ts'],
    });
  });
});
