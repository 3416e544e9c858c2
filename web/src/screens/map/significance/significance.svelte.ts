/** Asks how sure it is: for the map while the switch is on, for one place while its Why here? is open, and there by each
 *  agency's own records. */
import { getResolution } from 'h3-js';
import { untrack } from 'svelte';
import type { Persistences } from '#api/contract/persistence.ts';
import type { Mode } from '#api/contract/modes.ts';
import type { HotspotClass, Significance } from '#api/contract/significance.ts';
import { api } from '#web/lib/api.ts';
import { significanceParams, type TestOptions } from './significance_params.ts';
import { Resource } from '#web/lib/resource.svelte.ts';
import { COARSEST, RESOLUTIONS } from '../draw/resolution.ts';
import { isCounted, isMonthly } from '../draw/window_rule.ts';
import type { LiveView } from '../map_view.svelte.ts';
import { readerNow } from '../reader.ts';
import type { Questions } from '../questions.svelte.ts';
import { significanceMapOf, persistenceByCell, type SignificanceMap } from './cell_significance.ts';
import { outlineShapes } from './outlines.ts';
import { readyIn, whyNotRequested, requestStateOf } from './request_state.ts';
import { printTested } from './tested.ts';

interface KeyedAnswer {
  readonly key: string;
  readonly results: SignificanceMap;
}

export interface AgencyClass {
  readonly slug: string;
  /** null: its records alone are not tested */
  readonly hotspotClass: HotspotClass | null;
}

/** Milliseconds: held arrow keys step through twelve windows a second, and only the last is asked about. */
const PAUSE = 200;

export class SignificanceRequests {
  readonly #map = new Resource<KeyedAnswer>();
  readonly #place = new Resource<KeyedAnswer>();
  readonly #agencies = new Resource<{ key: string; answer: readonly AgencyClass[] }>();
  readonly #persistence = new Resource<{ key: string; answer: Persistences }>();
  readonly #otherwise = new Resource<{ key: string; answer: Significance }>();
  readonly #months = new Resource<{ key: string; answer: Persistences }>();
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
    () => this.#view.current.sure !== null && this.#mayAsk(this.#resolution(), this.#compares),
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
  readonly status = $derived.by(() =>
    requestStateOf({
      on: this.#view.current.sure !== null,
      compared: this.#compares,
      ...this.#answerOf(this.#resolution(), this.mapKey, this.#map),
    }),
  );
  readonly results = $derived.by(() => readyIn(this.status));
  readonly shapes = $derived.by(() =>
    outlineShapes(this.status.state === 'refused' ? this.status.results : this.results),
  );
  /** of the place whose Why here? is open */
  readonly place = $derived.by(() => {
    const at = this.placeResolution;
    const fromMap = this.shared && this.#place.value?.key !== this.placeKey;
    return requestStateOf({
      on: at !== null,
      // it is about the window shown, whatever that is compared with
      compared: false,
      ...(fromMap
        ? this.#answerOf(at ?? 0, this.mapKey, this.#map)
        : this.#answerOf(at ?? 0, this.placeKey, this.#place)),
    });
  });
  /** what twelve months make of every place on the map, by hexagon; null: not answered yet, or nothing can be said */
  readonly persistence = $derived.by(() => {
    const { value } = this.#persistence;
    if (this.status.state !== 'ready' || value?.key !== this.mapKey) return null;
    return persistenceByCell(value.answer);
  });
  /** of the place, month by month; null: not answered yet, or nothing can be said of it now */
  readonly months = $derived.by(() => {
    const { value } = this.#months;
    return this.place.state === 'ready' && value?.key === this.placeKey ? value.answer : null;
  });
  /** the place by the other of the two questions, in the hexagon's own figures; null: not answered yet, or nothing can be said */
  readonly otherwise = $derived.by(() => {
    const { value } = this.#otherwise;
    return this.place.state !== 'loading' && value?.key === this.placeKey ? value.answer : null;
  });
  /** agencies with records here, each tested by its own alone; null: not requested, or not answered yet */
  readonly byAgency = $derived.by(() => {
    const { value } = this.#agencies;
    return value?.key === this.agenciesKey ? value.answer : null;
  });
  /** fewer than two have nothing to disagree about */
  readonly contributing = $derived.by(() => {
    const { cell } = this.#view.current;
    const detail = this.#questions.detail.value;
    if (detail?.cell !== cell || this.place.state !== 'ready') return [];
    const found = detail.agencies.filter(({ total }) => total > 0).map(({ slug }) => slug);
    return found.length > 1 ? found : [];
  });
  readonly agenciesKey = $derived.by(() =>
    this.contributing.length > 0 ? `${this.placeKey} ${this.contributing.join(',')}` : '',
  );

  constructor(view: LiveView, questions: Questions, resolution: () => number) {
    this.#view = view;
    this.#questions = questions;
    this.#resolution = resolution;

    // Each follows one string and nothing else: a new address with the same question asks nothing again.
    const on = $derived(view.current.sure !== null);
    const map = $derived(this.asksMap ? this.mapKey : '');
    const open = $derived(this.placeResolution !== null);
    const place = $derived(this.asksPlace ? this.placeKey : '');
    const agencies = $derived(this.agenciesKey);
    // only where it is read: twelve tests are work
    const persistence = $derived(
      this.status.state === 'ready' && this.#listed && this.#tellsMonths(this.#resolution())
        ? this.mapKey
        : '',
    );
    const since = $derived(
      this.place.state === 'ready' && this.#tellsMonths(this.placeResolution) ? this.placeKey : '',
    );
    const asked = $derived(
      this.placeResolution !== null &&
        this.#mayAsk(this.placeResolution, false) &&
        (this.place.state === 'ready' || this.place.state === 'refused')
        ? this.placeKey
        : '',
    );
    $effect(() => {
      const key = map;
      if (!on) return this.#map.clear();
      if (key === '') return;
      return later(() => {
        const { filters } = questions;
        const at = this.#resolution();
        void this.#map.ask(async (signal) => ({
          key,
          results: significanceMapOf(
            await api.get('/api/hotspots/significance', {
              query: { ...significanceParams(filters, this.testing(at)), mode: this.mode },
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
          results: significanceMapOf(
            await api.get('/api/hotspots/significance', {
              query: { ...significanceParams(filters, this.testing(at, cell)), mode: this.mode },
              signal,
            }),
          ),
        }));
      });
    });
    $effect(() => {
      const key = persistence;
      if (key === '') return;
      untrack(() => {
        const { filters } = questions;
        const testing = this.testing(this.#resolution());
        void this.#persistence.ask(async (signal) => ({
          key,
          answer: await api.get('/api/hotspots/persistence', {
            query: significanceParams(filters, testing),
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
          answer: await api.get('/api/hotspots/persistence', {
            query: significanceParams(filters, this.testing(at, cell)),
            signal,
          }),
        }));
      });
    });
    $effect(() => {
      const key = asked;
      if (key === '') return this.#otherwise.clear();
      untrack(() => {
        const { filters } = questions;
        const { cell } = view.current;
        const at = this.placeResolution;
        if (cell === null || at === null) return;
        const mode: Mode = this.mode === 'busy' ? 'usual' : 'busy';
        void this.#otherwise.ask(async (signal) => ({
          key,
          answer: await api.get('/api/hotspots/significance', {
            query: { ...significanceParams(filters, this.testing(at, cell)), mode },
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

  /** Against what: a place that is opened while nothing is drawn is held against the others. */
  get mode(): Mode {
    return this.#view.current.sure ?? 'busy';
  }

  /** What is tested now. */
  testing(resolution: number, cell?: string): TestOptions {
    // residents change nothing where a place is held against itself
    const { measure, hours } = this.#view.current;
    const tested = printTested({ measure: this.mode === 'usual' ? 'count' : measure, hours });
    return { resolution, tested, ...(cell === undefined ? {} : { cell }) };
  }

  /** One after the other: nobody waits for this, and the server has others to answer. */
  #askAgencies(key: string): void {
    const { contributing, placeResolution: at } = this;
    const { filters } = this.#questions;
    const { cell } = this.#view.current;
    if (cell === null || at === null) return;
    void this.#agencies.ask(async (signal) => {
      const answer: AgencyClass[] = [];
      for (const slug of contributing) {
        const own = { ...filters, agencies: [slug] };
        const { cells, refused } = await api.get('/api/hotspots/significance', {
          query: { ...significanceParams(own, this.testing(at, cell)), mode: this.mode },
          signal,
        });
        answer.push({ slug, hotspotClass: refused ? null : (cells[0]?.class ?? null) });
      }
      return { key, answer };
    });
  }

  /** What is asked of a resolution, as one string: another question has another. */
  keyAt(resolution: number): string {
    const { filters, version } = this.#questions;
    return JSON.stringify([filters, this.testing(resolution), this.mode, version]);
  }

  /** Some hours of the week are tested, not all. */
  get byHours(): boolean {
    return this.#view.current.hours !== null;
  }

  /** The smallest hexagons that the reader is given where these are not; null: these are. */
  #withheld(resolution: number): number | null {
    const { window } = this.#questions.playback;
    const isGiven = (size: number): boolean => isCounted(readerNow(), window, size, this.byHours);
    if (isGiven(resolution)) return null;
    return RESOLUTIONS.findLast((size) => size < resolution && isGiven(size)) ?? COARSEST;
  }

  /** Twelve months are tested one by one. */
  #tellsMonths(resolution: number | null): boolean {
    return resolution !== null && isMonthly(readerNow(), resolution, this.byHours);
  }

  #mayAsk(resolution: number, compared: boolean): boolean {
    const { playback, history } = this.#questions;
    const withheld = this.#withheld(resolution);
    return (
      history !== null && !playback.moving && !whyNotRequested({ resolution, compared, withheld })
    );
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

  #answerOf(resolution: number, key: string, { value, problem, loading }: Resource<KeyedAnswer>) {
    const { moving } = this.#questions.playback;
    const withheld = this.#withheld(resolution);
    return { resolution, key, withheld, tested: value, problem, loading, moving };
  }
}

function later(ask: () => void): () => void {
  const timer = setTimeout(ask, PAUSE);
  return () => clearTimeout(timer);
}
