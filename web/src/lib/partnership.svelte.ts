/** The partnership every screen speaks about: requested once, again after data came in. */
import type { Partnership } from '#api/contract/partnership.ts';
import { api, ApiProblem } from '#web/lib/api.ts';
import { shellWords } from '#web/lib/words.ts';

let value = $state.raw<Partnership | null>(null);
let problem = $state.raw<ApiProblem | null>(null);

/** `current` is there on every screen, because the layout shows none before it has arrived. */
export const partnership = {
  get value(): Partnership | null {
    return value;
  },
  get problem(): ApiProblem | null {
    return problem;
  },
  get current(): Partnership {
    if (!value) throw new Error('A screen was shown before the partnership had arrived.');
    return value;
  },
  /** Asks again; what is shown stays until the answer is there. */
  async reload(): Promise<void> {
    problem = null;
    try {
      value = await api.get('/api/partnership');
    } catch (error) {
      problem =
        error instanceof ApiProblem
          ? error
          : new ApiProblem({ title: shellWords.serverUnavailable, status: 0 });
    }
  },
  agencyName(slug: string): string {
    return value?.agencies.find((agency) => agency.slug === slug)?.name ?? slug;
  },
  typeLabel(slug: string): string {
    return value?.types.find((type) => type.slug === slug)?.label ?? slug;
  },
};
