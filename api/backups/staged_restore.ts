/** A restore's files and, embedded, its database wait in a folder of the data folder until all of it is verified. Then the
 *  folder gets its second name, which is the decision: from there on a killed process is finished by the next one. What was
 *  there before is moved aside, never removed. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { moveIntoPlace, replaceFile, syncPath, syncTree } from '../durable_files/durable_files.ts';

const STAGED = 'restore.part';
const DECIDED = 'restore.ready';
const NOTE = 'restore.json';

/** `instance`: the name that the restored database has for itself. On a server it is what tells whether its transaction
 *  was committed; null: the database is one of the files. */
const Note = z.object({ instance: z.string().nullable(), aside: z.string() });
type Note = z.infer<typeof Note>;

/** Indexes that are made anew from the rows. */
const DERIVED = /^hex_index/;

export interface StagedRestore {
  /** A path below it becomes the same path below the data folder. */
  readonly folder: string;
  /** @param instance of a server's database, whose transaction is committed next */
  decide(instance: string | null, at: Date): void;
}

export function stageRestore(dataDir: string): StagedRestore {
  const folder = join(dataDir, STAGED);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    folder,
    decide(instance, at) {
      const aside = `before_restore_${at.toISOString().replace(/[-:]|\.\d+/g, '')}`;
      const note: Note = { instance, aside };
      replaceFile(join(folder, NOTE), JSON.stringify(note));
      syncTree(folder);
      moveIntoPlace(folder, join(dataDir, DECIDED));
    },
  };
}

export const discardStaged = (dataDir: string): void => {
  for (const name of [STAGED, DECIDED])
    rmSync(join(dataDir, name), { recursive: true, force: true });
};

/** What was decided and is not yet in place; null: nothing. One that was never decided is removed. */
export function pendingRestore(dataDir: string): Note | null {
  rmSync(join(dataDir, STAGED), { recursive: true, force: true });
  const note = join(dataDir, DECIDED, NOTE);
  return existsSync(note) ? Note.parse(JSON.parse(readFileSync(note, 'utf8'))) : null;
}

/** Puts everything in its place. It may be run again after it was cut short anywhere: an entry leaves the folder by being put in
 *  place, and what stood there has been moved aside before. @returns the folder of what was there, or null */
export function putInPlace(dataDir: string, { aside }: Note): string | null {
  const ready = join(dataDir, DECIDED);
  const asideFolder = join(dataDir, aside);
  const moveAside = (name: string) => {
    if (!existsSync(join(dataDir, name)) || existsSync(join(asideFolder, name))) return;
    mkdirSync(asideFolder, { recursive: true, mode: 0o700 });
    renameSync(join(dataDir, name), join(asideFolder, name));
  };
  for (const name of readdirSync(dataDir)) if (DERIVED.test(name)) moveAside(name);
  for (const name of readdirSync(ready)) {
    if (name === NOTE) continue;
    moveAside(name);
    renameSync(join(ready, name), join(dataDir, name));
  }
  syncPath(dataDir);
  rmSync(ready, { recursive: true, force: true });
  return existsSync(asideFolder) ? asideFolder : null;
}
