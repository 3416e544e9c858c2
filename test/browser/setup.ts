/** Once for the whole suite: the built web app and the sample county, and what the workers ask for. */
import type { TestProject } from 'vitest/node';
import { prepare } from './prepare.ts';
import { startWorkers } from './workers.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where a worker asks for its servers, its browser and its sessions. */
    workers: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await prepare();
  const workers = await startWorkers();
  project.provide('workers', workers.url);
  return () => workers.stop();
}
