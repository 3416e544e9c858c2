/** Everything `npm test` does; `npm run bench` borrows the server. */
import { readdirSync, rmSync } from 'node:fs';
import { prepareWeb, runCheck, seconds } from './checks.ts';
import { run, stopAll } from './command.ts';
import { isDrawn, jobsOf, type Part as Work } from './jobs.ts';
import { runInLanes } from './lanes.ts';
import { planOf, UnknownWord, type Plan } from './plan.ts';
import { provision } from './provision.ts';
import type { Settings } from './rerun.ts';
import { makeRunFolder, sweepStale } from './run_folder.ts';
import { sampleSeed } from './seed.ts';
import { runSteadily } from './steady.ts';
import { runSuite } from './suites.ts';
import { verdictOf, minutesTable, NOTHING, sum, totalsLine } from './totals.ts';
import type { Part, Totals } from './totals.ts';

const ci = Boolean(process.env['CI']) && process.env['CI'] !== 'false';
const began = Date.now();
const failedOnce: Totals = { passed: 0, failed: 1, skipped: [] };

/** What has to be ended, last first. */
const endings: (() => Promise<void>)[] = [];
async function endAll(): Promise<void> {
  for (let end = endings.pop(); end; end = endings.pop())
    await end().catch((error: unknown) => console.error(error));
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => {
    console.log(`\nStopping (${signal}) …`);
    void stopAll()
      .then(endAll)
      .then(() => process.exit(130));
  });

await sweepStale();
const folder = makeRunFolder();
endings.push(() =>
  Promise.resolve(rmSync(folder, { recursive: true, force: true, maxRetries: 5 })),
);
const atTheEnd = (end: () => Promise<void>) => void endings.push(end);

const wantedBy = ({ bench, suites }: Plan) => ({
  server: bench || suites.includes('server'),
  embedded: suites.includes('embedded'),
  browser: suites.includes('browser'),
});

/** What failed, in words, to be repeated where the run ends: the rest may be thousands of lines up. */
const failed: string[] = [];

/** Does one part. @returns what it counts, and what it said when that did not appear as it came */
async function work(
  part: Work,
  alone: boolean,
  plan: Plan,
  settings: Settings,
): Promise<{ totals: Totals; output: string }> {
  if (part.kind === 'check') return runCheck(part.check);
  if (part.kind === 'suite') {
    const drawn = isDrawn(part.suite, plan);
    const how = { ...part, workers: alone ? 2 : 1, live: alone, drawn };
    const result = await runSuite(how, plan, settings);
    failed.push(...result.failed);
    return result;
  }
  const { code, output } = await run(process.execPath, ['test/browser/prepare.ts']);
  return { totals: code === 0 ? NOTHING : failedOnce, output };
}

async function test(plan: Plan, settings: Settings): Promise<Totals> {
  const parts: Part[] = [];
  const planned = jobsOf(plan);
  const provisions = provision(wantedBy(plan), folder, atTheEnd);
  if (plan.checks.includes('svelte') || plan.suites.includes('unit')) {
    const problem = await prepareWeb();
    if (problem) {
      console.log(`✗ svelte-kit sync\n${problem}`);
      parts.push({ title: 'svelte-kit sync', ms: 0, totals: failedOnce });
    }
  }
  if (plan.repeats > 0) {
    const whyNot = await provisions.browser;
    if (whyNot) return { ...NOTHING, skipped: [whyNot] };
    return runSteadily(plan, settings);
  }
  const alone = planned.length === 1;
  await runInLanes(
    planned.map(({ title, lanes, need, part }) => ({
      title,
      lanes,
      ready: need === null ? Promise.resolve() : provisions[need],
      async run() {
        const start = Date.now();
        const whyNot = need === null ? '' : await provisions[need];
        console.log(`▸ ${title}`);
        const { totals, output } = whyNot
          ? { totals: { ...NOTHING, skipped: [`${title} suite (${whyNot})`] }, output: '' }
          : await work(part, alone || lanes === 2, plan, settings).catch((error: unknown) => ({
              totals: failedOnce,
              output: error instanceof Error ? String(error.stack) : String(error),
            }));
        parts.push({ title, ms: Date.now() - start, totals });
        const counts = `${totals.passed} passed, ${totals.failed} failed in ${seconds(start)}`;
        const mark = totals.failed > 0 ? '✗' : whyNot ? '–' : '✓';
        console.log([`${mark} ${title}: ${counts}`, output].filter(Boolean).join('\n'));
      },
    })),
  );
  console.log(`\n${minutesTable(parts)}`);
  return sum(parts.map(({ totals }) => totals));
}

/** Each file under test/bench prints its own ratios. */
async function bench(plan: Plan): Promise<Totals> {
  const why = await provision(wantedBy(plan), folder, atTheEnd).server;
  if (why) return { ...failedOnce, skipped: [why] };
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
  const shuffle = process.env['TEST_SHUFFLE'] ?? null;
  const scope = process.env['TEST_SCOPE'] === 'full' ? 'full' : plan.scope;
  const settings: Settings = { seed: await sampleSeed(), scope, shuffle };
  process.env['TEST_SEED'] = settings.seed;
  process.env['TEST_SCOPE'] = settings.scope;
  console.log(`TEST_SCOPE=${settings.scope} TEST_SEED=${settings.seed}`);
  totals = await (plan.bench ? bench(plan) : test(plan, settings));
} catch (error) {
  console.error(error instanceof UnknownWord ? error.message : error);
  totals = failedOnce;
}
await endAll();
const verdict = verdictOf(totals, ci);
console.log(`\nFinished in ${seconds(began)}.`);
if (totals.skipped.length > 0)
  console.log(`${ci ? 'Not run' : 'Skipped'}: ${totals.skipped.join('; ')}`);
if (failed.length > 0) console.log(`\n${failed.join('\n')}\n`);
console.log(totalsLine(verdict));
process.exitCode = verdict.failed > 0 ? 1 : 0;
