/** The window of the moment: settled in the address, held by the hand, or moved along by playing. */
import { preset, step, type Window } from './brush.ts';
import type { LiveView } from '../map_view.svelte.ts';

/** Long enough to read a map, short enough to see it move. */
const BEAT = 900;

export class Playback {
  #held = $state.raw<Window | null>(null);
  /** the hand has let go: held only until the address says the same, or the old window would flash up */
  #settling = $state(false);
  playing = $state(false);
  readonly #view: LiveView;
  readonly #history: () => Window | null;
  readonly #deliveredTo: () => string | null;
  readonly #busy: () => boolean;

  /** busy: the last window is not drawn yet, so the next one waits */
  constructor(
    view: LiveView,
    history: () => Window | null,
    deliveredTo: () => string | null,
    busy: () => boolean,
  ) {
    this.#view = view;
    this.#history = history;
    this.#deliveredTo = deliveredTo;
    this.#busy = busy;
    $effect(() => {
      const told = view.current.window;
      if (this.#settling && told?.from === this.#held?.from && told?.to === this.#held?.to) {
        this.#settling = false;
        this.#held = null;
      }
    });
    $effect(() => {
      if (!this.playing) return;
      const timer = setInterval(() => this.#beat(), BEAT);
      return () => clearInterval(timer);
    });
  }

  /** The last day of the months that the feeds that matter have delivered: where presets end. */
  get deliveredTo(): string | null {
    return this.#deliveredTo();
  }

  get window(): Window {
    const history = this.#history();
    return (
      this.#held ??
      this.#view.current.window ??
      (history ? preset('year', history, this.#deliveredTo()) : { from: '', to: '' })
    );
  }

  /** It changes faster than anybody reads figures: playing, or under the hand. */
  get moving(): boolean {
    return this.playing || (this.#held !== null && !this.#settling);
  }

  /** `settled`: the hand has let go. */
  set(next: Window, settled: boolean): void {
    this.playing = false;
    this.#held = next;
    this.#settling = settled;
    if (settled) this.#view.show({ window: next });
  }

  play(on: boolean): void {
    const history = this.#history();
    if (!on) this.#pause();
    else if (history) {
      // From the end it starts over.
      if (!step(this.window, history, 1)) {
        let first = this.window;
        for (let back = step(first, history, -1); back; back = step(first, history, -1)) {
          first = back;
        }
        this.#held = first;
      }
      this.#settling = false;
      this.playing = true;
    }
  }

  #beat(): void {
    const history = this.#history();
    if (this.#busy() || !history) return;
    const next = step(this.window, history, 1);
    if (next) this.#held = next;
    else this.#pause();
  }

  #pause(): void {
    if (!this.playing) return;
    this.playing = false;
    if (!this.#held) return;
    this.#settling = true;
    this.#view.show({ window: this.#held }, 'replace');
  }
}
