/** The only file that reads the environment. Everything else is handed a Config. */
import { resolve } from 'node:path';

export type Basemap =
  | { readonly form: 'none' }
  | { readonly form: 'pmtiles'; readonly file: string }
  | { readonly form: 'style'; readonly url: string };

export interface Config {
  readonly host: string;
  readonly port: number;
  /** undefined: the embedded database under `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly schema: string;
  /** Load the synthetic county into an empty embedded database. */
  readonly sample: boolean;
  readonly basemap: Basemap;
  readonly maxUploadBytes: number;
  readonly logLevel: string;
}

export class ConfigError extends Error {}

const wholeNumber = (name: string, text: string, low: number, high: number): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < low || value > high)
    throw new ConfigError(`${name}=${text}: write a whole number from ${low} to ${high}.`);
  return value;
};

/** BASEMAP is empty or `none`, a path that ends in .pmtiles, or the URL of a MapLibre style. */
const readBasemap = (text: string | undefined): Basemap => {
  if (!text || text === 'none') return { form: 'none' };
  if (/^https?:\/\//.test(text)) return { form: 'style', url: text };
  if (text.endsWith('.pmtiles')) return { form: 'pmtiles', file: resolve(text) };
  throw new ConfigError(
    `BASEMAP=${text}: write the path of a .pmtiles file, the URL of a MapLibre style, or none.`,
  );
};

/** Reads and checks the settings. Throws ConfigError with a sentence that says what to write. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const schema = env['DATABASE_SCHEMA'] ?? 'commonground';
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(schema))
    throw new ConfigError(`DATABASE_SCHEMA=${schema}: use lower-case letters, digits and _.`);
  const sample = env['SAMPLE'] ?? (env['DATABASE_URL'] ? 'none' : 'county');
  if (sample !== 'none' && sample !== 'county')
    throw new ConfigError(`SAMPLE=${sample}: write none, or county for the synthetic county.`);
  return {
    host: env['HOST'] ?? '127.0.0.1',
    port: wholeNumber('PORT', env['PORT'] ?? '8080', 0, 65535),
    databaseUrl: env['DATABASE_URL'] || undefined,
    dataDir: resolve(env['DATA_DIR'] ?? '.data'),
    schema,
    sample: sample === 'county',
    basemap: readBasemap(env['BASEMAP']),
    maxUploadBytes: wholeNumber('MAX_UPLOAD_MB', env['MAX_UPLOAD_MB'] ?? '512', 1, 4096) * 2 ** 20,
    logLevel: env['LOG_LEVEL'] ?? 'info',
  };
}
