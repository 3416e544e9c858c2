/** How the server says that it takes no writes: on every answer of the API while it is so. */

/** Its value is then `read-only`; otherwise it is absent. */
export const STATE_HEADER = 'server-state';
