import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANYWHERE, UNITED_KINGDOM } from '#api/intake/check/allowed_area.ts';
import { checkPlace, type PlaceFields } from '#api/intake/check/check_place.ts';

const place = (given: Partial<PlaceFields>, area = UNITED_KINGDOM) =>
  checkPlace(
    { longitude: '', latitude: '', easting: '', northing: '', gridReference: '', ...given },
    area,
    null,
  );

describe('the outline of the United Kingdom', () => {
  it.each([
    ['Worcester', -2.22, 52.19],
    ['St Mary’s, Scilly', -6.31, 49.91],
    ['Dover', 1.31, 51.13],
    ['Lowestoft', 1.76, 52.48],
    ['Out Skerries', -0.73, 60.42],
    ['Muckle Flugga', -0.885, 60.855],
    ['St Kilda', -8.58, 57.81],
    ['Belfast', -5.93, 54.6],
    ['Belleek, Fermanagh', -8.09, 54.48],
    ['Derry', -7.32, 54.99],
    ['St David’s', -5.3, 51.88],
    ['Holyhead', -4.63, 53.31],
    ['Cromer', 1.3, 52.93],
    ['Aberystwyth', -4.08, 52.41],
  ])('holds %s', (_, lon, lat) => {
    expect(UNITED_KINGDOM.contains(lon, lat)).toBe(true);
  });
  it.each([
    ['Dublin', -6.26, 53.35],
    ['Calais', 1.85, 50.95],
    ['Cherbourg', -1.62, 49.64],
    ['Cork', -8.47, 51.9],
    ['Galway', -9.05, 53.27],
    ['Ostend', 2.92, 51.23],
    ['the point 0, 0', 0, 0],
    ['Boston, Massachusetts', -71.06, 42.36],
    ['Tórshavn', -6.77, 62.01],
  ])('leaves out %s', (_, lon, lat) => {
    expect(UNITED_KINGDOM.contains(lon, lat)).toBe(false);
  });
});

describe('a place', () => {
  it('given in metres and in degrees is the same place', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 290_000, max: 450_000 }),
        fc.integer({ min: 180_000, max: 380_000 }),
        (e, n) => {
          const metres = place({ easting: String(e), northing: String(n) });
          if (!metres || 'reason' in metres) throw new Error('not a place');
          const degrees = place({ longitude: String(metres.lon), latitude: String(metres.lat) });
          expect(degrees).toMatchObject({ easting: e, northing: n });
        },
      ),
    );
  });

  it('with longitude and latitude swapped is always noticed in Britain', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3.5, max: -0.5, noNaN: true }),
        fc.double({ min: 51.6, max: 53, noNaN: true }),
        (lon, lat) => {
          const right = { longitude: lon.toFixed(6), latitude: lat.toFixed(6) };
          expect(place(right)).not.toHaveProperty('reason');
          const swapped = place({ longitude: right.latitude, latitude: right.longitude });
          expect(swapped).toHaveProperty('reason', 'has latitude and longitude swapped');
        },
      ),
    );
  });

  it('is nothing, and no fault, where the row gives none', () => {
    expect(place({})).toBeNull();
  });

  it.each<[Partial<PlaceFields>, string]>([
    [{ easting: '254850', northing: '3849500' }, 'lies more than 10 km outside the United Kingdom'],
    [{ easting: '384950' }, 'is blank beside an easting'],
    [{ northing: '254850' }, 'is blank beside a northing'],
    [{ easting: '384,950', northing: 'abc' }, 'is not a number'],
    [{ easting: '0', northing: '0' }, 'is the point 0, 0, which means that no place was recorded'],
    [
      { gridReference: 'SO 849 54' },
      'needs as many digits for the easting as for the northing, as in SO 849 548',
    ],
    [{ latitude: '52.19' }, 'is blank beside a latitude'],
    [{ longitude: '0x10', latitude: '52' }, 'is not a number'],
    [{ longitude: 'Infinity', latitude: '52' }, 'is not a number'],
  ])('%j %s', (given, reason) => {
    expect(place(given)).toHaveProperty('reason', reason);
  });

  it('in metres with a comma for thousands is read', () => {
    expect(place({ easting: '384,950', northing: '254,850' })).toMatchObject({
      easting: 384_950,
      northing: 254_850,
      source: 'grid',
    });
  });

  it('of a fine grid reference is exact, of a coarse one an area', () => {
    expect(place({ gridReference: 'SO 8495 5485' })).toMatchObject({ precision: 'exact' });
    expect(place({ gridReference: 'SO 849 548' })).toMatchObject({ precision: 'area' });
  });

  it('abroad has no National Grid', () => {
    expect(place({ longitude: '-71.06', latitude: '42.36' }, ANYWHERE)).toMatchObject({
      easting: null,
      northing: null,
    });
  });
});
