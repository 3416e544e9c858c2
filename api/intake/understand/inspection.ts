/** What a survey means: the format, how the columns are read, and what a person has to be asked. */
import type { FormatName, Inspection, Mapping } from '#api/contract/intake.ts';
import { decideDayOrder, exampleOf } from './day_order.ts';
import { guessMapping, guessTypes } from './guess_mapping.ts';
import { questionsFor } from './questions.ts';
import type { Survey, SurveyedTable } from './survey_file.ts';

const SHOWN_ROWS = 5;

/** @param given what a person or the feed's last file says about the columns: taken in place of a guess, and completed */
export function inspectionOf(survey: Survey, given: Mapping | null = null): Inspection {
  const { refusal, table } = survey;
  const known = table ? tableInspection(table, survey.reading, given) : NOTHING_KNOWN;
  const aboutEncoding = refusal?.problem.code === 'not-utf8';
  return {
    ...known,
    header: [...survey.header],
    sheets: [...survey.sheets],
    parts: [...survey.parts],
    skipped: [...survey.skipped],
    questions: aboutEncoding
      ? [{ about: 'encoding', sentence: refusal.problem.sentence, choices: ['windows-1252'] }]
      : known.questions,
    problem: refusal?.problem ?? null,
  };
}

type TableInspection = Pick<
  Inspection,
  'format' | 'mapping' | 'confidence' | 'sample' | 'questions'
>;

const NOTHING_KNOWN: TableInspection = {
  format: null,
  mapping: null,
  confidence: 0,
  sample: [],
  questions: [],
};

function tableInspection(
  { header, known, name, firstRows, columns }: SurveyedTable,
  reading: Survey['reading'],
  given: Mapping | null,
): TableInspection {
  const guess = known
    ? { mapping: known.mapping, confidence: 1, kindKnown: true }
    : guessMapping(header, firstRows, name);
  const mapping: Mapping = { ...(given ?? guess.mapping), ...reading };
  const format: FormatName = known?.format ?? 'columns';
  const found = {
    format,
    confidence: guess.confidence,
    sample: firstRows.slice(0, SHOWN_ROWS).map((row) => [...row]),
  };
  if (format === 'police-street') return { ...found, mapping, questions: [] };
  const dates = columns.dates([
    mapping.columns.started,
    mapping.columns.ended,
    mapping.columns.month,
  ]);
  const categories = columns.words(mapping.columns.category);
  const dayOrder = given?.dayOrder ?? known?.mapping.dayOrder ?? decideDayOrder(dates);
  const types = { ...guessTypes(categories, mapping.kind), ...mapping.types };
  const facts = {
    dayOrder,
    example: exampleOf(dates),
    unmatched: categories.filter((category) => !(category.toLowerCase() in types)),
    kindKnown: guess.kindKnown || given !== null,
  };
  return {
    ...found,
    mapping: { ...mapping, dayOrder, types },
    questions: questionsFor(mapping, facts, header),
  };
}
