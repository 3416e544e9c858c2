/** The token of a link that lets somebody in. It stands behind the #, which no server sees, and leaves the address bar as
 *  soon as it is read: not in the history, not over a shoulder, not in what is copied from the bar. */

/** @returns the token; empty where there is none */
export function takeToken(
  location: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'state' | 'replaceState'>,
): string {
  const token = location.hash.slice(1);
  if (token) history.replaceState(history.state, '', location.pathname + location.search);
  return token;
}
