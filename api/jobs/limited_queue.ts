/** So many at a time, the others in a line, and no longer line than that: each export holds a connection. */
import { Problem, type ProblemCode } from '../http/problem.ts';

/** What the largest file takes to make, and the one before it. */
const BUSY_SECONDS = 60;

export class Turns {
  #free: number;
  readonly #longest: number;
  readonly #line: (() => void)[] = [];

  readonly #busy: ProblemCode;

  /** @param busy what whoever finds the line full is told */
  constructor(places: number, longest: number, busy: ProblemCode = 'exports_busy') {
    this.#free = places;
    this.#longest = longest;
    this.#busy = busy;
  }

  /** Throws the Problem of being busy where the line is full, and the signal's reason when called off in the line. */
  async take<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    if (this.#free > 0) this.#free--;
    else await this.#wait(signal);
    try {
      return await work();
    } finally {
      const next = this.#line.shift();
      if (next) next();
      else this.#free++;
    }
  }

  #wait(signal: AbortSignal): Promise<void> {
    if (this.#line.length >= this.#longest)
      throw new Problem(this.#busy, { retry_after: BUSY_SECONDS });
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#line.splice(this.#line.indexOf(next), 1);
        reject(signal.reason as Error); // as: an AbortError, or what the caller gave
      };
      const next = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#line.push(next);
    });
  }
}
