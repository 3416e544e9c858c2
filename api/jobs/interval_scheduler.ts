/** Work that nobody asks for: once at the start, then every so often, never twice at a time. */
import type { Logger } from 'pino';

export interface Rounds {
  /** Does not wait for the clock. While a round runs, another follows it. */
  soon(): void;
  /** Ends when the round under way has. */
  stop(): Promise<void>;
}

/** A round that fails is logged under its name and left to the next. */
export function startRounds(
  name: string,
  round: (stopping: AbortSignal) => Promise<unknown>,
  log: Pick<Logger, 'error'>,
  everyMs: number,
): Rounds {
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  let again = false;
  const begin = () => {
    if (stopping.signal.aborted) return;
    if (running) {
      again = true;
      return;
    }
    running = round(stopping.signal)
      .then(
        () => undefined,
        (error: unknown) => log.error({ err: error }, `${name}: failed; tried again later`),
      )
      .finally(() => {
        running = null;
        if (!again) return;
        again = false;
        begin();
      });
  };
  begin();
  const timer = setInterval(begin, everyMs);
  timer.unref();
  return {
    soon: begin,
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
