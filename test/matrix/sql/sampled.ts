/** What of the matrix a run asks: everything, or a seeded part (test/support/matrix_sample.ts). */
import { hashOf, readSampling, sample } from '#test/support/matrix_sample.ts';
import type { Case } from './agreements.ts';
import type { Caller } from './callers.ts';
import { EQUIVALENT } from './equivalent.ts';
import type { Mutant } from './mutants.ts';
import type { Expected, Question } from './reads.ts';

const sampling = readSampling(process.env);

/** What comes of a question, as far as a sample tells callers apart. */
function outcomeOf(expected: Expected): string {
  if (expected === 'refused') return 'refused';
  if ('changed' in expected) return expected.changed > 0 ? 'changes' : 'changes nothing';
  const { is } = expected;
  const nothing = is === null || is === false || (Array.isArray(is) && is.length === 0);
  return nothing ? 'sees nothing' : 'sees';
}

/** For each question and each outcome that it has for anybody, a caller at least. */
export const callersFor = (
  all: readonly Caller[],
  about: string,
  questions: readonly Question[],
  situation: Case,
): Caller[] =>
  sample(all, sampling, {
    about: `${about} under ${situation.name}`,
    nameOf: ({ name }) => name,
    kindsOf: (caller) =>
      questions.map(
        ({ title, about: table, expected }) =>
          `${table} ${title} ${outcomeOf(expected(caller, situation))}`,
      ),
  });

/** For each table, view and function a mutant at least; where policies count, for each of one half of them, too. Of those
 *  that change nothing one is tried. */
export const mutantsOf = (all: readonly Mutant[], each: 'table' | 'policy'): Mutant[] =>
  sample(all, sampling, {
    about: 'mutants',
    nameOf: ({ name }) => name,
    kindsOf: ({ name, about, table }) =>
      EQUIVALENT.has(name)
        ? ['changes nothing']
        : [table ?? about, (each === 'policy' && drawnPolicy(name)) || about],
  });

/** The policy that a mutant loosens, if it is of the half that the seed draws. */
function drawnPolicy(name: string): string | undefined {
  const policy = /^policy [^:]+/.exec(name)?.[0];
  return policy !== undefined && hashOf(policy, sampling.seed) % 2 === 0 ? policy : undefined;
}
