/** What suites need beside the packages: a server, a template of the embedded database, a browser. All of it is brought in
 *  while the checks run. */
import { randomBytes } from 'node:crypto';
import {
  dropServerDatabases,
  embeddedTemplate,
  makeServerTemplate,
} from '#test/support/databases.ts';
import { findChromium } from './chromium.ts';
import { advice, provide } from './debian.ts';
import type { Need } from './debian.ts';
import { check, findPostgres, startPostgres } from './postgres.ts';

export interface Wanted {
  readonly server: boolean;
  readonly embedded: boolean;
  readonly browser: boolean;
}

/** Each settles with '' when it is there, or with the reason why not. */
export type Provisions = Readonly<Record<keyof Wanted, Promise<string>>>;

/** @param folder where the run keeps all it makes
 *  @param atTheEnd takes what has to be ended */
export function provision(
  wanted: Wanted,
  folder: string,
  atTheEnd: (stop: () => Promise<void>) => void,
): Provisions {
  const given = process.env['DATABASE_URL'];
  // the suites choose their database themselves: a DATABASE_URL meant for the runner must not leak into them
  delete process.env['DATABASE_URL'];
  const needs: Need[] = [];
  if (wanted.server && !given && !findPostgres()) needs.push('postgresql');
  if (wanted.browser && !findChromium()) needs.push('chromium');
  const installed = provide(needs).then((refused) => {
    if (refused) console.log(refused);
  });
  const whyNot = (error: unknown) => (error instanceof Error ? error.message : String(error));

  const server = async (): Promise<string> => {
    let url = given ?? '';
    if (given) {
      const problem = await check(given);
      if (problem) return `DATABASE_URL cannot be used: ${problem}`;
    } else {
      await installed;
      const bin = findPostgres();
      if (!bin) return `no PostgreSQL with PostGIS: ${advice('postgresql')}`;
      const started = await startPostgres(bin, folder);
      atTheEnd(() => started.stop());
      url = started.url;
    }
    process.env['TEST_DATABASE_URL'] = url;
    process.env['TEST_DATABASE_PREFIX'] = `cg_test_${randomBytes(4).toString('hex')}_`;
    atTheEnd(dropServerDatabases);
    await makeServerTemplate();
    return '';
  };
  const browser = async (): Promise<string> => {
    await installed;
    const chromium = findChromium();
    if (!chromium) return `no browser: ${advice('chromium')}`;
    process.env['CHROMIUM_PATH'] = chromium;
    return '';
  };
  const embedded = async (): Promise<string> => {
    await embeddedTemplate();
    return '';
  };
  const unless = (want: boolean, bring: () => Promise<string>) =>
    want ? bring().catch(whyNot) : Promise.resolve('');
  return {
    server: unless(wanted.server, server),
    browser: unless(wanted.browser, browser),
    embedded: unless(wanted.embedded, embedded),
  };
}
