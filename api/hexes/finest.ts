/** A hexagon of 25 m is the place itself. */
import type { Context } from 'hono';
import { mayOf } from '../access.ts';
import { Problem } from '../problem.ts';
import { INDEX_RESOLUTION } from './select_slots.ts';

/** Throws Problem `not_allowed` where the resolution shows single places and the caller may not read those. */
export function mustNotBeAPlace(c: Context, resolution: number): void {
  if (resolution > INDEX_RESOLUTION && !mayOf(c, 'points.read'))
    throw new Problem('not_allowed', {
      detail:
        'Hexagons of resolution 11 show single places. They are for those who may read incidents one by one.',
    });
}
