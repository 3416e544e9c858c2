/** What an uploaded file is, whose feed it belongs to, and how its columns are read. */
import type { Inspection, Mapping } from '../contract/intake.ts';
import {
  answerQuestions,
  fitRemembered,
  hasReading,
  readingOf,
} from './understand/choose_mapping.ts';
import { datasetFor } from './understand/dataset_name.ts';
import { inspectionOf } from './understand/inspection.ts';
import { surveyFile } from './understand/survey_file.ts';

/** The file under a mapping that a person gives. */
export async function inspectUnder(
  path: string,
  name: string,
  mapping: Mapping,
  signal?: AbortSignal,
): Promise<Inspection> {
  const survey = await surveyFile(path, { ...readingOf(mapping), name, signal });
  return answerQuestions(inspectionOf(survey, mapping), mapping);
}

interface UploadInspection {
  readonly inspection: Inspection;
  readonly dataset: { readonly slug: string; readonly name: string };
}

/** Reads the file once. It is read again only where its feed's last file was opened in a chosen way (a separator, an
 *  encoding or a sheet).
 *  @param remembered the mapping of a feed, by its slug */
export async function inspectUpload(
  file: {
    readonly path: string;
    readonly fileName: string;
    readonly dataset?: string | undefined;
    readonly datasetName?: string | undefined;
    readonly mapping?: Mapping | undefined;
  },
  remembered: (dataset: string) => Promise<Mapping | null>,
  signal?: AbortSignal,
): Promise<UploadInspection> {
  const { path, fileName: name } = file;
  if (file.mapping) {
    const inspection = await inspectUnder(path, name, file.mapping, signal);
    return { inspection, dataset: datasetFor(file, inspection.format) };
  }
  const survey = await surveyFile(path, { name, signal });
  const guessed = inspectionOf(survey);
  const dataset = datasetFor(file, guessed.format);
  const last = await remembered(dataset.slug);
  if (!last) return { inspection: guessed, dataset };
  const opened = hasReading(last)
    ? await surveyFile(path, { ...readingOf(last), name, signal })
    : survey;
  const mapping = fitRemembered(last, inspectionOf(opened));
  if (!mapping) return { inspection: guessed, dataset };
  return { inspection: answerQuestions(inspectionOf(opened, mapping), mapping), dataset };
}
