import { describe, expect, it } from 'vitest';
import { readPlace } from '#web/screens/finds/place_text.ts';

describe('a place written by hand', () => {
  it.each(['52.192, -2.221', '52.192 -2.221', ' 52.192;-2.221 ', '52.192°, -2.221°'])(
    'reads %j as latitude and longitude',
    (text) => {
      expect(readPlace(text)).toEqual({
        ok: true,
        centre: { latitude: 52.192, longitude: -2.221 },
      });
    },
  );

  it('reads a grid reference as the middle of its square', () => {
    const place = readPlace('SO 849 548');
    if (!place.ok) throw new Error(place.sentence);
    expect(place.centre.latitude).toBeCloseTo(52.191, 2);
    expect(place.centre.longitude).toBeCloseTo(-2.221, 2);
  });

  it.each([
    ['-2.221, 52.192', 'swapped'],
    ['0, 0', 'not in Great Britain'],
    ['', 'Write a grid reference'],
    ['behind the bins', 'is not a grid reference'],
    ['SO 849 54', 'as many digits'],
  ])('answers %j in words', (text, words) => {
    expect(readPlace(text)).toEqual({ ok: false, sentence: expect.stringContaining(words) });
  });
});
