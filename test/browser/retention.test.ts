/** For how long an agency keeps exact places: an administrator sees what new periods would do, and keeps them. */
import { expect, test } from 'vitest';
import { accessibilityProblems } from './accessibility.ts';
import { HOSPITAL_ANALYST, READER } from './sign_in.ts';
import { arrive } from './visit.ts';

test('Nia sees what shorter periods would do before she keeps them; a reader reads them', async () => {
  const { page } = await arrive({ who: HOSPITAL_ANALYST, expect: /status of 422/ });
  await page.goto('/');
  await page.getByRole('button', { name: /^Nia Rowe, .*: your account$/ }).click();
  await page.getByRole('link', { name: 'Retention', exact: true }).click();
  const places = page.getByLabel('Exact places, in months');
  const see = page.getByRole('button', { name: 'See what this would do', exact: true });
  const keep = page.getByRole('button', { name: 'Keep these periods', exact: true });

  await places.fill('2');
  await see.click();
  await page.getByText('Write a whole number of months from 6 to 120.').waitFor();
  await places.fill('6');
  await see.click();
  await page.getByText(/exact places become hexagons \(from before /).waitFor();
  const wrong = await accessibilityProblems(page, 'what retention would do');
  await keep.click();
  await page.getByText(/^Kept\. They hold from the coming night on/).waitFor();
  await page.reload();
  await expect.poll(() => places.inputValue()).toBe('6');
  await places.fill('36');
  await keep.click();
  await page.getByText(/^Kept\. They hold/).waitFor();

  const { page: reader } = await arrive({ who: READER });
  await reader.goto('/retention');
  await reader.getByText('Administrators of your agency set these periods.').waitFor();
  expect(await reader.getByLabel('Exact places, in months').isDisabled()).toBe(true);
  expect(await keep.count()).toBe(1);
  expect(await reader.getByRole('button', { name: 'Keep these periods' }).count()).toBe(0);
  expect(wrong).toEqual([]);
});

test('Where the server says no, the page says so and asks again', async () => {
  const { page } = await arrive({ at: 'nothing', expect: /Failed to load resource/ });
  let away = true;
  await page.route('**/api/retention', (route) => (away ? route.abort() : route.continue()));
  await page.goto('/retention');
  await page.getByText(/^The server did not answer/).waitFor();
  away = false;
  await page.getByRole('button', { name: 'Try again', exact: true }).click();
  await page.getByText(/^These are the usual periods/).waitFor();
  expect(await accessibilityProblems(page, 'retention, nothing chosen')).toEqual([]);
});
