/** The view as it lives: the address holds it, so that going back brings it back. */
import { goto } from '$app/navigation';
import { navigating, page } from '$app/state';
import { parseView, printView, type MapView } from './view_state.ts';

export class LiveView {
  readonly #address = $derived(parseView(page.url.searchParams));
  /** what the address will say once pending changes have arrived there */
  #pending: MapView = parseView(page.url.searchParams);

  constructor() {
    $effect(() => {
      this.#pending = this.#address;
    });
  }

  get current(): MapView {
    return this.#address;
  }

  get pending(): MapView {
    return this.#pending;
  }

  /** Changes the address. `replace` where going back would otherwise mean pressing it fifty times. */
  show(change: Partial<MapView>, how: 'push' | 'replace' = 'push'): void {
    const before = printView(this.#pending);
    this.#pending = { ...this.#pending, ...change };
    const query = printView(this.#pending);
    if (query === before) return;
    // who has pressed a link already is leaving: writing the address now would call them back
    if (navigating.to && navigating.to.url.pathname !== '/') return;
    void goto(query ? `/?${query}` : '/', { replace: how === 'replace', reset: false });
  }
}
