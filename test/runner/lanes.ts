/** Jobs side by side: as many lanes as there are cores, and a job takes one or both. */

export interface Job {
  readonly title: string;
  readonly lanes: 1 | 2;
  /** Settles when what the job needs is there. Never rejects. */
  readonly ready: Promise<unknown>;
  run(): Promise<void>;
}

/** Runs every job. Of those that are ready the first goes next; one that needs more lanes than are free waits for them,
 *  and nobody overtakes it. */
export async function runInLanes(jobs: readonly Job[], lanes = 2): Promise<void> {
  let free = lanes;
  const waiting = [...jobs];
  const running = new Set<Promise<void>>();
  const becomingReady = new Map(jobs.map((job) => [job, job.ready]));
  for (const job of jobs) void job.ready.then(() => becomingReady.delete(job));
  while (waiting.length > 0) {
    const next = waiting.find((job) => !becomingReady.has(job));
    if (next && next.lanes <= free) {
      waiting.splice(waiting.indexOf(next), 1);
      free -= next.lanes;
      const ended = next.run().finally(() => {
        free += next.lanes;
        running.delete(ended);
      });
      running.add(ended);
    } else await Promise.race([...running, ...becomingReady.values()]);
  }
  await Promise.all(running);
}
