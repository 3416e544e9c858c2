/** What this test's worker has: see workers.ts. */
import { inject } from 'vitest';
import type { SamplePersonName, SessionCookie } from './sign_in.ts';

async function ask<T>(path: string): Promise<T> {
  const response = await fetch(`${inject('workers')}/${process.env['VITEST_POOL_ID']}/${path}`);
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return (await response.json()) as T; // as: workers.ts sends it
}

const urlOf = async (what: string) => (await ask<{ url: string }>(what)).url;

/** The server with the sample county. */
export const county = (): Promise<string> => urlOf('county');
/** The server with nothing in it. */
export const nothing = (): Promise<string> => urlOf('nothing');
/** Where the browser listens. */
export const browserEndpoint = (): Promise<string> => urlOf('browser');

/** A session of one of the sample's people, which the server still takes for recent. */
export const samplePersonSession = (who: SamplePersonName): Promise<SessionCookie> =>
  ask(`session/county/${encodeURIComponent(who)}`);
/** The same of the empty partnership's first administrator. */
export const administratorSession = (): Promise<SessionCookie> => ask('session/nothing');
