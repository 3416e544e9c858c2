/** What the map screen asks of the server, and when it asks again. */
import { untrack } from 'svelte';
import type { Facets, HexDetail, Timeline } from '#api/contract/hexes.ts';
import { api } from '#web/lib/api.ts';
import { getHexes, type HexAnswer } from '#web/lib/api/hexes.ts';
import { filterParams, type MapFilters } from '#web/lib/api/map_filters.ts';
import { partnership } from '#web/lib/partnership.svelte.ts';
import { Resource } from '#web/lib/resource.svelte.ts';
import { changeOf, comparison, type Compared } from './compare/comparison.ts';
import { hasMonthOnly, type Window } from './time/brush.ts';
import { printCorners } from './area/drawn_area.ts';
import { nextPicture, type Picture } from './draw/picture.ts';
import type { LiveView } from './map_view.svelte.ts';
import { shownDatasets, wholeHistory } from './visibility/missing.ts';
import { Playback } from './time/playback.svelte.ts';

export class Questions {
  readonly timeline = new Resource<Timeline>();
  readonly hexes = new Resource<HexAnswer>();
  /** the window compared with */
  readonly then = new Resource<HexAnswer>();
  /** the whole history under the same filters: the shapes, and the legend's breaks */
  readonly ever = new Resource<HexAnswer>();
  /** figures beside every box, ticked or not */
  readonly facets = new Resource<Facets>();
  /** the same under all filters: whose incidents are on the map */
  readonly shownFacets = new Resource<Facets>();
  readonly detail = new Resource<HexDetail>();
  /** the window is too short for the chosen hexagon to be counted for this reader */
  tooShort = $state(false);
  readonly playback: Playback;
  picture = $state.raw<Picture | null>(null);
  #again = $state(0);
  readonly #view: LiveView;

  readonly history = $derived.by<Window | null>(() => {
    const { history } = partnership.current;
    const monthOnly = this.timeline.value !== null && hasMonthOnly(this.timeline.value);
    return history && wholeHistory(history, monthOnly);
  });
  readonly base = $derived.by<MapFilters>(() => {
    const { kinds, types, agencies, area, within } = this.#view.current;
    return {
      kinds,
      types,
      agencies,
      area: area ?? undefined,
      within: within ? printCorners(within) : undefined,
    };
  });
  readonly filters = $derived.by<MapFilters>(() => ({ ...this.base, ...this.playback.window }));
  readonly compared = $derived.by<Compared | null>(() => {
    const { compare } = this.#view.current;
    if (!compare || !this.history) return null;
    return comparison(this.playback.window, compare, this.history, this.datasets);
  });
  /** feeds of the agencies and kinds that are shown */
  readonly datasets = $derived.by(() =>
    shownDatasets(partnership.current.datasets, this.#view.current, partnership.current.types),
  );
  readonly problem = $derived(
    this.hexes.problem ??
      (this.compared?.why === null ? this.then.problem : null) ??
      this.ever.problem ??
      this.timeline.problem,
  );

  /** Data that came in or went away changes the number, and with it every answer.
   *  A field: inside the constructor, Svelte reads a private state without following it. */
  readonly version = $derived(`${this.#again}:${partnership.current.incidents}`);

  /** counted: whether the reader gets counts of a hexagon in the window of the moment */
  constructor(view: LiveView, resolution: () => number, counted: (cell: string) => boolean) {
    this.#view = view;
    this.playback = new Playback(
      view,
      () => this.history,
      () => partnership.current.delivered_to,
      () => this.hexes.loading || this.then.loading,
    );
    // Filters are distinguished by what they say: a new address with the same filters asks nothing again.
    const baseKey = $derived(JSON.stringify(this.base));
    const filtersKey = $derived(JSON.stringify(this.filters));
    const windowKey = $derived(
      JSON.stringify([this.playback.window, this.base.area, this.base.within]),
    );
    const thenKey = $derived(
      this.compared?.why === null ? JSON.stringify({ ...this.base, ...this.compared.window }) : '',
    );
    const cell = $derived(view.current.cell);
    const version = $derived(this.version);

    $effect(() => {
      void [baseKey, version];
      untrack(
        () =>
          void this.timeline.ask((signal) =>
            api.get('/api/timeline', {
              query: filterParams({ ...this.base, from: undefined, to: undefined }),
              signal,
            }),
          ),
      );
    });
    $effect(() => {
      void version;
      void filtersKey;
      void thenKey;
      const at = resolution();
      untrack(() => {
        const beside = this.compared?.why === null ? this.compared.window : undefined;
        const filters = { ...this.filters, ...(beside && { beside }) };
        if (this.history) void this.hexes.ask((signal) => getHexes(filters, at, signal));
      });
    });
    $effect(() => {
      void version;
      const requested = thenKey !== '';
      const at = resolution();
      untrack(() => {
        const window = this.compared?.window;
        if (!requested || !window) this.then.clear();
        else {
          const filters = { ...this.base, ...window, beside: this.playback.window };
          void this.then.ask((signal) => getHexes(filters, at, signal));
        }
      });
    });
    $effect(() => {
      void [baseKey, version];
      const at = resolution();
      untrack(() => {
        if (this.history) void this.ever.ask((signal) => getHexes(this.base, at, signal));
      });
    });
    $effect(() => {
      void [windowKey, version];
      if (this.playback.moving) return;
      untrack(() => {
        if (!this.history) return;
        const { from, to, area, within } = this.filters;
        const all = { from, to, area, within, kinds: [], types: [], agencies: [] };
        void this.facets.ask((signal) =>
          api.get('/api/facets', { query: filterParams(all), signal }),
        );
      });
    });
    $effect(() => {
      void [filtersKey, version];
      if (this.playback.moving) return;
      untrack(() => {
        if (this.history)
          void this.shownFacets.ask((signal) =>
            api.get('/api/facets', { query: filterParams(this.filters), signal }),
          );
      });
    });
    $effect(() => {
      void [filtersKey, version];
      const chosen = cell;
      if (this.playback.moving) return;
      const asks = chosen !== null && counted(chosen);
      this.tooShort = chosen !== null && !asks;
      untrack(() => {
        if (!asks || this.detail.value?.cell !== chosen) this.detail.clear();
        if (asks)
          void this.detail.ask((signal) =>
            api.get('/api/hexes/{cell}', {
              path: { cell: chosen },
              query: filterParams(this.filters),
              signal,
            }),
          );
      });
    });
    $effect(() => {
      const all = this.ever.value;
      const now = this.hexes.value;
      const { history } = this;
      const then = this.then.value;
      const by = this.compared?.why === null ? view.current.compare : null;
      const failed = this.then.problem !== null;
      if (!all || !now || !history || all.resolution !== now.resolution) return;
      untrack(() => {
        const change = by && changeOf(all, now, then, by, history);
        // One window's answer waits for the other's: counts between two changes would flash up.
        if (by && !change && !failed && this.picture?.change) return;
        this.picture = nextPicture(this.picture, all, now, history, change);
      });
    });
  }

  again(): void {
    this.#again += 1;
  }
}
