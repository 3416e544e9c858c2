import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dragged, onScreen, steered } from '#web/screens/finds/pan.ts';

const centre = { longitude: -2.22, latitude: 52.19 };
const size = { width: 390, height: 300 };

describe('moving the background under the pin', () => {
  it('drops under the pin what was dragged there', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -300, max: 300 }),
        fc.integer({ min: -300, max: 300 }),
        fc.double({ min: 0.2, max: 20, noNaN: true }),
        (dx, dy, metresPerPixel) => {
          const after = dragged(centre, dx, dy, metresPerPixel);
          const [x, y] = onScreen(after, centre, metresPerPixel, size);
          expect(x).toBeCloseTo(size.width / 2 - dx, 3);
          expect(y).toBeCloseTo(size.height / 2 - dy, 3);
        },
      ),
    );
  });

  it('steers by arrow keys: up is north, right is east, Shift goes further', () => {
    expect(steered(centre, 'ArrowUp', false, 1)?.latitude).toBeGreaterThan(centre.latitude);
    expect(steered(centre, 'ArrowRight', false, 1)?.longitude).toBeGreaterThan(centre.longitude);
    const near = steered(centre, 'ArrowUp', false, 1);
    const far = steered(centre, 'ArrowUp', true, 1);
    expect(far?.latitude).toBeGreaterThan(near?.latitude ?? 90);
    expect(steered(centre, 'Enter', false, 1)).toBeNull();
  });

  it('never leaves the world', () => {
    expect(dragged({ longitude: 179.9, latitude: 84.9 }, -9999, 9999, 100)).toEqual({
      longitude: 180,
      latitude: 85,
    });
  });
});
