/** Where an import stands, as the person at the screen needs to know it. */
import type { Import } from '#api/contract/imports.ts';

export type Phase =
  | 'reading'
  /** the file cannot be read; one sentence says what to do */
  | 'refused'
  /** the columns need an answer before rows can be read */
  | 'asking'
  /** the dry run stands: it may be brought in */
  | 'previewed'
  /** the dry run stands, and bringing it in would change nothing */
  | 'nothing_new'
  | 'committing'
  | 'done'
  | 'undone'
  | 'discarded';

/** The phase of an import: what its screen shows, and which buttons are on it. */
export function phaseOf(current: Pick<Import, 'state' | 'questions' | 'problem' | 'rows'>): Phase {
  switch (current.state) {
    case 'received':
    case 'reading':
      return 'reading';
    case 'failed':
      return 'refused';
    case 'previewed':
      if (current.problem || current.questions.some(isBlocking)) return 'asking';
      return changesAnything(current.rows) ? 'previewed' : 'nothing_new';
    case 'committing':
    case 'done':
    case 'undone':
    case 'discarded':
      return current.state;
  }
}

/** Categories without a type keep their own rows out; every other question keeps the whole file out. */
const isBlocking = ({ about }: Import['questions'][number]): boolean => about !== 'types';

/** False when every row is already there or rejected: bringing it in again would be for nothing. */
export const changesAnything = (rows: Import['rows']): boolean =>
  rows.accepted + rows.changed + rows.withdrawn > 0;

/** Share of the file that has been read, 0 to 1. */
export function shareRead(progress: Import['progress']): number {
  if (progress.bytes <= 0) return 0;
  return Math.min(1, progress.bytes_read / progress.bytes);
}
