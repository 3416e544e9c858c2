/** What `npm test -- WORDS` means. Pure. */

export const CHECKS = ['types', 'svelte', 'lint', 'format'] as const;
export type Check = (typeof CHECKS)[number];

/** Suites that run once, and suites that run on both databases. */
export const SUITES = ['unit', 'embedded', 'server', 'browser'] as const;
export type Suite = (typeof SUITES)[number];

const MATRIX_FOLDERS = ['db', 'api', 'matrix', 'faults'] as const;

export interface Plan {
  readonly bench: boolean;
  readonly checks: readonly Check[];
  readonly suites: readonly Suite[];
  /** Files or folders for vitest; empty: all of the suite's own. */
  readonly files: readonly string[];
}

export class UnknownWord extends Error {}

const isOneOf = <T extends string>(words: readonly T[], word: string): word is T =>
  words.some((known) => known === word);

/** Which suites a test file belongs to, by its folder and by `.embedded.` or `.server.` in its name. */
function suitesOf(file: string): readonly Suite[] {
  const folder = /(?:^|\/)test\/([a-z0-9]+)/.exec(file)?.[1] ?? '';
  if (folder === 'unit' || folder === 'browser') return [folder];
  if (!isOneOf(MATRIX_FOLDERS, folder))
    throw new UnknownWord(`${file} is not under test/unit, db, api, matrix, faults or browser.`);
  if (file.includes('.embedded.')) return ['embedded'];
  return file.includes('.server.') ? ['server'] : ['embedded', 'server'];
}

/** Reads the words after `npm test --`. Throws UnknownWord with a sentence. */
export function planOf(words: readonly string[]): Plan {
  if (words[0] === 'bench') return { bench: true, checks: [], suites: [], files: words.slice(1) };
  if (words.length === 0) return { bench: false, checks: CHECKS, suites: SUITES, files: [] };
  const checks = new Set<Check>();
  const suites = new Set<Suite>();
  const files: string[] = [];
  for (const word of words) {
    if (isOneOf(CHECKS, word)) checks.add(word);
    else if (isOneOf(SUITES, word)) suites.add(word);
    else if (isOneOf(MATRIX_FOLDERS, word)) {
      files.push(`test/${word}/`);
      suites.add('embedded').add('server');
    } else if (word.includes('/') || word.endsWith('.ts')) {
      files.push(word);
      for (const suite of suitesOf(word)) suites.add(suite);
    } else
      throw new UnknownWord(
        `"${word}" is none of ${[...CHECKS, ...SUITES, ...MATRIX_FOLDERS, 'bench'].join(', ')}, nor a file.`,
      );
  }
  return {
    bench: false,
    checks: CHECKS.filter((check) => checks.has(check)),
    suites: SUITES.filter((suite) => suites.has(suite)),
    files,
  };
}
