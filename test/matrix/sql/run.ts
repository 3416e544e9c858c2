/** Runs questions inside one owner's transaction and holds the answers to the oracle. The whole matrix, or the part about
 *  one table, can be run again and again in one transaction: every probe is undone. */
import type { OwnerTx } from '#api/db/as_agency.ts';
import type { Case } from './agreements.ts';
import { agree } from './build_world.ts';
import type { Caller } from './callers.ts';
import { ask, type Answer } from './machine.ts';
import type { Expected, Question } from './reads.ts';

export interface Outcome {
  probes: number;
  /** In words: who, what, under which agreements, what was to be heard and what was heard. */
  readonly failures: string[];
}

/** Insufficient privilege, or a policy's check; and the audit's own trigger. */
const REFUSALS: readonly string[] = ['42501', 'P0001'];

const text = (value: unknown): string =>
  JSON.stringify(Array.isArray(value) ? value.map((one) => JSON.stringify(one)).sort() : value);

const agrees = (answer: Answer | undefined, expected: Expected): boolean => {
  if (!answer) return false;
  if (expected === 'refused') return 'refused' in answer && REFUSALS.includes(answer.refused);
  if ('changed' in expected) return 'changed' in answer && answer.changed === expected.changed;
  return 'is' in answer && text(answer.is) === text(expected.is);
};

const short = (value: unknown): string => {
  const words = JSON.stringify(value) ?? 'nothing';
  return words.length > 300 ? `${words.slice(0, 300)}…` : words;
};

/** Puts each case's agreements in place and asks. `enough`: stop after the first case that has a failure. */
export async function run(
  tx: OwnerTx,
  asked: {
    readonly cases: readonly Case[];
    readonly callers: readonly Caller[];
    readonly questions: readonly Question[];
  },
  enough: 'all' | 'first' = 'all',
): Promise<Outcome> {
  const outcome: Outcome = { probes: 0, failures: [] };
  const { callers, questions } = asked;
  const probes = questions.map(({ probe }) => probe);
  for (const situation of asked.cases) {
    await agree(tx, situation);
    const answers = await ask(tx, callers, probes);
    for (const [c, caller] of callers.entries())
      for (const [q, question] of questions.entries()) {
        const answer = answers[c]?.[q];
        const expected = question.expected(caller, situation);
        outcome.probes++;
        if (agrees(answer, expected)) continue;
        outcome.failures.push(
          `${caller.name} — ${question.about}: ${question.title} — under “${situation.name}”: ` +
            `expected ${short(expected)}, heard ${short(answer)}`,
        );
      }
    if (enough === 'first' && outcome.failures.length > 0) break;
  }
  return outcome;
}
