/** A PostgreSQL server of the tests' own: made with the system's initdb, gone afterwards. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { run } from './command.ts';

export interface Server {
  /** A database in which others may be created. */
  readonly url: string;
  /** For good. */
  stop(): Promise<void>;
  /** fast: connections are ended, and it shuts down · immediate: as after a crash, it recovers when it starts again. */
  halt(how: 'fast' | 'immediate'): Promise<void>;
  /** Starts it again after a halt, at the same address. Throws when it does not come up. */
  start(): Promise<void>;
}

/** Durability off: a crash of this server loses nothing anybody wants. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '256MB',
  max_wal_size: '4GB',
  max_connections: '80',
} as const;

/** The newest installed server that has PostGIS: its folder of programs, or null. */
export function findPostgres(): string | null {
  const homes = ['/usr/lib/postgresql', '/usr/local/lib/postgresql', '/opt/homebrew/opt'];
  const candidates = homes
    .filter((home) => existsSync(home))
    .flatMap((home) => readdirSync(home).map((name) => ({ home, name })))
    .map(({ home, name }) => ({
      bin: join(home, name, 'bin'),
      version: Number(name.replace(/^postgresql@/, '')),
    }))
    .filter(({ bin, version }) => version >= 15 && existsSync(join(bin, 'initdb')))
    .filter(({ version }) => hasPostgis(version));
  return candidates.sort((a, b) => b.version - a.version)[0]?.bin ?? null;
}

const hasPostgis = (version: number) =>
  [`/usr/share/postgresql/${version}`, `/opt/homebrew/share/postgresql@${version}`].some((share) =>
    existsSync(join(share, 'extension', 'postgis.control')),
  );

/** initdb refuses root. Who runs the server then: [uid, gid]. */
function unprivilegedUser(): readonly [number, number] | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const user = users.find((fields) => fields[0] === name);
    if (user) return [Number(user[2]), Number(user[3])];
  }
  throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody.');
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address && typeof address === 'object' ? address.port : 0));
    });
  });

/** Starts a server in `folder/data`. Throws with the server's own words when it does not come up.
 *  @param settings in place of, or beside, those above */
export async function startPostgres(
  bin: string,
  folder: string,
  changed: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const data = join(folder, 'data');
  const secret = join(folder, 'password');
  const password = randomBytes(12).toString('hex');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(secret, password, { mode: 0o600 });
  const user = unprivilegedUser();
  const as: { uid?: number; gid?: number } = {};
  if (user) {
    [as.uid, as.gid] = user;
    chownSync(data, as.uid, as.gid);
    chownSync(secret, as.uid, as.gid);
  }

  const made = await run(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${secret}`].concat([
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
    ]),
    { ...as, cwd: folder },
  );
  if (made.code !== 0) throw new Error(`initdb failed:\n${made.output}`);
  const port = await freePort();
  const settings = Object.entries({ ...SETTINGS, ...changed }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const launch = () => {
    const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
      ...as,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    server.stderr.on('data', (part: Buffer) => (log = (log + part.toString()).slice(-4000)));
    const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    return { server, exited };
  };
  let log = '';
  let { server, exited } = launch();
  const stop = async () => {
    server.kill('SIGQUIT'); // immediate: nothing to keep
    await Promise.race([exited, pause(5000, undefined, { ref: false })]);
    if (server.exitCode === null && server.signalCode === null) server.kill('SIGKILL');
  };
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const comesUp = async () => {
    for (let attempt = 0; ; attempt++) {
      const problem = await check(url);
      if (problem === '') return;
      if (attempt > 100 || server.exitCode !== null) {
        await stop();
        throw new Error(`The server did not come up: ${problem}\n${log}`);
      }
      await pause(100);
    }
  };
  await comesUp();
  return {
    url,
    stop,
    async halt(how) {
      server.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
      await exited;
    },
    async start() {
      ({ server, exited } = launch());
      await comesUp();
    },
  };
}

/** '' when the server at `url` is one we can use; otherwise why not. */
export async function check(url: string): Promise<string> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined, connect_timeout: 5 });
  try {
    const [row] = await sql<{ version: number; postgis: string | null; may_create: boolean }[]>`
      select
        current_setting('server_version_num')::int as version,
        (select default_version from pg_available_extensions where name = 'postgis') as postgis,
        (select rolsuper or rolcreatedb from pg_roles where rolname = current_user) as may_create`;
    if (!row || row.version < 150000) return 'it is older than PostgreSQL 15';
    const [major = 0, minor = 0] = (row.postgis ?? '').split('.').map(Number);
    if (major * 100 + minor < 303) return 'it has no PostGIS 3.3 or newer';
    if (!row.may_create) return 'its user may not create databases';
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
