/** Builds the web app when what it is made of has changed. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockHash } from './install.mjs';
import { oneAtATime } from './one_at_a_time.mjs';
import { CannotStart, explain, node24, root, say } from './paths.mjs';

const stampFile = `${root}web/build/.built-from`;
const notSources = new Set(['build', 'node_modules', '.svelte-kit']);

/** @param {string} folder @returns {string[]} files under it, in a stable order */
const filesUnder = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !notSources.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesUnder(path) : [path];
    });

/** The web takes values from api/contract, api/geo and api/time; everything else of api/ it imports as types. */
function sourcesHash() {
  const hash = createHash('sha256').update(lockHash());
  for (const folder of ['web', 'api/contract', 'api/geo', 'api/time'])
    for (const file of filesUnder(join(root, folder)))
      hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const upToDate = (/** @type {string} */ sources) =>
  existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sources;

/** Runs the build of web/ unless its stamp fits. The stamp is written last: half a build has none. */
export async function buildWeb() {
  if (upToDate(sourcesHash())) return;
  await oneAtATime(async () => {
    const sources = sourcesHash();
    if (upToDate(sources)) return;
    const began = Date.now();
    say('Building the web app …');
    const { code, output } = await vite();
    if (code !== 0) throw new CannotStart(explain('Building the web app', output));
    writeFileSync(stampFile, sources);
    say(`Built in ${Math.round((Date.now() - began) / 1000)} s.`);
  });
}

/** @returns {Promise<{code: number | null, output: string}>} */
const vite = () =>
  new Promise((resolve) => {
    const child = spawn(node24, [`${root}node_modules/vite/bin/vite.js`, 'build', 'web'], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => (output += chunk);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: null, output: String(error) }));
    child.on('close', (code) => resolve({ code, output }));
  });
