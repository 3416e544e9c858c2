/** How the server says on every answer of the API that it is not whole: no database, or no writes. */

export const STATE_HEADER = 'server-state';

/** Absent while all is well. */
export const SERVER_STATES = ['read-only', 'database-away'] as const;
export type ServerTrouble = (typeof SERVER_STATES)[number];
