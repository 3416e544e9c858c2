/** A release in the forms in which people and programs take it. Pure: the same release gives the same bytes. */
import { stringify } from 'csv-stringify/sync';
import type { MultiPolygon, Polygon } from 'geojson';
import { cellToBoundary } from 'h3-js';
import { KINDS } from '../contract/kinds.ts';
import { FEW, type ReleaseDocument, type ReleaseFile } from '../contract/releases.ts';
import { isReleased } from './build_release.ts';
import { methodText } from './method_text.ts';

export interface OutlinedArea {
  readonly slug: string;
  readonly source: string;
  readonly outline: MultiPolygon | Polygon;
}

/** The text of each file. @param areas outlines of the release's areas; null: its places are hexagons */
export function printRelease(
  release: ReleaseDocument,
  areas: readonly OutlinedArea[] | null,
): readonly { readonly name: ReleaseFile; readonly content: string }[] {
  const sources = [...new Set(areas?.map(({ source }) => source))];
  return [
    { name: 'release.json', content: `${JSON.stringify(release, null, 1)}\n` },
    { name: 'release.csv', content: releaseCsv(release) },
    { name: 'release.geojson', content: `${JSON.stringify(releaseGeojson(release, areas))}\n` },
    { name: 'method.md', content: methodText(release, sources) },
  ];
}

/** One line a place, a column a kind; a kind that is not in the release has an empty column, and where not every
 *  place is listed the last line speaks for the others. */
export function releaseCsv({ period, places, elsewhere, kinds }: ReleaseDocument): string {
  const rows = places.map(({ place, name, counts }) => [
    period,
    place,
    name ?? '',
    ...KINDS.map((kind) => counts[kind] ?? ''),
  ]);
  const others = KINDS.map((kind) =>
    kinds.some((one) => one.kind === kind && isReleased(one)) ? FEW : '',
  );
  if (elsewhere) rows.push([period, 'elsewhere', 'Every hexagon not listed', ...others]);
  return stringify(rows, {
    header: true,
    columns: ['period', 'place', 'name', ...KINDS],
    // an area's name is text that somebody wrote
    escape_formulas: true,
  });
}

/** RFC 7946, with the facts of the release beside the features. */
export function releaseGeojson(release: ReleaseDocument, areas: readonly OutlinedArea[] | null) {
  const outlines = new Map(areas?.map(({ slug, outline }) => [slug, outline]));
  const { places, ...facts } = release;
  return {
    type: 'FeatureCollection' as const,
    ...facts,
    features: places.map(({ place, name, counts }) => ({
      type: 'Feature' as const,
      id: place,
      properties: { place, name, ...counts },
      geometry: outlines.get(place) ?? hexagon(place),
    })),
  };
}

const hexagon = (cell: string) => ({
  type: 'Polygon' as const,
  // six decimals are 10 cm
  coordinates: [
    cellToBoundary(cell, true).map((corner) => corner.map((degrees) => Number(degrees.toFixed(6)))),
  ],
});
