/** From a hexagon to a hotspot, and from a hotspot to somebody's action. */
import { getResolution } from 'h3-js';
import type { Action } from '#api/contract/actions.ts';
import type { Hotspot } from '#api/contract/hotspots.ts';
import { api, ApiProblem } from '#web/lib/api.ts';
import type { MapFilters } from '#web/lib/api/map_filters.ts';
import { partnership } from '#web/lib/partnership.svelte.ts';
import { Resource } from '#web/lib/resource.svelte.ts';
import { day } from '#web/lib/format.ts';
import { mapWords as words } from '#web/screens/map/words.ts';
import { withNeighbours } from '../draw/hex_layer.ts';

export interface Draft {
  readonly resolution: number;
  readonly cells: readonly string[];
}

export class Tasking {
  readonly hotspots = new Resource<Hotspot[]>();
  /** live ones */
  readonly actions = new Resource<Action[]>();
  /** the hotspot being shaped */
  draft = $state.raw<Draft | null>(null);
  saving = $state(false);
  refused = $state.raw<ApiProblem | null>(null);
  /** the hotspot an action is being written for */
  assigning = $state.raw<Hotspot | null>(null);
  done = $state.raw<{ sentence: string; action?: number } | null>(null);

  load(): void {
    void this.hotspots.ask((signal) =>
      api.get('/api/hotspots', { signal }).then(({ hotspots }) => hotspots),
    );
    void this.actions.ask((signal) =>
      api.get('/api/actions', { query: { state: 'live' }, signal }).then(({ actions }) => actions),
    );
  }

  propose(cell: string): void {
    this.refused = null;
    this.done = null;
    this.draft = { resolution: getResolution(cell), cells: [cell] };
  }

  /** Adds a hexagon, or drops it. */
  toggle(cell: string): void {
    if (!this.draft) return;
    const { cells } = this.draft;
    this.draft = {
      ...this.draft,
      cells: cells.includes(cell) ? cells.filter((other) => other !== cell) : [...cells, cell],
    };
  }

  /** Adds every hexagon that touches one already chosen. */
  grow(): void {
    if (!this.draft) return;
    this.draft = { ...this.draft, cells: withNeighbours(this.draft.cells) };
  }

  discard(): void {
    this.draft = null;
  }

  /** The saved hotspot; null when the server refused, and `refused` says why. */
  async save(name: string, note: string, filters: MapFilters): Promise<Hotspot | null> {
    if (!this.draft || !filters.from || !filters.to) return null;
    this.saving = true;
    this.refused = null;
    try {
      const hotspot = await api.post('/api/hotspots', {
        body: {
          name,
          note,
          resolution: this.draft.resolution,
          cells: [...this.draft.cells],
          from: filters.from,
          to: filters.to,
          kinds: [...filters.kinds],
          types: [...filters.types],
          agencies: [...filters.agencies],
        },
      });
      this.draft = null;
      this.done = { sentence: words.shape.saved(hotspot.name) };
      this.assigning = hotspot;
      this.load();
      return hotspot;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      this.refused = error;
      return null;
    } finally {
      this.saving = false;
    }
  }

  assigned(action: Action): void {
    this.assigning = null;
    this.done = {
      sentence: words.action.saved(partnership.agencyName(action.agency), day(action.due_on)),
      action: action.id,
    };
    this.load();
  }
}
