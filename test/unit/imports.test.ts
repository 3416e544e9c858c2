/** Who may import whom, and what may stand where: read from the sources, so that a review need not repeat it. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const NOT_OURS = new Set(['node_modules', 'build', '.svelte-kit', 'static']);

const filesUnder = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(path) : [path];
  });

interface Import {
  readonly from: string;
  /** A path from the project's root, or the name of a package. */
  readonly to: string;
  readonly typeOnly: boolean;
}

/** `import … from 'x'`, `export … from 'x'`, `import 'x'` and `import('x')`. */
const IMPORT =
  /(?:^|\n|;|>)\s*(import|export)\s+(type\s)?(?:[\w*{}\s,$]+?\sfrom\s+)?'([^']+)'|(typeof\s+)?\bimport\('([^']+)'\)/g;

/** Where an import leads. Exported shape kept small: aliases as in package.json and the web's own. */
function target(from: string, to: string): string {
  if (to.startsWith('.')) return normalize(join(dirname(from), to));
  return to.replace(/^#(api|data|test)\//, '$1/').replace(/^#web\//, 'web/src/');
}

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const withoutComments = (text: string) =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

const importsOf = (from: string, text: string): Import[] =>
  [...withoutComments(text).matchAll(IMPORT)].map((hit) => ({
    from,
    to: target(from, hit[3] ?? hit[5] ?? ''),
    typeOnly: Boolean(hit[2] ?? hit[4]),
  }));

const sources = ['api', 'data', 'web/src']
  .flatMap(filesUnder)
  .filter((file) => /\.(ts|svelte|mjs)$/.test(file));
const texts = new Map(sources.map((file) => [file, read(file)]));
const imports = sources.flatMap((file) => importsOf(file, texts.get(file) ?? ''));

const within = (folder: string) => imports.filter(({ from }) => from.startsWith(`${folder}/`));
const shown = (offences: readonly Import[]) => offences.map(({ from, to }) => `${from} → ${to}`);
const isPackage = (to: string) => !/^(api|data|test|web)\//.test(to);

/** Code lines matching a pattern, outside the files that may. */
const lines = (pattern: RegExp, may: (file: string) => boolean) =>
  sources
    .filter((file) => !may(file))
    .flatMap((file) =>
      withoutComments(texts.get(file) ?? '')
        .split('\n')
        .filter((line) => pattern.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );

describe('Who may import whom', () => {
  it('the reader of imports sees them all', () => {
    const text = `import a from './a.ts';\nimport type { B } from '#api/b.ts';\nexport * from 'zod';
      import {\n  c,\n  d,\n} from '../c.ts';\nimport './d.css';\nconst e = await import('e');\n// import f from 'f';`;
    expect(importsOf('api/x/y.ts', text)).toEqual([
      { from: 'api/x/y.ts', to: 'api/x/a.ts', typeOnly: false },
      { from: 'api/x/y.ts', to: 'api/b.ts', typeOnly: true },
      { from: 'api/x/y.ts', to: 'zod', typeOnly: false },
      { from: 'api/x/y.ts', to: 'api/c.ts', typeOnly: false },
      { from: 'api/x/y.ts', to: 'api/x/d.css', typeOnly: false },
      { from: 'api/x/y.ts', to: 'e', typeOnly: false },
    ]);
    expect(imports.length).toBeGreaterThan(200);
  });

  it('contract → zod', () => {
    const offences = within('api/contract').filter(
      ({ to }) => to !== 'zod' && !to.startsWith('api/contract/'),
    );
    expect(shown(offences)).toEqual([]);
  });

  it('geo → contract, h3-js, turf: pure, and so the web may use it too', () => {
    const offences = within('api/geo').filter(
      ({ to, typeOnly }) => !typeOnly && !/^(api\/(geo|contract)\/|h3-js$|@turf\/)/.test(to),
    );
    expect(shown(offences)).toEqual([]);
  });

  const ROOMS = [
    'intake',
    'incidents',
    'hexes',
    'hotspots',
    'alerts',
    'actions',
    'evaluations',
    'bulletins',
    'reports',
  ];
  // What every room stands on. Of the partnership's own room: who, where and what was delivered, by its queries and pure files.
  // How a file is written and marked; what reads rows for one (its room) stands after all others.
  const FILES = /^api\/exports\/(?!(routes|queries|preview|describe_incidents|make_file)\.ts$)/;
  const GROUND =
    /^api\/(contract|geo|db|auth|sharing|audit|notices|partnership\/((residents_|delivery_|nearby_)?queries|owed|order_state|send_reminders)\.ts$|[a-z_]+\.ts$)/;
  const EDGES = /^api\/(app|server|cli)\.ts$/;

  it('a room → itself, earlier rooms and the ground: never back', () => {
    const offences = ROOMS.flatMap((room, order) =>
      within(`api/${room}`).filter(({ to }) => {
        if (isPackage(to)) return false;
        if (EDGES.test(to)) return true;
        if (GROUND.test(to) || FILES.test(to)) return false;
        // where intake ends: the two rooms share a door, through which rows are written
        if (room === 'intake' && to.startsWith('api/incidents/')) return false;
        return !ROOMS.slice(0, order + 1).some((earlier) => to.startsWith(`api/${earlier}/`));
      }),
    );
    expect(shown(offences)).toEqual([]);
  });

  it('the ground → the ground, not a room', () => {
    const ground = ['contract', 'geo', 'db', 'auth', 'sharing', 'audit', 'notices'].flatMap(
      (folder) => within(`api/${folder}`),
    );
    const offences = [...ground, ...imports.filter(({ from }) => FILES.test(from))].filter(
      ({ to }) => ROOMS.some((room) => to.startsWith(`api/${room}/`)),
    );
    expect(shown(offences)).toEqual([]);
  });

  it('nothing → routes, but the app that puts them together', () => {
    const offences = imports.filter(
      ({ from, to, typeOnly }) => /\/routes\.ts$/.test(to) && !typeOnly && !EDGES.test(from),
    );
    expect(shown(offences)).toEqual([]);
  });

  it('queries → transactions and contract: no hono, no files, no network', () => {
    const offences = imports.filter(
      ({ from, to }) => /queries\.ts$/.test(from) && /^(hono|@hono|node:(fs|net|http))/.test(to),
    );
    expect(shown(offences)).toEqual([]);
  });

  it('web → values of contract and geo; everything else of api/ as types', () => {
    const offences = within('web/src').filter(
      ({ to, typeOnly }) =>
        /^(api|data)\//.test(to) && !typeOnly && !/^api\/(contract|geo)\//.test(to),
    );
    expect(shown(offences)).toEqual([]);
  });

  it('web → no zod, not even through others: it makes functions from text, which the page’s policy forbids', () => {
    const offences = within('web/src').filter(({ to, typeOnly }) => {
      const met = new Set<string>();
      const leads = (file: string): boolean => {
        if (file === 'zod') return true;
        if (met.has(file)) return false;
        met.add(file);
        return imports.some((next) => next.from === file && !next.typeOnly && leads(next.to));
      };
      return !typeOnly && !to.startsWith('web/') && leads(to);
    });
    expect(shown(offences)).toEqual([]);
  });

  it('api → not web; data → contract and geo of api, as values', () => {
    const offences = [
      ...within('api').filter(({ to }) => to.startsWith('web/')),
      ...within('data').filter(
        ({ to, typeOnly }) =>
          /^(api|web)\//.test(to) && !typeOnly && !/^api\/(contract|geo)\//.test(to),
      ),
    ];
    expect(shown(offences)).toEqual([]);
  });

  it('nothing → test/', () => {
    expect(shown(imports.filter(({ to }) => to.startsWith('test/')))).toEqual([]);
  });

  it('no file leads back to itself', () => {
    const next = new Map<string, string[]>();
    for (const { from, to, typeOnly } of imports)
      if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, path: readonly string[]) => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (done.has(file) || path.includes(file)) return;
      for (const to of next.get(file) ?? []) walk(to, [...path, file]);
      done.add(file);
    };
    for (const file of sources) walk(file, []);
    expect(circles).toEqual([]);
  });
});

describe('What may stand where', () => {
  const isStart = (file: string) => /^api\/start(\.mjs|\/)/.test(file);

  it('only config.ts reads the environment', () => {
    // server.ts and cli.ts hand it over whole
    const handsOver = (file: string) => /^api\/(server|cli)\.ts$/.test(file);
    const direct = lines(
      /process\.env|import\.meta\.env/,
      (file) => isStart(file) || handsOver(file),
    );
    const handed = lines(/process\.env/, (file) => !handsOver(file)).filter(
      (line) => !line.includes('readConfig(process.env)'),
    );
    expect([...direct, ...handed]).toEqual([]);
  });

  it('the clock and chance are passed in', () => {
    const mayLook = (file: string) =>
      file.startsWith('web/') ||
      file.startsWith('api/db/') ||
      /^api\/(server|cli)\.ts$/.test(file) ||
      isStart(file);
    expect(lines(/Date\.now\(\)|new Date\(\)/, mayLook)).toEqual([]);
    expect(lines(/Math\.random\(/, () => false)).toEqual([]);
  });

  it('SQL lives in queries, in db/, and in the writers named here', () => {
    const writers = new Set([
      'api/incidents/datasets.ts',
      'api/incidents/record_change.ts',
      'api/intake/stage/grid_conversion.ts', // asks PROJ, through the database
      'api/intake/stage/stager.ts', // bulk loading, one way per database
    ]);
    const may = (file: string) =>
      /queries\.ts$/.test(file) || file.startsWith('api/db/') || writers.has(file);
    expect(lines(/\b(tx|sql)(<[^`]*>)?`|\.unsafe\(/, may)).toEqual([]);
  });

  it('SQL is never built from strings: unsafe() runs migrations only', () => {
    expect(lines(/\.unsafe\(/, (file) => file === 'api/db/migrate.ts')).toEqual([]);
  });

  it('no raw HTML in the web', () => {
    expect(
      lines(
        /\{@html|\.innerHTML|outerHTML|insertAdjacentHTML|setHTML\(/,
        (file) => !file.startsWith('web/'),
      ),
    ).toEqual([]);
  });

  it('one component touches the map, and one file calls the API', () => {
    const maps = within('web/src').filter(
      ({ from, to, typeOnly }) =>
        to === 'maplibre-gl' &&
        !typeOnly &&
        // the component, and the file that makes its map for it
        ![
          'web/src/screens/map/draw/HexMap.svelte',
          'web/src/screens/map/draw/make_map.ts',
        ].includes(from),
    );
    expect(shown(maps)).toEqual([]);
    const mayFetch = (file: string) =>
      !file.startsWith('web/') ||
      [
        'web/src/lib/api.ts',
        'web/src/screens/map/draw/load_basemap.ts', // the operator's basemap style
        'web/src/lib/outbox/outbox.svelte.ts', // hands fetch to send.ts, which a test gives another
      ].includes(file) ||
      file.includes('service-worker');
    expect(lines(/(?<![.\w])fetch\(/, mayFetch)).toEqual([]);
  });

  it('no type of any, unless its line says why', () => {
    expect(lines(/:\s*any\b|as any\b|<any>/, () => false)).toEqual([]);
  });

  it('nobody opens a connection to a person’s stranger: addresses in the web are our own or the operator’s', () => {
    const known = /https?:\/\/(www\.w3\.org|127\.0\.0\.1|localhost)/;
    const strange = lines(/https?:\/\//, (file) => !file.startsWith('web/src')).filter(
      (line) => !known.test(line) && /fetch|src=|url\(|import/.test(line),
    );
    expect(strange).toEqual([]);
  });
});
