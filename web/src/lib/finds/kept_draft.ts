/** A half-filled find survives a reload of the page: wet screens reload themselves. Only within the tab, so that
 *  yesterday's half never mixes into today's find. */
import type { Draft } from './draft.ts';
import type { Store } from './kept.ts';

const KEY = 'common-ground.find-draft';

export function keepDraft(store: Store, draft: Draft): void {
  store.setItem(KEY, JSON.stringify(draft));
}

export const dropDraft = (store: Store): void => store.removeItem(KEY);

/** The draft of this tab, when one is there and whole. */
export function keptDraft(store: Store): Draft | null {
  try {
    const value: unknown = JSON.parse(store.getItem(KEY) ?? 'null');
    return isDraft(value) ? value : null;
  } catch {
    return null;
  }
}

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' &&
  value !== null &&
  ['id', 'position', 'count', 'exact', 'place', 'outcome', 'note', 'foundAt'].every(
    (key) => key in value,
  );
