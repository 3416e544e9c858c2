/** Asks after an import until it rests: quickly while it moves, more slowly while it does not,
 *  and patiently through a server that is away. Network and clock are passed in. */
import type { Import } from '#api/contract/imports.ts';

const FIRST_MS = 500;
const SLOWEST_MS = 5000;

/** Milliseconds to wait before asking again. */
export function nextDelay(previous: number, moved: boolean): number {
  return moved ? FIRST_MS : Math.min(SLOWEST_MS, Math.round(previous * 1.5));
}

/** True while the server still works on it by itself. */
export const isMoving = (state: Import['state']): boolean =>
  state === 'received' || state === 'reading' || state === 'committing';

export interface Following {
  ask(): Promise<Import>;
  /** Resolves after that many milliseconds, or at once when the page is left. */
  wait(ms: number): Promise<void>;
  seen(current: Import): void;
  /** The server did not answer; requested again by itself. */
  unavailable(error: unknown): void;
  left(): boolean;
}

/** Follows one import until it rests or the page is left. An answer that arrives after the page was left is dropped. */
export async function follow(by: Following): Promise<void> {
  let delay = FIRST_MS;
  let before = '';
  while (!by.left()) {
    let moved = false;
    try {
      const current = await by.ask();
      if (by.left()) return;
      by.seen(current);
      if (!isMoving(current.state)) return;
      const now = `${current.state} ${String(current.progress.bytes_read)} ${String(current.rows.read)}`;
      moved = now !== before;
      before = now;
    } catch (error) {
      if (by.left()) return;
      by.unavailable(error);
    }
    delay = nextDelay(delay, moved);
    await by.wait(delay);
  }
}
