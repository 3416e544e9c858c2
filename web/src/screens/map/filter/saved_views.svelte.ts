/** Views that somebody gave a name to: requested, saved, removed. */
import type { SavedView } from '#api/contract/views.ts';
import { api, ApiProblem } from '#web/lib/api.ts';
import { Resource } from '#web/lib/resource.svelte.ts';
import { mapWords as words } from '#web/screens/map/words.ts';

export class SavedViews {
  readonly views = new Resource<SavedView[]>();
  saving = $state(false);
  /** why saving or removing did not work */
  refused = $state.raw<ApiProblem | null>(null);
  done = $state<string | null>(null);

  load(): void {
    void this.views.ask((signal) => api.get('/api/views', { signal }).then(({ views }) => views));
  }

  /** true: saved; otherwise `refused` says why. A view of the same name is replaced. */
  async save(name: string, query: string): Promise<boolean> {
    const before = this.views.value ?? [];
    return this.#change(async () => {
      const saved = await api.post('/api/views', { body: { name, query } });
      const replaced = before.some(({ id }) => id === saved.id);
      this.done = replaced ? words.saved.replaced(saved.name) : words.saved.saved(saved.name);
      await this.views.ask((signal) =>
        api.get('/api/views', { signal }).then(({ views }) => views),
      );
    });
  }

  async remove(view: SavedView): Promise<boolean> {
    return this.#change(async () => {
      this.views.value = (await api.delete('/api/views/{id}', { path: { id: view.id } })).views;
      this.done = words.saved.removed(view.name);
    });
  }

  async #change(work: () => Promise<void>): Promise<boolean> {
    this.saving = true;
    this.refused = null;
    this.done = null;
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      this.refused = error;
      return false;
    } finally {
      this.saving = false;
    }
  }
}
