/** A file brought in without a screen. */
import type { BrowserContext } from 'playwright-core';
import { expect } from 'vitest';
import { soon } from './map_screen.ts';

export interface BroughtIn {
  /** slugs */
  readonly agency: string;
  readonly dataset: string;
  /** of a dataset that is new; otherwise its slug in words */
  readonly datasetName?: string;
  /** of the file */
  readonly name: string;
  readonly csv: string;
}

/** Hands a file in as whoever is signed in there, and waits until it has come in. @returns the import's number */
export async function bringIn(
  context: BrowserContext,
  { agency, dataset, datasetName, name, csv }: BroughtIn,
): Promise<number> {
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(csv) };
  const named = datasetName === undefined ? {} : { dataset_name: datasetName };
  const sent = await context.request.post('/api/imports', {
    multipart: { agency, dataset, ...named, file },
  });
  expect(sent.status(), await sent.text()).toBe(202);
  const { id } = (await sent.json()) as { id: number }; // as: the contract
  const state = async () =>
    ((await (await context.request.get(`/api/imports/${id}`)).json()) as { state: string }).state; // as: the contract
  await expect.poll(state, soon).toBe('done');
  return id;
}
