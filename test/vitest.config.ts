/** Which files a suite has. test/runner starts vitest once per suite; a single file runs without it:
 *  npx vitest run --config test/vitest.config.ts test/unit/geo */
import { fileURLToPath } from 'node:url';
import { globSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { leftOut } from './runner/drawn_files.ts';
import { readSampling } from './support/matrix_sample.ts';

const DATABASE_TESTS = 'test/{db,api,matrix,faults}/**/*.test.ts';

const matrix = (engine: string, other: string, without: readonly string[] = []) => ({
  extends: true as const,
  test: {
    name: engine,
    // one database and one copy of the app's modules a worker: opening them took most of a file's time
    isolate: false,
    include: [DATABASE_TESTS],
    exclude: [`**/*.${other}.test.ts`, ...without],
    env: { TEST_DATABASE: engine },
  },
});

/** TEST_SHUFFLE=7: files and tests in the seventh order, so that none leans on another. */
const shuffle = process.env['TEST_SHUFFLE'];
const sequence = shuffle
  ? { sequence: { shuffle: { files: true, tests: true }, seed: Number(shuffle) } }
  : {};

const root = fileURLToPath(new URL('../', import.meta.url));
/** As the runner asks where both databases are tried. */
const drawn =
  process.env['TEST_DRAWN'] === 'half'
    ? leftOut(globSync(DATABASE_TESTS, { cwd: root }), readSampling(process.env))
    : [];

export default defineConfig({
  root,
  test: {
    ...sequence,
    pool: 'forks',
    // a database or a browser beside each worker: two at a time is what two cores bear
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    setupFiles: ['test/support/seed.ts'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], isolate: false },
      },
      matrix('embedded', 'server', drawn),
      matrix('server', 'embedded'),
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/setup.ts'],
          // a journey of many steps, on software graphics and a busy machine
          testTimeout: 300_000,
        },
      },
    ],
  },
});
