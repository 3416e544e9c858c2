/** The screens for everybody: WCAG 2.2 AA as far as a program can tell, no sideways scrolling, all of it by keyboard.
 *  Most states are looked at in the journey that reaches them; here are those that no journey does. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findings } from './axe_findings.ts';
import { accessibilityProblems, scrollsSideways, tabTo } from './accessibility.ts';
import { openMap, ranked, shown, soon, whyHere } from './map_screen.ts';
import { unique } from './unique.ts';
import { arrive, PHONE } from './visit.ts';

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });

test('The phone’s sheets: filters, time, places', async () => {
  const { page } = await arrive();
  await page.setViewportSize(PHONE);
  await openMap(page);
  const wrong: string[] = [];
  for (const sheet of ['Filters', 'Time', 'Places']) {
    await page
      .getByRole('group', { name: 'Map views' })
      .getByRole('button', { name: sheet, exact: true })
      .click();
    await page.getByRole('region', { name: sheet, exact: true }).waitFor();
    wrong.push(
      ...(await findings(page, `${sheet}, phone`)),
      ...(await scrollsSideways(page, `${sheet}, phone`)),
    );
  }
  expect(wrong).toEqual([]);
});

test('Logged finds, and a page that is not there', async () => {
  const { page } = await arrive({ expect: /404/ });
  await page.goto('/finds');
  await page.getByRole('heading', { name: 'Recent finds' }).waitFor();
  const wrong = await accessibilityProblems(page, 'finds');
  const answer = await page.goto('/nowhere');
  expect(answer?.status()).toBe(404);
  await page.getByRole('heading', { name: 'There is no page at this address' }).waitFor();
  wrong.push(...(await accessibilityProblems(page, 'not there')));
  expect(wrong).toEqual([]);
});

test('Bob has no mouse: from the address bar to an assigned action', async () => {
  const place = unique('By keyboard alone');
  const task = unique('Walk the place on three evenings');
  const { page } = await arrive();
  await openMap(page, '/?res=8');
  await ranked(page).first().waitFor();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the content' });
  expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');

  await tabTo(page, ranked(page).nth(1));
  await page.keyboard.press('Enter');
  await whyHere(page).waitFor();
  await tabTo(page, button(page, 'Propose hotspot'));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByLabel('Name', { exact: true }));
  await page.keyboard.type(place);
  await tabTo(page, button(page, 'Save hotspot'));
  await page.keyboard.press('Enter');

  const dialog = page.getByRole('dialog', { name: `Assign an action: ${place}` });
  await dialog.waitFor();
  await tabTo(page, dialog.getByLabel('What will be done'));
  await page.keyboard.type(task);
  await page.keyboard.press('Tab');
  await page.keyboard.type('Sample County');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Bob Baker');
  await tabTo(page, dialog.getByLabel('Figure aimed for (target)'));
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText(/^Assigned to Sample County Council, due /).waitFor();

  const nav = page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('link', { name: 'Actions' });
  await nav.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/actions');
  await page.getByRole('link', { name: task }).waitFor();
  await expect.poll(() => shown(page).count(), soon).toBe(0);
});
