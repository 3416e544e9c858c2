/** What a partnership does with the map month after month: its own areas, its own views, then against now. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Hexes } from '#api/contract/hexes.ts';
import { accessibilityProblems } from './accessibility.ts';
import { changedFrom, filters, openMap, shown, soon, time, total } from './map_screen.ts';
import { unique } from './unique.ts';
import { arrive } from './visit.ts';

const inUrl = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);
const drawing = (page: Page) => page.getByRole('region', { name: 'Drawing an area' });

test('Alice draws an area by mouse, and sees only what the server counts inside it', async () => {
  const { page } = await arrive();
  await openMap(page);
  const everywhere = await shown(page).textContent();
  await filters(page).getByRole('button', { name: 'Draw an area' }).click();
  const map = await page.locator('canvas.maplibregl-canvas').boundingBox();
  if (!map) throw new Error('There is no map.');
  const middle = { x: map.x + map.width / 2, y: map.y + map.height / 2 };
  await page.mouse.click(middle.x - 90, middle.y + 60);
  await drawing(page).getByRole('button', { name: 'Close the area' }).click();
  await drawing(page).getByText('at least 3 corners; this one has 1').waitFor();
  await page.mouse.click(middle.x + 90, middle.y + 60);
  await page.mouse.click(middle.x + 90, middle.y - 100);
  await page.mouse.click(middle.x - 90, middle.y - 100);
  await page.keyboard.press('Enter');

  const inside = await changedFrom(page, everywhere);
  expect(inside).toContain('in the drawn area');
  const within = inUrl(page, 'within');
  expect(within?.split(';')).toHaveLength(4);
  const requested = new URLSearchParams({
    resolution: '8',
    from: inUrl(page, 'from') ?? '',
    to: inUrl(page, 'to') ?? '',
    within: within ?? '',
  });
  const answer = await page.request.get(`/api/hexes?${requested.toString()}`);
  const counted = (await answer.json()) as Hexes; // as: the contract
  expect(counted.total).toBeGreaterThan(0);
  expect(await total(page)).toBe(counted.total);

  await page.reload();
  await expect.poll(() => shown(page).textContent(), soon).toBe(inside);
  await filters(page).getByRole('button', { name: 'Clear drawn area' }).click();
  await expect.poll(() => shown(page).textContent(), soon).toBe(everywhere);
});

test('Alice draws an area without a mouse', async () => {
  const { page } = await arrive();
  await openMap(page);
  await filters(page).getByRole('button', { name: 'Draw an area' }).press('Enter');
  await drawing(page).waitFor();
  for (const steps of [[], ['ArrowRight', 'ArrowRight'], ['ArrowDown', 'ArrowDown']]) {
    for (const key of steps) await page.keyboard.press(key);
    await page.keyboard.press('Space');
  }
  await drawing(page).getByText('3 corners set').waitFor();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Space');
  await drawing(page).getByText('4 corners set').waitFor();
  await page.keyboard.press('Backspace');
  await drawing(page).getByText('3 corners set').waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => inUrl(page, 'within')?.split(';').length, soon).toBe(3);
  await expect.poll(() => shown(page).textContent(), soon).toContain('in the drawn area');
});

test('A view that Alice saves under a name is there for Bob, and shows him the same', async () => {
  const { page } = await arrive();
  await openMap(page, '/?kind=needle_find&from=2026-01-01&to=2026-03-31');
  const needles = await shown(page).textContent();
  const views = filters(page).getByRole('region', { name: 'Saved views' });
  await views.getByRole('button', { name: 'Save this view' }).click();
  await views.getByText('Give the view a name.', { exact: true }).waitFor();
  const name = unique('Needles, first quarter');
  await views.getByRole('textbox').fill(name);
  await views.getByRole('button', { name: 'Save this view' }).click();
  await views.getByText(`${name} is saved.`).waitFor();

  const { page: bobs } = await arrive({ as: {} });
  await openMap(bobs);
  await filters(bobs).getByRole('link', { name }).click();
  await expect.poll(() => shown(bobs).textContent(), soon).toBe(needles);

  await views.getByRole('button', { name: `Remove the saved view ${name}` }).click();
  await views.getByRole('link', { name }).waitFor({ state: 'detached' });
});

test('Chelsea compares a year with the one before, and every figure adds up', async () => {
  const { page } = await arrive();
  await openMap(page, '/?from=2025-11-01&to=2026-10-31');
  const alone = await shown(page).textContent();
  await time(page).getByLabel('Compare with').selectOption({ label: 'The same period last year' });
  const said = await changedFrom(page, alone);
  const [, then = '', now = ''] = /\(([\d,]+) → ([\d,]+)\)/.exec(said) ?? [];
  const number = (text: string) => Number(text.replaceAll(',', ''));
  const [before, after] = [
    { from: '2024-11-01', to: '2025-10-31' },
    { from: '2025-11-01', to: '2026-10-31' },
  ];
  // over the feeds that have delivered both
  const count = async (window: typeof before, other: typeof before) => {
    const asked = new URLSearchParams({
      ...{ area: 'partnership', resolution: '8', ...window },
      ...{ from2: other.from, to2: other.to },
    });
    const answer = await page.request.get(`/api/hexes?${asked.toString()}`);
    return ((await answer.json()) as Hexes).total; // as: the contract
  };
  expect(number(then)).toBe(await count(before, after));
  expect(number(now)).toBe(await count(after, before));
  expect(await page.locator('.facts').textContent()).toContain(
    'July to September 2025 not received',
  );
  await page.getByText('Differences of small counts are often chance.').waitFor();
  expect(await accessibilityProblems(page, 'comparing')).toEqual([]);

  await time(page).getByRole('button', { name: 'All' }).click();
  await expect
    .poll(() => page.locator('.facts').textContent(), soon)
    .toContain('nothing to compare with');
});
