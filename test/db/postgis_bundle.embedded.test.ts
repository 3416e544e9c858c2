/** The slim PostGIS bundle has every function that the product's SQL calls, with the full package's results. */
import { PGlite, type Extension } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSlimBundle } from '#api/db/postgis_bundle.ts';
import { slimPostgis } from '#api/db/slim_postgis.ts';
import { embeddedFolder } from '#test/support/databases.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Names of PostGIS's functions and types that stand before a bracket or behind a cast in TypeScript and SQL. */
function calledByProduct(): Set<string> {
  const texts = ['api', 'sql'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|sql)$/.test(name))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  );
  const called = /\b(_?st_\w+|postgis_\w+)\s*\(|::(geography|geometry|box[23]d)\b/gi;
  return new Set(
    texts.flatMap((text) =>
      [...text.matchAll(called)].map((hit) => (hit[1] ?? hit[2] ?? '').toLowerCase()),
    ),
  );
}

const SQUARE = `'SRID=4326;POLYGON((-2.3 52.1,-2.1 52.1,-2.1 52.3,-2.3 52.3,-2.3 52.1))'::geometry`;
const BOW = `'SRID=4326;POLYGON((0 0,1 1,1 0,0 1,0 0))'::geometry`;
const POINT = `ST_SetSRID(ST_MakePoint(-2.220831, 52.190512), 4326)`;
const GEOJSON = `'{"type":"Polygon","coordinates":[[[0,0],[0,2],[2,2],[2,0],[0,0]]]}'`;

/** One call of each function, on ordinary values. */
const CALLS: Readonly<Record<string, string>> = {
  geometry: `ST_AsText('POINT(1 2)'::geometry)`,
  geography: `ST_Distance(${POINT}::geography, ${SQUARE}::geography)`,
  postgis_lib_version: `postgis_lib_version()`,
  st_area: `ST_Area(${SQUARE})`,
  st_asgeojson: `ST_AsGeoJSON(${SQUARE}, 7)`,
  st_collect: `(select ST_AsText(ST_Collect(geom)) from (values (${POINT}), (${SQUARE})) part (geom))`,
  st_collectionextract: `ST_AsText(ST_CollectionExtract(ST_Collect(${POINT}, ${SQUARE}), 3))`,
  st_covers: `ST_Covers(${SQUARE}, ${POINT})`,
  st_distance: `ST_Distance(${BOW}, ${POINT})`,
  st_distancesphere: `ST_DistanceSphere(${POINT}, ST_SetSRID(ST_MakePoint(-2.2, 52.1), 4326))`,
  st_dump: `(select string_agg(ST_AsText(geom), ' ') from ST_Dump(ST_MakeValid(${BOW})))`,
  st_extent: `(select ST_AsText(ST_Extent(geom)::geometry) from (values (${POINT}), (${SQUARE})) part (geom))`,
  st_force2d: `ST_AsText(ST_Force2D('POINT Z (1 2 3)'::geometry))`,
  st_geomfromgeojson: `ST_AsEWKT(ST_GeomFromGeoJSON(${GEOJSON}))`,
  st_intersection: `ST_AsText(ST_Intersection(${SQUARE}, ST_SetSRID(ST_MakePoint(-2.2, 52.2), 4326)))`,
  st_intersects: `ST_Intersects(${SQUARE}, ${POINT})`,
  st_isempty: `ST_IsEmpty('POLYGON EMPTY'::geometry)`,
  st_isvalid: `ST_IsValid(${BOW})`,
  st_makepoint: `ST_AsText(ST_MakePoint(1, 2))`,
  st_makevalid: `ST_AsText(ST_MakeValid(${BOW}))`,
  st_multi: `ST_AsText(ST_Multi(${SQUARE}))`,
  st_setsrid: `ST_SRID(ST_SetSRID(ST_MakePoint(1, 2), 27700))`,
  st_simplifypreservetopology: `ST_AsText(ST_SimplifyPreserveTopology(${SQUARE}, 0.0002))`,
  st_srid: `ST_SRID(${SQUARE})`,
  st_subdivide: `(select string_agg(ST_AsText(part), ' ') from ST_Subdivide(ST_Buffer(${SQUARE}, 0.01, 16), 20) part)`,
  st_transform: `ST_AsText(ST_Transform(${POINT}, 27700))`,
  st_unaryunion: `ST_AsText(ST_UnaryUnion(ST_Collect(${SQUARE}, ${SQUARE})))`,
  st_x: `ST_X(${POINT})`,
  st_xmax: `ST_XMax(${SQUARE})`,
  st_xmin: `ST_XMin(${SQUARE})`,
  st_y: `ST_Y(${POINT})`,
  st_ymax: `ST_YMax(${SQUARE})`,
  st_ymin: `ST_YMin(${SQUARE})`,
};

/** Corners of Great Britain, and places of a county: longitude, latitude. */
const PLACES = [
  [-6.37988, 49.95521],
  [-3.0696, 58.6439],
  [1.7626, 52.4816],
  [-7.5599, 57.592],
  [-2.220831, 52.190512],
  [-2.51, 52.36],
  [-0.1276, 51.5072],
] as const;
const TRANSFORMS = PLACES.map(
  ([longitude, latitude]) => `
    (select ST_AsText(grid, 17) || ' ' || ST_AsText(ST_Transform(grid, 4326), 17)
     from ST_Transform(ST_SetSRID(ST_MakePoint(${longitude}, ${latitude}), 4326), 27700) grid)`,
);

interface Read {
  readonly functions: Set<string>;
  readonly called: Record<string, string>;
  readonly transformed: string[];
}

/** Opens the folder with one of the two bundles, calls everything, and closes it. */
async function readWith(extension: Extension, folder: string): Promise<Read> {
  const database = await PGlite.create({ dataDir: folder, extensions: { postgis: extension } });
  const value = async (expression: string): Promise<string> => {
    const { rows } = await database.query<{ value: string }>(
      `select (${expression})::text as value`,
    );
    return rows[0]?.value ?? '';
  };
  const { rows } = await database.query<{ name: string }>(`
    select proname as name
    from pg_proc
    join pg_depend on pg_depend.objid = pg_proc.oid and deptype = 'e'
    join pg_extension on pg_extension.oid = refobjid and extname = 'postgis'`);
  const called: Record<string, string> = {};
  for (const [name, call] of Object.entries(CALLS)) called[name] = await value(call);
  const transformed: string[] = [];
  for (const transform of TRANSFORMS) transformed.push(await value(transform));
  await database.close();
  return { functions: new Set(rows.map((row) => row.name)), called, transformed };
}

describe('The slim PostGIS bundle', () => {
  let folder: string;
  let full: Read;
  let slim: Read;
  beforeAll(async () => {
    folder = await embeddedFolder();
    // the same folder, one after the other: what the full package has written to opens with the slim one
    full = await readWith(postgis, join(folder, 'db'));
    slim = await readWith(slimPostgis, join(folder, 'db'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('has every function that the product calls', () => {
    const names = calledByProduct();
    expect(names.size).toBeGreaterThan(20);
    expect(
      [...names].filter((name) => !(name in CALLS)),
      'say in CALLS how it is called',
    ).toEqual([]);
    expect([...names].filter((name) => !slim.functions.has(name))).toEqual([]);
  });

  it('gives the results of the full package', () => {
    expect(slim.called).toEqual(full.called);
    expect(Object.keys(slim.called).filter((name) => slim.called[name] === '')).toEqual([]);
  });

  it('transforms to the National Grid and back with the same digits', () => {
    expect(slim.transformed).toEqual(full.transformed);
    expect(new Set(slim.transformed).size).toBe(PLACES.length);
    expect(slim.transformed[4]).toMatch(/^POINT\(38\d{4}\.\d+ 25\d{4}\.\d+\) POINT\(-2\.2208\d+ /);
  });

  it('is made from the package’s own bundle, and from nothing else', () => {
    expect(() => makeSlimBundle(Buffer.from('another'))).toThrow(/SHA-256 [0-9a-f]{64}, and d46e/);
  });
});
