/** The map where something is missing: the graphics, the data, the server. */
import { chromium } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { CHROMIUM_ARGUMENTS, chromiumPath } from './chromium.ts';
import { accessibilityProblems } from './accessibility.ts';
import { ranked, shown, soon, total, whyHere } from './map_screen.ts';
import { arrive, watched } from './visit.ts';
import { county } from './worker.ts';

test('Alice’s browser cannot draw, says so, and the table has everything', async () => {
  const without = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [
      ...CHROMIUM_ARGUMENTS.filter((argument) => !without.includes(argument)),
      '--disable-3d-apis',
    ],
  });
  onTestFinished(() => browser.close());
  // MapLibre itself says on the console that there is no WebGL
  const { page } = await watched(browser, await county(), /webgl/i);
  await page.goto('/');
  await page.getByText(/WebGL is missing or switched off/).waitFor();
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  const rows = page.getByRole('region', { name: 'Table' }).locator('tbody tr');
  await expect.poll(() => rows.count(), soon).toBeGreaterThan(20);
  expect(await total(page)).toBeGreaterThan(1000);
  await rows.first().getByRole('button').click();
  await whyHere(page).waitFor();
});

test('A partnership that begins sees an empty county and the way to fill it', async () => {
  const { page } = await arrive({ at: 'nothing' });
  await page.goto('/');
  await page.getByText('No incidents yet', { exact: true }).waitFor();
  const wrong = await accessibilityProblems(page, 'map, empty');
  // nothing is tested where there is nothing, and nobody waits for it
  await page.getByRole('button', { name: 'How sure?' }).click();
  await page.getByRole('radio', { name: 'A busy place' }).waitFor();
  expect(await page.getByText('Judging hexagons').count()).toBe(0);
  await page.getByRole('link', { name: 'To Data' }).click();
  await page.getByText('Nothing has been brought in yet').waitFor();
  wrong.push(...(await accessibilityProblems(page, 'data, empty')));
  const screens = page.getByRole('navigation', { name: 'Screens' });
  await screens.getByRole('link', { name: 'Actions' }).click();
  await page.getByText('No action is waiting to be done').waitFor();
  wrong.push(...(await accessibilityProblems(page, 'actions, empty')));
  await screens.getByRole('link', { name: 'Finds' }).click();
  await page.getByText('No finds have been logged yet').waitFor();
  wrong.push(...(await accessibilityProblems(page, 'finds, empty')));
  await page.goto('/actions/new');
  await page.getByText('There is no hotspot to act on yet').waitFor();
  wrong.push(...(await accessibilityProblems(page, 'new action, empty')));
  expect(wrong).toEqual([]);
});

test('Alice is told when the server does not answer, and tries again', async () => {
  const { page } = await arrive({ expect: /Failed to load resource/ });
  await page.route('**/api/hexes?*', (route) => route.abort());
  await page.goto('/');
  const alert = page.getByRole('alert').first();
  await alert.getByText('The server did not answer.').waitFor();
  await page.unroute('**/api/hexes?*');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await shown(page).waitFor();
  await ranked(page).first().waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
});

test('Alice comes while the server is away altogether, and tries again', async () => {
  const { page } = await arrive({ expect: /Failed to load resource/ });
  await page.route('**/api/**', (route) => route.fulfill({ status: 503, body: 'away' }));
  await page.goto('/');
  await page.getByRole('heading', { name: 'The partnership could not be opened' }).waitFor();
  await page.unroute('**/api/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await shown(page).waitFor();
});
