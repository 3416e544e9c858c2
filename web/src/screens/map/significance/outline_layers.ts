/** How hot and cold are drawn: lines inside their hexagons' edge, thick where sure; cold in dashes, so that it reads
 *  without colour; each on a case of the background's own colour, so that it stands on the lightest and the darkest fill. */
import type { LayerSpecification } from 'maplibre-gl';
import type { Palette } from '../draw/style.ts';

export const OUTLINE_SOURCE = 'heat';
export const UNTESTED_SOURCE = 'untested';

/** Pixels, by how sure. */
const WIDTH = { 99: 4, 95: 2.5, 90: 1.5 } as const;
const CASE = 1.5;

const bySure = (of: (width: number) => number) => [
  'match',
  ['get', 'sure'],
  99,
  of(WIDTH[99]),
  95,
  of(WIDTH[95]),
  of(WIDTH[90]),
];

export function outlineLayers(palette: Palette): LayerSpecification[] {
  const line = (
    id: string,
    way: 'hot' | 'cold',
    paint: { colour: string; wider: number; dash?: number[] },
  ): LayerSpecification => ({
    id,
    type: 'line',
    source: OUTLINE_SOURCE,
    filter: ['==', ['get', 'way'], way],
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': paint.colour,
      // The specification's types cannot follow an expression that is put together at run time.
      'line-width': bySure((width) => width + paint.wider) as unknown as number,
      // inside the edge: two classes that touch do not cover each other, and a hole is seen to be one
      'line-offset': bySure((width) => width / 2 + CASE / 2) as unknown as number, // as above
      ...(paint.dash ? { 'line-dasharray': paint.dash } : {}),
    },
  });
  return [
    {
      id: 'untested',
      type: 'fill',
      source: UNTESTED_SOURCE,
      paint: { 'fill-pattern': 'hatch' },
    },
    line('cold-case', 'cold', { colour: palette.halo, wider: CASE * 2 }),
    line('cold', 'cold', { colour: palette.cold, wider: 0, dash: [2.5, 1.5] }),
    line('hot-case', 'hot', { colour: palette.halo, wider: CASE * 2 }),
    line('hot', 'hot', { colour: palette.hot, wider: 0 }),
  ];
}
