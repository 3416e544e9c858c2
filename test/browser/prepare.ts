/** What takes a minute and is kept from run to run: the built web app, and the data folder with the loaded county. The
 *  runner starts this as a program while other suites run; the browser suite's set-up calls it again, which costs nothing
 *  then. */
import { sampleTemplate } from './servers.ts';

export async function prepare(): Promise<void> {
  const builder = new URL('../../api/main/start/build.mjs', import.meta.url).href;
  // as: plain JavaScript, which also runs where no TypeScript does, and so has no types to import
  const { buildWeb } = (await import(builder)) as { buildWeb(): Promise<void> };
  await buildWeb();
  await sampleTemplate();
}

if (import.meta.main) await prepare();
