/** What is made of single places: near repeats of burglary, whose bursts are planted, and a density surface. */
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Density } from '#api/contract/density.ts';
import type { NearRepeats } from '#api/contract/near_repeats.ts';
import { accessibilityProblems, tabTo } from './accessibility.ts';
import { filters, openMap, soon } from './map_screen.ts';
import { TASKING } from './sign_in.ts';
import { arrive } from './visit.ts';

const WINTER = 'from=2025-10-01&to=2026-03-31';

const panel = (page: Page): Locator =>
  page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Near repeats', exact: true }) })
    .last();
const typeChoice = (page: Page): Locator =>
  panel(page).getByRole('combobox', { name: 'Of which type?' });
const inUrl = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);
const surface = (page: Page): Locator =>
  filters(page).getByRole('checkbox', { name: /Smoothed from single places/ });
const picture = async (page: Page): Promise<string> =>
  (await page.screenshot({ clip: { x: 620, y: 120, width: 380, height: 420 } })).toString('base64');

test('Bob looks for near repeats of burglary: a sentence, Knox’s table, and a ring where risk is raised now', async () => {
  const { page } = await arrive();
  await openMap(page, `/?${WINTER}&res=8&panel=analysis`);
  const before = await picture(page);
  await typeChoice(page).selectOption({ label: 'Burglary' });
  await expect.poll(() => inUrl(page, 'near'), soon).toBe('burglary');
  await panel(page).getByText('this takes seconds').waitFor();
  await panel(page)
    .getByText(/^After one of “Burglary”, risk is raised within \d+ m for \d+ days: [\d.]+ times/)
    .waitFor();
  const answer = await page.request.get(`/api/hotspots/near-repeats?type=burglary&${WINTER}`);
  const said = (await answer.json()) as NearRepeats; // as: the contract
  const table = panel(page).getByRole('table');
  const first = table.locator('tbody tr').first().locator('td').first();
  expect(await first.locator('.ratio').textContent()).toBe(`${said.bands[0]?.ratio?.toFixed(2)}×`);
  expect(await table.locator('td.more').count()).toBe(
    said.bands.filter(({ significant }) => significant).length,
  );
  await panel(page)
    .getByText(`${said.incidents.toLocaleString('en-GB')} incidents with a day and an exact place`)
    .waitFor();
  expect(said.risk_now.length).toBeGreaterThan(0);
  await panel(page).getByText(`risk is raised in ${said.risk_now.length} small hexagons`).waitFor();
  await page.getByText('Risk raised now (near repeats)').waitFor();
  await expect.poll(() => picture(page), soon).not.toBe(before);
  await panel(page).getByText('How this is worked out').click();
  await panel(page)
    .getByText(/^Knox’s test/)
    .waitFor();

  // to the place where it is raised most
  const at = inUrl(page, 'at');
  await panel(page).locator('li button').first().click();
  await expect.poll(() => inUrl(page, 'at'), soon).not.toBe(at);
  expect(await accessibilityProblems(page, 'near repeats')).toEqual([]);
  await panel(page).getByRole('button', { name: 'Clear' }).click();
  await expect.poll(() => inUrl(page, 'near'), soon).toBeNull();
  await page.getByText('Risk raised now (near repeats)').waitFor({ state: 'detached' });
});

test('where records know their month only, Alice reads why not and what would make it possible', async () => {
  const { page } = await arrive();
  await openMap(page, `/?${WINTER}&res=8&panel=analysis&near=shoplifting`);
  await panel(page).getByText('Near repeats cannot be looked for here').waitFor();
  await panel(page)
    .getByText(/know their month and not their day/)
    .waitFor();
  await panel(page)
    .getByText(/Ask the agency for an extract with dates and exact places/)
    .waitFor();
  expect(await page.getByText('Risk raised now (near repeats)').count()).toBe(0);
});

test('whoever reads no incident one by one is told whose it is, and nothing is asked', async () => {
  const { page } = await arrive({ who: TASKING });
  const requested: string[] = [];
  page.on('request', (request) => {
    if (/hotspots\/(near-repeats|density)/.test(request.url())) requested.push(request.url());
  });
  await openMap(page, `/?${WINTER}&res=8&panel=analysis&near=burglary&density=rule`);
  await panel(page).getByText('What is made of single places is for analysts.').waitFor();
  expect(await surface(page).isDisabled()).toBe(true);
  // the rest of the panel is theirs
  await page.getByText(/times what .* of it holds on average/).waitFor();
  expect(requested).toEqual([]);
});

test('Alice switches the density surface on: the legend says h and that it is no test, and the map is another', async () => {
  const { page } = await arrive();
  await openMap(page, `/?${WINTER}&res=8&type=burglary`);
  const before = await picture(page);
  await surface(page).check();
  await expect.poll(() => inUrl(page, 'density'), soon).toBe('rule');
  const answer = await page.request.get(`/api/hotspots/density?type=burglary&${WINTER}`);
  const said = (await answer.json()) as Density; // as: the contract
  expect(said.refused).toBeNull();
  expect(said.incidents).toBeGreaterThan(100);
  const key = page.getByRole('region', { name: 'Incidents per km², smoothed' });
  await key.getByText(/^h = 1\.7 km\. It shows where to look; it is no test\.$/).waitFor();
  expect(said.bandwidth).toBe(1700);
  await filters(page)
    .getByText(`Made of ${said.incidents.toLocaleString('en-GB')} incidents with an exact place`)
    .waitFor();
  await page
    .locator('.facts')
    .getByText(`the surface is made of ${said.incidents.toLocaleString('en-GB')} incidents`)
    .waitFor();
  await expect.poll(() => picture(page), soon).not.toBe(before);

  await filters(page)
    .getByRole('combobox', { name: 'How far a place reaches (h)' })
    .selectOption('3000');
  await key.getByText(/^h = 3 km/).waitFor();
  expect(inUrl(page, 'density')).toBe('3000');
  await page.reload();
  await key.getByText(/^h = 3 km/).waitFor();
  expect(await accessibilityProblems(page, 'density')).toEqual([]);
  // two windows are not one surface
  await page.goto(`/?${WINTER}&res=8&type=burglary&density=3000&compare=year`);
  await filters(page).getByText('A surface is of one window, and two are compared.').waitFor();
});

test('of places that are snap points no surface is drawn, and Alice reads why', async () => {
  const { page } = await arrive();
  await openMap(page, `/?${WINTER}&res=8&type=shoplifting&density=rule`);
  await filters(page).getByText('No density surface here.').waitFor();
  await filters(page)
    .getByText(/know months only/)
    .waitFor();
  await page.getByRole('region', { name: 'Incidents in a hexagon' }).waitFor();
});

test('by keyboard alone: from a place to its near repeats', async () => {
  const { page } = await arrive();
  await openMap(page, `/?${WINTER}&res=8&type=burglary`);
  await page.locator('section ol > li > button').first().focus();
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Near repeats…' }));
  await page.keyboard.press('Enter');
  await expect.poll(() => inUrl(page, 'near'), soon).toBe('burglary');
  await panel(page).getByRole('table').waitFor();
  await tabTo(page, panel(page).getByRole('button', { name: 'Clear' }));
  await page.keyboard.press('Enter');
  await expect.poll(() => inUrl(page, 'near'), soon).toBeNull();
});
