import { gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, test } from 'vitest';
import type { Significance } from '#api/contract/significance.ts';
import { fillOf } from '#web/screens/map/draw/fill.ts';
import { significanceMapOf } from '#web/screens/map/significance/cell_significance.ts';
import { outlineShapes } from '#web/screens/map/significance/outlines.ts';

const [HERE = '', NEXT = '', EMPTY = '', FAR = ''] = gridDisk(latLngToCell(52.19, -2.22, 8), 1);

const cell = (
  name: string,
  count: number,
  rate: number | null,
  note: Significance['cells'][number]['rate_note'] = null,
): Significance['cells'][number] => ({
  ...{ cell: name, count, rate, rate_interval: null, rate_note: note, residents: 400 },
  ...{ z: null, here: null, usual: null, p: null, q: null },
  ...{ class: rate === null ? 'untested' : 'none' },
});

const answer = (about: Partial<Significance>): Significance => ({
  ...{ resolution: 8, from: '2026-10-01', to: '2026-10-31', k: 1, measure: 'count', hours: null },
  ...{ mode: 'busy', like: [] },
  ...{ method: 'Gi*', area: null, cells_in_area: 4, cells_tested: 4, incidents: 12 },
  ...{ left_out: { no_place: 0, month_only: 0, no_hour: 0 }, counts_only: 0, gaps: [] },
  refused: null,
  cells: [cell(HERE, 9, 22.5), cell(NEXT, 3, null, 'too_few_residents'), cell(EMPTY, 0, 0)],
  ...about,
});

describe('what fills the hexagons', () => {
  test('rates, where they are compared: a place without one is grey and not the palest class', () => {
    const fill = fillOf(null, significanceMapOf(answer({ measure: 'rate' })), null);
    expect(fill).toMatchObject({ of: 'rate', cells: [HERE, NEXT] });
    const classes = Array.from(fill?.total ?? [], (one) => fill?.classAt(one, fill.breaks));
    expect(classes).toEqual([1, 14]);
  });

  test('and it is not hatched as a delivery that is missing; what is missing is', () => {
    const missing = cell(FAR, 2, null);
    const told = answer({ measure: 'rate' });
    expect(outlineShapes(significanceMapOf(told)).untested.features).toEqual([]);
    expect(
      outlineShapes(significanceMapOf({ ...told, cells: [...told.cells, missing] })).untested
        .features,
    ).toHaveLength(1);
  });

  test('counts of the hours that are tested, where some are', () => {
    const hours = { hours: [22, 3] as [number, number], weekdays: [] };
    expect(fillOf(null, significanceMapOf(answer({ hours })), null)).toMatchObject({
      ...{ of: 'hours', cells: [HERE, NEXT], total: [9, 3] },
    });
    // of all hours the counts are those of the map itself
    expect(fillOf(null, significanceMapOf(answer({})), null)).toBeNull();
  });

  test('the surface, over both', () => {
    const surface = { cells: [{ cell: FAR, density: 0.4 }] };
    expect(fillOf(null, significanceMapOf(answer({ measure: 'rate' })), surface)).toMatchObject({
      ...{ of: 'density', shapes: [FAR], breaks: [0] },
    });
  });
});
