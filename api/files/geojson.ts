/** GeoJSON (RFC 7946), a page of features at a time. Its marking is a foreign member (6.1) before the features, and
 *  stands in each feature's properties too: map programs keep those and nothing else. */
import type { Geometry } from 'geojson';
import { aboutLines, exportedAt, exportedBy, type Marking } from './marking.ts';
import type { Pages } from './table.ts';

export const GEOJSON_MEDIA_TYPE = 'application/geo+json';

/** The foreign members that say what an export is. */
export const geojsonMembers = (marking: Marking) => ({
  marking: marking.mark,
  exported_by: exportedBy(marking),
  exported_at: exportedAt(marking),
  synthetic: marking.synthetic,
  agreements: marking.provided.map(({ under, ...whose }) => ({
    ...whose,
    under: under.map(({ words }) => words),
  })),
  about: aboutLines(marking).map(([label, words]) => ({ label, words })),
});

export interface FeatureOf<Row> {
  /** RFC 7946, 3.2: null for what has no place. */
  geometry(row: Row): Geometry | null;
  properties(row: Row): Readonly<Record<string, unknown>>;
}

export async function* geojsonChunks<Row>(
  { geometry, properties }: FeatureOf<Row>,
  marking: Marking,
  pages: Pages<Row>,
): AsyncGenerator<string> {
  const head = JSON.stringify({ type: 'FeatureCollection', ...geojsonMembers(marking) });
  yield `${head.slice(0, -1)},"features":[`;
  let before = '\n';
  for await (const page of pages) {
    if (page.length === 0) continue;
    const features = page.map((row) =>
      JSON.stringify({ type: 'Feature', geometry: geometry(row), properties: properties(row) }),
    );
    yield before + features.join(',\n');
    before = ',\n';
  }
  yield '\n]}\n';
}
