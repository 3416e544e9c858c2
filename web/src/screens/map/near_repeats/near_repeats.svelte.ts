/** Asks for near repeats of a chosen type, in the window and the area of the view. */
import type { NearRepeats } from '#api/contract/near_repeats.ts';
import { api } from '#web/lib/api.ts';
import { filterParams } from '#web/lib/api/map_filters.ts';
import { Resource } from '#web/lib/resource.svelte.ts';
import { session } from '#web/lib/session.svelte.ts';
import type { LiveView } from '../map_view.svelte.ts';
import type { Questions } from '../questions.svelte.ts';
import { riskShapes } from './risk_layers.ts';

/** Milliseconds: an answer takes seconds of the server, and leaves its line in the audit. */
const PAUSE = 800;

export class NearRepeatQuestion {
  readonly resource = new Resource<{ key: string; answer: NearRepeats }>();
  readonly #view: LiveView;
  readonly #questions: Questions;

  /** the type asked about; null: none */
  readonly type = $derived.by(() => (session.may('points.read') ? this.#view.current.near : null));
  readonly filters = $derived.by(() => ({
    ...this.#questions.filters,
    kinds: [],
    types: this.type === null ? [] : [this.type],
  }));
  readonly distance = $derived.by(() => this.#view.current.distance);
  readonly key = $derived.by(() =>
    JSON.stringify([this.filters, this.distance, this.#questions.version]),
  );
  readonly asks = $derived.by(() => {
    const { history, playback } = this.#questions;
    return this.type !== null && history !== null && !playback.moving;
  });
  /** null: not requested, or not answered yet; an answer about another window is none */
  readonly answer = $derived.by(() => {
    const { value } = this.resource;
    return this.asks && value?.key === this.key ? value.answer : null;
  });
  readonly risk = $derived.by(() => riskShapes(this.answer?.risk_now ?? []));

  constructor(view: LiveView, questions: Questions) {
    this.#view = view;
    this.#questions = questions;
    const key = $derived(this.asks ? this.key : '');
    const type = $derived(this.type);
    $effect(() => {
      const requested = key;
      if (type === null) return this.resource.clear();
      if (requested === '') return;
      const timer = setTimeout(() => {
        const { filters, distance } = this;
        void this.resource.ask(async (signal) => ({
          key: requested,
          answer: await api.get('/api/hotspots/near-repeats', {
            query: { ...filterParams(filters), distance },
            signal,
          }),
        }));
      }, PAUSE);
      return () => clearTimeout(timer);
    });
  }
}
