/** This process's hex index, kept up with the database. A reader brings the data version its transaction saw
 *  and gets an index at least that new: whoever has seen a commit finds it counted. No notification is needed,
 *  because every request reads the version anyway. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { asOwner, type OwnerTx } from '../db/as_agency.ts';
import type { Database } from '../db/connect.ts';
import { HexIndexBuilder, type HexIndex } from './hex_index.ts';
import { IndexFileError, loadIndex, saveIndex } from './index_file.ts';
import {
  changeRows,
  changesAfter,
  packImport,
  packIncident,
  packRows,
  readInstance,
  readVersion,
  type Change,
  type Packed,
} from './queries.ts';
import { unpackChanges, unpackRows } from './unpack_rows.ts';

const PAGE_ROWS = 100_000;
const SNAPSHOT = 'isolation level repeatable read';

export class LiveHexes {
  readonly #database: Database;
  readonly #file: string | null;
  #index: HexIndex = new HexIndexBuilder().build();
  #version = -1n;
  #catchingUp: Promise<void> | null = null;

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

  /** Loads the saved index if it is this database's, then catches up. */
  async open(): Promise<void> {
    const instance = await asOwner(this.#database, (tx) => readInstance(tx));
    const file = this.#fileOf(instance);
    if (file && existsSync(file))
      try {
        const { index, dataVersion } = loadIndex(new Uint8Array(readFileSync(file)));
        this.#index = index;
        this.#version = dataVersion;
        // a file from before a crash must not outlive what comes now
        rmSync(file);
      } catch (error) {
        if (!(error instanceof IndexFileError)) throw error;
        rmSync(file, { force: true });
      }
    await this.at(await asOwner(this.#database, (tx) => readVersion(tx)));
  }

  /** Keeps the index for the next start. */
  async save(): Promise<void> {
    if (this.#version < 0n) return;
    const file = this.#fileOf(await asOwner(this.#database, (tx) => readInstance(tx)));
    if (!file) return;
    writeFileSync(`${file}.part`, saveIndex(this.#index, this.#version), { mode: 0o600 });
    renameSync(`${file}.part`, file);
  }

  #fileOf(instance: string): string | null {
    return this.#file && instance ? `${this.#file}.${instance}` : null;
  }

  #catchUp(): Promise<void> {
    return asOwner(
      this.#database,
      async (tx) => {
        const version = await readVersion(tx);
        const changes = this.#version < 0n ? null : await changesAfter(tx, this.#version);
        const applied =
          changes !== null && this.#follows(changes) && (await this.#apply(tx, changes));
        if (!applied) this.#index = await build(tx);
        this.#version = version;
      },
      SNAPSHOT,
    );
  }

  /** Whether the log reaches back to what we have, and none of its imports is gone again. */
  #follows(changes: readonly Change[]): boolean {
    if (changes.length > 0 && changes[0]?.version !== this.#version + 1n) return false;
    const undone = changes.filter(({ kind }) => kind === 'undo').map((change) => change.import_id);
    return !changes.some(({ kind, import_id }) => kind === 'import' && undone.includes(import_id));
  }

  /** False when the index turned out to differ from the database: build anew. */
  async #apply(tx: OwnerTx, changes: readonly Change[]): Promise<boolean> {
    for (const change of changes) {
      for (const page of await addedRows(tx, change)) this.#index.append(unpackRows(page.rows));
      const { add, remove } = unpackChanges(await changeRows(tx, change.version));
      if (add.count > 0) this.#index.append(add);
      if (remove.count > 0 && this.#index.remove(remove) > 0) return false;
    }
    return true;
  }
}

const addedRows = async (tx: OwnerTx, change: Change): Promise<readonly Packed[]> => {
  if (change.kind === 'import' && change.import_id !== null)
    return packImport(tx, change.import_id);
  if (change.kind === 'find' && change.incident_id !== null)
    return packIncident(tx, change.incident_id);
  return [];
};

async function build(tx: OwnerTx): Promise<HexIndex> {
  const builder = new HexIndexBuilder();
  let after = 0n;
  for (;;) {
    const [page] = await packRows(tx, after, PAGE_ROWS);
    if (!page) return builder.build();
    builder.add(unpackRows(page.rows));
    after = page.last_id;
  }
}
