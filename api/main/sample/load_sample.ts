/** Loads the synthetic county into an empty database, through the same intake as real files. An interrupted load is
 *  continued: nothing comes in twice. */
import { createHash, randomUUID } from 'node:crypto';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SAMPLE_AGENCIES } from '#data/agencies.ts';
import { LAST_DATE } from '#data/calendar.ts';
import { SAMPLE_CORRECTIONS } from '#data/corrections.ts';
import { sampleFiles, type SampleFile } from '#data/county.ts';
import { sampleDistricts } from '#data/districts.ts';
import { SAMPLE_PLACES } from '#data/places.ts';
import type { Mapping } from '../../contract/intake.ts';
import { asOwner } from '../../db/as_agency.ts';
import { ImportService } from '../../intake/import_service.ts';
import { readImport } from '../../intake/import_view_queries.ts';
import { inspectionOf } from '../../intake/understand/inspection.ts';
import { surveyFile } from '../../intake/understand/survey_file.ts';
import type { OpenServices } from '../open_services.ts';
import { addAgency, listAgencies } from '../../agencies/queries.ts';
import { markSample, readPartnership, renamePartnership } from '../../partnership/queries.ts';
import { putArea, putPlaces } from '../../areas/queries.ts';
import { Problem } from '../../http/problem.ts';
import { loadActions } from './load_actions.ts';
import { loadPeople } from './load_people.ts';
import { dropPlaces } from './queries.ts';

/** Three months before the county's last: enough for a bulletin, and quickly made. */
const FIRST_RELEASE = '2026-08';

/** Nothing is in it yet, or a sample that was not finished. */
export const isEmpty = (services: OpenServices): Promise<boolean> =>
  asOwner(services.database, async (tx) => {
    const { sample } = await readPartnership(tx);
    return sample === 'loading' || (sample === 'none' && (await listAgencies(tx)).length === 0);
  });

/** @param tell one line of progress; `last` ends it */
export async function loadSample(
  services: OpenServices,
  tell: (line: string, last: boolean) => void,
): Promise<void> {
  const started = performance.now();
  tell('Loading the synthetic sample county…', false);
  await asOwner(services.database, async (tx) => {
    await markSample(tx, 'loading');
    await renamePartnership(tx, 'Sample County Community Safety Partnership');
    const known = new Set((await listAgencies(tx)).map(({ slug }) => slug));
    for (const agency of SAMPLE_AGENCIES) if (!known.has(agency.slug)) await addAgency(tx, agency);
    const source = 'Approximate outline, computed for the synthetic sample; not the legal boundary';
    for (const { slug, name, outline } of sampleDistricts())
      await putArea(tx, { slug, name, kind: 'district', source, outline });
    await loadPeople(tx);
    await dropPlaces(tx);
    await putPlaces(tx, SAMPLE_PLACES);
  });
  // the county's own calendar: on a machine whose clock is behind it, its last months are not the future
  const end = new Date(`${LAST_DATE}T23:59:59Z`);
  const now = () => (services.now() > end ? services.now() : end);
  const imports = new ImportService(services.database, services.uploads, now, services.log);
  const files = [...sampleFiles()];
  let rows = 0;
  for (const [i, file] of files.entries()) {
    const percent = Math.round((100 * i) / files.length);
    tell(
      `Loading the synthetic sample county: ${percent} %, ${rows.toLocaleString('en-GB')} rows, ${file.datasetName}`,
      false,
    );
    rows += await loadFile(services, imports, file);
  }
  await imports.close();
  await asOwner(services.database, async (tx) => {
    await loadActions(tx, await loadPeople(tx), services.now());
    await markSample(tx, 'loaded');
  });
  await services.closing.run();
  await releaseFirst(services);
  // its whole last year, so that alerts of what was planted there exist: nobody has subscribed yet
  await services.alerts.look({ back: 366, stale: Infinity }, now());
  const seconds = Math.round((performance.now() - started) / 1000);
  tell(
    `Loaded the synthetic sample county: ${rows.toLocaleString('en-GB')} rows in ${seconds} s.`,
    true,
  );
}

/** The first release, which a person makes elsewhere: the schedule goes on from it. A month that has not closed by
 *  this machine's clock, or was released before the load was cut short, is left as it is; so is everything by a clock in
 *  doubt. */
async function releaseFirst(services: OpenServices): Promise<void> {
  const by = { name: 'sample county', accountId: null, agencyId: null };
  await services.releases
    .release({ period: FIRST_RELEASE, geography: 'h3-8' }, by)
    .catch((error: unknown) => {
      const expected = ['month_not_closed', 'already_released', 'clock_in_doubt'];
      if (!(error instanceof Problem && expected.includes(error.code))) throw error;
    });
}

/** Returns how many rows the file holds. Throws when it does not come in: the generator is then wrong. */
async function loadFile(
  services: OpenServices,
  imports: ImportService,
  file: SampleFile,
): Promise<number> {
  const path = join(services.uploads, `sample-${randomUUID()}`);
  writeFileSync(path, file.text, { mode: 0o600 });
  try {
    const mapping = await correctedMapping(path, file);
    const agencies = await asOwner(services.database, (tx) => listAgencies(tx));
    const id = await imports.receive({
      agencyId: agencies.find(({ slug }) => slug === file.agency)?.id ?? 0,
      dataset: file.dataset,
      datasetName: file.datasetName,
      fileName: file.fileName,
      path,
      bytes: statSync(path).size,
      sha256: createHash('sha256').update(file.text).digest('hex'),
      ...(mapping ? { mapping } : {}),
      dryRun: false,
    });
    await imports.settled();
    const done = await asOwner(services.database, (tx) => readImport(tx, id));
    if (done.state !== 'done')
      throw new Error(`${file.fileName}: ${done.problem?.sentence ?? done.state}`);
    if (done.rows.rejected > 0)
      throw new Error(`${file.fileName}: ${done.rows.rejected} of its own rows are refused`);
    return done.rows.read;
  } finally {
    rmSync(path, { force: true });
  }
}

/** The guess as a person would correct it, where it needs that. */
async function correctedMapping(path: string, file: SampleFile): Promise<Mapping | undefined> {
  const correction = SAMPLE_CORRECTIONS[file.dataset];
  if (!correction) return undefined;
  const { mapping: guess } = inspectionOf(await surveyFile(path, { name: file.fileName }));
  if (!guess) return undefined;
  return {
    ...guess,
    columns: { ...guess.columns, category: correction.category },
    types: { ...correction.types },
  };
}
