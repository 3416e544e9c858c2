/** Who the partnership is and where its areas lie: agencies, areas, feeds and what is missing of them. */
import { describe, expect, it } from 'vitest';
import { Partnership } from '#api/contract/partnership.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { post, refusal, sentences } from '#test/api/http/calls.ts';
import { policeCsv } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { bob, dev } from '#test/support/people.ts';

const testApp = await withTestApp();

const square = (west: number, south: number, side = 0.02) => [
  [
    [west, south],
    [west + side, south],
    [west + side, south + side],
    [west, south + side],
    [west, south],
  ],
];
const feature = (
  properties: Record<string, unknown>,
  coordinates: unknown = square(-2.23, 52.18),
  type = 'Polygon',
) => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const areas = (features: readonly unknown[], about: Record<string, unknown> = {}) =>
  post({
    kind: 'ward',
    source: 'ONS, wards of 2025',
    collection: { type: 'FeatureCollection', features },
    ...about,
  });

interface Stored {
  readonly id: string;
  readonly properties: { readonly name: string; readonly kind: string; readonly source: string };
  readonly geometry: { readonly type: string; readonly coordinates: readonly unknown[] };
}
const stored = (slug: string) => testApp.json<Stored>(`/api/areas/${slug}`);

describe('The partnership', () => {
  it('that has just been set up is described, with its words and without a past', async () => {
    const found = await testApp.json<Partnership>('/api/partnership');
    expect(Partnership.parse(found)).toEqual(found);
    expect(found).toMatchObject({
      name: 'Community Safety Partnership',
      synthetic: false,
      areas: [],
      places: [],
      datasets: [],
      history: null,
      incidents: 0,
      without_place: 0,
      basemap: { form: 'none', url: null },
    });
    expect(found.agencies.map(({ slug }) => slug)).toEqual([
      'severnside-council',
      'sabrina-police',
      'sabrina-nhs',
    ]);
    expect(found.kinds).toHaveLength(4);
    expect(found.types.map(({ slug }) => slug)).not.toContain('searched-nothing-found');
    expect(await refusal(testApp.request('/api/partnership', {}, dev))).toMatchObject({
      status: 401,
      code: 'sign_in_first',
    });
  });

  it('knows which months of a feed did not arrive: missing, not zero', async () => {
    const months = ['2025-01', '2025-02', '2025-05', '2025-07'];
    for (const month of months) {
      const done = await testApp.importFile(
        policeCsv([{ month }, { month, longitude: '', latitude: '' }]),
        { as: bob, name: `${month}-sabrina-street.csv` },
      );
      expect(done.problem).toBeNull();
    }
    const found = await testApp.json<Partnership>('/api/partnership');
    expect(found.datasets).toMatchObject([
      { agency: 'sabrina-police', missing_months: ['2025-03-01', '2025-04-01', '2025-06-01'] },
    ]);
    expect(found).toMatchObject({
      incidents: 8,
      without_place: 4,
      history: { first: '2025-01-01', last: '2025-07-31' },
    });
    const { datasets } = await testApp.json<{ datasets: unknown[] }>('/api/datasets');
    expect(datasets).toMatchObject([{ agency: 'sabrina-police', mapping: null }]);
    // the one in between arrives late
    await testApp.importFile(policeCsv([{ month: '2025-06' }]), {
      as: bob,
      name: '2025-06-sabrina-street.csv',
    });
    const later = await testApp.json<Partnership>('/api/partnership');
    expect(later.datasets[0]?.missing_months).toEqual(['2025-03-01', '2025-04-01']);
  });
});

describe('An agency', () => {
  it('is added, once', async () => {
    const wanted = { slug: 'sabrina-fire', name: '  Sabrina Fire and Rescue ', kind: 'fire' };
    const added = await testApp.request('/api/agencies', post(wanted));
    expect(added.status).toBe(201);
    expect(await added.json()).toMatchObject({
      slug: 'sabrina-fire',
      name: 'Sabrina Fire and Rescue',
    });
    for (let n = 0; n < 3; n++) {
      const problem = await refusal(
        testApp.request('/api/agencies', post({ ...wanted, name: 'Another' })),
      );
      expect(sentences(problem)).toEqual({
        slug: 'There is already an agency called “sabrina-fire”.',
      });
    }
    const { agencies } = await testApp.json<Partnership>('/api/partnership');
    expect(agencies.filter(({ slug }) => slug === 'sabrina-fire')).toHaveLength(1);
    expect(agencies.at(-1)?.name).toBe('Sabrina Fire and Rescue');
  });

  it('that is refused does not use up one of the 8,000 numbers', async () => {
    const { id: before } = await testApp.json<{ id: number }>(
      '/api/agencies',
      post({ slug: 'one', name: 'One', kind: 'other' }),
    );
    for (let n = 0; n < 5; n++)
      await testApp.request('/api/agencies', post({ slug: 'one', name: 'One', kind: 'other' }));
    const { id: after } = await testApp.json<{ id: number }>(
      '/api/agencies',
      post({ slug: 'two', name: 'Two', kind: 'other' }),
    );
    expect(after).toBe(before + 1);
  });

  it('added twice at the same moment is added once', async () => {
    const init = () => post({ slug: 'three', name: 'Three', kind: 'other' });
    const answers = await Promise.all(
      [1, 2, 3].map(() => testApp.request('/api/agencies', init())),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
  });

  const refused: readonly [string, Record<string, unknown>, string][] = [
    ['of no name', { name: ' ' }, 'name'],
    ['of a kind that is none', { kind: 'guild' }, 'kind'],
    ['whose slug has capitals', { slug: 'Sabrina' }, 'slug'],
    ['whose slug ends in a hyphen', { slug: 'sabrina-' }, 'slug'],
  ];
  for (const [title, about, path] of refused)
    it(`${title} is refused`, async () => {
      const problem = await refusal(
        testApp.request('/api/agencies', post({ slug: 'x', name: 'X', kind: 'other', ...about })),
      );
      expect(Object.keys(sentences(problem))).toEqual([path]);
    });
});

describe('Areas', () => {
  it('come in as ONS publishes them, and the map can be limited to one', async () => {
    const answer = await testApp.request(
      '/api/areas',
      areas([
        feature({ WD25CD: 'E05000001', WD25NM: 'Foundry', LAD25NM: 'Severnside' }),
        feature({ WD25CD: 'E05000002', WD25NM: 'Hill' }, [square(-2.3, 52.18)], 'MultiPolygon'),
      ]),
    );
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({ added: 2 });
    const { areas: known } = await testApp.json<Partnership>('/api/partnership');
    const foundry = known.find(({ slug }) => slug === 'foundry');
    expect(foundry).toMatchObject({ name: 'Foundry', kind: 'ward', source: 'ONS, wards of 2025' });
    foundry?.bbox.forEach((edge, i) =>
      expect(edge).toBeCloseTo([-2.23, 52.18, -2.21, 52.2][i] ?? NaN, 9),
    );
    const one = await stored('foundry');
    expect(one).toMatchObject({
      type: 'Feature',
      id: 'foundry',
      geometry: { type: 'MultiPolygon' },
    });
    const all = await testApp.json<{ type: string; features: Stored[] }>('/api/areas');
    expect(all.type).toBe('FeatureCollection');
    expect(all.features.map(({ id }) => id)).toEqual(['foundry', 'hill']);
    // 52.190512, -2.220831, where the police have 5 rows with a place
    const inside = await testApp.json<{ total: number }>('/api/hexes?resolution=9&area=foundry');
    expect(inside.total).toBe(5);
    expect((await testApp.json<{ total: number }>('/api/hexes?resolution=9&area=hill')).total).toBe(
      0,
    );
  });

  it('sent again replace what they brought', async () => {
    await testApp.json('/api/areas', areas([feature({ name: 'Dale' })]));
    await testApp.json(
      '/api/areas',
      areas([feature({ name: 'Dale' }, square(-2, 52))], { source: 'corrected' }),
    );
    const dale = await stored('dale');
    expect(dale.properties).toMatchObject({ source: 'corrected' });
    expect(JSON.stringify(dale.geometry)).toContain('[-2,52]');
  });

  it('of one name are distinguished; a ward does not take the place of a district', async () => {
    await testApp.json('/api/areas', areas([feature({ name: 'Redditch' })], { kind: 'district' }));
    await testApp.json(
      '/api/areas',
      areas([
        feature({ name: 'Redditch' }),
        feature({ name: 'St Peter', WD25CD: 'E05000003' }),
        feature({ name: 'St Peter', WD25CD: 'E05000004' }),
      ]),
    );
    expect((await stored('redditch')).properties.kind).toBe('district');
    expect((await stored('redditch-ward')).properties.kind).toBe('ward');
    for (const slug of ['st-peter-e05000003', 'st-peter-e05000004'])
      expect((await stored(slug)).properties.name).toBe('St Peter');
    // and again
    await testApp.json('/api/areas', areas([feature({ name: 'Redditch' })]));
    expect((await testApp.request('/api/areas/redditch-ward-2')).status).toBe(404);
  });

  it('with crossing lines, heights and open rings are made right', async () => {
    const bowTie = [
      [
        [-2.2, 52.1],
        [-2.1, 52.2],
        [-2.1, 52.1],
        [-2.2, 52.2],
        [-2.2, 52.1],
      ],
    ];
    const open = [square(-2.2, 52.1)[0]?.slice(0, 4)];
    const high = [square(-2.2, 52.1)[0]?.map((corner) => [...corner, 41.5])];
    await testApp.json(
      '/api/areas',
      areas([
        feature({ name: 'Bow tie' }, bowTie),
        feature({ name: 'Open' }, open),
        feature({ name: 'High' }, high),
      ]),
    );
    const rows = await asOwner(
      testApp.database,
      (tx) => tx<{ ok: boolean }[]>`
      select ST_IsValid(outline) and ST_Area(outline) > 0 and ST_NDims(outline) = 2 as ok
      from area
      where slug in ('bow-tie', 'open', 'high')`,
    );
    expect(rows.map(({ ok }) => ok)).toEqual([true, true, true]);
  });

  const refused: readonly [string, unknown, RegExp][] = [
    ['without a name', feature({ code: 7 }), /has no name/],
    [
      'in metres of the National Grid',
      feature({ name: 'A' }, square(385_000, 254_000, 900)),
      /not degrees/,
    ],
    [
      'that is a line',
      feature({ name: 'A' }, [
        [
          [-2, 52],
          [-2.1, 52.1],
          [-2.2, 52.2],
          [-2, 52],
        ],
      ]),
      /has no area inside/,
    ],
    ['that is nonsense', feature({ name: 'A' }, ['here']), /cannot be read/],
    ['of a place that is a point', feature({ name: 'A' }, [-2, 52], 'Point'), /./],
  ];
  for (const [title, outline, sentence] of refused)
    it(`one ${title} is refused in words, and none of the file comes in`, async () => {
      const before = await testApp.json('/api/areas');
      const problem = await refusal(
        testApp.request('/api/areas', areas([feature({ name: 'Never' }), outline])),
      );
      expect(problem).toMatchObject({ status: 422, code: 'invalid_input' });
      expect(Object.values(sentences(problem)).join()).toMatch(sentence);
      expect(await testApp.json('/api/areas')).toEqual(before);
    });

  it('that nobody knows are not found; as a filter they are a mistake', async () => {
    expect(await refusal(testApp.request('/api/areas/nowhere'))).toMatchObject({
      status: 404,
      code: 'not_found',
    });
    expect(await refusal(testApp.request('/api/hexes?area=nowhere'))).toMatchObject({
      status: 422,
      code: 'unknown_area',
    });
  });

  it('of more than a megabyte still come in: wards are large', async () => {
    const ring = Array.from({ length: 60_000 }, (_, i) => {
      const angle = (2 * Math.PI * i) / 60_000;
      return [-2.2 + 0.1 * Math.cos(angle), 52.2 + 0.1 * Math.sin(angle)];
    });
    const init = areas([feature({ name: 'Large' }, [ring])]);
    expect(String(init.body).length).toBeGreaterThan(1024 * 1024);
    expect((await testApp.request('/api/areas', init)).status).toBe(201);
  });
});
