/** On Debian as root, missing system packages are installed; elsewhere a sentence says which to install. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { run } from './command.ts';

export type Need = 'postgresql' | 'chromium';

const mayInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** What to install by hand, where this may not. */
export const advice = (need: Need): string =>
  need === 'postgresql'
    ? 'install PostgreSQL 15 or newer with PostGIS 3.3 or newer (Debian: postgresql postgresql-NN-postgis-3 proj-data), or set DATABASE_URL'
    : 'install Chromium (Debian: chromium), or set CHROMIUM_PATH';

/** The newest PostGIS package this machine's sources offer, with its server. */
async function postgresPackages(): Promise<string[]> {
  const found = await run('apt-cache', ['search', '--names-only', '^postgresql-[0-9]+-postgis-3$']);
  const versions = [...found.output.matchAll(/^postgresql-(\d+)-postgis-3 /gm)].map((hit) =>
    Number(hit[1]),
  );
  const newest = Math.max(0, ...versions);
  return newest === 0
    ? []
    : [`postgresql-${newest}`, `postgresql-${newest}-postgis-3`, 'proj-data'];
}

/** The tests start servers of their own: installing must not leave one running. */
function withoutMainCluster(): void {
  const file = '/etc/postgresql-common/createcluster.conf';
  if (existsSync(file)) return;
  mkdirSync('/etc/postgresql-common', { recursive: true });
  writeFileSync(file, '# tests start servers of their own\ncreate_main_cluster = false\n');
}

/** Installs packages for the needs. Returns '' or the sentence that says what to do by hand. */
export async function provide(needs: readonly Need[]): Promise<string> {
  if (needs.length === 0) return '';
  const byHand = needs.map(advice).join('; ');
  if (!mayInstall()) return byHand;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const updated = await run('apt-get', ['update', '-q'], { env });
  const packages: string[] = needs.includes('chromium') ? ['chromium'] : [];
  if (needs.includes('postgresql')) packages.push(...(await postgresPackages()));
  console.log(`Installing system packages: ${packages.join(' ')} …`);
  if (needs.includes('postgresql')) withoutMainCluster();
  const args = [
    'install',
    '-y',
    '-q',
    '--no-install-recommends',
    '-o',
    'Dpkg::Options::=--force-confold',
  ];
  const done = await run('apt-get', [...args, ...packages], { env });
  if (done.code === 0) return '';
  const words = (updated.code === 0 ? done : updated).output
    .trim()
    .split('\n')
    .slice(-5)
    .join('\n');
  return `apt-get could not install ${packages.join(' ')}:\n${words}\n${byHand}`;
}
