/** Sentences of a history. */
import type { HistoryLine } from '#api/contract/history.ts';
import { count, number } from '#web/lib/format.ts';

type Verb = HistoryLine['verb'];

export const historyWords = {
  title: 'History',
  loading: 'Fetching the history…',
  none: 'Nothing has been changed since its history began.',
  /** whoever changes something without being signed in */
  server: 'The server',
  all: (n: number) => `Show all ${number(n)}`,
  newest: (n: number, total: number) => `The newest ${number(n)} of ${number(total)}.`,
  shown: (n: number) => `${count(n, 'change')}, newest first`,
  settled: 'settled',
  /** “Accepted for Sabrina Police” */
  forAgency: 'for',
  changed: 'Changed',
  unnamed: 'Saved without a change',
  removed: 'none',
  verbs: {
    begin: 'There when its history began',
    insert: 'Made',
    update: 'Changed',
    delete: 'Removed',
  } satisfies Record<Verb, string>,
  done: {
    action: { insert: 'Assigned' },
    milestone: { insert: 'Added the step', delete: 'Removed the step', update: 'Changed a step' },
    hotspot: { insert: 'Proposed' },
    import: { insert: 'Received the file' },
    retention_period: { insert: 'Set' },
    agreement: { insert: 'Proposed', update: 'Revoked' },
    agreement_party: { insert: 'Accepted', update: 'Left' },
  } as Readonly<Record<string, Partial<Record<Verb, string>>>>, // as: a table that is not named here has the words of its verb
  proposed: 'Proposed a change',
  decided: {
    accepted: 'Accepted the proposal',
    declined: 'Declined the proposal',
    withdrawn: 'Withdrew the proposal',
  } as Readonly<Record<string, string>>, // as: it is looked up by a word of the database's
} as const;
