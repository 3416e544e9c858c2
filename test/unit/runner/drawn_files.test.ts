import { globSync } from 'node:fs';
import { expect, it } from 'vitest';
import { leftOut, LONG } from '#test/runner/drawn_files.ts';
import { isDrawn } from '#test/runner/jobs.ts';
import { planOf } from '#test/runner/plan.ts';

const files = globSync('test/{db,api,matrix,faults}/**/*.test.ts');

it('Each commit leaves out about half of the files that both databases run, and in the end none', () => {
  const never = new Set(files);
  for (let seed = 1; seed <= 40; seed++) {
    const without = new Set(leftOut(files, { full: false, seed }));
    const both = files.filter((file) => /^test\/(api|db)\//.test(file));
    expect(without.size / both.length).toBeGreaterThan(0.25);
    expect(without.size / both.length).toBeLessThan(0.65);
    for (const file of files) if (!without.has(file)) never.delete(file);
  }
  expect([...never].toSorted()).toEqual([...LONG].toSorted());
});

it('Faults, the matrix and what is of one database alone are always there; in full, everything is', () => {
  const without = leftOut(files, { full: false, seed: 7 });
  const always = /^test\/(faults|matrix)\/|\.(embedded|server)\./;
  expect(without.filter((file) => always.test(file)).toSorted()).toEqual(
    LONG.filter((file) => always.test(file)).toSorted(),
  );
  expect(leftOut(files, { full: true, seed: 7 })).toEqual([]);
});

it('Whoever names a suite or a file gets all of it', () => {
  expect(isDrawn('embedded', planOf([]))).toBe(true);
  expect(isDrawn('server', planOf([]))).toBe(false);
  for (const words of [['embedded'], ['full'], ['test/api/hexes.test.ts'], ['db']])
    expect(isDrawn('embedded', planOf(words))).toBe(false);
});
