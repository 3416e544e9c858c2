/** Public releases: what is announced waits a day, any agency's administrator may stop it, and what was published is there
 *  for anybody. */
import { expect, test } from 'vitest';
import { accessibilityProblems } from './accessibility.ts';
import { HOSPITAL_ANALYST, READER } from './sign_in.ts';
import { arrive } from './visit.ts';

test('Nia of the hospital reads when a month is published, stops it, and everybody reads why', async () => {
  const { page } = await arrive({ who: HOSPITAL_ANALYST, expect: /status of 422/ });
  await page.goto('/');
  await page.getByRole('button', { name: /^Nia Rowe, .*: your account$/ }).click();
  await page.getByRole('link', { name: 'Public releases', exact: true }).click();
  await page.getByRole('heading', { name: 'Announced', exact: true }).waitFor();
  await page
    .getByText(/^Published on .*, unless an administrator stops it/)
    .first()
    .waitFor();
  const method = page.getByRole('link', { name: 'method.md' }).first();
  const published = await page.request.get((await method.getAttribute('href')) ?? '');
  expect(await published.text()).toMatch(/^# Incidents by place, /);

  const stop = page.getByRole('button', { name: /^Stop the release of / }).first();
  const month = (await stop.getAttribute('aria-label'))?.replace('Stop the release of ', '') ?? '';
  await stop.click();
  const dialog = page.getByRole('dialog', { name: `Stop the release of ${month}?` });
  await dialog.getByRole('button', { name: 'Stop it', exact: true }).click();
  await dialog.getByText('Say why it must not be published.').waitFor();
  const wrong = await accessibilityProblems(page, 'stopping a release');
  await dialog.getByLabel('Why must it not be published?').fill('A file of ours was wrong.');
  await dialog.getByRole('button', { name: 'Stop it', exact: true }).click();
  await page.getByText(/A file of ours was wrong\.$/).waitFor();
  wrong.push(...(await accessibilityProblems(page, 'releases')));
  expect(wrong).toEqual([]);

  const { page: reader } = await arrive({ who: READER });
  await reader.goto('/public-releases');
  await reader.getByText(/A file of ours was wrong\.$/).waitFor();
  expect(await reader.getByRole('button', { name: /^Stop the release/ }).count()).toBe(0);
});

test('Where nothing was published the page says how it begins; where the server says no, it asks again', async () => {
  const { page } = await arrive({ at: 'nothing', expect: /Failed to load resource/ });
  let away = true;
  await page.route('**/api/releases', (route) => (away ? route.abort() : route.continue()));
  await page.goto('/public-releases');
  await page.getByText(/^The server did not answer/).waitFor();
  away = false;
  await page.getByRole('button', { name: 'Try again', exact: true }).click();
  await page.getByText('Nothing has been published yet', { exact: true }).waitFor();
  expect(await accessibilityProblems(page, 'no releases')).toEqual([]);
});
