/** Properties are tried on the same values in every run of a commit: TEST_SEED, which the runner takes from it. A failing
 *  property's message names the seed and the path to its smallest counterexample. */
import fc from 'fast-check';
import { readSampling } from '#test/support/matrix_sample.ts';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: readSampling(process.env).seed });
