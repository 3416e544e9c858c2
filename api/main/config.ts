/** The only file that reads the environment. Everything else is handed a Config. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { HttpConfig, Basemap } from '../http/services.ts';
import type { NoticesConfig } from '../notices/notice_sender.ts';

export interface Config extends HttpConfig {
  readonly port: number;
  /** Names the server may be called by, beside localhost and plain addresses. */
  readonly hostnames: readonly string[];
  /** undefined: the embedded database under `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Of a role for members' transactions alone; undefined: the owner's, which takes theirs in each. */
  readonly databaseMemberUrl: string | undefined;
  readonly dataDir: string;
  /** Where the server keeps backups that it makes by itself; null: it makes none. */
  readonly backupDir: string | null;
  /** What backups are encrypted to; null: they are not. */
  readonly backupPassphrase: string | null;
  readonly schema: string;
  /** Load the synthetic county into an empty embedded database. */
  readonly sample: boolean;
  readonly notices: NoticesConfig;
  /** Free bytes on the data folder's disk below which nothing is taken; null: a tenth of it, at most 5 GB. */
  readonly minFree: number | null;
  readonly logLevel: string;
  /** A URI for /.well-known/security.txt; null: there is none. */
  readonly securityContact: string | null;
}

export class ConfigError extends Error {}

type Env = Readonly<Record<string, string | undefined>>;

const wholeNumber = (name: string, text: string, low: number, high: number): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < low || value > high)
    throw new ConfigError(`${name}=${text}: write a whole number from ${low} to ${high}.`);
  return value;
};

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
const HOSTNAME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;

/** BASEMAP is empty or `none`, a path that ends in .pmtiles, or the URL of a MapLibre style. */
const readBasemap = (text: string): Basemap => {
  if (text === 'none') return { form: 'none' };
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return { form: 'style', url: text };
  if (text.endsWith('.pmtiles')) return { form: 'pmtiles', file: resolve(text) };
  throw new ConfigError(
    `BASEMAP=${text}: write the path of a .pmtiles file, the URL of a MapLibre style, or none.`,
  );
};

const readSchema = (schema: string): string => {
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(schema))
    throw new ConfigError(`DATABASE_SCHEMA=${schema}: use lower-case letters, digits and _.`);
  if (schema === 'public' || schema === 'information_schema' || schema.startsWith('pg_'))
    throw new ConfigError(`DATABASE_SCHEMA=${schema}: that one is not ours. Choose another name.`);
  return schema;
};

type Given = (name: string) => string | undefined;

/** What may be given as a file, by NAME_FILE: other processes and `docker inspect` read the environment. */
const SECRETS = [
  'DATABASE_URL',
  'DATABASE_PASSWORD',
  'DATABASE_MEMBER_URL',
  'DATABASE_MEMBER_PASSWORD',
  'SMTP_URL',
  'SMTP_PASSWORD',
  'NOTIFY_API_KEY',
  'BACKUP_PASSPHRASE',
];

type ReadFile = (path: string) => string;

/** No sentence repeats what a file holds. */
function secretIn(env: Env, name: string, readFile: ReadFile): string | undefined {
  const path = env[`${name}_FILE`]?.trim();
  if (!path || !SECRETS.includes(name)) return undefined;
  if (env[name]?.trim())
    throw new ConfigError(`${name} and ${name}_FILE: write one of them, not both.`);
  try {
    const text = readFile(path).trim();
    if (text !== '') return text;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new ConfigError(`${name}_FILE=${path}: the file cannot be read (${code}).`);
  }
  throw new ConfigError(`${name}_FILE=${path}: the file is empty.`);
}

/** The URL may hold a password, so the sentence does not repeat it. */
function readDatabaseUrl(given: Given, name: string): string | undefined {
  const text = given(`${name}_URL`);
  if (text === undefined) return undefined;
  const url = /^postgres(ql)?:\/\//.test(text) ? URL.parse(text) : null;
  if (!url)
    throw new ConfigError(`${name}_URL: write postgres://USER:PASSWORD@HOST:PORT/DATABASE.`);
  const password = given(`${name}_PASSWORD`);
  if (password === undefined) return text;
  url.password = encodeURIComponent(password);
  return url.href;
}

const readHostnames = (text: string): string[] => {
  const names = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  const wrong = names.find((name) => !HOSTNAME.test(name));
  if (wrong === undefined) return names;
  throw new ConfigError(`HOSTNAMES: “${wrong}” is no name. Write names, with commas between them.`);
};

/** It may hold a password by mistake, so the sentence does not repeat it. */
const readPublicUrl = (text: string | undefined): URL | null => {
  if (text === undefined) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url;
  throw new ConfigError('PUBLIC_URL: write https:// and a name, with nothing behind it.');
};

/** An address of either kind, in the form RFC 9116 asks for. */
const readSecurityContact = (text: string | undefined): string | null => {
  if (text === undefined) return null;
  if (/^[^\s@:/]+@[^\s@:/]+$/.test(text)) return `mailto:${text}`;
  if (/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+|tel:\+?[\d-]+)$/.test(text)) return text;
  throw new ConfigError(
    'SECURITY_CONTACT: write an e-mail address, the https:// address of a page, or tel: and a number.',
  );
};

/** An administrator of any agency names a provider: it must not make this server ask its own network. */
const readPrivateProviders = (text: string | undefined): boolean => {
  if (text !== undefined && text !== 'allow')
    throw new ConfigError(
      `OPENID_PRIVATE_ADDRESSES=${text}: write allow where a provider stands in your own network, or leave it out.`,
    );
  return text === 'allow';
};

/** A copy of the archive can be guessed at without limit, so that the passphrase is all that holds. */
const readPassphrase = (text: string | undefined): string | null => {
  if (text === undefined || text.length >= 15) return text ?? null;
  throw new ConfigError('BACKUP_PASSPHRASE: write 15 characters or more.');
};

const GOVUK_NOTIFY = 'https://api.notifications.service.gov.uk';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The addresses and keys of NOTICES may hold secrets, so no sentence repeats one. */
function readNotices(given: Given): NoticesConfig {
  const form = given('NOTICES') ?? 'log';
  if (form === 'log') return { form };
  if (form === 'smtp') {
    const url = URL.parse(given('SMTP_URL') ?? '');
    if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '')
      throw new ConfigError('SMTP_URL: write smtp://USER:PASSWORD@HOST:PORT, or smtps://….');
    const from = given('SMTP_FROM') ?? '';
    if (!/^([^<>\r\n]+ )?<?[^<>\s@]+@[^<>\s@]+>?$/.test(from))
      throw new ConfigError('SMTP_FROM: write the sender’s address, or NAME <ADDRESS>.');
    const password = given('SMTP_PASSWORD');
    if (password !== undefined) url.password = encodeURIComponent(password);
    return { form, url, from };
  }
  if (form !== 'notify')
    throw new ConfigError(`NOTICES=${form}: write log, smtp, or notify for GOV.UK Notify.`);
  const apiKey = given('NOTIFY_API_KEY') ?? '';
  // NAME-SERVICE-SECRET, the last two each a UUID
  if (![apiKey.slice(-36), apiKey.slice(-73, -37)].every((part) => UUID.test(part)))
    throw new ConfigError('NOTIFY_API_KEY: write the key as GOV.UK Notify shows it, once, whole.');
  const template = given('NOTIFY_TEMPLATE') ?? '';
  if (!UUID.test(template))
    throw new ConfigError(
      'NOTIFY_TEMPLATE: write the id of an e-mail template with ((subject)) and ((text)).',
    );
  const url = given('NOTIFY_URL') ?? GOVUK_NOTIFY;
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new ConfigError('NOTIFY_URL: write https:// and a name, or leave it out.');
  return { form, apiKey, template, url: url.replace(/\/$/, '') };
}

/** Megabytes, as bytes. */
const readMinFree = (text: string | undefined): number | null =>
  text === undefined ? null : wholeNumber('MIN_FREE_MB', text, 32, 1_000_000) * 2 ** 20;

/** Reads and checks the settings; an empty one is as good as none. Throws ConfigError with a sentence on
 *  what to write. */
export function readConfig(
  env: Env,
  readFile: ReadFile = (path) => readFileSync(path, 'utf8'),
): Config {
  const given: Given = (name) => secretIn(env, name, readFile) ?? (env[name]?.trim() || undefined);
  const databaseUrl = readDatabaseUrl(given, 'DATABASE');
  const databaseMemberUrl = readDatabaseUrl(given, 'DATABASE_MEMBER');
  if (databaseMemberUrl !== undefined && databaseUrl === undefined)
    throw new ConfigError('DATABASE_MEMBER_URL: write DATABASE_URL too, with the owner’s role.');
  const sample = given('SAMPLE') ?? (databaseUrl ? 'none' : 'county');
  if (sample !== 'none' && sample !== 'county')
    throw new ConfigError(`SAMPLE=${sample}: write none, or county for the synthetic county.`);
  const logLevel = given('LOG_LEVEL') ?? 'info';
  if (!LOG_LEVELS.includes(logLevel))
    throw new ConfigError(`LOG_LEVEL=${logLevel}: write one of ${LOG_LEVELS.join(', ')}.`);
  return {
    host: given('HOST') ?? '127.0.0.1',
    port: wholeNumber('PORT', given('PORT') ?? '8080', 0, 65535),
    hostnames: readHostnames(given('HOSTNAMES') ?? ''),
    publicUrl: readPublicUrl(given('PUBLIC_URL')),
    trustedProxies: wholeNumber('TRUSTED_PROXIES', given('TRUSTED_PROXIES') ?? '0', 0, 9),
    databaseUrl,
    databaseMemberUrl,
    dataDir: resolve(given('DATA_DIR') ?? '.data'),
    backupDir: given('BACKUP_DIR') === undefined ? null : resolve(given('BACKUP_DIR') ?? ''),
    backupPassphrase: readPassphrase(given('BACKUP_PASSPHRASE')),
    schema: readSchema(given('DATABASE_SCHEMA') ?? 'commonground'),
    sample: sample === 'county',
    basemap: readBasemap(given('BASEMAP') ?? 'none'),
    notices: readNotices(given),
    maxUploadBytes:
      wholeNumber('MAX_UPLOAD_MB', given('MAX_UPLOAD_MB') ?? '512', 1, 4096) * 2 ** 20,
    minFree: readMinFree(given('MIN_FREE_MB')),
    privateProviders: readPrivateProviders(given('OPENID_PRIVATE_ADDRESSES')),
    logLevel,
    securityContact: readSecurityContact(given('SECURITY_CONTACT')),
  };
}
