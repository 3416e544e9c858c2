/** A study of the records of one source alone. */
import { pairsOf, type Source } from '../../contract/source_marks.ts';
import type { StudyQuery } from '../study/study_query.ts';

/** corrected: by pair, what agencies say of their own records. */
export function ofSource(
  over: StudyQuery,
  source: Source,
  corrected: ReadonlyMap<number, Source>,
): StudyQuery {
  const { query } = over;
  const agencies = query.agencies.map(({ id }) => id);
  const pairs = pairsOf(source, agencies, corrected);
  return { ...over, query: { ...query, filters: { ...query.filters, pairs } } };
}
