/** The map of a reader who sees counts and not incidents: small hexagons take long windows, and the screen says so. */
import { expect, test } from 'vitest';
import type { Hexes } from '#api/contract/hexes.ts';
import { accessibilityProblems } from './accessibility.ts';
import { openMap, shown, soon, time } from './map_screen.ts';
import { TASKING } from './sign_in.ts';
import { arrive } from './visit.ts';

const ONE_DAY = 'from=2025-06-13&to=2025-06-13';
const JUNE = 'from=2025-06-01&to=2025-06-30';

test('Sam of the tasking group is shown larger hexagons for some days, why, and the months in which they are smaller', async () => {
  // a 422, which no step here may meet, fails the test: the page would complain
  const { page } = await arrive({ who: TASKING });
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname === '/api/hexes' && searchParams.has('from'))
      asked.push(searchParams.get('resolution') ?? '');
  });
  await openMap(page, '/?from=2025-01-13&to=2025-06-19&res=9');
  const rule = time(page).getByText(
    'Hexagons of 360 m are counted over whole calendar months that are over, because a small hexagon over a short time shows single incidents, and your role sees counts. Hexagons of 2.5 km are shown.',
  );
  await rule.waitFor();
  await page.getByText('Larger for this window (2.5 km)').waitFor();
  expect([...new Set(asked)]).toEqual(['7']);
  expect(await accessibilityProblems(page, 'map, larger hexagons')).toEqual([]);
  await time(page)
    .getByRole('button', { name: /^Show 1 January/ })
    .click();
  await rule.waitFor({ state: 'hidden' });
  await expect.poll(() => asked.at(-1), soon).toBe('9');
  await expect.poll(() => shown(page).textContent(), soon).toMatch(/30 June 2025/);
});

test('Sam zooms and plays without meeting a refusal', async () => {
  const { page } = await arrive({ who: TASKING });
  await openMap(page, `/?from=2025-06-08&to=2025-06-14`);
  for (let i = 0; i < 5; i++) await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.getByText(/^Larger for this window/).waitFor();
  const before = await shown(page).textContent();
  await time(page).getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => shown(page).textContent(), soon).not.toBe(before);
  await time(page).getByRole('button', { name: 'Pause' }).click();
  await shown(page).waitFor();
});

test('Sam’s Why here? of a small hexagon has no clock, and over one day nothing, with the reason', async () => {
  const { page } = await arrive({ who: TASKING });
  const answer = await page.request.get(`/api/hexes?resolution=9&${JUNE}`);
  const { cells } = (await answer.json()) as Hexes; // as: the contract
  const cell = [...cells].sort((a, b) => b.total - a.total)[0]?.cell ?? '';
  await openMap(page, `/?${JUNE}&res=9&cell=${cell}`);
  await page.getByText(/^Hours of the week are shown for larger hexagons/).waitFor();
  await openMap(page, `/?${ONE_DAY}&res=9&cell=${cell}`);
  await page.getByText(/^This hexagon is too small to be counted in this window/).waitFor();
});
