/** Suites run again and again, each time in another order: what fails by chance fails here. */
import { seconds } from './checks.ts';
import type { Plan } from './plan.ts';
import { rerunCommand, type Settings } from './rerun.ts';
import { runSuite } from './suites.ts';
import { sum, type Totals } from './totals.ts';

/** Runs the plan's suites as often as it says, in the orders of the seeds that follow the first. */
export async function runSteadily(plan: Plan, settings: Settings): Promise<Totals> {
  const all: Totals[] = [];
  const failed = new Map<string, string[]>();
  const first = Number(settings.shuffle ?? settings.seed);
  for (let i = 0; i < plan.repeats; i++) {
    const shuffled = { ...settings, shuffle: String(first + i) };
    for (const suite of plan.suites) {
      const began = Date.now();
      const how = { suite, workers: 2, shard: null, live: false, drawn: false };
      const { totals, failures, output } = await runSuite(how, plan, shuffled);
      all.push(totals);
      const counts = `${totals.passed} passed, ${totals.failed} failed`;
      console.log(
        `${i + 1}. ${suite}, TEST_SHUFFLE=${shuffled.shuffle}: ${counts} in ${seconds(began)}`,
      );
      if (totals.failed > 0) console.log(output);
      for (const failure of failures) {
        const test = `${failure.file}: ${failure.name ?? 'the file itself'}`;
        failed.set(test, [...(failed.get(test) ?? []), rerunCommand(suite, failure, shuffled)]);
      }
    }
  }
  console.log(`\nFailures by test, of ${plan.repeats} runs:${failed.size === 0 ? ' none' : ''}`);
  for (const [test, commands] of failed)
    console.log(`${commands.length} × ${test}\n  ${commands[0] ?? ''}`);
  return sum(all);
}
