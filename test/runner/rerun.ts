/** The command that runs a failed test alone, whatever the commit. Pure. */
import type { Scope, Suite } from './plan.ts';

export interface Failure {
  /** from the root of the repository */
  readonly file: string;
  /** with the names of what it stands in; null: the file itself failed */
  readonly name: string | null;
  /** what the test said */
  readonly why: string;
}

export interface Settings {
  readonly seed: string;
  readonly scope: Scope;
  /** the seed of the order of files and tests; null: vitest's own order */
  readonly shuffle: string | null;
}

/** As a shell reads it: one word. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

export function rerunCommand(
  suite: Suite,
  { file, name }: Pick<Failure, 'file' | 'name'>,
  settings: Settings,
): string {
  const engine = suite === 'embedded' || suite === 'server' ? [suite] : [];
  return [
    `TEST_SEED=${settings.seed}`,
    ...(settings.shuffle === null ? [] : [`TEST_SHUFFLE=${settings.shuffle}`]),
    'npm test --',
    ...(settings.scope === 'full' ? ['full'] : []),
    ...engine,
    file,
    ...(name === null ? [] : ['-t', quoted(name)]),
  ].join(' ');
}

/** Lines of a failure's words that are repeated at the end of the run. */
const LINES = 15;

/** A failure with the first lines of what the test said, and the command that runs it alone. */
export const failureInWords = (suite: Suite, failure: Failure, settings: Settings): string =>
  [
    `✗ ${failure.file}${failure.name === null ? '' : `: ${failure.name}`}`,
    ...failure.why
      .split('\n')
      .slice(0, LINES)
      .map((line) => `    ${line}`),
    `  again, alone: ${rerunCommand(suite, failure, settings)}`,
  ].join('\n');

/** vitest's -t is a regular expression; a name stands for itself. */
export const patternOf = (name: string): string => name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
