/** The parts of a plan, in the order in which they should begin. Pure. */
import type { Check, Plan, Suite } from './plan.ts';
import type { Wanted } from './provision.ts';

export type Part =
  | { readonly kind: 'check'; readonly check: Check }
  /** the built web app and the loaded sample county, which the browser suite copies */
  | { readonly kind: 'browser data' }
  | { readonly kind: 'suite'; readonly suite: Suite; readonly shard: string | null };

export interface Planned {
  readonly title: string;
  readonly lanes: 1 | 2;
  readonly need: keyof Wanted | null;
  readonly part: Part;
}

const NEEDS: Readonly<Record<Suite, keyof Wanted | null>> = {
  unit: null,
  embedded: 'embedded',
  server: 'server',
  browser: 'browser',
};

const suiteJob = (suite: Suite, lanes: 1 | 2, shard: string | null = null): Planned => ({
  title: shard === null ? suite : `${suite} ${shard}`,
  lanes,
  need: NEEDS[suite],
  part: { kind: 'suite', suite, shard },
});
const checkJob = (check: Check): Planned => ({
  title: check,
  lanes: 1,
  need: null,
  part: { kind: 'check', check },
});
const BROWSER_DATA: Planned = {
  title: 'browser data',
  lanes: 1,
  need: null,
  part: { kind: 'browser data' },
};

/** Whether a suite runs one half of the files that another runs whole: in a sample of everything. */
export const isDrawn = (suite: Suite, { suites, files, scope }: Plan): boolean =>
  suite === 'embedded' && suites.includes('server') && files.length === 0 && scope === 'sample';

/** One suite alone has both lanes. Of several, the longest begins and has one lane; the checks and what is short fill the
 *  other; the browser suite is last and has both. */
export function jobsOf({ checks, suites, files }: Plan): Planned[] {
  const [only] = suites;
  if (checks.length === 0 && suites.length === 1 && only) return [suiteJob(only, 2)];
  const has = (suite: Suite) => suites.includes(suite);
  const halves = files.length === 0 ? ['1/2', '2/2'] : [null];
  return [
    ...(has('server') ? [suiteJob('server', 1)] : []),
    ...checks.map(checkJob),
    ...(has('unit') ? [suiteJob('unit', 1)] : []),
    ...(has('browser') ? [BROWSER_DATA] : []),
    ...(has('embedded') ? halves.map((shard) => suiteJob('embedded', 1, shard)) : []),
    ...(has('browser') ? [suiteJob('browser', 2)] : []),
  ];
}
