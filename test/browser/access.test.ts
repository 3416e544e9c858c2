/** Every screen and dialog for everybody: WCAG 2.2 AA as far as a program can tell, at the desk, in the meeting
 *  room and on the phone, light and dark; no sideways scrolling; all of it by keyboard. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findings } from './axe.ts';
import { everyWay, sideways, tabTo } from './every_way.ts';
import { openMap, ranked, shown, soon, whyHere } from './map_screen.ts';
import { arrive, PHONE } from './visit.ts';

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });

// three states of the heaviest screen, each looked at six times, on software graphics
test('The map, its table, a place', { timeout: 300_000 }, async () => {
  const { page } = await arrive();
  await openMap(page);
  const wrong = await everyWay(page, 'map');
  await button(page, 'Table').click();
  await page.getByRole('region', { name: 'Incidents by hexagon' }).waitFor();
  wrong.push(...(await everyWay(page, 'table')));
  await button(page, 'Places').click();
  await ranked(page).first().click();
  await page.getByText('By kind and type').waitFor();
  wrong.push(...(await everyWay(page, 'why here')));
  expect(wrong).toEqual([]);
});

test('A hotspot being shaped, and an action being assigned', async () => {
  const { page } = await arrive();
  await openMap(page);
  await ranked(page).first().click();
  await page.getByText('By kind and type').waitFor();
  await button(page, 'Propose hotspot').click();
  const wrong: string[] = [];
  wrong.push(...(await everyWay(page, 'shape')));
  await button(page, 'Discard').click();
  await button(page, /All places/).click();
  await button(page, 'Hotspots').click();
  await page.locator('.list button').first().click();
  await button(page, 'Assign action').click();
  await page.getByRole('dialog').waitFor();
  wrong.push(...(await everyWay(page, 'assign')));
  expect(wrong).toEqual([]);
});

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
      ...(await sideways(page, `${sheet}, phone`)),
    );
  }
  expect(wrong).toEqual([]);
});

test('Actions, one action, its editing, a new one', async () => {
  const { page } = await arrive();
  await page.goto('/actions?state=all');
  await page.getByRole('row').nth(2).waitFor();
  const wrong = await everyWay(page, 'actions');
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await page.getByRole('heading', { name: 'The task' }).waitFor();
  wrong.push(...(await everyWay(page, 'action')));
  await button(page, 'Edit').click();
  await page.getByRole('dialog').waitFor();
  wrong.push(...(await everyWay(page, 'edit')));
  await page.goto('/actions/new');
  await button(page, 'Assign the action').click();
  await page.getByText('Choose the place it is for.').waitFor();
  wrong.push(...(await everyWay(page, 'new action')));
  expect(wrong).toEqual([]);
});

test('Data, an import, finds, the phone page, first aid, a page that is not there', async () => {
  const { page } = await arrive({ expect: /404/ });
  await page.goto('/data');
  await page.getByRole('row').nth(2).waitFor();
  const wrong = await everyWay(page, 'data');
  // what other journeys handed in, refused or took back stands first in the list
  await page
    .getByRole('row')
    .filter({ hasText: 'Brought in' })
    .first()
    .getByRole('link')
    .first()
    .click();
  await page.getByText('Rows read').waitFor();
  wrong.push(...(await everyWay(page, 'import')));
  await page.goto('/finds');
  await page.getByRole('heading', { name: 'Recent finds' }).waitFor();
  wrong.push(...(await everyWay(page, 'finds')));
  await page.goto('/finds/new');
  await button(page, 'Save').click();
  await page.getByText('Say how many needles.').waitFor();
  wrong.push(...(await everyWay(page, 'new find')));
  await button(page, /^Pricked\?/).click();
  await page.getByRole('dialog').waitFor();
  wrong.push(...(await everyWay(page, 'first aid')));
  await page.goto('/nowhere');
  await page.getByRole('heading', { name: 'There is no page at this address' }).waitFor();
  wrong.push(...(await everyWay(page, 'not there')));
  expect(wrong).toEqual([]);
});

test('The same screens where nothing has come in yet', async () => {
  const { page } = await arrive({ at: 'nothing' });
  const wrong: string[] = [];
  for (const [path, words] of [
    ['/', 'No incidents yet'],
    ['/actions', 'No action is waiting to be done'],
    ['/actions/new', 'There is no hotspot to act on yet'],
    ['/data', 'Nothing has been brought in yet'],
    ['/finds', 'No finds have been logged yet'],
  ] as const) {
    await page.goto(path);
    await page.getByText(words, { exact: true }).first().waitFor();
    wrong.push(...(await everyWay(page, `${path} empty`)));
  }
  expect(wrong).toEqual([]);
});

test('Bob has no mouse: from the address bar to an assigned action', async () => {
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
  await page.keyboard.type('By keyboard alone');
  await tabTo(page, button(page, 'Save hotspot'));
  await page.keyboard.press('Enter');

  const dialog = page.getByRole('dialog', { name: 'Assign an action: By keyboard alone' });
  await dialog.waitFor();
  await tabTo(page, dialog.getByLabel('What will be done'));
  await page.keyboard.type('Walk the place on three evenings');
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
  await page.getByRole('link', { name: 'Walk the place on three evenings' }).waitFor();
  await expect.poll(() => shown(page).count(), soon).toBe(0);
});
