/** The real server as a process of its own, on a data folder of its own. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { localDateOf } from '#api/time/local_date.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const cache = join(root, 'node_modules/.cache/commonground');

export interface RunningServer {
  readonly url: string;
  readonly folder: string;
  /** What it has printed, the last of it. */
  said(): string;
  /** As Ctrl-C does it. */
  stop(): Promise<void>;
}

/** Starts `api/main/server.ts` on a free port (or the one given) and waits for the line that names its address.
 *  Throws with what the server said when it ends instead. */
export async function startServer(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const ours = ['DATABASE_URL', 'BASEMAP', 'HOSTNAMES', 'SAMPLE', 'PUBLIC_URL', 'TRUSTED_PROXIES'];
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !ours.includes(name)),
  );
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'api/main/server.ts'],
    {
      cwd: root,
      env: {
        ...env,
        PORT: '0',
        HOST: '127.0.0.1',
        DATA_DIR: dataDir,
        LOG_LEVEL: 'warn',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (part: Buffer) => {
      said = (said + part.toString()).slice(-8000);
      const found = /Common Ground is at (http\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => reject(new Error(`The server ended before it began:\n${said}`)));
  });
  return {
    url: url.replace(/\/$/, ''),
    folder: dataDir,
    said: () => said,
    async stop() {
      child.kill('SIGINT');
      await ended;
    },
  };
}

/** An empty folder for a server; the caller removes it. */
export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'commonground-browser-'));

/** A copy of a data folder with the sample county in it; the caller removes it. */
export async function sampleFolder(): Promise<string> {
  const folder = emptyFolder();
  cpSync(await sampleTemplate(), folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return folder;
}

/** What the loaded county is made of. Its actions are dated from the day it is loaded. */
function templateName(): string {
  const hash = createHash('sha256').update(localDateOf(new Date()));
  for (const folder of ['data', 'sql', 'api'])
    for (const entry of readdirSync(join(root, folder), { recursive: true }).map(String).sort())
      if (/\.(ts|sql)$/.test(entry))
        hash.update(entry).update(readFileSync(join(root, folder, entry)));
  hash.update(readFileSync(join(root, 'node_modules/@electric-sql/pglite/package.json')));
  return `county-${hash.digest('hex').slice(0, 16)}`;
}

/** The folder with the loaded county: made once by the server itself (a minute), then copied (a second). */
export async function sampleTemplate(): Promise<string> {
  const name = templateName();
  const template = join(cache, name);
  if (existsSync(template)) return template;
  mkdirSync(cache, { recursive: true });
  const half = mkdtempSync(join(cache, 'half-'));
  await (await startServer(half, { SAMPLE: 'county' })).stop();
  try {
    renameSync(half, template);
  } catch (error) {
    // another run was quicker
    if (!existsSync(template)) throw error;
    rmSync(half, { recursive: true, force: true });
  }
  const yesterday = Date.now() - 86_400_000;
  for (const old of readdirSync(cache).filter((entry) => entry.startsWith('county-')))
    if (old !== name && statSync(join(cache, old)).mtimeMs < yesterday)
      rmSync(join(cache, old), { recursive: true, force: true });
  return template;
}
