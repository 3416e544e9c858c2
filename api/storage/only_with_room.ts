/** Background work writes when there is room, and waits for its next turn when there is none. */
import type { StorageWatch } from './storage_watch.ts';

type Run = (stopping: AbortSignal) => Promise<unknown>;
export type OnlyWithRoom = (run: Run) => Run;

export const onlyWithRoom =
  (storage: Pick<StorageWatch, 'room'>): OnlyWithRoom =>
  (run) =>
  (stopping) =>
    storage.room === 'enough' ? run(stopping) : Promise.resolve();
