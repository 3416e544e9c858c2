/** What a file alone cannot answer, and which refusals another answer may lift. */
import type {
  DayOrder,
  FileProblem,
  Inspection,
  IntakeQuestion,
  Mapping,
} from '#api/contract/intake.ts';
import { KINDS } from '#api/contract/kinds.ts';
import { FileRefused, refuse } from '../read/file_problem.ts';
import { hasReading } from './choose_mapping.ts';

/** What a person has to answer before this mapping can be used. */
export function questionsFor(
  mapping: Mapping,
  found: {
    dayOrder: DayOrder | null;
    example: string;
    unmatched: readonly string[];
    kindKnown: boolean;
  },
  header: readonly string[],
): IntakeQuestion[] {
  const questions: IntakeQuestion[] = [];
  if (mapping.columns.started === undefined && mapping.columns.month === undefined) {
    questions.push({
      about: 'when',
      sentence: 'Which column says when each incident happened?',
      choices: [...header],
    });
  }
  if (found.dayOrder === null) {
    questions.push({
      about: 'day-order',
      sentence: `Dates such as ${found.example || 'those of this file'} can be read two ways: does the day or the month come first?`,
      choices: ['dmy', 'mdy'],
    });
  }
  if (!found.kindKnown) {
    questions.push({
      about: 'kind',
      sentence: 'What kind of incident does this file hold?',
      choices: mapping.columns.category === undefined ? [...KINDS] : [...KINDS, 'by-category'],
    });
  }
  if (found.kindKnown && mapping.kind === 'by-category' && found.unmatched.length > 0) {
    questions.push({
      about: 'types',
      sentence: 'Rows of these categories stay out until each is given a type.',
      choices: [...found.unmatched],
    });
  }
  return questions;
}

/** The mapping of an inspection that leaves nothing to ask. Categories without a type are no question here: their rows
 *  are rejected. Throws FileRefused with the file's problem or its first question. */
export function settledMapping({ problem, questions, mapping }: Inspection): Mapping {
  if (problem) throw new FileRefused(problem);
  const open = questions.find(({ about }) => about !== 'types');
  if (open) {
    const code = open.about === 'day-order' ? 'day-order' : 'unknown-columns';
    throw new FileRefused({ code, sentence: open.sentence });
  }
  if (!mapping) throw refuse('unknown-columns');
  return mapping;
}

const ANSWERABLE: ReadonlySet<string> = new Set([
  'unknown-columns',
  'day-order',
  'missing-column',
  'not-utf8',
  'workbook-sheet',
]);

/** Whether another mapping may lift a refusal: the refusal asks for one, or the last mapping opened the file wrongly. */
export const mayBeCorrected = ({ code }: FileProblem, mapping: Mapping | null): boolean =>
  ANSWERABLE.has(code) || hasReading(mapping);
