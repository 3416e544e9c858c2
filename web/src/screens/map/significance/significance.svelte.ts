/** Asks how sure it is: for the map while the switch is on, for one place while its Why here? is open, and there by each
 *  agency's own records. */
import { getResolution } from 'h3-js';
import { untrack } from 'svelte';
import type { Persistences } from '#api/contract/persistence.ts';
import type { HeatClass } from '#api/contract/significance.ts';
import { api } from '#web/lib/api.ts';
import { judgedParams, type Judging } from './judged_params.ts';
import { Resource } from '#web/lib/resource.svelte.ts';
import type { LiveView } from '../map_view.svelte.ts';
import type { Questions } from '../questions.svelte.ts';
import { heatOf, lastingOf, type Heat } from './heat.ts';
import { heatShapes } from './outlines.ts';
import { heatIn, notAsked, standingOf } from './standing.ts';
import { printTested } from './tested.ts';

interface Judged {
  readonly key: string;
  readonly heat: Heat;
}

export interface AgencyHeat {
  readonly slug: string;
  /** null: its records alone are not judged */
  readonly heat: HeatClass | null;
}

/** Milliseconds: held arrow keys step through twelve windows a second, and only the last is asked about. */
const PAUSE = 200;

export class Sureness {
  readonly #map = new Resource<Judged>();
  readonly #place = new Resource<Judged>();
  readonly #agencies = new Resource<{ key: string; said: readonly AgencyHeat[] }>();
  readonly #lasting = new Resource<{ key: string; said: Persistences }>();
  readonly #months = new Resource<{ key: string; said: Persistences }>();
  readonly #view: LiveView;
  readonly #questions: Questions;
  readonly #resolution: () => number;

  /** Svelte reads a private state inside the constructor without following it: these are fields. */
  readonly mapKey = $derived.by(() => this.keyAt(this.#resolution()));
  readonly placeResolution = $derived.by(() => {
    const { cell } = this.#view.current;
    return cell === null ? null : getResolution(cell);
  });
  readonly asksMap = $derived.by(
    () => this.#view.current.sure && this.#mayAsk(this.#resolution(), this.#compares),
  );
  readonly asksPlace = $derived.by(
    () =>
      this.placeResolution !== null && !this.shared && this.#mayAsk(this.placeResolution, false),
  );
  /** one cell's answer: another cell is another question */
  readonly placeKey = $derived.by(() =>
    this.placeResolution === null
      ? ''
      : `${this.keyAt(this.placeResolution)} ${this.#view.current.cell}`,
  );
  /** what the map asks holds the place's answer too: asked once */
  readonly shared = $derived.by(() => this.asksMap && this.placeResolution === this.#resolution());

  /** of the map */
  readonly standing = $derived.by(() =>
    standingOf({
      on: this.#view.current.sure,
      compared: this.#compares,
      ...this.#said(this.#resolution(), this.mapKey, this.#map),
    }),
  );
  readonly heat = $derived.by(() => heatIn(this.standing));
  readonly shapes = $derived.by(() =>
    heatShapes(this.standing.state === 'refused' ? this.standing.heat : this.heat),
  );
  /** of the place whose Why here? is open */
  readonly place = $derived.by(() => {
    const at = this.placeResolution;
    const fromMap = this.shared && this.#place.value?.key !== this.placeKey;
    return standingOf({
      on: at !== null,
      // it is about the window shown, whatever that is compared with
      compared: false,
      ...(fromMap
        ? this.#said(at ?? 0, this.mapKey, this.#map)
        : this.#said(at ?? 0, this.placeKey, this.#place)),
    });
  });
  /** what twelve months make of every place on the map, by hexagon; null: not answered yet, or nothing can be said */
  readonly lasting = $derived.by(() => {
    const { value } = this.#lasting;
    if (this.standing.state !== 'ready' || value?.key !== this.mapKey) return null;
    return lastingOf(value.said);
  });
  /** of the place, month by month; null: not answered yet, or nothing can be said of it now */
  readonly months = $derived.by(() => {
    const { value } = this.#months;
    return this.place.state === 'ready' && value?.key === this.placeKey ? value.said : null;
  });
  /** agencies with records here, each judged by its own alone; null: not asked, or not answered yet */
  readonly byAgency = $derived.by(() => {
    const { value } = this.#agencies;
    return value?.key === this.agenciesKey ? value.said : null;
  });
  /** fewer than two have nothing to disagree about */
  readonly seeing = $derived.by(() => {
    const { cell } = this.#view.current;
    const detail = this.#questions.detail.value;
    if (detail?.cell !== cell || this.place.state !== 'ready') return [];
    const found = detail.agencies.filter(({ total }) => total > 0).map(({ slug }) => slug);
    return found.length > 1 ? found : [];
  });
  readonly agenciesKey = $derived.by(() =>
    this.seeing.length > 0 ? `${this.placeKey} ${this.seeing.join(',')}` : '',
  );

  constructor(view: LiveView, questions: Questions, resolution: () => number) {
    this.#view = view;
    this.#questions = questions;
    this.#resolution = resolution;

    // Each follows one string and nothing else: a new address with the same question asks nothing again.
    const on = $derived(view.current.sure);
    const map = $derived(this.asksMap ? this.mapKey : '');
    const open = $derived(this.placeResolution !== null);
    const place = $derived(this.asksPlace ? this.placeKey : '');
    const agencies = $derived(this.agenciesKey);
    // only where it is read: twelve judgements are work
    const lasting = $derived(this.standing.state === 'ready' && this.#listed ? this.mapKey : '');
    const since = $derived(this.place.state === 'ready' ? this.placeKey : '');
    $effect(() => {
      const key = map;
      if (!on) return this.#map.clear();
      if (key === '') return;
      return later(() => {
        const { filters } = questions;
        const at = this.#resolution();
        void this.#map.ask(async (signal) => ({
          key,
          heat: heatOf(
            await api.get('/api/hotspots/significance', {
              query: judgedParams(filters, this.judging(at)),
              signal,
            }),
          ),
        }));
      });
    });
    $effect(() => {
      const key = place;
      if (!open) return this.#place.clear();
      if (key === '') return;
      return later(() => {
        const { filters } = questions;
        const { cell } = view.current;
        const at = this.placeResolution;
        if (cell === null || at === null) return;
        void this.#place.ask(async (signal) => ({
          key,
          heat: heatOf(
            await api.get('/api/hotspots/significance', {
              query: judgedParams(filters, this.judging(at, cell)),
              signal,
            }),
          ),
        }));
      });
    });
    $effect(() => {
      const key = lasting;
      if (key === '') return;
      untrack(() => {
        const { filters } = questions;
        const judging = this.judging(this.#resolution());
        void this.#lasting.ask(async (signal) => ({
          key,
          said: await api.get('/api/hotspots/persistence', {
            query: judgedParams(filters, judging),
            signal,
          }),
        }));
      });
    });
    $effect(() => {
      const key = since;
      if (key === '') return this.#months.clear();
      untrack(() => {
        const { filters } = questions;
        const { cell } = view.current;
        const at = this.placeResolution;
        if (cell === null || at === null) return;
        void this.#months.ask(async (signal) => ({
          key,
          said: await api.get('/api/hotspots/persistence', {
            query: judgedParams(filters, this.judging(at, cell)),
            signal,
          }),
        }));
      });
    });
    $effect(() => {
      const key = agencies;
      untrack(() => {
        if (key === '') this.#agencies.clear();
        else this.#askAgencies(key);
      });
    });
  }

  /** What is tested now. */
  judging(resolution: number, cell?: string): Judging {
    const tested = printTested(this.#view.current);
    return { resolution, tested, ...(cell === undefined ? {} : { cell }) };
  }

  /** One after the other: nobody waits for this, and the server has others to answer. */
  #askAgencies(key: string): void {
    const { seeing, placeResolution: at } = this;
    const { filters } = this.#questions;
    const { cell } = this.#view.current;
    if (cell === null || at === null) return;
    void this.#agencies.ask(async (signal) => {
      const said: AgencyHeat[] = [];
      for (const slug of seeing) {
        const own = { ...filters, agencies: [slug] };
        const { cells, refused } = await api.get('/api/hotspots/significance', {
          query: judgedParams(own, this.judging(at, cell)),
          signal,
        });
        said.push({ slug, heat: refused ? null : (cells[0]?.class ?? null) });
      }
      return { key, said };
    });
  }

  /** What is asked of a resolution, as one string: another question has another. */
  keyAt(resolution: number): string {
    const { filters, version } = this.#questions;
    return JSON.stringify([filters, this.judging(resolution), version]);
  }

  #mayAsk(resolution: number, compared: boolean): boolean {
    const { playback, history } = this.#questions;
    return history !== null && !playback.moving && !notAsked({ resolution, compared });
  }

  /** Ranked places or the table are on the screen. */
  get #listed(): boolean {
    const { panel, cell } = this.#view.current;
    return cell === null && (panel === 'places' || panel === 'table');
  }

  /** The fill shows a change, and an outline on it would be read as a change that is sure. */
  get #compares(): boolean {
    return this.#view.current.compare !== null;
  }

  #said(resolution: number, key: string, { value, problem, loading }: Resource<Judged>) {
    const { moving } = this.#questions.playback;
    return { resolution, key, judged: value, problem, loading, moving };
  }
}

function later(ask: () => void): () => void {
  const timer = setTimeout(ask, PAUSE);
  return () => clearTimeout(timer);
}
