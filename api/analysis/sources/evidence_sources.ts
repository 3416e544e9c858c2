/** Of hot places: how many records the public reported, officers found by looking and counted effort found; and whether a
 *  place is hot on the public's reports alone, by the same test. */
import { SOURCES, type Source } from '../../contract/source_marks.ts';
import type { EvidenceSources } from '../../contract/sources.ts';
import { keyToString } from '../../geo/cells.ts';
import { countWindow } from '../significance/read_window.ts';
import { testWindow, type TestedWindow } from '../significance/test_window.ts';
import type { StudyQuery } from '../study/study_query.ts';
import { ofSource } from './of_source.ts';

interface Found {
  readonly all: TestedWindow;
  readonly onPublic: TestedWindow;
  readonly cells: EvidenceSources['cells'];
}

/** cell: the one that is asked for; undefined for all hot ones. */
export function evidenceSources(
  over: StudyQuery,
  corrected: ReadonlyMap<number, Source>,
  { k, cell: only }: { readonly k: number; readonly cell?: string | undefined },
): Found {
  const { study, query } = over;
  const all = testWindow(over, countWindow(over, query.filters), k);
  const bySource = new Map(
    SOURCES.map((source) => [
      source,
      countWindow(ofSource(over, source, corrected), query.filters),
    ]),
  );
  const reported = bySource.get('public') ?? countWindow(over, query.filters);
  // what is not delivered is missing from both alike
  const onPublic = testWindow(over, { ...reported, missing: all.missing, gaps: all.gaps }, k);
  const classOf = ({ verdict, missing }: TestedWindow, i: number) =>
    verdict.refused === null
      ? (verdict.tests.classes[i] ?? 'none')
      : missing[i] === 1
        ? ('untested' as const)
        : ('none' as const);
  const of = (source: Source, i: number): number => bySource.get(source)?.counted.counts[i] ?? 0;
  const cells = Array.from(study.keys, (key, i) => {
    const total = all.counted.counts[i] ?? 0;
    const [reportedHere, looked, effort] = [of('public', i), of('looked', i), of('effort', i)];
    return {
      cell: keyToString(key, study.resolution),
      total,
      ...{ public: reportedHere, looked, effort },
      unknown: total - reportedHere - looked - effort,
      class: classOf(all, i),
      class_public: classOf(onPublic, i),
    };
  }).filter((one) => (only === undefined ? one.class.startsWith('hot') : one.cell === only));
  return { all, onPublic, cells };
}
