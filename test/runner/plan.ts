/** What `npm test -- WORDS` means. Pure. */

export const CHECKS = ['types', 'svelte', 'lint', 'format', 'unused'] as const;
export type Check = (typeof CHECKS)[number];

/** Suites that run once, and suites that run on both databases. */
export const SUITES = ['unit', 'embedded', 'server', 'browser'] as const;
export type Suite = (typeof SUITES)[number];

/** Folders whose tests run on both databases. */
const DATABASE_FOLDERS = ['db', 'api', 'matrix', 'faults'] as const;

/** How much of what is sampled runs: the sample that the commit draws, or all of it. */
export type Scope = 'sample' | 'full';

export interface Plan {
  readonly bench: boolean;
  /** How often the suites run, shuffled; 0: once, in vitest's own order. */
  readonly repeats: number;
  readonly scope: Scope;
  readonly checks: readonly Check[];
  readonly suites: readonly Suite[];
  /** Files or folders for vitest; empty: all of the suite's own. */
  readonly files: readonly string[];
  /** Part of the name of the tests to run; null: all. */
  readonly name: string | null;
}

export class UnknownWord extends Error {}

const isOneOf = <T extends string>(words: readonly T[], word: string): word is T =>
  words.some((known) => known === word);

/** Which suites a test file belongs to, by its folder and by `.embedded.` or `.server.` in its name. */
function suitesOf(file: string): readonly Suite[] {
  const folder = /(?:^|\/)test\/([a-z0-9]+)/.exec(file)?.[1] ?? '';
  if (folder === 'unit' || folder === 'browser') return [folder];
  if (!isOneOf(DATABASE_FOLDERS, folder))
    throw new UnknownWord(`${file} is not under test/unit, db, api, matrix, faults or browser.`);
  if (file.includes('.embedded.')) return ['embedded'];
  return file.includes('.server.') ? ['server'] : ['embedded', 'server'];
}

const EVERYTHING = { bench: false, repeats: 0, checks: CHECKS, suites: SUITES, files: [] } as const;
/** As often as `steady` runs the browser suite. */
const STEADY_REPEATS = 10;

/** Reads the words after `npm test --`. Throws UnknownWord with a sentence. */
export function planOf(given: readonly string[]): Plan {
  const at = given.indexOf('-t');
  const name = at < 0 ? null : (given[at + 1] ?? null);
  if (at >= 0 && name === null) throw new UnknownWord('-t needs the name of a test.');
  const named = at < 0 ? given : [...given.slice(0, at), ...given.slice(at + 2)];
  const scope = named.includes('full') ? 'full' : 'sample';
  const words = named.filter((word) => word !== 'full');
  if (words[0] === 'bench')
    return {
      ...EVERYTHING,
      bench: true,
      checks: [],
      suites: [],
      files: words.slice(1),
      scope,
      name,
    };
  if (words[0] === 'steady') {
    const times = /^\d+$/.test(words[1] ?? '') ? Number(words[1]) : null;
    const plan = planOf([...words.slice(times === null ? 1 : 2), 'browser']);
    return { ...plan, repeats: times ?? STEADY_REPEATS, scope, name };
  }
  if (words.length === 0) return { ...EVERYTHING, scope, name };
  const checks = new Set<Check>();
  const suites = new Set<Suite>();
  const files: string[] = [];
  for (const word of words) {
    if (isOneOf(CHECKS, word)) checks.add(word);
    else if (isOneOf(SUITES, word)) suites.add(word);
    else if (isOneOf(DATABASE_FOLDERS, word)) {
      files.push(`test/${word}/`);
      suites.add('embedded').add('server');
    } else if (word.includes('/') || word.endsWith('.ts')) {
      files.push(word);
      // beside a file, the name of a database says on which of the two
      const engines = words.filter((other) => other === 'embedded' || other === 'server');
      for (const suite of suitesOf(word))
        if (engines.length === 0 || engines.some((engine) => engine === suite)) suites.add(suite);
    } else
      throw new UnknownWord(
        `"${word}" is none of ${[...CHECKS, ...SUITES, ...DATABASE_FOLDERS, 'full', 'steady', 'bench'].join(', ')}, nor a file.`,
      );
  }
  return {
    ...EVERYTHING,
    scope,
    checks: CHECKS.filter((check) => checks.has(check)),
    suites: SUITES.filter((suite) => suites.has(suite)),
    files,
    name,
  };
}
