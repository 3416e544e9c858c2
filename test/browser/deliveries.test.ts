/** Who owes what: the board, asking an agency for what is missing, and reading that one was asked. */
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { logCsv } from '#test/support/factories.ts';
import { bringIn } from './bring_in.ts';
import { accessibilityProblems, tabTo } from './accessibility.ts';
import { soon } from './map_screen.ts';
import { FIRE_ANALYST, POLICE_ANALYST } from './sign_in.ts';
import { unique } from './unique.ts';
import { arrive, PHONE } from './visit.ts';

async function openBoard(page: Page): Promise<void> {
  await page.goto('/data');
  await page.getByRole('link', { name: 'Who owes what' }).click();
  await page.getByText(/^Of \d+ feeds/).waitFor();
}
/** The cell of a feed that lacks the third quarter of 2025. */
const missing = (page: Page, feed: string) =>
  page.getByRole('button', { name: new RegExp(`^${feed}, Q3 2025: missing, `) });
/** What the fire service never sent. */
const FIRES = 'Deliberate fires';
const OF_FIRE = { agency: 'sample-fire', name: 'fires.csv' } as const;
/** One row each month of 2025 and 2026 but July to September 2025. */
const yearWithoutSummer = logCsv(
  Array.from({ length: 22 }, (_, i) => i)
    .filter((month) => month < 6 || month > 8)
    .map((month) => {
      const year = 2025 + Math.floor(month / 12);
      const ofYear = String((month % 12) + 1).padStart(2, '0');
      return { reference: `F${month}`, date: `${year}-${ofYear}-13 14:05` };
    }),
);
const dialog = (page: Page) => page.getByRole('dialog');

test('Morgan sees what the fire service has not sent and asks for it; Pat reads it, and Lee sees that it was asked for', async () => {
  const pat = await arrive({ who: FIRE_ANALYST });
  const feed = unique('Bin fires');
  const id = await bringIn(pat.context, {
    ...OF_FIRE,
    dataset: feed.toLowerCase().replaceAll(' ', '-'),
    datasetName: feed,
    csv: yearWithoutSummer,
  });
  onTestFinished(async () => {
    expect((await pat.context.request.delete(`/api/imports/${id}`)).ok()).toBe(true);
  });

  const { page } = await arrive();
  await openBoard(page);
  await page.getByRole('combobox', { name: 'Quarters' }).selectOption('12');
  await expect.poll(() => page.url(), soon).toContain('quarters=12');
  await missing(page, feed).click();
  await dialog(page).getByText('July to September 2025').waitFor();
  await dialog(page)
    .getByRole('button', { name: /^Ask .* for it$/ })
    .click();
  await dialog(page).getByText('1 person at', { exact: false }).waitFor();
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: new RegExp(`^${feed}, Q3 2025: missing, .*, reminded$`) })
    .waitFor();

  const lee = await arrive({ who: POLICE_ANALYST });
  await openBoard(lee.page);
  await missing(lee.page, feed).click();
  await dialog(lee.page).getByText('asked, 1 person told', { exact: false }).waitFor();
  expect(await lee.page.getByRole('button', { name: /^Ask / }).count()).toBe(0);

  await pat.page.goto('/me');
  const told = pat.page.getByRole('region', { name: 'What you were told' });
  const notice = told.locator('details').filter({ hasText: `${feed}, 2025-Q3: not received` });
  await notice.locator('summary').click();
  await notice.getByText('asks for your data', { exact: false }).waitFor();
  await notice.getByRole('link', { name: 'Open' }).click();
  await missing(pat.page, feed).click();
  await dialog(pat.page).getByText('This is your own agency’s feed', { exact: false }).waitFor();

  // from the board to the map of that quarter, which says the same
  await dialog(pat.page).getByRole('link', { name: 'See that quarter on the map' }).click();
  await pat.page.waitForURL(/from=2025-07-01/);
  await pat.page.locator('.facts').getByText('not received', { exact: false }).first().waitFor();
});

test('The board is read on every screen and by keyboard, in a quarter’s dialog too', async () => {
  const { page } = await arrive();
  await openBoard(page);
  const wrong = await accessibilityProblems(page, 'owed');
  await tabTo(page, missing(page, FIRES));
  await page.keyboard.press('Enter');
  await dialog(page).waitFor();
  wrong.push(...(await accessibilityProblems(page, 'owed, a quarter')));
  expect(wrong).toEqual([]);
  await page.setViewportSize(PHONE);
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Sample Fire', exact: false }).waitFor();
});

test('Where nothing was handed in the board says how it fills; where the server says no, it says so and tries again', async () => {
  const empty = await arrive({ at: 'nothing' });
  await empty.page.goto('/owed');
  await empty.page.getByText('Nothing has been handed in yet').waitFor();
  expect(await accessibilityProblems(empty.page, 'owed, empty')).toEqual([]);

  const { page } = await arrive({ expect: /503|Failed to load/ });
  await page.route('**/api/deliveries?*', (route) => route.fulfill({ status: 503, body: '' }), {
    times: 1,
  });
  await page.goto('/owed');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText(/^Of \d+ feeds/).waitFor();
});
