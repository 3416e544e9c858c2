/** An unusual day: somebody wants to hear of it, a file brings it, the alert is listed and opens the map there, and is told
 *  once. Chelsea of the NHS is the sample's Nia Rowe, Alice of the council its Morgan Hale. */
import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { localDateOf } from '#api/time/local_date.ts';
import { dayOf, isoOf } from '#api/time/local_day.ts';
import { logCsv } from '#test/support/factories.ts';
import { bringIn } from './bring_in.ts';
import { accessibilityProblems } from './accessibility.ts';
import { soon, total } from './map_screen.ts';
import { sampleFolder, startServer } from './servers.ts';
import { HOSPITAL_ANALYST, READER } from './sign_in.ts';
import { arrive } from './visit.ts';

const cards = (page: Page) => page.getByRole('article');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('Chelsea subscribes, a file comes in with an unusual day, she is told once, and the map opens there', async () => {
  const folder = await sampleFolder();
  const server = await startServer(folder, { SAMPLE: 'county' });
  onTestFinished(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const at = { address: server.url };
  const { page } = await arrive({ at, who: HOSPITAL_ANALYST, as: {} });
  const { context: alice } = await arrive({ at, as: {} });

  await page.goto('/me');
  await button(page, 'Nia Rowe, Sample Hospital Emergency Department: your account').click();
  await page.getByRole('link', { name: 'Alerts', exact: true }).click();
  await page.getByRole('heading', { name: 'Alerts', exact: true }).waitFor();
  // what was planted in the sample stands there, and what only its readers may see does not
  await page
    .getByRole('heading', { name: /Needle finds in Wyre Forest, Saturday 18 July 2026/ })
    .waitFor();
  const before = await cards(page).count();
  await button(page, 'Tell me').click();
  await page.getByText('Choose at least one kind.').waitFor();
  await page.getByLabel('Where').selectOption({ label: 'Worcester' });
  await page.getByRole('checkbox', { name: 'Anti-social behaviour' }).check();
  await button(page, 'Tell me').click();
  await page.getByText('Worcester: anti-social behaviour', { exact: true }).waitFor();

  const yesterday = dayOf(localDateOf(new Date())) - 1;
  const quiet = Array.from({ length: 60 }, (_, i) => yesterday - i);
  const loud = Array.from({ length: 14 }, () => yesterday);
  const wardens = {
    agency: 'sample-county-council',
    dataset: 'warden-reports',
    name: 'Warden reports.csv',
  };
  const csv = logCsv(
    [...quiet, ...loud].map((day, i) => ({ reference: `W${i}`, date: `${isoOf(day)} 14:05` })),
  );
  await bringIn(alice, { ...wardens, csv });
  const listed = async () => {
    await page.reload();
    await cards(page).first().waitFor();
    return cards(page).count();
  };
  await expect.poll(listed, soon).toBe(before + 1);
  await bringIn(alice, { ...wardens, csv });
  expect(await listed()).toBe(before + 1);

  await page.goto('/me');
  const told = page
    .locator('summary')
    .filter({ hasText: /^Unusual: anti-social behaviour in Worcester/ });
  await told.first().waitFor();
  expect(await told.count()).toBe(1);
  await told.click();
  await page.getByRole('link', { name: 'Open', exact: true }).click();
  const card = page.locator('article[aria-current]');
  await card.getByText(/^15, where 1 is usual on a /).waitFor();
  await card.getByRole('link', { name: /^Open the map there/ }).click();
  await page.waitForURL(
    (url) => url.pathname === '/' && url.searchParams.get('area') === 'worcester',
  );
  await expect.poll(() => total(page), soon).toBe(15);
  // the town, and not the whole county around it
  await page.waitForURL((url) => Number(url.searchParams.get('at')?.split(',')[2]) > 10.5);

  await page.goto('/alerts');
  await button(page, 'Stop: Worcester: anti-social behaviour').click();
  await page.getByText('Nothing yet.', { exact: true }).waitFor();
});

test('Alerts in every light and at every size, with and without any', async () => {
  const { page } = await arrive();
  await page.goto('/alerts');
  await cards(page).first().waitFor();
  await button(page, 'Tell me').click();
  await page.getByText('Choose at least one kind.').waitFor();
  await page.getByText('How days, weeks and rises are tested').click();
  const wrong = await accessibilityProblems(page, 'alerts');
  const empty = await arrive({ at: 'nothing' });
  await empty.page.goto('/alerts?alert=12');
  await empty.page.getByText('Nothing unusual', { exact: true }).waitFor();
  await empty.page.getByText(/not among those you may see/).waitFor();
  wrong.push(...(await accessibilityProblems(empty.page, 'no alerts')));
  expect(wrong).toEqual([]);
});

test('A server that does not answer says so, and is asked again', async () => {
  const { page } = await arrive({ who: READER, expect: /Failed to load resource/ });
  let away = true;
  await page.route('**/api/alerts', (route) => (away ? route.abort() : route.continue()));
  await page.goto('/alerts');
  await page.getByText(/^The server did not answer/).waitFor();
  away = false;
  await button(page, 'Try again').click();
  await cards(page).first().waitFor();
});
