/** What a reviewer of the containers looks for, read from the files: there is no Docker in the tests. */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Service {
  readonly [key: string]: unknown;
  readonly environment: Readonly<Record<string, string | number>>;
  readonly secrets: readonly string[];
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
  readonly ports?: readonly string[];
  readonly healthcheck: { readonly test: readonly string[] };
  readonly logging: { readonly options: Readonly<Record<string, string>> };
  readonly build: { readonly args: Readonly<Record<string, string>> };
  readonly user: string;
}
interface Compose {
  readonly services: Readonly<Record<'app' | 'database', Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
}
const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose; // as: checked below
const services = Object.entries(compose.services);

describe('Each container', () => {
  it.each(services)('%s may do nothing that it need not', (_name, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      init: true,
    });
    for (const key of ['cap_add', 'privileged', 'network_mode', 'pid', 'ipc', 'devices'])
      expect([key, service[key]]).toEqual([key, undefined]);
    const [user = '', group = ''] = service.user.split(':');
    expect([Number(user) > 0, Number(group) > 0]).toEqual([true, true]);
  });

  it.each(services)('%s has an end to memory, processes, processors and logs', (_name, service) => {
    expect(service['mem_limit']).toMatch(/^\d+[mg]$/);
    expect(service['memswap_limit']).toBe(service['mem_limit']);
    expect(service['pids_limit']).toBeGreaterThan(0);
    expect(service['cpus']).toBeGreaterThan(0);
    expect(service.logging.options).toEqual({ 'max-size': '10m', 'max-file': '5' });
  });

  it.each(services)('%s says whether it is well', (_name, service) => {
    expect(service.healthcheck.test[0]).toBe('CMD');
    expect(service['restart']).toBe('unless-stopped');
  });

  it.each(services)('%s is made from an image that is named by its digest', (name, service) => {
    const [arg = '', value = ''] = Object.entries(service.build.args)[0] ?? [];
    expect(value).toBe(`\${${arg}:?is not set. Run sh api/main/deploy/prepare.sh first}`);
    const dockerfile = read(name === 'app' ? 'api/Dockerfile' : 'sql/Dockerfile');
    const from = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map((hit) => hit[1]);
    expect(new Set(from)).toEqual(new Set([`\${${arg}}`]));
    // no tag that moves, not even as the default
    expect(dockerfile).toMatch(new RegExp(`^ARG ${arg}=[\\w/]+:\\d+[.-]\\d`, 'm'));
    expect(dockerfile).toMatch(/^USER (node|postgres)$/m);
  });
});

describe('Secrets', () => {
  it('are files, of which each container has its own; none is in the environment', () => {
    for (const [name, { environment, secrets }] of services) {
      for (const [key, value] of Object.entries(environment)) {
        expect([name, key, String(value)]).not.toEqual([
          name,
          key,
          expect.stringMatching(/:[^/@]+@/),
        ]);
        if (/(PASSWORD|API_KEY|SECRET|TOKEN)$/.test(key)) throw new Error(`${name}: ${key}`);
        const file = /^\/run\/secrets\/(\w+)$/.exec(String(value))?.[1];
        if (file !== undefined) expect(secrets).toContain(file);
      }
      for (const secret of secrets)
        expect(compose.secrets[secret]?.file).toBe(`./secrets/${secret}`);
    }
    expect(compose.services.app.secrets).not.toContain('superuser_password');
    for (const ignored of ['secrets/', '.env'])
      expect(read('.gitignore').split('\n')).toContain(ignored);
  });
});

describe('The database', () => {
  const { database, app } = compose.services;

  it('is reached by the app alone, and by no port', () => {
    expect(database.ports).toBeUndefined();
    expect(database.networks).toEqual(['inside']);
    expect(compose.networks['inside']).toEqual({ internal: true });
    expect(app.ports).toEqual(['127.0.0.1:8080:8080']);
  });

  it('takes scram alone, and the app’s roles are not its superuser', () => {
    expect(database.environment['POSTGRES_INITDB_ARGS']).toMatch(
      /--auth-host=scram-sha-256 --auth-local=scram-sha-256/,
    );
    expect(database.environment['POSTGRES_HOST_AUTH_METHOD']).toBeUndefined();
    const users = ['DATABASE_URL', 'DATABASE_MEMBER_URL'].map(
      (key) => new URL(String(app.environment[key])).username,
    );
    expect(users).toEqual(['commonground_owner', 'commonground_app']);
    expect(users).not.toContain(database.environment['POSTGRES_USER']);
  });
});

describe('The app', () => {
  it('counts the proxy in front, so that its callers are not all one address', () => {
    expect(compose.services.app.environment['TRUSTED_PROXIES']).toBe('${TRUSTED_PROXIES:-1}');
  });
});

describe('Backups', () => {
  it('go to a folder that is chosen, encrypted, and to no volume of the data', () => {
    const { environment, volumes } = compose.services.app;
    expect(environment).toMatchObject({
      BACKUP_DIR: '/backups',
      BACKUP_PASSPHRASE_FILE: '/run/secrets/backup_passphrase',
    });
    expect(volumes).toEqual(['app:/data', '${BACKUPS:-backups}:/backups']);
    expect(read('api/Dockerfile')).toMatch(/install -d -o node .* \/backups$/m);
  });
});

describe('api/main/deploy/prepare.sh', () => {
  const folder = mkdtempSync(join(tmpdir(), 'commonground-prepare-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const digest = `sha256:${'a'.repeat(64)}`;
  /** @param says what Docker answers for an image */
  const run = (says: string) => {
    mkdirSync(join(folder, 'bin'), { recursive: true });
    writeFileSync(join(folder, 'bin/docker'), `#!/bin/sh\necho '${says}'\n`, { mode: 0o755 });
    cpSync(join(root, 'api/main/deploy'), join(folder, 'api/main/deploy'), { recursive: true });
    return execFileSync('sh', [join(folder, 'api/main/deploy/prepare.sh')], {
      env: { PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  };
  const kept = (file: string) => readFileSync(join(folder, file), 'utf8');

  it('refuses where no digest is known', () => {
    expect(() => run('nothing')).toThrow(/digest/);
  });

  it('makes four passwords and two digests, in a closed folder, and leaves them at a second run', () => {
    run(digest);
    const names = ['superuser_password', 'owner_password', 'member_password', 'backup_passphrase'];
    const before = names.map((name) => kept(`secrets/${name}`));
    for (const password of before) expect(password).toMatch(/^[0-9a-f]{64}\n$/);
    expect(new Set(before).size).toBe(4);
    expect(statSync(join(folder, 'secrets')).mode & 0o777).toBe(0o700);
    expect(kept('.env')).toMatch(
      new RegExp(
        `^NODE_IMAGE=node:\\S+@${digest}\nPOSTGIS_IMAGE=postgis/postgis:\\S+@${digest}\n$`,
      ),
    );
    run(`sha256:${'b'.repeat(64)}`);
    expect(names.map((name) => kept(`secrets/${name}`))).toEqual(before);
    expect(kept('.env')).not.toContain('bbb');
  });
});
