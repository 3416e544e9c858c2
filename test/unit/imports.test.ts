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

  /** Lowest first: a module imports itself and those before it, types included. `api/README.md` says what each is for. */
  const MODULES = [
    ...[
      'contract',
      'time',
      'geo',
      'statistics',
      'hex_index',
      'files',
      'durable_files',
      'db',
      'storage',
      'http',
      'jobs',
    ],
    ...[
      'audit',
      'history',
      'agencies',
      'partnership',
      'auth',
      'notices',
      'areas',
      'closed_months',
      'sharing',
      'deliveries',
    ],
    ...['nearby', 'residents', 'sources', 'incidents', 'intake', 'finds', 'retention', 'hexes'],
    ...['overview', 'analysis', 'hotspots', 'alerts', 'actions', 'releases', 'exports'],
    ...['reports', 'views', 'backups', 'main'],
  ];
  const moduleOf = (file: string) => file.split('/')[1] ?? '';

  it('intake: read → understand → check → stage, and none of them the files that compose them', () => {
    const STAGES = ['read', 'understand', 'check', 'stage'];
    const stageOf = (file: string) => STAGES.indexOf(file.split('/')[2] ?? '');
    const folders = readdirSync(join(root, 'api/intake'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(folders.toSorted()).toEqual(STAGES.toSorted());
    const offences = within('api/intake').filter(({ from, to }) => {
      if (stageOf(from) < 0 || !to.startsWith('api/intake/')) return false;
      return stageOf(to) < 0 || stageOf(to) > stageOf(from);
    });
    expect(shown(offences)).toEqual([]);
  });

  it('every folder of api/ has its place in the order', () => {
    const folders = readdirSync(join(root, 'api'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(folders.toSorted()).toEqual(MODULES.toSorted());
  });

  it('a module → itself and earlier modules, types included: never back', () => {
    const offences = within('api').filter(
      ({ from, to }) =>
        to.startsWith('api/') && MODULES.indexOf(moduleOf(to)) > MODULES.indexOf(moduleOf(from)),
    );
    expect(shown(offences)).toEqual([]);
  });

  /** Lowest first. Routes stand above all of them. */
  const AUTH = [
    ...['tokens', 'people', 'devices', 'rate_limit', 'attempts', 'passwords', 'sessions'],
    ...['second_factor', 'providers', 'invitations', 'sign_in', 'me'],
  ];
  it('a part of auth → itself and earlier parts', () => {
    const partOf = (file: string) => /^api\/auth\/(\w+)\//.exec(file)?.[1];
    const parts = new Set(sources.flatMap((file) => partOf(file) ?? []));
    expect([...parts].toSorted()).toEqual(AUTH.toSorted());
    const offences = within('api/auth').filter(({ from, to }) => {
      const [part, used] = [partOf(from), partOf(to)];
      if (part === undefined || used === undefined || /routes\.ts$/.test(from)) return false;
      return AUTH.indexOf(used) > AUTH.indexOf(part);
    });
    expect(shown(offences)).toEqual([]);
  });

  // what a pure folder may use: no database, clock, environment, disk or network
  const PURE = {
    time: /^api\/(time|contract)\//,
    geo: /^(api\/(geo|time|contract)\/|h3-js$|@turf\/|geojson$)/,
    statistics: /^(api\/(statistics|geo|time|contract)\/|h3-js$|@turf\/|geojson$)/,
    hex_index: /^(api\/(hex_index|geo|time|contract)\/|h3-js$)/,
  };
  it.each(Object.entries(PURE))('%s is pure', (folder, may) => {
    expect(shown(within(`api/${folder}`).filter(({ to }) => !may.test(to)))).toEqual([]);
  });

  it('nothing → routes, but the app and a module’s own', () => {
    const offences = imports.filter(
      ({ from, to }) =>
        /routes\.ts$/.test(to) && from !== 'api/main/app.ts' && moduleOf(from) !== moduleOf(to),
    );
    expect(shown(offences)).toEqual([]);
  });

  it('queries → transactions and contract: no hono, no files, no network', () => {
    const offences = imports.filter(
      ({ from, to }) => /queries\.ts$/.test(from) && /^(hono|@hono|node:(fs|net|http))/.test(to),
    );
    expect(shown(offences)).toEqual([]);
  });

  it('web → values of contract, geo and time; everything else of api/ as types', () => {
    const offences = within('web/src').filter(
      ({ to, typeOnly }) =>
        /^(api|data)\//.test(to) && !typeOnly && !/^api\/(contract|geo|time)\//.test(to),
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

  it('api → not web; data → contract, geo and time of api, as values', () => {
    const offences = [
      ...within('api').filter(({ to }) => to.startsWith('web/')),
      ...within('data').filter(
        ({ to, typeOnly }) =>
          /^(api|web)\//.test(to) && !typeOnly && !/^api\/(contract|geo|time)\//.test(to),
      ),
    ];
    expect(shown(offences)).toEqual([]);
  });

  it('nothing → test/', () => {
    expect(shown(imports.filter(({ to }) => to.startsWith('test/')))).toEqual([]);
  });

  it('no file leads back to itself, types included', () => {
    const next = new Map<string, string[]>();
    for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
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
  const isStart = (file: string) => /^api\/main\/start(\.mjs|\/)/.test(file);

  it('only config.ts reads the environment', () => {
    // server.ts and cli.ts hand it over whole
    const handsOver = (file: string) => /^api\/main\/(server|cli\/cli)\.ts$/.test(file);
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
      /^api\/main\/(server|cli\/cli)\.ts$/.test(file) ||
      isStart(file);
    expect(lines(/Date\.now\(\)|new Date\(\)/, mayLook)).toEqual([]);
    expect(lines(/Math\.random\(/, () => false)).toEqual([]);
  });

  it('SQL lives in queries, in db/, and in the writers named here', () => {
    const writers = new Set([
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

  it('what must survive a power cut is written by durable_files/, or synced by whom the line names', () => {
    const others = new Set([
      'api/backups/archive/write_archive.ts', // flushed, and moved into place when it is whole
      'api/backups/restore_backup.ts', // synced, whole folder, before it is moved
      'api/backups/staged_restore.ts', // the same
      'api/backups/held_files.ts', // never outlives its backup
      'api/db/copy_database_folder.ts', // the same
      'api/db/postgis_bundle.ts', // made from the package, checked by hash
      'api/exports/spool.ts', // never outlives its request
      'api/hexes/live_hexes.ts', // made from the database, checked by sum
      'api/intake/receive_upload.ts', // synced by import_service.ts
      'api/main/sample/load_sample.ts', // the same
      'api/releases/write_release.ts', // synced, whole folder, before it is moved
    ]);
    const writes =
      /\b(rename|link|symlink|cp|truncate)Sync\(|\b((write|append|copy)File(Sync)?|createWriteStream)\(|\{[^}]*\b(rename|link|cp|truncate)\b[^}]*\} from 'node:fs/;
    const may = (file: string) =>
      !file.startsWith('api/') ||
      file.startsWith('api/durable_files/') ||
      file.startsWith('api/main/start/') ||
      others.has(file);
    expect(lines(writes, may)).toEqual([]);
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
        'web/src/lib/server_trouble.svelte.ts', // asks without the session's cookie
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
