/** Watches the room on the disk of the data folder, and what the database says of its own. It sets `database.storage.room`, by
 *  which every transaction is made; nothing has to be started again when there is room. */
import { statfs } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { Database, Room } from '../db/connect.ts';
import { takesWrites } from '../db/probe_room.ts';
import { isUnavailable } from '../db/unavailable.ts';
import { limitsOf, roomOf, type Limits, type Space } from './limits.ts';

const EVERY_MS = 5_000;
/** What was looked at so lately need not be looked at again. */
const FRESH_MS = 500;

export type ReadSpace = () => Promise<Space>;

/** Of the file system that holds a folder. */
export const spaceOf =
  (folder: string): ReadSpace =>
  async () => {
    const { bavail, bsize, blocks, files, ffree } = await statfs(folder);
    return { free: bavail * bsize, size: blocks * bsize, freeFiles: files > 0 ? ffree : null };
  };

export interface StorageSettings {
  readonly readSpace: ReadSpace;
  /** Bytes; null: a tenth of the disk, at most 5 GB. */
  readonly minFree: number | null;
}

export class StorageWatch {
  readonly #database: Database;
  readonly #settings: StorageSettings;
  readonly #log: Pick<Logger, 'warn' | 'info' | 'error'>;
  #space: Space | null = null;
  #lookedAt = -Infinity;
  #looking: Promise<void> | null = null;
  /** The database has refused a write for want of room, or because it takes none. */
  #refused = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    database: Database,
    settings: StorageSettings,
    log: Pick<Logger, 'warn' | 'info' | 'error'>,
  ) {
    this.#database = database;
    this.#settings = settings;
    this.#log = log;
    database.storage.refused = () => this.#refuse();
  }

  /** As it was found last. */
  get room(): Room {
    return this.#database.storage.room;
  }

  /** Of the data folder's disk; null where it could not be read. */
  get space(): (Space & Limits) | null {
    return this.#space && { ...this.#space, ...this.#limits(this.#space) };
  }

  #limits = ({ size }: Space): Limits => limitsOf(size, this.#settings.minFree);

  /** Looks now, and then every five seconds. */
  async start(): Promise<void> {
    await this.look();
    this.#timer ??= setInterval(() => void this.look(), EVERY_MS).unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  /** Looks, unless it was done within half a second. */
  async look(): Promise<void> {
    if (performance.now() - this.#lookedAt > FRESH_MS) await this.lookNow();
  }

  /** Two at a time are one. */
  lookNow(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#lookedAt = performance.now();
      this.#looking = null;
    });
    return this.#looking;
  }

  async #look(): Promise<void> {
    try {
      this.#space = await this.#settings.readSpace();
    } catch (error) {
      // a disk that cannot be looked at is no reason to stop; what cannot be written says so itself
      this.#space = null;
      this.#log.error({ err: error }, 'the room on the disk cannot be read');
    }
    if (this.#refused) this.#refused = !(await this.#takesWrites());
    this.#settle();
  }

  /** An unavailable database says so to everybody: that is not about room. */
  async #takesWrites(): Promise<boolean> {
    try {
      return await takesWrites(this.#database);
    } catch (error) {
      if (!isUnavailable(error)) this.#log.error({ err: error }, 'writing was not possible');
      return false;
    }
  }

  #settle(): void {
    const before = this.room;
    const onDisk = this.#space
      ? roomOf(this.#space, this.#limits(this.#space), before)
      : ('enough' as const);
    this.#database.storage.spare = this.#space
      ? Math.max(0, Math.floor(this.#space.free - this.#limits(this.#space).low))
      : null;
    const room = onDisk === 'enough' && this.#refused ? 'low' : onDisk;
    if (room === before) return;
    this.#database.storage.room = room;
    const facts = { room, free: this.#space?.free, refused: this.#refused };
    if (room === 'enough') this.#log.info(facts, 'there is room again: writes are taken');
    else this.#log.warn(facts, 'the disk is nearly full: read-only until there is room');
  }

  /** A write failed for want of room: read-only until one succeeds. */
  #refuse(): void {
    // it was our own read-only transaction that refused
    if (this.room === 'none') return;
    this.#refused = true;
    this.#settle();
  }
}
