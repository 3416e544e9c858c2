/** Files that a killed process left behind. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Removes all but the open imports' files. Nothing may be arriving: one process holds the folder, and it has not
 *  begun to listen. */
export function removeLeftoverFiles(folder: string, openIds: ReadonlySet<number>): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      for (const half of readdirSync(join(folder, entry.name)))
        rmSync(join(folder, entry.name, half), { force: true });
    } else if (!openIds.has(Number(entry.name))) rmSync(join(folder, entry.name), { force: true });
  }
}
