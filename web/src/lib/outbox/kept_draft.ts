/** A half-filled find survives a reload of the page: wet screens reload themselves. Only within the tab, so that
 *  yesterday's half never mixes into today's find. */
import type { Draft } from '../../screens/finds/draft.ts';
import type { Store } from './kept.ts';

const KEY = 'common-ground.find-draft';

export function keepDraft(store: Store, draft: Draft): void {
  store.setItem(KEY, JSON.stringify(draft));
}

export const dropDraft = (store: Store): void => store.removeItem(KEY);

const memoryless: Store = {
  getItem: () => null,
  setItem: () => undefined,
  removeItem: () => undefined,
};

/** The tab's own store; one that keeps nothing where the browser closes it to us. */
export function storeOfTab(): Store {
  try {
    return sessionStorage;
  } catch {
    return memoryless; // a reload starts again
  }
}

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
