/** Everything `npm test` does, in order; `npm run bench` borrows the server. */
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import {
  dropServerDatabases,
  embeddedTemplate,
  makeServerTemplate,
} from '#test/support/databases.ts';
import { prepareWeb, runChecks, seconds } from './checks.ts';
import { findChromium } from './chromium.ts';
import { run, stopAll } from './command.ts';
import { advice, provide } from './debian.ts';
import type { Need } from './debian.ts';
import { planOf, UnknownWord } from './plan.ts';
import type { Plan, Suite } from './plan.ts';
import { check, findPostgres, startPostgres } from './postgres.ts';
import { makeRoom, sweepStale } from './room.ts';
import { runSuite } from './suites.ts';
import { judge, NOTHING, sum, totalsLine } from './totals.ts';
import type { Totals } from './totals.ts';

const ci = Boolean(process.env['CI']) && process.env['CI'] !== 'false';
const began = Date.now();
const failedOnce: Totals = { passed: 0, failed: 1, skipped: [] };

/** What has to be put away at the end, last first. */
const endings: (() => Promise<void>)[] = [];
async function putAway(): Promise<void> {
  for (let end = endings.pop(); end; end = endings.pop())
    await end().catch((error: unknown) => console.error(error));
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => {
    console.log(`\nStopping (${signal}) …`);
    void stopAll()
      .then(putAway)
      .then(() => process.exit(130));
  });

await sweepStale();
const room = makeRoom();
endings.push(() => Promise.resolve(rmSync(room, { recursive: true, force: true, maxRetries: 5 })));

/** Puts TEST_DATABASE_URL and a migrated template in place. Returns '' or why there is no server. */
async function provideServer(): Promise<string> {
  const given = process.env['DATABASE_URL'];
  let url = given ?? '';
  if (given) {
    const problem = await check(given);
    if (problem) return `DATABASE_URL cannot be used: ${problem}`;
  } else {
    const bin = findPostgres();
    if (!bin) return `no PostgreSQL with PostGIS: ${advice('postgresql')}`;
    const server = await startPostgres(bin, room);
    endings.push(() => server.stop());
    url = server.url;
    console.log(`PostgreSQL from ${bin} (${seconds(began)})`);
  }
  process.env['TEST_DATABASE_URL'] = url;
  process.env['TEST_DATABASE_PREFIX'] = `cg_test_${randomBytes(4).toString('hex')}_`;
  endings.push(dropServerDatabases);
  await makeServerTemplate();
  return '';
}

/** Suites that need something get it; those that cannot are returned with the reason. */
async function provision(plan: Plan): Promise<Map<Suite, string>> {
  const wantsServer = plan.bench || plan.suites.includes('server');
  const wantsBrowser = plan.suites.includes('browser');
  const needs: Need[] = [];
  if (wantsServer && !process.env['DATABASE_URL'] && !findPostgres()) needs.push('postgresql');
  if (wantsBrowser && !findChromium()) needs.push('chromium');
  const refused = await provide(needs);
  if (refused) console.log(refused);

  const missing = new Map<Suite, string>();
  if (wantsServer) {
    const why = await provideServer();
    if (why) missing.set('server', why);
  }
  if (wantsBrowser) {
    const chromium = findChromium();
    if (chromium) process.env['CHROMIUM_PATH'] = chromium;
    else missing.set('browser', `no browser: ${advice('chromium')}`);
  }
  if (plan.suites.includes('embedded')) await embeddedTemplate();
  return missing;
}

async function test(plan: Plan): Promise<Totals> {
  const totals: Totals[] = [];
  if (plan.checks.includes('svelte') || plan.suites.includes('unit')) {
    const problem = await prepareWeb();
    if (problem) {
      console.log(`✗ svelte-kit sync\n${problem}`);
      totals.push(failedOnce);
    }
  }
  totals.push(...(await runChecks(plan.checks)));
  const missing = await provision(plan);
  // the suites choose their database themselves: a DATABASE_URL meant for the runner must not leak into them
  delete process.env['DATABASE_URL'];
  for (const suite of plan.suites) {
    const why = missing.get(suite);
    totals.push(
      why === undefined
        ? await runSuite(suite, plan.files, {})
        : { ...NOTHING, skipped: [`${suite} suite (${why})`] },
    );
  }
  return sum(totals);
}

/** Each file under test/bench prints its own ratios. */
async function bench(plan: Plan): Promise<Totals> {
  const missing = await provision(plan);
  const why = missing.get('server');
  if (why !== undefined) return { ...failedOnce, skipped: [why] };
  const files = plan.files.length
    ? plan.files
    : readdirSync('test/bench')
        .filter((name) => name.endsWith('.ts'))
        .sort()
        .map((name) => `test/bench/${name}`);
  const totals: Totals[] = [];
  for (const file of files) {
    console.log(`\n— ${file}`);
    const { code } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
      env: { TEST_DATABASE: 'server' },
      show: true,
    });
    totals.push(code === 0 ? { ...NOTHING, passed: 1 } : failedOnce);
  }
  return sum(totals);
}

let totals: Totals;
try {
  const plan = planOf(process.argv.slice(2));
  totals = await (plan.bench ? bench(plan) : test(plan));
} catch (error) {
  console.error(error instanceof UnknownWord ? error.message : error);
  totals = failedOnce;
}
await putAway();
const verdict = judge(totals, ci);
console.log(`\nFinished in ${seconds(began)}.`);
if (totals.skipped.length > 0)
  console.log(`${ci ? 'Not run' : 'Skipped'}: ${totals.skipped.join('; ')}`);
console.log(totalsLine(verdict));
process.exitCode = verdict.failed > 0 ? 1 : 0;
