/** Whose word counts about a file's columns: the person's, what the feed's last file was read with, or the guess. */
import type { FileProblem, Inspection, Mapping } from '../../contract/intake.ts';
import type { Reading } from '../read/open_tables.ts';

/** How a mapping wants the file opened; nothing where there is none. */
export const readingOf = (mapping: Mapping | null | undefined): Reading =>
  mapping ? { delimiter: mapping.delimiter, encoding: mapping.encoding, sheet: mapping.sheet } : {};

/** Whether somebody has said how the file is to be opened. */
export const hasReading = (mapping: Mapping | null): mapping is Mapping =>
  mapping !== null && Object.values(readingOf(mapping)).some((choice) => choice !== null);

/** The remembered mapping, if this file has the columns it names. The order of day and month is the column's own
 *  to show, and the memory's only where it shows none. */
export function fitting(remembered: Mapping | null, look: Inspection): Mapping | null {
  if (!remembered || look.problem) return null;
  if (!Object.values(remembered.columns).every((column) => look.header.includes(column)))
    return null;
  const same = look.mapping?.columns.started === remembered.columns.started;
  const shown = same ? (look.mapping?.dayOrder ?? null) : null;
  return { ...remembered, dayOrder: shown ?? remembered.dayOrder };
}

/** A look under a person's mapping: without the questions that it has answered, and with what it left open completed
 *  from the file (types for the words of its category column). What the person said stays as it is. */
export function understood(
  look: Inspection,
  said: Mapping,
): { readonly look: Inspection; readonly mapping: Mapping } {
  // a file that could not be opened completes nothing
  const mapping = look.mapping ?? said;
  const questions = look.questions.flatMap((question) => {
    if (question.about === 'day-order') return mapping.dayOrder === null ? [question] : [];
    if (question.about !== 'types') return [];
    const choices = question.choices.filter((word) => !(word.toLowerCase() in mapping.types));
    return choices.length > 0 ? [{ ...question, choices }] : [];
  });
  return { look: { ...look, mapping, questions }, mapping };
}

/** The question that nothing can be read before, as the file's problem. Categories without a type are none:
 *  their rows stay out. */
export function openQuestion(look: Inspection): FileProblem | null {
  const open = look.questions.find(({ about }) => about !== 'types');
  if (!open) return null;
  const code = open.about === 'day-order' ? 'day-order' : 'unknown-columns';
  return { code, sentence: open.sentence };
}

const ANSWERABLE: ReadonlySet<string> = new Set([
  'unknown-columns',
  'day-order',
  'missing-column',
  'not-utf8',
  'workbook-sheet',
]);

/** Whether a person's mapping may still get the file in: it asks for one, or the last one opened it wrongly. */
export const mayBeCorrected = ({ code }: FileProblem, mapping: Mapping | null): boolean =>
  ANSWERABLE.has(code) || hasReading(mapping);
