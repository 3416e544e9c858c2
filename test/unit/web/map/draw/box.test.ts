import { latLngToCell } from 'h3-js';
import { expect, test } from 'vitest';
import { boxOfCells, boxOfMost, studyAreaBox } from '#web/screens/map/draw/box.ts';

const county = Array.from({ length: 40 }, (_, i) =>
  latLngToCell(52 + (i % 8) / 20, -2.4 + Math.floor(i / 8) / 10, 8),
);
const gwynedd = latLngToCell(52.9, -4.1, 8);
const london = latLngToCell(51.5, -0.1, 8);

test('a few rows that a feed put into Gwynedd and London do not make the county a speck', () => {
  const cells = [...county, gwynedd, london];
  const totals = cells.map((cell) => (county.includes(cell) ? 50 : 3));
  const [west = 0, south = 0, east = 0, north = 0] = boxOfMost(cells, totals) ?? [];
  const [w, s, e, n] = boxOfCells(county);
  expect(west).toBeGreaterThanOrEqual(w);
  expect(south).toBeGreaterThanOrEqual(s);
  expect(east).toBeLessThanOrEqual(e);
  expect(north).toBeLessThanOrEqual(n);
  expect(east - west).toBeGreaterThan((e - w) * 0.9);
});

test('where London holds a share of the incidents it is in the first view too', () => {
  const cells = [...county, london];
  const totals = cells.map((cell) => (cell === london ? 500 : 50));
  expect(boxOfMost(cells, totals)).toEqual(boxOfCells(cells));
});

test('hexagons without an incident, or no hexagon at all, hold no view', () => {
  expect(boxOfMost([gwynedd, london], [0, 4])).toEqual(boxOfCells([london]));
  expect(boxOfMost(county, [])).toBeNull();
});

test('the background is the districts together, or whatever outlines there are', () => {
  const bbox = (west: number): [number, number, number, number] => [west, 52, west + 1, 53];
  const ward = { kind: 'ward', bbox: bbox(-3) };
  const districts = [-2.5, -2].map((west) => ({ kind: 'district', bbox: bbox(west) }));
  expect(studyAreaBox([ward, ...districts])).toEqual([-2.5, 52, -1, 53]);
  expect(studyAreaBox([ward])).toEqual([-3, 52, -2, 53]);
  expect(studyAreaBox([])).toBeNull();
});
