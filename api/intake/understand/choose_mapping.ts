/** Which mapping a file is read with: a person's, the one its feed remembers, or the guess. */
import type { Inspection, Mapping } from '../../contract/intake.ts';
import type { Reading } from '../read/open_tables.ts';

/** How a mapping wants the file opened. */
export const readingOf = (mapping: Mapping | null | undefined): Reading =>
  mapping ? { delimiter: mapping.delimiter, encoding: mapping.encoding, sheet: mapping.sheet } : {};

/** Whether a person has chosen how the file is opened. */
export const hasReading = (mapping: Mapping | null): boolean =>
  mapping !== null && Object.values(readingOf(mapping)).some((choice) => choice !== null);

/** The mapping that the feed remembers, if this file has its columns. The date column itself decides the order of day
 *  and month; the remembered order counts only where the column leaves it open. */
export function fitRemembered(remembered: Mapping, inspection: Inspection): Mapping | null {
  if (inspection.problem) return null;
  const { header, mapping: guess } = inspection;
  if (!Object.values(remembered.columns).every((column) => header.includes(column))) return null;
  const sameColumn = guess?.columns.started === remembered.columns.started;
  return { ...remembered, dayOrder: (sameColumn ? guess?.dayOrder : null) ?? remembered.dayOrder };
}

/** An inspection under a mapping, without the questions that the mapping answers. The file completes what the mapping
 *  leaves open (types for the words of its category column) and never overrules it. */
export function answerQuestions(inspection: Inspection, given: Mapping): Inspection {
  // a file that could not be opened completes nothing
  const mapping = inspection.mapping ?? given;
  const questions = inspection.questions.flatMap((question) => {
    if (question.about === 'day-order') return mapping.dayOrder === null ? [question] : [];
    if (question.about !== 'types') return [];
    const choices = question.choices.filter((word) => !(word.toLowerCase() in mapping.types));
    return choices.length > 0 ? [{ ...question, choices }] : [];
  });
  return { ...inspection, mapping, questions };
}
