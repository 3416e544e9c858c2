/** What presses do to the view and to the map: choosing, pointing, flying there, drawing. */
import { cellToLatLng, getResolution } from 'h3-js';
import { partnership } from '#web/lib/partnership.svelte.ts';
import { boxOfCells, type Box } from './draw/box.ts';
import type { Corner } from './area/drawn_area.ts';
import type { Drawing } from './area/drawing.svelte.ts';
import type { LiveView } from './map_view.svelte.ts';
import type { Sheet } from './PhoneSheets.svelte';
import type { Readings } from './readings.ts';
import { zoomForResolution } from './draw/resolution.ts';
import type { Tasking } from './tasking/tasking.svelte.ts';
import type { MapView } from './view_state.ts';

/** The part of HexMap that can be steered. */
export interface MapControl {
  point(cell: string | null): void;
  fly(longitude: number, latitude: number, zoom?: number): void;
  fit(box: Box, maxZoom?: number): void;
  focus(): void;
  centre(): Corner | null;
}

interface Parts {
  readonly live: LiveView;
  readonly tasking: Tasking;
  readonly drawing: Drawing;
  readonly map: () => MapControl | undefined;
  readonly readings: () => Readings;
  readonly bounds: () => Box | null;
}

export class MapCommands {
  /** the hexagon under the pointer, and where the pointer is */
  pointed = $state.raw<{ cell: string; x: number; y: number } | null>(null);
  /** what the phone shows over the map */
  sheet = $state<Sheet>('map');
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  choose(cell: string): void {
    const { live } = this.#parts;
    const { panel } = live.current;
    live.show({ cell, hotspot: null, panel: panel === 'hotspots' ? 'places' : panel });
    this.sheet = 'places';
  }

  /** A press on the map. */
  pick(cell: string): void {
    const { live, tasking, readings } = this.#parts;
    if (tasking.draft) tasking.toggle(cell);
    else if (readings().totals.has(cell)) this.choose(cell);
    else if (live.current.cell) live.show({ cell: null });
  }

  /** Without a place on the screen it comes from a list, and the list says the same. */
  point(cell: string | null, x = 0, y = 0): void {
    this.#parts.map()?.point(cell);
    this.pointed = cell && x ? { cell, x, y } : null;
  }

  zoomTo(cell: string): void {
    const [latitude, longitude] = cellToLatLng(cell);
    this.#parts.map()?.fly(longitude, latitude, zoomForResolution(getResolution(cell)) + 0.5);
    this.sheet = 'map';
  }

  filter(change: Partial<MapView>): void {
    const { live, map, bounds } = this.#parts;
    live.show(change);
    const area = partnership.current.areas.find(({ slug }) => slug === change.area);
    const box = area?.bbox ?? (change.area === null ? bounds() : null);
    if (box) map()?.fit(box);
  }

  chooseHotspot(id: number | null): void {
    const { live, tasking, map } = this.#parts;
    live.show({ hotspot: id, cell: null, panel: 'hotspots' });
    const chosen = tasking.hotspots.value?.find((hotspot) => hotspot.id === id);
    // Close enough to see it, and no closer than its own hexagons are drawn.
    if (chosen) map()?.fit(boxOfCells(chosen.cells), zoomForResolution(chosen.resolution) + 0.5);
    this.sheet = 'places';
  }

  draw(): void {
    this.sheet = 'map';
    this.point(null);
    this.#parts.drawing.start();
    this.#parts.map()?.focus();
  }

  readonly setCorner = (): void => {
    const corner = this.#parts.map()?.centre();
    if (corner) this.#parts.drawing.add(corner);
  };

  readonly closeArea = (): void => {
    const within = this.#parts.drawing.close();
    if (within) this.#parts.live.show({ within });
  };
}
