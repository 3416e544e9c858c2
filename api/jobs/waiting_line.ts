/** A few at a time; the others wait their turn, and when too many wait the next one is sent away. */
import { Problem } from '../http/problem.ts';

export interface WaitingLine {
  /** Runs `work` when it is its turn. Throws Problem `busy` when too many wait already. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

export function waitingLine(atOnce: number, mayWait: number): WaitingLine {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    async run(work) {
      if (running < atOnce) running++;
      else {
        if (waiting.length >= mayWait) throw new Problem('busy', { retry_after: 5 });
        // whoever leaves hands its place on, so `running` stays as it is
        await new Promise<void>((go) => waiting.push(go));
      }
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else running--;
      }
    },
  };
}
