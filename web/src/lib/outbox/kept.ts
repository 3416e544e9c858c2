/** Finds stay on the phone until the server has said that it has them. The store is passed in: a browser that
 *  refuses one (private mode, full) says so, and the screen can say it too. */
import type { ReadyFind } from '../../screens/finds/draft.ts';

export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const KEY = 'common-ground.finds-not-sent';

/** Kept finds, oldest first. What cannot be read is moved aside, never thrown away. */
export function keptFinds(store: Store): ReadyFind[] {
  const text = store.getItem(KEY);
  if (text === null) return [];
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list) && list.every(isFind)) return list;
  } catch {
    // falls through to the same end as a list of something else
  }
  store.setItem(`${KEY}.unreadable`, text);
  store.removeItem(KEY);
  return [];
}

/** Keeps a find; the same id again takes the place of the earlier one.
 *  @throws DOMException when the browser's store is full or closed */
export function keep(store: Store, find: ReadyFind): void {
  const others = keptFinds(store).filter((kept) => kept.id !== find.id);
  store.setItem(KEY, JSON.stringify([...others, find]));
}

/** Lets go of a find the server has. */
export function letGo(store: Store, id: string): void {
  const others = keptFinds(store).filter((kept) => kept.id !== id);
  if (others.length === 0) store.removeItem(KEY);
  else store.setItem(KEY, JSON.stringify(others));
}

const isFind = (value: unknown): value is ReadyFind =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'found_at' in value &&
  typeof value.found_at === 'string';
