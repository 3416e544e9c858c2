/** A MapLibre map that neither turns nor tilts, at the place it should open at. */
import * as maplibre from 'maplibre-gl';
import type { Box } from './box.ts';
import type { MapView } from '../view_state.ts';

/** Pixels that panels cover: top, right, bottom, left. */
export type Covered = readonly [number, number, number, number];

export const paddingOf = ([top, right, bottom, left]: Covered) => ({ top, right, bottom, left });

export interface Start {
  readonly at: MapView['at'];
  /** where it opens when no place is named */
  readonly bounds: Box | null;
  readonly covered: Covered;
}

/** @throws Error when the browser has no WebGL */
export function makeMap(
  container: HTMLElement,
  style: maplibre.StyleSpecification,
  { at, bounds, covered }: Start,
): maplibre.Map {
  const reduced = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = new maplibre.Map({
    container,
    style,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 18,
    minZoom: 5,
    fadeDuration: 0,
    ...(at
      ? { center: [at.longitude, at.latitude], zoom: at.zoom }
      : bounds
        ? { bounds: [...bounds], fitBoundsOptions: { padding: paddingOf(covered) } }
        : { center: [-2, 53], zoom: 6 }),
    ...(reduced ? { reduceMotion: true } : {}),
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  return map;
}
