import { describe, expect, it } from 'vitest';
import {
  barMetres,
  gridLines,
  lengthWords,
  namesAround,
} from '#web/screens/finds/pin_background.ts';

const centre = { longitude: -2.22, latitude: 52.19 };
const size = { width: 360, height: 152 };
const place = (name: string, north: number, weight = 1) => ({
  name,
  weight,
  longitude: centre.longitude,
  latitude: centre.latitude + north / 111_320,
});

describe('the plain background around the pin', () => {
  it('has a bar of a round length that fits', () => {
    expect(barMetres(1, 90)).toBe(50);
    expect(barMetres(0.5, 90)).toBe(20);
    expect(barMetres(400, 90)).toBe(20_000);
    expect(lengthWords(50)).toBe('50 m');
    expect(lengthWords(1500)).toBe('1.5 km');
  });

  it('has grid lines that stay on the background when it is dragged', () => {
    const before = gridLines(centre, 1, size);
    const east = 10 / (111_320 * Math.cos((centre.latitude * Math.PI) / 180));
    const after = gridLines({ ...centre, longitude: centre.longitude + east }, 1, size);
    const shifted = before.x.map((x) => x - 10).filter((x) => x >= 0);
    for (const x of shifted) expect(after.x.some((other) => Math.abs(other - x) < 0.01)).toBe(true);
  });

  it('writes no name over another, under the pin or off the screen', () => {
    const names = namesAround(
      [
        place('town', 60, 9),
        place('on the town', 58, 5),
        place('under the pin', 20, 8),
        place('south', -50),
        place('far', 5000),
      ],
      centre,
      1,
      size,
    );
    expect(names.map(({ name }) => name)).toEqual(['town', 'south']);
  });
});
