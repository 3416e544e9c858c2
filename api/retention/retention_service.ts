/** Applies the periods every night, in short transactions: exact places become coarse, words are erased. What is erased
 *  cannot be brought back, so nothing is by a clock that is in doubt. */
import type { Logger } from 'pino';
import type { ClockCheck } from '../closed_months/clock_check.ts';
import type { RetentionDue, RetentionPeriods, RetentionRun } from '../contract/retention.ts';
import type { RetentionClass } from '../contract/retention_classes.ts';
import { asOwner, type OwnerTx } from '../db/as_agency.ts';
import type { Database } from '../db/connect.ts';
import { auditAs } from '../audit/queries.ts';
import { recordChange } from '../incidents/change_queries.ts';
import { lockDataset } from '../incidents/dataset_queries.ts';
import { LimitedQueue } from '../jobs/limited_queue.ts';
import { localDateOf } from '../time/local_date.ts';
import { parseEdgeCells } from '../geo/edge_cells.ts';
import { coarsePlace } from './coarse_places.ts';
import { cutoffsOf, periodsOf, type Cutoffs } from './periods.ts';
import {
  cellsDue,
  coarsen,
  countDue,
  eraseRejects,
  eraseWords,
  feedsDue,
  lastIncident,
  readAllPeriods,
  type IdSpan,
} from './queries.ts';

/** Ids in one transaction: the embedded database serves nobody else meanwhile. */
const SPAN = 20_000n;

interface AgencyCutoffs {
  readonly id: number;
  readonly agency: string;
  readonly cutoffs: Cutoffs;
}

export class RetentionService {
  readonly #database: Database;
  readonly #clock: ClockCheck;
  readonly #log: Pick<Logger, 'warn'>;
  readonly #queue = new LimitedQueue({ concurrency: 1 });

  constructor(database: Database, clock: ClockCheck, log: Pick<Logger, 'warn'>) {
    this.#database = database;
    this.#clock = clock;
    this.#log = log;
  }

  /** What an agency's records would lose tonight under `periods`. */
  preview(agencyId: number, periods: RetentionPeriods): Promise<RetentionDue[]> {
    const cutoffs = cutoffsOf(periods, localDateOf(this.#clock.now()));
    return asOwner(this.#database, (tx) => countDue(tx, agencyId, cutoffs));
  }

  /** Of every agency; a second call waits for the first.
   *  @param dryRun only counts @param stopping ends it after the present transaction; the next run goes on */
  run(dryRun: boolean, stopping?: AbortSignal): Promise<RetentionRun> {
    return this.#queue.run(() => this.#run(dryRun, stopping));
  }

  async #run(dryRun: boolean, stopping?: AbortSignal): Promise<RetentionRun> {
    const today = localDateOf(this.#clock.now());
    const { doubt, all } = await asOwner(this.#database, async (tx) => ({
      doubt: await this.#clock.doubt(tx),
      all: await readAllPeriods(tx),
    }));
    const agencies: AgencyCutoffs[] = all.map(({ agency_id: id, agency, set }) => ({
      id,
      agency,
      cutoffs: cutoffsOf(periodsOf(set), today),
    }));
    const due: { agency: AgencyCutoffs; due: RetentionDue[] }[] = [];
    for (const agency of agencies)
      due.push({
        agency,
        due: await asOwner(this.#database, (tx) => countDue(tx, agency.id, agency.cutoffs)),
      });
    const answer = due.map((one) => ({ agency: one.agency.agency, due: one.due }));
    const isDue = due.filter((one) => one.due.some(({ records }) => records > 0));
    if (dryRun || isDue.length === 0) return { done: false, doubt, agencies: answer };
    if (doubt !== null) {
      this.#log.warn({ doubt }, 'no record is made coarse or erased');
      return { done: false, doubt, agencies: answer };
    }
    for (const { agency } of isDue) await this.#apply(agency, stopping);
    return { done: true, doubt: null, agencies: answer };
  }

  async #apply(agency: AgencyCutoffs, stopping?: AbortSignal): Promise<void> {
    const before = agency.cutoffs.rejects;
    await asOwner(this.#database, async (tx) => {
      const rows = await eraseRejects(tx, agency.id, before);
      await applied(tx, agency, 'rejects', rows, null);
    });
    const last = await asOwner(this.#database, (tx) => lastIncident(tx));
    for (let after = 0n; after < last && !stopping?.aborted; after += SPAN) {
      const span = { after, to: after + SPAN };
      const feeds = await asOwner(this.#database, (tx) =>
        feedsDue(tx, agency.id, agency.cutoffs, span),
      );
      for (const feed of feeds)
        await asOwner(this.#database, (tx) => applyToFeed(tx, agency, feed.dataset_id, span));
    }
  }
}

async function applyToFeed(
  tx: OwnerTx,
  agency: AgencyCutoffs,
  datasetId: number,
  span: IdSpan,
): Promise<void> {
  // no import of the feed meanwhile: it reads the cells of what it replaces
  await lockDataset(tx, datasetId);
  const { places: before, texts } = agency.cutoffs;
  const words = await eraseWords(tx, datasetId, texts, span);
  await applied(tx, agency, 'texts', words, datasetId);
  const cells = await cellsDue(tx, datasetId, before, span);
  if (cells.length === 0) return;
  const places = cells.map(({ cell, edge_cells }) => {
    const from = { cell, edges: parseEdgeCells(edge_cells) };
    return { from, to: coarsePlace(from) };
  });
  const version = await recordChange(tx, { kind: 'coarsened', importId: null, incidentId: null });
  const moved = await coarsen(tx, datasetId, before, span, places, version);
  await applied(tx, agency, 'places', moved, datasetId);
}

/** A line of the audit, which the agency's administrators read. */
async function applied(
  tx: OwnerTx,
  { id, cutoffs }: AgencyCutoffs,
  name: RetentionClass,
  records: number,
  dataset: number | null,
): Promise<void> {
  if (records === 0) return;
  const about = { class: name, before: cutoffs[name], records };
  await auditAs(
    tx,
    // in the agency's name: a line of nobody's is read by the host's administrators too
    { accountId: null, agencyId: id },
    {
      event: 'retention.applied',
      outcome: 'done',
      about: dataset === null ? about : { ...about, dataset },
    },
  );
}
