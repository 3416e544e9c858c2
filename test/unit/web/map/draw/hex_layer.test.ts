import fc from 'fast-check';
import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, test } from 'vitest';
import {
  changes,
  classesOf,
  hexShapes,
  holdsAll,
  hotspotShapes,
  middle,
  shapeIds,
  withNeighbours,
} from '#web/screens/map/draw/hex_layer.ts';

const worcester = gridDisk(latLngToCell(52.192, -2.22, 9), 4);

describe('hexagons on the map', () => {
  test('each cell is one closed ring that carries its name', () => {
    const shapes = hexShapes(worcester);
    expect(shapes.features).toHaveLength(61);
    shapes.features.forEach((feature, i) => {
      const ring = feature.geometry.coordinates[0] ?? [];
      expect(ring[0]).toEqual(ring.at(-1));
      expect(feature).toMatchObject({ id: i, properties: { cell: worcester[i] } });
    });
  });

  test('told only the changes, the map shows the same as told everything', () => {
    const ids = shapeIds(worcester);
    const some = fc.array(fc.tuple(fc.nat(60), fc.nat(40)), { maxLength: 61 });
    const counted = (pairs: [number, number][]) => ({
      cells: pairs.map(([at]) => worcester[at] ?? ''),
      total: pairs.map(([, n]) => n),
    });
    fc.assert(
      fc.property(some, some, (first, second) => {
        const before = classesOf(ids, counted(first), [1, 5, 20]);
        const after = classesOf(ids, counted(second), [1, 5, 20]);
        const shown = Uint8Array.from(before);
        for (const change of changes(before, after)) shown[change.id] = change.class;
        expect(shown).toEqual(after);
      }),
    );
  });

  test('a cell that is not among the shapes is noticed, not dropped', () => {
    const ids = shapeIds(worcester);
    expect(holdsAll(ids, worcester.slice(3))).toBe(true);
    expect(holdsAll(ids, [...worcester, latLngToCell(51, 0, 9)])).toBe(false);
  });
});

test('a hotspot is one outline and one label, with its live actions counted', () => {
  const { outlines, labels } = hotspotShapes([
    { id: 7, name: 'Angel Place', state: 'adopted', actions: 2, cells: worcester },
    { id: 8, name: 'Nowhere', state: 'closed', actions: 0, cells: [] },
  ]);
  expect(outlines.features).toHaveLength(1);
  expect(outlines.features[0]?.geometry.coordinates).toHaveLength(1);
  expect(labels.features.map((label) => label.properties?.label)).toEqual(['Angel Place · 2']);
});

test('the middle of a disk is its centre, to ten metres', () => {
  const [latitude, longitude] = cellToLatLng(worcester[0] ?? '');
  expect(middle(worcester).latitude).toBeCloseTo(latitude, 4);
  expect(middle(worcester).longitude).toBeCloseTo(longitude, 4);
});

test('a hotspot grows by one ring, and what was chosen stays first', () => {
  const [centre = ''] = worcester;
  const once = withNeighbours([centre]);
  expect(once).toHaveLength(7);
  expect(once[0]).toBe(centre);
  expect(withNeighbours(once)).toHaveLength(19);
});
