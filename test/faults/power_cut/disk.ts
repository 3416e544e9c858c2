/** A disk, by what was recorded of its writes: what is certain to be on it at a moment, and what may be. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Recorded } from './record_writes.ts';

const SECTOR = 512;
const BLOCK = 4096;

/** A write that has not been synced. */
type Pending = { readonly at: number; readonly bytes: Buffer } | { readonly size: number };
interface File {
  readonly kind: 'file';
  /** Before the recording began: where its content is. */
  base: string | null;
  synced: Buffer;
  readonly pending: Pending[];
}
interface Rename {
  /** Whether the new name is on the disk: until then the old one is, too. */
  kept: boolean;
}
interface Change {
  readonly name: string;
  readonly entry: Entry | null;
  /** Of a rename: the same one in both folders. */
  readonly rename: Rename | null;
}
interface Folder {
  readonly kind: 'folder';
  readonly synced: Map<string, Entry>;
  readonly now: Map<string, Entry>;
  readonly pending: Change[];
}
type Entry = File | Folder;

export interface LoggedWrite {
  readonly record: Recorded;
  readonly bytes: Buffer;
}

/** The records of all threads, in the order in which they were made. */
export function readLogs(files: readonly string[]): LoggedWrite[] {
  const all: LoggedWrite[] = [];
  for (const file of files) {
    const log = readFileSync(file);
    for (let at = 0; at + 8 <= log.length;) {
      const text = at + 8 + log.readUInt32LE(at);
      const end = text + log.readUInt32LE(at + 4);
      // as: record_writes.ts wrote it
      const record = JSON.parse(log.toString('utf8', at + 8, text)) as Recorded;
      all.push({ record, bytes: log.subarray(text, end) });
      at = end;
    }
  }
  return all.sort((a, b) => (BigInt(a.record.time) < BigInt(b.record.time) ? -1 : 1));
}

const newFile = (base: string | null = null): File => ({
  kind: 'file',
  base,
  synced: Buffer.alloc(0),
  pending: [],
});
const newFolder = (entries = new Map<string, Entry>()): Folder => ({
  kind: 'folder',
  synced: new Map(entries),
  now: entries,
  pending: [],
});

/** A buffer with `bytes` written at a place; what lies between is zero. */
function withBytes(content: Buffer, at: number, bytes: Buffer): Buffer {
  const end = at + bytes.length;
  const grown =
    end <= content.length ? content : Buffer.concat([content, Buffer.alloc(end - content.length)]);
  bytes.copy(grown, at);
  return grown;
}
const withSize = (content: Buffer, size: number): Buffer =>
  size <= content.length
    ? Buffer.from(content.subarray(0, size))
    : Buffer.concat([content, Buffer.alloc(size - content.length)]);

export class Disk {
  readonly #root: Folder;
  readonly #open = new Map<string, { readonly entry: Entry; position: number }>();
  readonly #base: string;

  /** @param base a folder as it was when the recording began, all of it on the disk */
  constructor(base: string) {
    this.#base = base;
    const read = (path: string): Folder => {
      const entries = readdirSync(join(base, path), { withFileTypes: true });
      return newFolder(
        new Map(
          entries.map((entry): [string, Entry] => {
            const inside = join(path, entry.name);
            return [entry.name, entry.isDirectory() ? read(inside) : newFile(inside)];
          }),
        ),
      );
    };
    this.#root = read('.');
  }

  /** Carries out what was recorded. */
  apply({ record, bytes }: LoggedWrite): void {
    switch (record.op) {
      case 'open': {
        let entry = this.#find(record.path);
        if (!entry) {
          entry = newFile();
          this.#change(record.path, entry);
        }
        if (record.truncate && entry.kind === 'file') entry.pending.push({ size: 0 });
        this.#open.set(record.fd, { entry, position: 0 });
        return;
      }
      case 'write': {
        const open = this.#open.get(record.fd);
        if (open?.entry.kind !== 'file') throw new Error(`${record.fd} is not an open file`);
        const written = record.zeros > 0 ? Buffer.alloc(record.zeros) : bytes;
        const at = record.at ?? open.position;
        open.entry.pending.push({ at, bytes: written });
        open.position = at + written.length;
        return;
      }
      case 'truncate': {
        const entry = this.#find(record.path);
        if (entry?.kind === 'file') entry.pending.push({ size: record.size });
        return;
      }
      case 'sync': {
        const open = this.#open.get(record.fd);
        if (open) this.#sync(open.entry);
        return;
      }
      case 'mkdir':
        this.#makeFolder(record.path);
        return;
      case 'remove':
        if (this.#find(record.path)) this.#change(record.path, null);
        return;
      case 'link': {
        const entry = this.#find(record.path);
        if (entry) this.#change(record.to, entry);
        return;
      }
      case 'rename': {
        const entry = this.#find(record.path);
        // copied by Node itself (cpSync), which is not recorded
        if (!entry) return;
        const rename: Rename = { kept: true };
        this.#change(record.to, entry, rename);
        this.#change(record.path, null, rename);
      }
    }
  }

  /** Writes what a power cut at this moment leaves. Everything that was synced, and of the rest a random part: of each
   *  folder's new, moved and removed names the first few; of each file's blocks any version since it was synced, some
   *  torn within the block. @param random between 0 and 1, 1 excluded */
  writeAfterCut(to: string, random: () => number): void {
    const kept = new Map<Folder, number>();
    const folders: Folder[] = [];
    const visit = (folder: Folder) => {
      folders.push(folder);
      const all = new Set([...folder.synced.values(), ...folder.pending.map(({ entry }) => entry)]);
      for (const entry of all) if (entry?.kind === 'folder') visit(entry);
    };
    visit(this.#root);
    const upTo = (n: number) => Math.floor(random() * (n + 1));
    for (const folder of folders) {
      const count = upTo(folder.pending.length);
      kept.set(folder, count);
      for (const [i, { rename, entry }] of folder.pending.entries())
        if (rename && entry) rename.kept = i < count;
    }
    for (const folder of folders) {
      // a name is not removed by a rename whose new name was lost
      const lost = folder.pending.findIndex(
        ({ rename, entry }) => !entry && rename && !rename.kept,
      );
      if (lost >= 0) kept.set(folder, Math.min(kept.get(folder) ?? 0, lost));
    }
    const write = (folder: Folder, path: string) => {
      mkdirSync(path, { recursive: true, mode: 0o700 });
      const entries = new Map(folder.synced);
      for (const { name, entry } of folder.pending.slice(0, kept.get(folder) ?? 0))
        if (entry) entries.set(name, entry);
        else entries.delete(name);
      for (const [name, entry] of entries)
        if (entry.kind === 'folder') write(entry, join(path, name));
        else writeFileSync(join(path, name), this.#tornContent(entry, random), { mode: 0o600 });
    };
    write(this.#root, to);
  }

  #tornContent(file: File, random: () => number): Buffer {
    const synced = file.base === null ? file.synced : readFileSync(join(this.#base, file.base));
    const { pending } = file;
    if (pending.length === 0) return synced;
    const luck = random();
    if (luck < 0.2) return synced;
    const sizes = [synced.length];
    for (const one of pending)
      sizes.push('size' in one ? one.size : Math.max(sizes.at(-1) ?? 0, one.at + one.bytes.length));
    const all = luck > 0.8;
    const size = (all ? sizes.at(-1) : sizes[Math.floor(random() * sizes.length)]) ?? 0;
    const torn = Buffer.alloc(Math.max(size, synced.length));
    synced.copy(torn);
    /** Until which of the pending writes a block or sector got to the disk. */
    const until = new Map<number, number>();
    for (const [i, one] of pending.entries()) {
      if ('size' in one) continue;
      for (let at = one.at; at < one.at + one.bytes.length;) {
        const end = Math.min((Math.floor(at / SECTOR) + 1) * SECTOR, one.at + one.bytes.length);
        const block = Math.floor(at / BLOCK);
        // one block in eight is torn: each of its sectors has a version of its own
        const unit =
          block % 8 === Math.floor(luck * 1000) % 8 ? Math.floor(at / SECTOR) : -1 - block;
        let last = until.get(unit);
        if (last === undefined)
          until.set(unit, (last = Math.floor(random() * (pending.length + 1))));
        if (all || i < last) one.bytes.copy(torn, at, at - one.at, end - one.at);
        at = end;
      }
    }
    return withSize(torn, size);
  }

  #sync(entry: Entry): void {
    if (entry.kind === 'folder') {
      for (const { name, entry: changed } of entry.pending)
        if (changed) entry.synced.set(name, changed);
        else entry.synced.delete(name);
      entry.pending.length = 0;
      return;
    }
    if (entry.pending.length === 0) return;
    if (entry.base !== null) {
      entry.synced = readFileSync(join(this.#base, entry.base));
      entry.base = null;
    }
    for (const one of entry.pending)
      entry.synced =
        'size' in one
          ? withSize(entry.synced, one.size)
          : withBytes(entry.synced, one.at, one.bytes);
    entry.pending.length = 0;
  }

  #find(path: string): Entry | undefined {
    if (path === '' || path === '.') return this.#root;
    const parent = this.#find(dirname(path));
    return parent?.kind === 'folder' ? parent.now.get(basename(path)) : undefined;
  }

  #folder(path: string): Folder {
    const entry = this.#find(path);
    if (entry?.kind !== 'folder') throw new Error(`${path} is no folder`);
    return entry;
  }

  #makeFolder(path: string): void {
    if (this.#find(path)) return;
    this.#makeFolder(dirname(path));
    this.#change(path, newFolder());
  }

  #change(path: string, entry: Entry | null, rename: Rename | null = null): void {
    const folder = this.#folder(dirname(path));
    folder.pending.push({ name: basename(path), entry, rename });
    if (entry) folder.now.set(basename(path), entry);
    else folder.now.delete(basename(path));
  }
}
