/** One thing asked of the API again and again: the newest question wins, and what is shown stays until its answer. */
import { ApiProblem } from './api.ts';
import { shellWords } from '#web/lib/words.ts';

export class Resource<T> {
  value = $state.raw<T | null>(null);
  problem = $state.raw<ApiProblem | null>(null);
  loading = $state(false);
  #call: AbortController | null = null;

  /** Asks; an older question still open is called off. */
  async ask(question: (signal: AbortSignal) => Promise<T>): Promise<void> {
    this.#call?.abort();
    const call = new AbortController();
    this.#call = call;
    this.loading = true;
    try {
      const answer = await question(call.signal);
      if (call.signal.aborted) return;
      this.value = answer;
      this.problem = null;
    } catch (error) {
      if (call.signal.aborted) return;
      this.problem =
        error instanceof ApiProblem
          ? error
          : new ApiProblem({ title: shellWords.serverUnavailable, status: 0 });
    } finally {
      if (this.#call === call) this.loading = false;
    }
  }

  clear(): void {
    this.#call?.abort();
    this.value = null;
    this.problem = null;
    this.loading = false;
  }
}
