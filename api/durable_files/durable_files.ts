/** Files that survive a power cut. What was written is lost until the file is synced; a file that was made, moved or
 *  removed is so only once its folder is synced, too. */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** What has been written to a file, by whichever process, or the names that a folder holds. */
export function syncPath(path: string): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Every file and folder under a folder, and the folder itself. */
export function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else if (entry.isFile()) syncPath(path);
  }
  syncPath(folder);
}

/** The same, whoever wrote it, with all else of its file system: syncfs(2), of which Node has none. One call took 12 ms where
 *  an fsync of each of 1,279 files took a second or two, changed or not. */
export function syncFileSystemOf(folder: string): void {
  const { status } = spawnSync('sync', ['-f', folder], { stdio: 'ignore' });
  if (status !== 0) syncTree(folder);
}

/** Makes a folder, and those above it that are missing, readable by their owner unless `mode` says otherwise. */
export function makeFolder(folder: string, mode = 0o700): void {
  const first = mkdirSync(folder, { recursive: true, mode });
  if (first === undefined) return;
  for (let made = resolve(folder); ; made = dirname(made)) {
    syncPath(dirname(made));
    if (made === resolve(first)) return;
  }
}

/** Moves a synced file or folder to where it stays: over a file, or over an empty folder. */
export function moveIntoPlace(from: string, to: string): void {
  renameSync(from, to);
  syncPath(dirname(to));
}

/** Beside its place: a rename never crosses file systems. */
const besides = (path: string): string => join(dirname(path), `.half-${randomUUID()}`);

function writeBeside(path: string, content: string | Uint8Array, mode: number): string {
  const half = besides(path);
  try {
    writeFileSync(half, content, { mode, flag: 'wx', flush: true });
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  }
  return half;
}

/** Writes a file whole: afterwards, and after a power cut at any moment, it is the old one or the new one. */
export function replaceFile(path: string, content: string | Uint8Array, mode = 0o600): void {
  const half = writeBeside(path, content, mode);
  try {
    moveIntoPlace(half, path);
  } finally {
    rmSync(half, { force: true });
  }
}

/** Makes a file whole, unless there is one. Of several makers one wins. Returns whether this one did. */
export function makeFile(path: string, content: string | Uint8Array, mode = 0o600): boolean {
  const half = writeBeside(path, content, mode);
  try {
    linkSync(half, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // as: link throws errno errors
    return false;
  } finally {
    rmSync(half, { force: true });
    // of the other maker's, too: whoever uses the file relies on it
    syncPath(dirname(path));
  }
}
