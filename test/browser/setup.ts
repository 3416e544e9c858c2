/** Once for the whole suite: the built web app, a server with the sample county, one with nothing, a Chromium. */
import { rmSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { CHROMIUM_ARGUMENTS, chromiumPath } from './chromium.ts';
import { emptyFolder, sampleFolder, startServer } from './servers.ts';
import { becomeFirstAdministrator, type Account, type SessionCookie } from './sign_in.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server with the sample county. */
    county: string;
    /** The server with nothing in it. */
    nothing: string;
    /** The session of the empty one's first administrator, when it began, and what signs them in again. */
    administrator: SessionCookie & { readonly since: number; readonly account: Account };
    /** Where the browser listens. */
    browser: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const builder = new URL('../../api/main/start/build.mjs', import.meta.url).href;
  // as: plain JavaScript, which also runs where no TypeScript does, and so has no types to import
  const { buildWeb } = (await import(builder)) as { buildWeb(): Promise<void> };
  await buildWeb();
  const folders = [await sampleFolder(), emptyFolder()] as const;
  const county = await startServer(folders[0], { SAMPLE: 'county' });
  const nothing = await startServer(folders[1], { SAMPLE: 'none' });
  const since = Date.now();
  const { session, account } = await becomeFirstAdministrator(nothing);
  const browser = await chromium.launchServer({
    executablePath: chromiumPath(),
    args: [...CHROMIUM_ARGUMENTS],
  });
  project.provide('county', county.url);
  project.provide('nothing', nothing.url);
  project.provide('administrator', { ...session, since, account });
  project.provide('browser', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await Promise.all([county.stop(), nothing.stop()]);
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  };
}
