/** The map screen, by the words on it. */
import { cellToLatLng } from 'h3-js';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Conditions are awaited, never slept for; how long a busy machine may take over one is no part of any promise. */
export const soon = { timeout: 60_000, interval: 50 } as const;

/** 8,745 → 8745 */
export const figure = (text: string | null | undefined): number =>
  Number(/[\d,]+/.exec(text ?? '')?.[0].replaceAll(',', '') ?? Number.NaN);

/** What the view shows: `8,745 incidents, 1–30 June 2025, 3 agencies`. */
export const shown = (page: Page): Locator => page.locator('.facts strong');
export const filters = (page: Page): Locator => page.getByRole('region', { name: 'Filters' });
export const time = (page: Page): Locator =>
  page.getByRole('region', { name: 'Time', exact: true });
export const brush = (page: Page): Locator => page.getByRole('slider', { name: /^Window shown/ });
export const ranked = (page: Page): Locator => page.locator('section ol > li > button');
export const whyHere = (page: Page): Locator =>
  page.getByRole('heading', { level: 2 }).filter({ hasText: 'Why here?' });

/** The number of incidents that the sentence speaks of. */
export const total = async (page: Page): Promise<number> => figure(await shown(page).textContent());

/** Opens the map, and waits until it is drawn and says what it shows. */
export async function openMap(page: Page, address = '/'): Promise<void> {
  await page.goto(address);
  await shown(page).waitFor();
  await page.locator('canvas.maplibregl-canvas').waitFor();
  await expect.poll(() => page.url(), soon).toContain('at=');
}

/** Waits until the sentence differs from what it said. */
export async function changedFrom(page: Page, said: string | null): Promise<string> {
  await expect.poll(() => shown(page).textContent(), soon).not.toBe(said);
  return (await shown(page).textContent()) ?? '';
}

/** Where on the page a hexagon's middle is drawn, from the place that the address names. */
export async function pixelOf(page: Page, cell: string): Promise<{ x: number; y: number }> {
  const [longitude = 0, latitude = 0, zoom = 0] = (new URL(page.url()).searchParams.get('at') ?? '')
    .split(',')
    .map(Number);
  const world = 512 * 2 ** zoom;
  const mercator = (lat: number, lng: number) => ({
    x: ((lng + 180) / 360) * world,
    y: ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * world,
  });
  const middle = mercator(latitude, longitude);
  const [lat, lng] = cellToLatLng(cell);
  const wanted = mercator(lat, lng);
  const box = await page.locator('canvas.maplibregl-canvas').boundingBox();
  if (!box) throw new Error('There is no map.');
  return {
    x: box.x + box.width / 2 + wanted.x - middle.x,
    y: box.y + box.height / 2 + wanted.y - middle.y,
  };
}
