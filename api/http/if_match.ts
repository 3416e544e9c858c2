/** The version a person edited: two people may have the same thing open. */
import type { Context } from 'hono';
import { Problem } from './problem.ts';

/** If-Match: "7" → 7. Throws Problem `version_required`. */
export function editedVersion(c: Context): number {
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(c.req.header('if-match') ?? '')?.[1];
  if (!version) throw new Problem('version_required');
  return Number(version);
}
