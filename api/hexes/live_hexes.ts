/** This process's hex index, kept up with the database. A request brings the data version that its transaction read and
 *  gets an index at least that new: a commit that a reader knows is counted. No notification is needed, because every
 *  request reads the version. */
import { readDataVersion } from '../incidents/change_queries.ts';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { asOwner, type OwnerTx } from '../db/as_agency.ts';
import type { Database } from '../db/connect.ts';
import type { HexIndex } from '../hex_index/hex_index.ts';
import { HexIndexBuilder } from '../hex_index/hex_index_builder.ts';
import { IndexFileError, loadIndex, saveIndex } from '../hex_index/index_file.ts';
import {
  packImport,
  packIncident,
  packRows,
  packWithin,
  readAreaSets,
  type Packed,
} from './row_queries.ts';
import type { Batch } from '../hex_index/row_sorter.ts';
import { unpackChanges, unpackRows } from './unpack_rows.ts';
import {
  changeRows,
  changesAfter,
  readClosedCounts,
  readInstance,
  type Change,
} from './version_queries.ts';
import { type ClosedCounts, closedCounts, NO_CLOSED_COUNTS } from '../hex_index/closed_counts.ts';
import type { Polygon } from 'geojson';
import { LRUCache } from 'lru-cache';
import { inSlices } from '../jobs/slices.ts';
import { polygonRanges } from './polygon_ranges.ts';

const PAGE_ROWS = 100_000;
const SNAPSHOT = 'isolation level repeatable read';

type AreaSets = ReadonlyMap<number, readonly number[]>;

interface Drawn {
  readonly version: bigint;
  readonly index: HexIndex;
}
/** What indexes of drawn polygons may take: playback and every filter ask for the same again. */
const MOST_DRAWN_BYTES = 64 * 2 ** 20;

export class LiveHexes {
  readonly #database: Database;
  readonly #file: string | null;
  #index: HexIndex = new HexIndexBuilder().build();
  #version = -1n;
  #catchingUp: Promise<void> | null = null;
  #closed: ClosedCounts = NO_CLOSED_COUNTS;
  #areaSets: AreaSets = new Map();
  readonly #drawn = new LRUCache<string, Drawn>({
    maxSize: MOST_DRAWN_BYTES,
    sizeCalculation: ({ index }, polygon) => 1000 + 2 * polygon.length + index.byteLength,
  });

  /** @param file where the index is kept between runs; null: nowhere */
  constructor(database: Database, file: string | null = null) {
    this.#database = database;
    this.#file = file;
  }

  /** The index, at `version` of the data or newer. */
  async at(version: bigint): Promise<HexIndex> {
    while (this.#version < version) {
      this.#catchingUp ??= this.#catchUp().finally(() => {
        this.#catchingUp = null;
      });
      await this.#catchingUp;
    }
    return this.#index;
  }

  /** The index if it stands at exactly `version`; null: it has not caught up, or has gone on. It does not query the database, so
   *  it may be called inside a transaction. */
  exactlyAt(version: bigint): HexIndex | null {
    return this.#version === version ? this.#index : null;
  }

  /** The index of what lies in a polygon, and of what has no place. For those who may read incidents one by one: others could
   *  find one by moving a corner. As new as the last index that was asked for, or newer. */
  async within(polygon: Polygon): Promise<HexIndex> {
    const text = JSON.stringify(polygon);
    const known = this.#drawn.get(text);
    if (known?.version === this.#version) return known.index;
    const cells = await inSlices(polygonRanges(polygon));
    const { version, packed } = await asOwner(
      this.#database,
      async (tx) => ({
        version: await readDataVersion(tx),
        packed: await packWithin(tx, text, cells),
      }),
      SNAPSHOT,
    );
    const builder = new HexIndexBuilder();
    for (const { rows, n } of packed) builder.add(unpackRows(rows, n));
    const index = builder.build();
    index.setClosed(this.#closed);
    index.setAreaSets(this.#areaSets);
    this.#drawn.set(text, { version, index });
    return index;
  }

  /** Loads the saved index if it is this database's, then catches up. */
  async open(): Promise<void> {
    const { instance, version, closed, areaSets } = await asOwner(
      this.#database,
      async (tx) => ({
        instance: await readInstance(tx),
        version: await readDataVersion(tx),
        closed: await readClosed(tx),
        areaSets: await readSets(tx),
      }),
      SNAPSHOT,
    );
    const file = this.#fileOf(instance);
    if (file && existsSync(file))
      try {
        const { index, dataVersion } = loadIndex(new Uint8Array(readFileSync(file)));
        // ahead of the database: a copy of it was put back, and what the file counts has not happened
        if (dataVersion <= version) {
          this.#index = index;
          this.#keep(this.#index, closed, areaSets);
          this.#version = dataVersion;
        }
      } catch (error) {
        if (!(error instanceof IndexFileError)) throw error;
      } finally {
        // a file from before a crash must not outlive what comes now
        rmSync(file, { force: true });
      }
    await this.at(version);
  }

  /** Keeps the index for the next start. */
  async save(): Promise<void> {
    await this.#catchingUp?.catch(() => undefined);
    if (this.#version < 0n) return;
    const file = this.#fileOf(await asOwner(this.#database, (tx) => readInstance(tx)));
    if (!file) return;
    writeFileSync(`${file}.part`, saveIndex(this.#index, this.#version), { mode: 0o600 });
    renameSync(`${file}.part`, file);
  }

  #fileOf(instance: string): string | null {
    return this.#file && instance ? `${this.#file}.${instance}` : null;
  }

  async #catchUp(): Promise<void> {
    const found = await asOwner(
      this.#database,
      async (tx) => {
        const version = await readDataVersion(tx);
        const since = this.#version < 0n ? null : await changesAfter(tx, this.#version);
        if (since === null || !this.#follows(since, version))
          return {
            version,
            index: await build(tx),
            closed: await readClosed(tx),
            areaSets: await readSets(tx),
          };
        const isClosing = since.some(({ kind }) => kind === 'closed');
        return {
          version,
          changed: await readAll(tx, since),
          closed: isClosing ? await readClosed(tx) : null,
          areaSets: await readSets(tx),
        };
      },
      SNAPSHOT,
    );
    // nothing is awaited from here on: no reader meets half a change, and no failure leaves one
    if (found.index) this.#index = found.index;
    else if (!this.#apply(found.changed)) {
      // the index turned out to differ from the database: readers wait until it is built anew
      this.#version = -1n;
      return;
    }
    this.#keep(this.#index, found.closed, found.areaSets);
    this.#version = found.version;
  }

  /** @param closed null: as before */
  #keep(index: HexIndex, closed: ClosedCounts | null, areaSets: AreaSets): void {
    if (closed) {
      index.setClosed(closed);
      this.#closed = closed;
    }
    index.setAreaSets(areaSets);
    this.#areaSets = areaSets;
  }

  /** Whether the log reaches from what we have to `version` without a gap, and all that it names is still there. */
  #follows(changes: readonly Change[], version: bigint): boolean {
    if (BigInt(changes.length) !== version - this.#version) return false;
    const undone = changes.filter(({ kind }) => kind === 'undo').map((change) => change.import_id);
    // rows that came in before are read as they are now: where they were made coarse, they would be moved twice
    const grew = changes.some(({ kind }) => kind === 'import' || kind === 'find');
    if (grew && changes.some(({ kind }) => kind === 'coarsened')) return false;
    // outlines came, changed or went: rows that lie in other areas by now are not listed
    if (changes.some(({ kind }) => kind === 'areas')) return false;
    return changes.every(({ kind, import_id, incident_id }) => {
      if (kind === 'closed' || kind === 'coarsened') return true;
      if (kind === 'find') return incident_id !== null;
      return import_id !== null && (kind === 'undo' || !undone.includes(import_id));
    });
  }

  /** False when a row to take out was not there. */
  #apply(changed: readonly Changed[]): boolean {
    for (const { added, restored, removed } of changed) {
      for (const batch of [...added, restored]) if (batch.count > 0) this.#index.append(batch);
      if (removed.count > 0 && this.#index.remove(removed) > 0) return false;
    }
    return true;
  }
}

/** One version's rows, in the order in which the index takes them. */
interface Changed {
  readonly added: readonly Batch[];
  readonly restored: Batch;
  readonly removed: Batch;
}

async function readAll(tx: OwnerTx, changes: readonly Change[]): Promise<Changed[]> {
  const all: Changed[] = [];
  for (const change of changes) {
    const added = (await addedRows(tx, change)).map(({ rows, n }) => unpackRows(rows, n));
    const { add, remove } = unpackChanges(await changeRows(tx, change.version));
    all.push({ added, restored: add, removed: remove });
  }
  return all;
}

const addedRows = async (tx: OwnerTx, change: Change): Promise<readonly Packed[]> => {
  if (change.kind === 'import' && change.import_id !== null)
    return packImport(tx, change.import_id);
  if (change.kind === 'find' && change.incident_id !== null)
    return packIncident(tx, change.incident_id);
  return [];
};

const readSets = async (tx: OwnerTx) =>
  new Map((await readAreaSets(tx)).map(({ id, areas }) => [id, areas]));

const readClosed = async (tx: OwnerTx) => closedCounts(await readClosedCounts(tx));

async function build(tx: OwnerTx): Promise<HexIndex> {
  const builder = new HexIndexBuilder();
  let after = 0n;
  for (;;) {
    const [page] = await packRows(tx, after, PAGE_ROWS);
    if (!page) return builder.build();
    builder.add(unpackRows(page.rows, page.n));
    after = page.last_id;
  }
}
