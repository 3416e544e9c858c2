/** Narrows a study to one source of evidence, where one is requested. */
import type { Context } from 'hono';
import type { Source } from '../../contract/source_marks.ts';
import type { HexServices } from '../../hexes/services.ts';
import { asViewer } from '../../http/transaction.ts';
import { readCorrections } from '../../sources/queries.ts';
import type { StudyQuery } from '../study/study_query.ts';
import { ofSource } from './of_source.ts';

export async function withSource(
  services: HexServices,
  c: Context,
  over: StudyQuery,
  source: Source | undefined,
): Promise<StudyQuery> {
  if (source === undefined) return over;
  return ofSource(over, source, await asViewer(services, c, readCorrections));
}
