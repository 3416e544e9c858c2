/** What the map screen is made of, each made once and handed to whoever shows it. */
import { getResolution } from 'h3-js';
import { untrack } from 'svelte';
import { api } from '#web/lib/api.ts';
import type { AreaOutlines } from '#web/lib/api/area_outlines.ts';
import { partnership } from '#web/lib/partnership.svelte.ts';
import { Resource } from '#web/lib/resource.svelte.ts';
import { session } from '#web/lib/session.svelte.ts';
import { Drawing } from './area/drawing.svelte.ts';
import { SurfaceQuestion } from './density/surface.svelte.ts';
import { fillOf } from './draw/fill.ts';
import {
  COUNTED_RESOLUTION_LIMIT,
  RESOLUTION_LIMIT,
  SNAPPED_RESOLUTION,
  resolutionForZoom,
} from './draw/resolution.ts';
import { holdsMonthOnly } from './time/brush.ts';
import { isCounted, windowRuleOf } from './draw/window_rule.ts';
import { SignificanceRequests } from './significance/significance.svelte.ts';
import { LiveView } from './map_view.svelte.ts';
import { NearRepeatQuestion } from './near_repeats/near_repeats.svelte.ts';
import { Opening } from './opening.svelte.ts';
import { Questions } from './questions.svelte.ts';
import { NO_READINGS, readingsOf, withTested } from './readings.ts';
import { ViewFacts } from './visibility/view_facts.svelte.ts';
import { MapCommands, type MapControl } from './map_commands.svelte.ts';
import { readerNow } from './reader.ts';
import { Tasking } from './tasking/tasking.svelte.ts';

export class MapParts {
  readonly live = new LiveView();
  readonly tasking = new Tasking();
  readonly drawing = new Drawing();
  readonly opening = new Opening();
  readonly areas = new Resource<AreaOutlines>();
  zoom = $state(9);
  /** single places are for those who may read incidents one by one */
  readonly resolutionLimit = $derived(
    session.may('points.read') ? RESOLUTION_LIMIT : COUNTED_RESOLUTION_LIMIT,
  );
  /** as drawn, pinned, or by the zoom */
  readonly wanted = $derived.by(() =>
    Math.min(
      this.resolutionLimit,
      this.tasking.draft?.resolution ??
        this.live.current.resolution ??
        resolutionForZoom(this.zoom),
    ),
  );
  /** why hexagons are larger than wanted */
  readonly windowRule = $derived.by(() => {
    const { compared, playback } = this.questions;
    const windows = [playback.window, ...(compared?.why === null ? [compared.window] : [])];
    const { sure, hours } = this.live.current;
    return windowRuleOf(readerNow(), windows, this.wanted, sure !== null && hours !== null);
  });
  readonly resolution = $derived.by(() => this.windowRule?.shown ?? this.wanted);
  readonly questions: Questions = new Questions(
    this.live,
    () => this.resolution,
    (cell) => isCounted(readerNow(), this.questions.playback.window, getResolution(cell)),
  );
  readonly significance = new SignificanceRequests(
    this.live,
    this.questions,
    () => this.resolution,
  );
  readonly near = new NearRepeatQuestion(this.live, this.questions);
  readonly density = new SurfaceQuestion(this.live, this.questions);
  readonly showing = new ViewFacts(this.live, this.questions, this.significance, this.density);
  /** what hexagons are named after */
  readonly around = $derived.by(() => ({
    places: partnership.current.places,
    areas: this.areas.value ?? { features: [] },
  }));
  readonly readings = $derived.by(() => {
    const { picture } = this.questions;
    return picture ? withTested(readingsOf(picture), this.significance.results) : NO_READINGS;
  });
  /** what fills the hexagons */
  readonly fill = $derived.by(() =>
    fillOf(this.questions.picture, this.significance.results, this.density.surface),
  );
  /** records on the map are moved to snap points, and the hexagons are finer than those */
  readonly snapped = $derived.by(() => {
    const { timeline, playback } = this.questions;
    return (
      this.resolution > SNAPPED_RESOLUTION &&
      timeline.value !== null &&
      holdsMonthOnly(timeline.value, playback.window)
    );
  });
  readonly commands: MapCommands;

  constructor(map: () => (MapControl & { ready(): boolean }) | undefined) {
    this.zoom = untrack(() => this.live.current.at?.zoom ?? 9);
    void this.areas.ask((signal) => api.get('/api/areas', { signal }));
    this.tasking.load();
    this.commands = new MapCommands({
      live: this.live,
      tasking: this.tasking,
      drawing: this.drawing,
      map,
      readings: () => this.readings,
      bounds: () => this.opening.bounds,
    });
    untrack(() => this.opening.lead(this.live, this.questions, this.tasking, this.commands, map));
  }
}
