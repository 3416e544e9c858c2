/** Jobs of many owners (accounts, agencies), a few at a time: owners take turns, so that nobody's tenth job stands before
 *  another's first. */
import { Problem, type ProblemCode } from '../http/problem.ts';

export interface FairLimits {
  /** Jobs that run at the same time: of all owners, and of one. */
  readonly concurrency: number;
  readonly perOwner: number;
  /** Jobs that may wait: of all owners, and of one; absent: any number. */
  readonly maxWaiting?: number;
  readonly maxWaitingPerOwner?: number;
  /** The Problem of a job that finds no place to wait. */
  readonly full?: ProblemCode;
  /** When a refused caller may try again. */
  readonly retryAfterSeconds?: number;
}

interface Owner {
  readonly waiting: (() => void)[];
  running: number;
}

export class FairQueue {
  readonly #limits: Required<FairLimits>;
  /** Those with jobs; whoever had a turn last stands last, once it is over. */
  readonly #owners = new Map<string, Owner>();
  #running = 0;
  #idle = Promise.withResolvers<undefined>();

  constructor({
    maxWaiting = Infinity,
    maxWaitingPerOwner = Infinity,
    full = 'busy',
    retryAfterSeconds = 5,
    ...limits
  }: FairLimits) {
    this.#limits = { ...limits, maxWaiting, maxWaitingPerOwner, full, retryAfterSeconds };
    this.#idle.resolve(undefined);
  }

  /** Throws the Problem where too many wait, and the signal's reason when it aborts while the job waits. A job that runs
   *  keeps its place until it ends, and looks at the signal itself. */
  async run<T>(name: string, job: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    await this.#turn(name, signal);
    try {
      return await job();
    } finally {
      this.#end(name);
    }
  }

  /** Resolves when no job runs or waits. */
  async idle(): Promise<void> {
    while (this.#owners.size > 0) await this.#idle.promise;
  }

  #turn(name: string, signal?: AbortSignal): Promise<void> {
    if (this.#owners.size === 0) this.#idle = Promise.withResolvers();
    const owner = this.#owners.get(name) ?? { waiting: [], running: 0 };
    const { maxWaiting, maxWaitingPerOwner, full, retryAfterSeconds } = this.#limits;
    const mayRun = this.#running < this.#limits.concurrency && this.#mayRun(owner);
    const all = [...this.#owners.values()].reduce((sum, { waiting }) => sum + waiting.length, 0);
    if (!mayRun && (owner.waiting.length >= maxWaitingPerOwner || all >= maxWaiting))
      throw new Problem(full, { retry_after: retryAfterSeconds });
    this.#owners.set(name, owner);
    return new Promise((resolve, reject) => {
      const leave = () => {
        owner.waiting.splice(owner.waiting.indexOf(enter), 1);
        this.#forget(name, owner);
        reject(signal?.reason as Error); // as: whatever the caller aborted with
      };
      const enter = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      signal?.addEventListener('abort', leave, { once: true });
      owner.waiting.push(enter);
      this.#fill();
    });
  }

  #mayRun = ({ running }: Owner): boolean => running < this.#limits.perOwner;

  #fill(): void {
    while (this.#running < this.#limits.concurrency) {
      const next = [...this.#owners].find(
        ([, owner]) => owner.waiting.length > 0 && this.#mayRun(owner),
      );
      if (!next) return;
      const [, owner] = next;
      owner.running++;
      this.#running++;
      owner.waiting.shift()?.();
    }
  }

  #end(name: string): void {
    const owner = this.#owners.get(name);
    this.#running--;
    if (owner) {
      owner.running--;
      // to the end of the line of owners
      this.#owners.delete(name);
      this.#owners.set(name, owner);
      this.#forget(name, owner);
    }
    this.#fill();
  }

  #forget(name: string, { waiting, running }: Owner): void {
    if (waiting.length > 0 || running > 0) return;
    this.#owners.delete(name);
    if (this.#owners.size === 0) this.#idle.resolve(undefined);
  }
}
