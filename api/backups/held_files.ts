/** Keeps the files of a data folder as they are at one moment: hard links beside them, which outlive a removal. A file of these
 *  folders is written beside its place and moved into it, so that what has its name is whole. */
import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { entryOf, FOLDERS, KEY_FILE } from './archive/archive_format.ts';

export interface HeldFile {
  /** Below the data folder. */
  readonly path: string;
  readonly bytes: number;
}

/** Adds what is there now to what is held already. @returns all that is held */
export function holdFiles(dataDir: string, into: string): HeldFile[] {
  for (const path of [KEY_FILE, ...FOLDERS.flatMap((folder) => filesUnder(dataDir, folder))]) {
    const held = join(into, path);
    if (!entryOf(`files/${path}`) || existsSync(held)) continue;
    mkdirSync(dirname(held), { recursive: true, mode: 0o700 });
    hold(join(dataDir, path), held);
  }
  return [KEY_FILE, ...FOLDERS.flatMap((folder) => filesUnder(into, folder))]
    .filter((path) => existsSync(join(into, path)))
    .map((path) => ({ path, bytes: statSync(join(into, path)).size }));
}

/** What is still arriving, and files that are made anew whenever they are asked for. */
const NOT_KEPT = /^uploads\/(incoming|outgoing)\//;

function filesUnder(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !NOT_KEPT.test(path))
    .sort();
}

function hold(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT') return;
    // folders on two disks, or a disk without links
    if (code !== 'EXDEV' && code !== 'EPERM' && code !== 'ENOTSUP') throw error;
    copyFileSync(from, to);
  }
}
