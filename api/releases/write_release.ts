/** Releases on disk, where anybody may read them: a folder each, and a list of all. What stands there is complete:
 *  a folder and the list are written beside their place and moved into it. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  makeFolder,
  moveIntoPlace,
  replaceFile,
  syncTree,
} from '../durable_files/durable_files.ts';
import type { Geography, ReleaseFile, ReleaseIndex } from '../contract/releases.ts';

export const INDEX = 'index.json';
/** A killed process leaves such names behind. They are not served. */
const HALF = '.half-';

export const sha256Of = (content: string): string =>
  createHash('sha256').update(content).digest('hex');

/** The folder's name: 2026-10-h3-8. */
export const folderOf = (release: { period: string; geography: Geography }): string =>
  `${release.period}-${release.geography}`;

const read = (path: string): string | null =>
  existsSync(path) ? readFileSync(path, 'utf8') : null;

/** Whether each file stands there as it was published. */
export const isPublished = (
  folder: string,
  name: string,
  files: readonly { readonly name: ReleaseFile; readonly sha256: string }[],
): boolean =>
  files.every((file) => {
    const content = read(join(folder, name, file.name));
    return content !== null && sha256Of(content) === file.sha256;
  });

/** Puts a release's folder in its place, whole, whatever stood there. */
export function publishFolder(
  folder: string,
  name: string,
  files: readonly { readonly name: ReleaseFile; readonly content: string }[],
): void {
  makeFolder(folder, 0o755);
  const half = join(folder, `${HALF}${randomUUID()}`);
  mkdirSync(half, { mode: 0o755 });
  for (const file of files) writeFileSync(join(half, file.name), file.content, { mode: 0o644 });
  // on the disk before it is moved: a folder that is there after a power cut is whole
  syncTree(half);
  rmSync(join(folder, name), { recursive: true, force: true });
  moveIntoPlace(half, join(folder, name));
}

/** Writes the list where it has changed. */
export function publishIndex(folder: string, index: ReleaseIndex): void {
  const content = `${JSON.stringify(index, null, 1)}\n`;
  if (read(join(folder, INDEX)) === content) return;
  makeFolder(folder, 0o755);
  replaceFile(join(folder, INDEX), content, 0o644);
}

/** Removes what a killed process was writing. */
export function sweepHalves(folder: string): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : [])
    if (name.startsWith(HALF)) rmSync(join(folder, name), { recursive: true, force: true });
}

/** A folder of this month, whoever published it; undefined when there is none. */
export const standingFolder = (folder: string, period: string): string | undefined =>
  (existsSync(folder) ? readdirSync(folder) : []).find((name) => name.startsWith(`${period}-`));
