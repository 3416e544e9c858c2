/** A few jobs at a time, the others in order after them, and a limit on how many may wait. */
import PQueue from 'p-queue';
import { Problem, type ProblemCode } from '../http/problem.ts';

export interface QueueLimits {
  /** Jobs that run at the same time. */
  readonly concurrency: number;
  /** Jobs that may wait; absent: any number. */
  readonly maxWaiting?: number;
  /** The Problem of a job that finds the queue full. */
  readonly full?: ProblemCode;
  /** When a refused caller may try again. */
  readonly retryAfterSeconds?: number;
}

export class LimitedQueue {
  readonly #queue: PQueue;
  readonly #limits: Required<QueueLimits>;

  constructor({
    concurrency,
    maxWaiting = Infinity,
    full = 'busy',
    retryAfterSeconds = 60,
  }: QueueLimits) {
    this.#queue = new PQueue({ concurrency });
    this.#limits = { concurrency, maxWaiting, full, retryAfterSeconds };
  }

  /** Throws the Problem where the queue is full, and the signal's reason when it aborts while the job waits. A job that
   *  runs keeps its place until it ends: it may hold a connection, and looks at the signal itself. */
  async run<T>(job: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const { concurrency, maxWaiting, full, retryAfterSeconds } = this.#limits;
    if (this.#queue.pending >= concurrency && this.#queue.size >= maxWaiting)
      throw new Problem(full, { retry_after: retryAfterSeconds });
    // p-queue would also give up a running job's place
    const leave = new AbortController();
    const onAbort = () => leave.abort(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await this.#queue.add(
        () => {
          signal?.removeEventListener('abort', onAbort);
          return job();
        },
        { signal: leave.signal },
      );
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /** Whether a job runs or waits. */
  get busy(): boolean {
    return this.#queue.pending + this.#queue.size > 0;
  }

  /** Resolves when no job runs or waits. */
  async idle(): Promise<void> {
    await this.#queue.onIdle();
  }
}
