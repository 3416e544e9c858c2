/** postgres.js 3.4.9 writes to a connection that has just been cut (`nextWrite` in its connection.js), and throws
 *  where nobody can catch it. The transaction it was for has been refused by then, so its caller has a 503: there
 *  is nothing left to do, and no reason for the whole server to stop. */
export const isLostWrite = (error: unknown): boolean =>
  error instanceof TypeError &&
  error.message.includes("reading 'write'") &&
  /\bnextWrite\b.*postgres[/\\](src|cjs[/\\]src)[/\\]connection\.js/.test(error.stack ?? '');
