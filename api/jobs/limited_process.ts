/** A module in a process of its own, with limits of memory and time: for files that strangers made. A process and no
 *  thread: a thread that runs out of memory may end the server with it. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface ProcessLimits {
  /** Of its heap. Bytes outside the heap are what it is sent or reads itself. */
  readonly megabytes: number;
  /** For each answer. */
  readonly ms: number;
}

/** The process took more memory or time than it may. */
export class TookTooMuch extends Error {
  override readonly name = 'TookTooMuch';
}

export interface LimitedProcess<Ask, Answer> {
  /** The process's next message after this one. Throws TookTooMuch, the signal's reason, and an error where the process
   *  failed (exit code 1); it has ended then. */
  ask(message: Ask): Promise<Answer>;
  /** Ends it at once. */
  kill(): void;
}

/** @param module answers each message with one (`process.send`) @param signal ends it */
export function limitedProcess<Ask extends object | string, Answer>(
  module: URL,
  { megabytes, ms }: ProcessLimits,
  signal?: AbortSignal,
): LimitedProcess<Ask, Answer> {
  signal?.throwIfAborted();
  const child = fork(fileURLToPath(module), [], {
    execArgv: ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${megabytes}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // none of the server's settings and secrets
    env: {},
  });
  const kill = () => {
    signal?.removeEventListener('abort', kill);
    child.kill('SIGKILL');
  };
  signal?.addEventListener('abort', kill, { once: true });
  // between two messages nothing listens, and an unhandled error would end the server
  child.on('error', () => undefined);
  const next = (message: Ask) =>
    new Promise<Answer>((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(late);
        child.off('message', received).off('error', failed).off('exit', exited);
        settle();
      };
      const received = (answer: unknown) => end(() => resolve(answer as Answer)); // as: the module sends nothing else
      const failed = (error: Error) => end(() => reject(error));
      const tooMuch = () => end(() => reject(new TookTooMuch()));
      // out of memory ends it by a signal
      const exited = (code: number | null) => {
        if (signal?.aborted)
          failed(signal.reason as Error); // as: whatever the caller aborted with
        else if (code === 1) failed(new Error(`${module.pathname} failed`));
        else tooMuch();
      };
      const late = setTimeout(tooMuch, ms);
      child.once('message', received).once('error', failed).once('exit', exited);
      if (child.exitCode !== null || child.signalCode !== null) exited(child.exitCode);
      // a process that has ended is reported by its exit
      else child.send(message, () => undefined);
    });
  return {
    async ask(message) {
      try {
        return await next(message);
      } catch (error) {
        kill();
        throw error;
      }
    },
    kill,
  };
}
