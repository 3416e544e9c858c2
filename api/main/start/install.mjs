/** Brings node_modules in line with package-lock.json, and Node 24 with it. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { oneAtATime } from './one_at_a_time.mjs';
import { CannotStart, explain, node24, root, say } from './paths.mjs';

/** @typedef {'run' | 'everything'} Scope `everything` has the tools for tests, too. */

const stampFile = `${root}node_modules/.commonground`;
const lockFile = `${root}package-lock.json`;

export const lockHash = () => createHash('sha256').update(readFileSync(lockFile)).digest('hex');
const here = () => `${lockHash()} ${process.platform}-${process.arch}`;

const readText = (/** @type {string} */ file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** What an `npm ci` or `npm install` by hand left, by npm's own record. @returns {Scope | null} */
function installedByHand() {
  const record = readText(`${root}node_modules/.package-lock.json`);
  if (!record) return null;
  const present = JSON.parse(record).packages;
  const wanted = Object.entries(JSON.parse(readFileSync(lockFile, 'utf8')).packages);
  const missing = wanted.filter(
    ([path, entry]) =>
      path &&
      !entry.optional &&
      !entry.devOptional &&
      !entry.link &&
      present[path]?.version !== entry.version,
  );
  if (missing.some(([, entry]) => !entry.dev)) return null;
  return missing.length > 0 ? 'run' : 'everything';
}

/** @returns {Scope | null} null: absent, stale or unfinished */
function installed() {
  if (!existsSync(node24)) return null;
  const [lock, platform, scope] = readText(stampFile).trim().split(' ');
  if (`${lock} ${platform}` === here()) return scope === 'everything' ? 'everything' : 'run';
  return installedByHand();
}

const enough = (/** @type {Scope} */ scope) => {
  const found = installed();
  return found === 'everything' || found === scope;
};

/** npm must run on the machine's own Node: the packaged one is among the files it replaces. */
const outsideEnvironment = () => {
  const PATH = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(delimiter);
  return { ...process.env, PATH, NODE_ENV: '' };
};

/**
 * Runs a command quietly; its words matter only when it fails.
 * @param {string} command @param {readonly string[]} args @param {string} cwd
 * @returns {Promise<{code: number | null, output: string}>}
 */
const quietly = (command, args, cwd) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: outsideEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => (output = (output + chunk).slice(-20_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: null, output: String(error) }));
    child.on('close', (code) => resolve({ code, output }));
  });

/** npm 11 may hold back install scripts, and the binary arrives by one: then it is run from here. */
async function provideNode24() {
  const works = async () =>
    existsSync(node24) && (await quietly(node24, ['--version'], root)).code === 0;
  if (await works()) return;
  const made = await quietly('node', ['installArchSpecificPackage.js'], `${root}node_modules/node`);
  if (made.code !== 0) throw new CannotStart(explain('Fetching Node 24', made.output));
  if (await works()) return;
  throw new CannotStart(
    `The packaged Node 24 does not run on this machine (${process.platform} ${process.arch}): it needs 64-bit Linux with glibc, or macOS.`,
  );
}

/** PGlite's PostGIS without what nobody uses. Where it is missing, the first opening makes it. */
async function makePostgisBundle() {
  const made = await quietly(node24, [`${root}api/db/postgis_bundle.ts`], root);
  if (made.code !== 0) throw new CannotStart(explain('Preparing PostGIS', made.output));
}

/** Checked before the first install: npm reports a full disk as some other error. */
function tooFull() {
  if (existsSync(`${root}node_modules`)) return false;
  const { bavail, bsize } = statfsSync(root);
  return bavail * bsize < 500 * 2 ** 20;
}

/**
 * Installs what is missing, and prints one line about it. Does nothing (and writes nothing) when all is there.
 * @param {Scope} scope
 */
export async function install(scope) {
  if (enough(scope)) return;
  await oneAtATime(async () => {
    if (enough(scope)) return;
    if (tooFull()) throw new CannotStart(explain('Installing packages', 'ENOSPC'));
    const began = Date.now();
    say('Installing packages from npm (350 MB; a minute or so the first time) …');
    const args = ['ci', '--loglevel=error', '--no-progress'];
    args.push(scope === 'run' ? '--omit=dev' : '--include=dev');
    const done = await quietly('npm', args, root);
    if (done.code === null)
      throw new CannotStart('npm was not found. Install it beside Node (Debian: apt install npm).');
    if (done.code !== 0) throw new CannotStart(explain('Installing packages', done.output));
    await provideNode24();
    await makePostgisBundle();
    // headers for compiling add-ons, 67 MB that nothing here reads
    const headers = `${root}node_modules/node/node_modules/node-${process.platform}-${process.arch}/include`;
    rmSync(headers, { recursive: true, force: true });
    writeFileSync(stampFile, `${here()} ${scope}\n`);
    say(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`);
  });
}
