/** Asks for the density surface while its switch is on. */
import type { Density } from '#api/contract/density.ts';
import { api, type ApiProblem } from '#web/lib/api.ts';
import { filterParams } from '#web/lib/api/map_filters.ts';
import { Resource } from '#web/lib/resource.svelte.ts';
import { session } from '#web/lib/session.svelte.ts';
import { densityWords as words } from '#web/screens/map/density/words.ts';
import type { LiveView } from '../map_view.svelte.ts';
import type { Questions } from '../questions.svelte.ts';

export type SurfaceState =
  | { readonly state: 'off' | 'waiting' | 'loading' }
  | { readonly state: 'failed'; readonly problem: ApiProblem }
  | { readonly state: 'refused'; readonly why: string; readonly instead: string }
  | { readonly state: 'ready'; readonly surface: Density };

/** Milliseconds in which a window settles: each answer leaves its line in the audit. */
const PAUSE = 500;

export class SurfaceQuestion {
  readonly #answer = new Resource<{ key: string; answer: Density }>();
  readonly #view: LiveView;
  readonly #questions: Questions;

  /** a role that reads no single incidents may open a link of one that does */
  readonly on = $derived.by(
    () => this.#view.current.density !== null && session.may('points.read'),
  );
  readonly key = $derived.by(() => {
    const { filters, version } = this.#questions;
    return JSON.stringify([filters, this.#view.current.density, version]);
  });
  readonly asks = $derived.by(() => {
    const { history, playback } = this.#questions;
    return this.on && history !== null && !playback.moving && this.#view.current.compare === null;
  });
  /** the last answer, whatever it answers: what the rule chose stays readable */
  readonly last = $derived.by(() => this.#answer.value?.answer ?? null);
  readonly status = $derived.by<SurfaceState>(() => {
    if (!this.on) return { state: 'off' };
    if (this.#view.current.compare !== null) return { state: 'refused', ...words.compared };
    if (this.#questions.playback.moving) return { state: 'waiting' };
    const { value, problem, loading } = this.#answer;
    if (value?.key === this.key) {
      const { refused } = value.answer;
      return refused
        ? { state: 'refused', why: refused.why, instead: refused.instead }
        : { state: 'ready', surface: value.answer };
    }
    if (problem && !loading) return { state: 'failed', problem };
    return { state: 'loading' };
  });
  readonly surface = $derived.by(() =>
    this.status.state === 'ready' ? this.status.surface : null,
  );

  constructor(view: LiveView, questions: Questions) {
    this.#view = view;
    this.#questions = questions;
    const key = $derived(this.asks ? this.key : '');
    const on = $derived(this.on);
    $effect(() => {
      const requested = key;
      if (!on) return this.#answer.clear();
      if (requested === '') return;
      const timer = setTimeout(() => {
        const { density } = view.current;
        const { filters } = questions;
        void this.#answer.ask(async (signal) => ({
          key: requested,
          answer: await api.get('/api/hotspots/density', {
            query: {
              ...filterParams(filters),
              ...(typeof density === 'number' && { bandwidth: density }),
            },
            signal,
          }),
        }));
      }, PAUSE);
      return () => clearTimeout(timer);
    });
  }
}
