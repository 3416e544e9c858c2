/** Where the map opens when the address names no place. */
import { untrack } from 'svelte';
import { partnership } from '#web/lib/partnership.svelte.ts';
import { boxOfMost, studyAreaBox, type Box } from './draw/box.ts';
import type { LiveView } from './map_view.svelte.ts';
import type { Questions } from './questions.svelte.ts';
import type { MapCommands } from './map_commands.svelte.ts';
import type { Tasking } from './tasking/tasking.svelte.ts';

export class Opening {
  // Without outlines: where nearly all of the first answer lies. It stays, so that "whole area" is one place.
  #mostly = $state.raw<Box | null>(null);
  readonly bounds = $derived(studyAreaBox(partnership.current.areas) ?? this.#mostly);
  // A link from another screen names an area and no place.
  #area: Box | null = null;
  /** Where the map first looks. */
  get first(): Box | null {
    return this.#area ?? this.bounds;
  }

  /** Takes the map there once it is ready and what it needs has come. To be called while the screen is made. */
  lead(
    live: LiveView,
    questions: Questions,
    tasking: Tasking,
    commands: MapCommands,
    map: () => { ready(): boolean; fit(box: Box): void } | undefined,
  ): void {
    const { at, hotspot, area } = live.current;
    this.#area = partnership.current.areas.find(({ slug }) => slug === area)?.bbox ?? null;
    let unplaced = at === null && hotspot === null;
    // A link from another screen names a hotspot and no place: fly there once both have come.
    let linked = at === null && hotspot !== null;
    $effect(() => {
      const hexes = questions.picture?.hexes;
      if (this.#mostly || partnership.current.areas.length > 0 || !hexes || hexes.sum === 0) return;
      this.#mostly = boxOfMost(hexes.cells, hexes.total);
    });
    $effect(() => {
      const box = this.#mostly;
      const control = map();
      if (!unplaced || !box || !control?.ready()) return;
      unplaced = false;
      control.fit(box);
    });
    $effect(() => {
      const chosen = tasking.hotspots.value?.find(({ id }) => id === live.current.hotspot);
      if (!linked || !chosen || !map()?.ready()) return;
      linked = false;
      untrack(() => commands.chooseHotspot(chosen.id));
    });
  }
}
