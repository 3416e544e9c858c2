/** Whatever keeps viewers apart, loosened one thing at a time: the matrix notices each. */
import { describe, expect, it } from 'vitest';
import { withDatabase } from '#test/support/databases.ts';
import { EQUIVALENT } from './equivalent.ts';
import { mutantsOf } from './sampled.ts';
import { listMutants, loosen, makeMatrix, summary } from './loosen.ts';

const database = await withDatabase({ own: true });
await makeMatrix(database);
const mutants = await listMutants(database);
const tried = mutantsOf(mutants, 'policy');

describe('A policy, view, function, privilege or trigger that is loosened', () => {
  it('is noticed, every one that is tried', async () => {
    const { text, survived, noticed } = summary(await loosen(database, tried));
    console.log(text);
    expect(survived, 'nothing in the matrix notices these').toEqual([]);
    expect(noticed, 'equivalent.ts says that these change nothing').toEqual([]);
  }, 600_000);

  it('is one of hundreds, and what is said to change nothing is among them', () => {
    expect(mutants.length).toBeGreaterThan(800);
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    const names = new Set(mutants.map(({ name }) => name));
    expect([...EQUIVALENT.keys()].filter((name) => !names.has(name))).toEqual([]);
  });
});
