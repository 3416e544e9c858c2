/** Knox's table, computed in a thread of its own. */
import { inThread } from '../../jobs/in_thread.ts';
import type { KnoxInput, KnoxResult } from './knox_worker.ts';

/** What a million pairs need, and a little more. */
const MEGABYTES = 512;

/** Throws what the thread threw, and an AbortError where the caller disconnects. */
export const knoxInThread = async (input: KnoxInput, signal: AbortSignal): Promise<KnoxResult> =>
  (await inThread(
    new URL('./knox_worker.ts', import.meta.url),
    input,
    MEGABYTES,
    signal,
  )) as KnoxResult; // as: knox_worker.ts sends nothing else
