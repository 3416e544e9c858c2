/** Files that the embedded suite leaves out of a sample: the server's suite has run all of them, so that each commit draws one
 *  half for the other database. Faults (but for two), the matrix and what is of the embedded database alone are always there. Pure. */
import { hashOf, type Sampling } from '../support/matrix_sample.ts';

const BOTH = /^test\/(api|db)\/.*(?<!\.embedded|\.server)\.test\.ts$/;

/** The embedded database is opened anew for each command and after each kill: minutes. `faults/killed_workload.test.ts` and
 *  `faults/data_folder.test.ts` do so too. */
export const LONG: readonly string[] = [
  'test/api/main/cli.test.ts',
  'test/api/main/cli_people.test.ts',
  'test/faults/killed_migration.test.ts',
  'test/faults/killed_server.test.ts',
];

/** @param files paths from the project's root */
export const leftOut = (files: readonly string[], { full, seed }: Sampling): string[] =>
  full
    ? []
    : files.filter(
        (file) => LONG.includes(file) || (BOTH.test(file) && hashOf(file, seed) % 2 === 1),
      );
