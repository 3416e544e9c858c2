/** Outlines as ONS and councils publish them. */
import { describe, expect, it } from 'vitest';
import { areasFrom, NewAreas } from '#api/areas/areas_from_geojson.ts';
import { OutlineRefused, readOutline } from '#api/geo/read_outline.ts';
import { Problem } from '#api/http/problem.ts';
import { Slug } from '#api/contract/common.ts';

const square = [
  [
    [-2.2, 52.1],
    [-2.1, 52.1],
    [-2.1, 52.2],
    [-2.2, 52.2],
    [-2.2, 52.1],
  ],
];
const collection = (...all: readonly Record<string, unknown>[]) =>
  NewAreas.parse({
    kind: 'ward',
    source: 'ONS',
    collection: {
      type: 'FeatureCollection',
      features: all.map((properties) => ({
        properties,
        geometry: { type: 'Polygon', coordinates: square },
      })),
    },
  });
const slugs = (wanted: NewAreas, there: { slug: string; kind: string }[] = []) =>
  areasFrom(wanted, there).map(({ slug }) => slug);
const sentence = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Problem) return error.extra.fields?.[0]?.message ?? '';
    throw error;
  }
  return '';
};

describe('An area', () => {
  it('takes its name from the property that looks like one', () => {
    for (const properties of [
      { WD25NM: 'Foundry', WD25CD: 'E05000001' },
      { OBJECTID: 7, Name: ' Foundry ' },
      { ward_name: 'Foundry' },
    ])
      expect(areasFrom(collection(properties))).toMatchObject([
        { name: 'Foundry', slug: 'foundry', kind: 'ward', source: 'ONS' },
      ]);
  });

  it('takes its name from the named property', () => {
    const wanted = { ...collection({ name: 'A', title: 'Foundry' }), name_field: 'title' };
    expect(slugs(wanted)).toEqual(['foundry']);
  });

  it('without a name is refused, with its place in the file', () => {
    for (const properties of [{}, { name: '  ' }, { name: 7 }])
      expect(sentence(() => areasFrom(collection({ name: 'A' }, properties)))).toMatch(
        /has no name.*name_field/,
      );
  });

  it('of a Welsh or an accented name has a slug that can be read', () => {
    expect(
      slugs(
        collection({ name: 'Ynys Môn' }, { name: 'Gŵyr' }, { name: 'St. Peter’s & All Saints' }),
      ),
    ).toEqual(['ynys-mon', 'gwyr', 'st-peter-s-all-saints']);
  });

  it('of the same name as another is distinguished by its code, or its place in the file', () => {
    expect(
      slugs(
        collection(
          { name: 'St Peter', WD25CD: 'E05000001' },
          { name: 'St Peter', WD25CD: 'E05000002' },
        ),
      ),
    ).toEqual(['st-peter-e05000001', 'st-peter-e05000002']);
    expect(
      slugs(collection({ name: 'St Peter' }, { name: 'St Peter' }, { name: 'St Peter 1' })),
    ).toEqual(['st-peter-1', 'st-peter-2', 'st-peter-1-2']);
    expect(slugs(collection({ name: 'A', WD25CD: 'E1' }, { name: 'A', WD25CD: 'E1' }))).toEqual([
      'a-e1',
      'a-e1-2',
    ]);
  });

  it('of the name of another kind of area does not take that one’s place; of its own kind it does', () => {
    const wanted = collection({ name: 'Redditch' });
    expect(slugs(wanted, [{ slug: 'redditch', kind: 'district' }])).toEqual(['redditch-ward']);
    expect(slugs(wanted, [{ slug: 'redditch', kind: 'ward' }])).toEqual(['redditch']);
    expect(
      slugs(wanted, [
        { slug: 'redditch', kind: 'district' },
        { slug: 'redditch-ward', kind: 'custom' },
      ]),
    ).toEqual(['redditch-ward-2']);
  });

  it('has a slug the API takes, however long or strange its name', () => {
    const names = [
      'x'.repeat(300),
      `${'ab '.repeat(80)}`,
      '東京',
      '---',
      '🌳',
      `${'a'.repeat(47)} b`,
    ];
    const twins = names.flatMap((name) => [
      { name, WD25CD: `E${'9'.repeat(60)}` },
      { name, WD25CD: '東' },
    ]);
    const all = slugs(collection(...twins), [{ slug: 'area-1', kind: 'district' }]);
    for (const slug of all) expect(Slug.safeParse(slug).success).toBe(true);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('The coordinates of an outline', () => {
  const read = (coordinates: unknown, type: 'Polygon' | 'MultiPolygon' = 'Polygon') =>
    readOutline({ type, coordinates });
  const [ring = []] = square;

  it('lose their heights, and a ring left open is closed', () => {
    const high = ring.slice(0, -1).map((corner) => [...corner, 42.5]);
    expect(read([high])).toEqual({ type: 'MultiPolygon', coordinates: [square] });
  });

  it('lose holes and parts of fewer than three corners', () => {
    expect(
      read([
        ring,
        [
          [0, 0],
          [0, 0],
        ],
        [],
      ]),
    ).toEqual({ type: 'MultiPolygon', coordinates: [square] });
    expect(
      read(
        [
          [
            [
              [0, 0],
              [1, 1],
            ],
          ],
          square,
        ],
        'MultiPolygon',
      ),
    ).toEqual({ type: 'MultiPolygon', coordinates: [square] });
  });

  it('in metres of the National Grid are refused: they would lie nowhere', () => {
    expect(() =>
      read([
        [
          [385000, 254000],
          [386000, 254000],
          [386000, 255000],
        ],
      ]),
    ).toThrow(/not degrees.*EPSG:4326/);
  });

  it('that are none are refused in words', () => {
    for (const wrong of [
      ['x'],
      [
        [
          ['a', 'b'],
          [1, 2],
          [3, 4],
        ],
      ],
      [[1, 2, 3]],
      [[null]],
      'x',
      [[[[-2, 52]]]],
      [
        [
          [1, 2],
          [NaN, 'x'],
          [2, 3],
        ],
      ],
    ])
      expect(() => read(wrong)).toThrow(OutlineRefused);
    for (const empty of [
      [],
      [[]],
      [
        [
          [1, 2],
          [1, 2],
          [1, 2],
          [1, 2],
        ],
      ],
    ])
      expect(() => read(empty)).toThrow(OutlineRefused);
  });

  it('nested a hundred thousand deep do not exhaust the server', () => {
    let deep: unknown = [];
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(() => read(deep)).toThrow(OutlineRefused);
  });
});
