/** What work in slices (api/jobs/slices.ts) returns, done in one go. */
import type { Sliced } from '#api/jobs/slices.ts';

export function finished<T>(work: Sliced<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
