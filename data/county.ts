/** The sample county: files as seven agencies would send them, synthetic, the same bytes for the same seed.
 *  README.md says what is in them, and what was planted. */

import { stringify } from 'csv-stringify/sync';
import { chanceOf } from '#data/chance.ts';
import {
  CITY_ASB,
  CITY_LICENSED_PREMISES,
  CITY_NEEDLES,
  COUNTY_ASB,
  COUNTY_DRUG_LITTER,
} from '#data/council_sheets.ts';
import { occurrencesOf, type Occurrence } from '#data/occurrences.ts';
import { SAMPLE_PLACES } from '#data/places.ts';
import { POLICE_BURGLARY, POLICE_STREET } from '#data/police_sheets.ts';
import { AMBULANCE, FIRE, HOSPITAL_ASSAULTS, OUTREACH } from '#data/service_sheets.ts';
import type { Sheet } from '#data/sheet.ts';
import { townOf, type Town } from '#data/streets.ts';

export const SAMPLE_SEED: number = 20_231_101;

export interface SampleFile {
  /** Slug of the agency that sends it (agencies.ts). */
  readonly agency: string;
  /** Slug of the dataset, unique among all agencies. */
  readonly dataset: string;
  readonly datasetName: string;
  readonly fileName: string;
  /** CSV with a header line, UTF-8, as that agency would send it. */
  readonly text: string;
  readonly mapping?: unknown;
}

const SHEETS: readonly Sheet[] = [
  POLICE_STREET,
  POLICE_BURGLARY,
  COUNTY_ASB,
  COUNTY_DRUG_LITTER,
  CITY_ASB,
  CITY_NEEDLES,
  CITY_LICENSED_PREMISES,
  AMBULANCE,
  HOSPITAL_ASSAULTS,
  FIRE,
  OUTREACH,
];

/** The files of one dataset, in the order of time. */
function* filesOf(sheet: Sheet, towns: readonly Town[], seed: number): Generator<SampleFile> {
  const { dataset } = sheet.stream;
  const chance = chanceOf(seed, dataset);
  const occurrences = occurrencesOf(sheet.stream, towns, chance).flatMap((occurrence) => {
    const again = occurrence.planted ? 0 : (sheet.reportedAgain?.(occurrence) ?? 0);
    return chance.happens(again) ? [occurrence, occurrence] : [occurrence];
  });
  if (sheet.order !== undefined) occurrences.sort(sheet.order);
  const byFile = Map.groupBy<string, Occurrence>(occurrences, sheet.fileName);
  let number = 0;
  for (const [fileName, rows] of byFile) {
    yield {
      agency: sheet.agency,
      dataset,
      datasetName: sheet.datasetName,
      fileName,
      text: stringify([
        [...sheet.header],
        ...rows.map((occurrence) => [...sheet.row(occurrence, chance, ++number)]),
      ]),
    };
  }
}

/** Fourteen CSV files, about 60,000 rows together, made one by one so that only one is held in memory.
 *  Another seed gives another county with the same planted truths. */
export function* sampleFiles(options: { seed?: number } = {}): Generator<SampleFile> {
  const seed = options.seed ?? SAMPLE_SEED;
  const towns = SAMPLE_PLACES.map((place) => townOf(place, seed));
  for (const sheet of SHEETS) yield* filesOf(sheet, towns, seed);
}
