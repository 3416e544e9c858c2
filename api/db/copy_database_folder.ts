/** Copies an embedded database's folder at one moment, while it is in use, in two passes. The first copies every file and
 *  holds nobody up. The second copies what has changed since: it is synchronous and runs in the database's own thread, so
 *  nothing is written meanwhile. The copy is what a killed process leaves: PostgreSQL recovers it from its log. */
import { constants, copyFileSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Of the first pass: each file, by its path inside the folder, as it was just before it was copied. */
export type FirstPass = ReadonlyMap<string, { readonly size: number; readonly changedMs: number }>;

/** A clock of a file system may stand still for some milliseconds: a file that changed so shortly before it was copied may
 *  have changed again under the same time. */
const RECENT_MS = 2_000;

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

const FILES = { recursive: true, withFileTypes: true } as const;

/** @param clock of this machine, in milliseconds: the one that the file system uses */
export async function firstPass(from: string, to: string, clock: () => number): Promise<FirstPass> {
  const seen = new Map<string, { size: number; changedMs: number }>();
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const entry of await readdir(from, FILES)) {
    const path = join(entry.parentPath, entry.name).slice(from.length + 1);
    if (entry.isDirectory()) {
      await mkdir(join(to, path), { recursive: true, mode: 0o700 });
      continue;
    }
    if (!entry.isFile()) continue;
    try {
      const { size, mtimeMs } = await stat(join(from, path));
      const settled = mtimeMs < clock() - RECENT_MS;
      await mkdir(dirname(join(to, path)), { recursive: true, mode: 0o700 });
      await copyFile(join(from, path), join(to, path), constants.COPYFILE_FICLONE);
      if (settled) seen.set(path, { size, changedMs: mtimeMs });
    } catch (error) {
      // removed since the folder was listed
      if (!isMissing(error)) throw error;
    }
  }
  return seen;
}

/** Call it where nothing writes to `from`. */
export function secondPass(from: string, to: string, first: FirstPass): void {
  const present = new Set<string>();
  for (const entry of readdirSync(from, FILES)) {
    const path = join(entry.parentPath, entry.name).slice(from.length + 1);
    present.add(path);
    if (entry.isDirectory()) mkdirSync(join(to, path), { recursive: true, mode: 0o700 });
    if (!entry.isFile()) continue;
    const { size, mtimeMs } = statSync(join(from, path));
    const known = first.get(path);
    if (known?.size === size && known.changedMs === mtimeMs) continue;
    mkdirSync(dirname(join(to, path)), { recursive: true, mode: 0o700 });
    copyFileSync(join(from, path), join(to, path), constants.COPYFILE_FICLONE);
  }
  for (const entry of readdirSync(to, FILES)) {
    const path = join(entry.parentPath, entry.name).slice(to.length + 1);
    if (!present.has(path)) rmSync(join(to, path), { recursive: true, force: true });
  }
}
