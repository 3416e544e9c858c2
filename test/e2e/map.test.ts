/** The map, as the analyst uses it. */
import { expect, test } from 'vitest';
import { arrive } from './visit.ts';

test('Alice opens the map and reads what it shows and what it leaves out', async () => {
  const { page } = await arrive();
  await page.goto('/');
  const facts = page.locator('.facts');
  await facts.getByText(/^[\d,]+ incidents, .+, \d agencies$/).waitFor();
  expect(await facts.textContent()).toMatch(/have no location/);
  expect(await page.title()).toBe(
    'Map · Sample County Community Safety Partnership · Common Ground',
  );
  await page.getByText('Synthetic data').waitFor();
});
