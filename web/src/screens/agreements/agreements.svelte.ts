/** All agreements, requested once and again after a change: the list, one agreement and the reminder show the same. */
import type { Agreement } from '#api/contract/agreements.ts';
import { api } from '#web/lib/api.ts';
import { partnership } from '#web/lib/partnership.svelte.ts';
import { Resource } from '#web/lib/resource.svelte.ts';

const all = new Resource<Agreement[]>();

export const agreements = {
  get value(): readonly Agreement[] | null {
    return all.value;
  },
  get problem() {
    return all.problem;
  },
  reload: (): Promise<void> =>
    all.ask((signal) =>
      api.get('/api/agreements', { signal }).then(({ agreements }) => agreements),
    ),

  /** One that was made or changed here. What its agencies see may have changed with it, so every screen asks again. */
  async put(agreement: Agreement): Promise<void> {
    const others = (all.value ?? []).filter(({ id }) => id !== agreement.id);
    all.value = [agreement, ...others].sort((a, b) => b.id - a.id);
    await partnership.reload();
  },
};
