/** PGlite 0.4's PANIC (no room for the write-ahead log, above all) calls abort() and then goes on in an endless loop: its
 *  thread would never answer again. Ended here, it is opened anew (open_embedded.ts), and recovers from its log. */
import type { Extension } from '@electric-sql/pglite';

/** What the thread ends with. */
export const ABORTED = 70;

export const endOnAbort: Extension = {
  name: 'end_on_abort',
  setup: (_database, emscriptenOpts: object) =>
    Promise.resolve({
      // within a worker thread this ends the thread, at once, and not the process
      emscriptenOpts: { ...emscriptenOpts, onAbort: () => process.exit(ABORTED) },
    }),
};
