/** A hexagon of 25 m is the place itself. */
import type { Context } from 'hono';
import { mayOf } from '../http/access.ts';
import { Problem } from '../http/problem.ts';
import { INDEX_RESOLUTION } from '../hex_index/select_ranges.ts';

/** Throws Problem `not_allowed` where the resolution shows single places and the caller may not read those. */
export function mustNotBeAPlace(c: Context, resolution: number): void {
  if (resolution > INDEX_RESOLUTION && !mayOf(c, 'points.read'))
    throw new Problem('not_allowed', {
      detail:
        'Hexagons of resolution 11 show single places. They are for those who may read incidents one by one.',
    });
}
