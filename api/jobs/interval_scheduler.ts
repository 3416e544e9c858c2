/** Background work: once at the start, then at an interval, never two runs at a time. */
import type { Logger } from 'pino';

export interface IntervalJob {
  /** Resolves when the present run has ended. */
  stop(): Promise<void>;
}

/** A run that fails is logged under the job's name; the next one tries again. A run that is still going when the next
 *  is due is not joined by a second. */
export function startInterval(
  name: string,
  run: (stopping: AbortSignal) => Promise<unknown>,
  log: Pick<Logger, 'error'>,
  everyMs: number,
): IntervalJob {
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  const begin = () => {
    running ??= run(stopping.signal)
      .then(
        () => undefined,
        (error: unknown) => log.error({ err: error }, `${name}: failed; tried again later`),
      )
      .finally(() => {
        running = null;
      });
  };
  begin();
  const timer = setInterval(begin, everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
