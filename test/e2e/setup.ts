/** Once for the whole suite: the built web app, and what the workers ask for. */
import type { TestProject } from 'vitest/node';
import { startWorkers } from './workers.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where a worker asks for its servers, its browser and its sessions. */
    workers: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const builder = new URL('../../api/start/build.mjs', import.meta.url).href;
  // as: plain JavaScript, which also runs where no TypeScript does, and so has no types to import
  const { buildWeb } = (await import(builder)) as { buildWeb(): Promise<void> };
  await buildWeb();
  const workers = await startWorkers();
  project.provide('workers', workers.url);
  return () => workers.stop();
}
