/** When no surface is drawn, and what would make it possible. */
import type { Density, DensityReason } from '../../contract/density.ts';
import { LEAST_INCIDENTS } from '../../statistics/hotspot_test.ts';

const WORDS: Readonly<Record<DensityReason, Omit<NonNullable<Density['refused']>, 'reason'>>> = {
  no_study_area: {
    why: 'There is no area to draw a surface over: no outline of a district has been brought in, and none was drawn.',
    instead: 'Draw an area on the map, or bring in the outlines of your districts under Data.',
  },
  area_too_large: {
    why: 'The area is larger than a surface is drawn over.',
    instead: 'Choose a district, or draw a smaller area.',
  },
  months_only: {
    why: 'These records come from feeds that know months only, as those of data.police.uk do, whose places are moved to snap points: a surface would smooth the points, not the places.',
    instead: 'Ask the agency for an extract with exact places, and choose that.',
  },
  snapped: {
    why: 'The places of these records are snap points or areas that stand for many addresses: a surface would smooth the points, not the places.',
    instead: 'Ask the agency for an extract with exact places, and choose that.',
  },
  too_few_incidents: {
    why: `Fewer than ${LEAST_INCIDENTS} of these incidents have an exact place that you may read: the surface would be a round spot about each.`,
    instead: 'Choose a longer window, more types or a larger area.',
  },
  bandwidth_too_small: {
    why: 'In an area this large the hexagons of the surface lie further apart than a place would reach.',
    instead: 'Choose a larger reach, or a smaller area.',
  },
  too_much: {
    why: 'So many incidents reach so far that the surface would keep others waiting.',
    instead: 'Choose a smaller reach, a shorter window or a smaller area.',
  },
};

export const densityRefusal = (reason: DensityReason): NonNullable<Density['refused']> => ({
  reason,
  ...WORDS[reason],
});
