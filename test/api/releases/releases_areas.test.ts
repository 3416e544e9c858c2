/** Releases by areas: every area is in them, each incident is in one area, and areas that overlap are refused. */
import { describe, expect, it } from 'vitest';
import { intervalAttack } from '#api/releases/interval_attack.ts';
import { publishedFigures } from '#api/releases/published_figures.ts';
import { ReleaseDocument } from '#api/contract/releases.ts';
import { post, refusal } from '#test/api/http/calls.ts';
import { logCsv } from '#test/support/factories.ts';
import { HELD_MS } from '#api/releases/planned_release.ts';
import { releaseDue } from '#api/releases/release_schedule.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice } from '#test/support/people.ts';

const testApp = await withTestApp();

const square = (west: number, east: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 52.1],
      [east, 52.1],
      [east, 52.2],
      [west, 52.2],
      [west, 52.1],
    ],
  ],
});
const wards = (...all: readonly [name: string, west: number, east: number][]) =>
  post({
    kind: 'ward',
    source: 'ONS, wards of 2025',
    collection: {
      type: 'FeatureCollection',
      features: all.map(([name, west, east]) => ({
        type: 'Feature',
        properties: { name },
        geometry: square(west, east),
      })),
    },
  });
const noises = (n: number, longitude: string) =>
  Array.from({ length: n }, (_, i) => ({
    reference: `${longitude}-${i}`,
    date: '2025-09-13 14:05',
    latitude: '52.15',
    longitude,
  }));
const log = { info: () => undefined, error: () => undefined };
const ask = () => testApp.request('/api/releases', post({ period: '2025-09', geography: 'wards' }));

describe('A release by wards', () => {
  it('is refused while there is one of them, and while two overlap', async () => {
    await testApp.json(
      '/api/agreements',
      post({
        provider: alice.agency,
        audience: 'public',
        level: 'release',
        kinds: ['asb'],
        max_sensitivity: 1,
        purpose: 'Residents see what is worked on',
        legal_basis: 'Crime and Disorder Act 1998, s115',
        starts_on: '2000-01-01',
        ends_on: '2199-12-31',
        review_on: '2100-01-01',
      }),
    );
    await testApp.importFile(
      logCsv([
        ...noises(12, '-2.25'),
        // on the edge between two wards
        ...noises(6, '-2.3'),
        ...noises(3, '-2.15'),
        // in no ward
        ...noises(9, '-2.05'),
      ]),
      { as: alice, dataset: 'noise' },
    );
    await testApp.json('/api/areas', wards(['Foundry', -2.3, -2.19]));
    const one = await refusal(ask());
    expect(one.fields?.[0]?.message).toMatch(/only one ward/);
    await testApp.json('/api/areas', wards(['=Hill', -2.2, -2.1]));
    const refused = await refusal(ask());
    expect([refused.status, refused.code]).toEqual([409, 'areas_overlap']);
    expect(refused.detail).toContain('“Foundry” and “=Hill” overlap');
  });

  it('lists every ward, with each incident in one of them, and nothing outside them', async () => {
    await testApp.json(
      '/api/areas',
      wards(['Foundry', -2.3, -2.2], ['=Hill', -2.2, -2.1], ['Quiet', -2.4, -2.3]),
    );
    expect((await ask()).status).toBe(202);
    testApp.setClock(new Date(testApp.now().getTime() + HELD_MS).toISOString());
    expect(await releaseDue(testApp.releases, log)).toEqual(['2025-09']);
    const answer = await testApp.request('/releases/2025-09-wards/release.json');
    const release = ReleaseDocument.parse(await answer.json());
    expect(release.elsewhere).toBeNull();
    expect(release.places.map(({ name, counts }) => [name, counts.asb])).toEqual([
      ['Foundry', 20],
      ['=Hill', '0 to 4'],
      ['Quiet', '0 to 4'],
    ]);
    expect(release.totals).toEqual({ asb: 20 });
    expect(intervalAttack(publishedFigures([release]))).toMatchObject({
      recovered: [],
      narrowed: [],
    });
  });

  it('draws them with their outlines, says where those come from, and no name becomes a formula', async () => {
    const text = async (name: string) =>
      (await testApp.request(`/releases/2025-09-wards/${name}`)).text();
    expect(await text('release.csv')).toContain("2025-09,hill,'=Hill,,0 to 4,,\n");
    expect(await text('method.md')).toContain('Outlines: ONS, wards of 2025.');
    const { features } = JSON.parse(await text('release.geojson')) as {
      features: { id: string; geometry: { type: string } }[];
    }; // as: RFC 7946, checked below
    expect(features.map(({ id, geometry }) => [id, geometry.type])).toEqual([
      ['foundry', 'Polygon'],
      ['hill', 'Polygon'],
      ['quiet', 'Polygon'],
    ]);
  });
});
