/** Where somebody wanted to go before they were asked to sign in. Only ever a page of this app: a link that signs
 *  somebody in must not then send them to a stranger's site. */

/** Pages that let somebody in: nobody wants to come back to them. */
const SIGN_IN_PAGES = ['/sign-in', '/welcome', '/invited'];

/** Whether somebody who is not signed in may see the page. */
export const isSignInPage = (path: string): boolean =>
  SIGN_IN_PAGES.some((door) => path === door || path.startsWith(`${door}/`));

/** The path with query and fragment, if it is one of this origin; null otherwise. */
export function wayBack(text: string | null, origin: string): string | null {
  // what begins with two slashes, or a slash and a backslash, names another host
  if (!text || !/^\/(?![/\\])/.test(text)) return null;
  if (!URL.canParse(text, origin)) return null;
  const url = new URL(text, origin);
  if (url.origin !== origin || isSignInPage(url.pathname)) return null;
  return url.pathname + url.search + url.hash;
}

/** The sign-in page, with the way back on it where there is one worth keeping. */
export const signInPage = ({
  pathname,
  search,
  hash,
}: Pick<URL, 'pathname' | 'search' | 'hash'>): string => {
  const path = pathname + search + hash;
  return path === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ to: path }).toString()}`;
};

const KEY = 'common-ground.way-back';
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Kept in the tab while it is at an agency's provider, which gives back nothing of ours. */
export const keepWayBack = (store: Store, path: string): void => store.setItem(KEY, path);

/** What was kept, once. */
export function takeWayBack(store: Store): string | null {
  const kept = store.getItem(KEY);
  store.removeItem(KEY);
  return kept;
}
