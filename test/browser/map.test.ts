/** The map, as the analyst uses it. */
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { accessibilityProblems } from './accessibility.ts';
import {
  brush,
  changedFrom,
  figure,
  filters,
  openMap,
  pixelOf,
  ranked,
  shown,
  soon,
  time,
  total,
  whyHere,
} from './map_screen.ts';
import { arrive } from './visit.ts';

test('Alice opens the map and reads what it shows, what it leaves out, and that none of it happened', async () => {
  const { page } = await arrive();
  await openMap(page);
  expect(await shown(page).textContent()).toMatch(/^[\d,]+ incidents, .*\d{4}, \d agencies$/);
  expect(await page.locator('.facts').textContent()).toMatch(/ · \d+ have no location/);
  expect(await page.title()).toBe(
    'Map · Sample County Community Safety Partnership · Common Ground',
  );
  expect(await page.getByText('Synthetic data').isVisible()).toBe(true);
  expect(await accessibilityProblems(page, 'map')).toEqual([]);
});

test('Alice leaves kinds out, and the count is that of the kinds left', async () => {
  const { page } = await arrive();
  await openMap(page);
  const rail = filters(page);
  const kind = (label: string) => rail.locator('.kind').filter({ hasText: label });
  const needles = figure(await kind('Needle').locator('.row.strong .figure').textContent());
  const all = await shown(page).textContent();
  for (const label of ['Crime', 'Anti-social', 'Alcohol'])
    await kind(label).locator('.row.strong').getByRole('checkbox').uncheck();
  await expect.poll(() => total(page), soon).toBe(needles);
  expect(new URL(page.url()).searchParams.get('kind')).toBe('needle_find');

  await page.goBack();
  await page.goBack();
  await page.goBack();
  await expect.poll(() => shown(page).textContent(), soon).toBe(all);
  // the first is the partnership, the second all that is loaded
  await rail.getByRole('combobox', { name: 'Area' }).selectOption({ index: 2 });
  expect(figure(await changedFrom(page, all))).toBeLessThan(figure(all));
  await rail.getByRole('button', { name: 'Clear all filters' }).click();
  await expect.poll(() => shown(page).textContent(), soon).toBe(all);
});

test('Alice chooses a place, and Why here? adds up', async () => {
  const { page } = await arrive();
  await openMap(page);
  const first = ranked(page).first();
  const name = await first.locator('.name').textContent();
  const incidents = figure(await first.locator('.total').textContent());
  await first.click();
  await whyHere(page)
    .filter({ hasText: name ?? '' })
    .waitFor();
  const why = page.getByRole('article');
  await why.getByText('By kind and type').waitFor();
  expect(figure(await why.locator('.big strong').textContent())).toBe(incidents);
  const figures = async (list: string) =>
    (await why.locator(list).allTextContents()).map(figure).reduce((a, b) => a + b, 0);
  expect(await figures('.kinds strong')).toBe(incidents);
  // others' counts have no types; the page says whose they are
  const typed = await figures('.types .figure');
  expect(typed).toBeLessThanOrEqual(incidents);
  if (typed < incidents)
    await why
      .getByText(/counts only/i)
      .first()
      .waitFor();
  const spark = await why
    .getByRole('img', { name: /^Last twelve months: / })
    .getAttribute('aria-label');
  expect(spark?.split(', ')).toHaveLength(12);
  // what the keyboard chose is read from its heading
  expect(await whyHere(page).evaluate((heading) => heading === document.activeElement)).toBe(true);
  expect(await accessibilityProblems(page, 'why here')).toEqual([]);

  // the same place by pointing at the map
  const cell = new URL(page.url()).searchParams.get('cell') ?? '';
  const before = page.url();
  await why.getByRole('button', { name: 'Zoom to it' }).click();
  await expect.poll(() => page.url(), soon).not.toBe(before);
  await why.getByRole('button', { name: 'All places' }).click();
  await whyHere(page).waitFor({ state: 'detached' });
  const { x, y } = await pixelOf(page, cell);
  await page.mouse.click(x, y);
  await whyHere(page).waitFor();
});

test('Alice steps and plays time, and the legend keeps its breaks while it plays', async () => {
  const { page } = await arrive();
  await openMap(page);
  const asItOpens = await shown(page).textContent();
  await time(page).getByRole('button', { name: 'Last month' }).click();
  const legend = page.getByRole('region', { name: 'Incidents in a hexagon' });
  const lastMonth = await changedFrom(page, asItOpens);
  expect(lastMonth).toMatch(/, 1–(28|29|30|31) \w+ \d{4},/);

  await brush(page).press('ArrowLeft');
  const before = await changedFrom(page, lastMonth);
  expect(before).toMatch(/, 1–(28|29|30|31) \w+ \d{4},/);
  await brush(page).press('ArrowRight');
  await expect.poll(() => shown(page).textContent(), soon).toBe(lastMonth);

  await time(page).locator('input[type=date]').first().fill('2024-01-01');
  await time(page).locator('input[type=date]').last().fill('2024-01-31');
  await expect.poll(() => shown(page).textContent(), soon).toContain('1–31 January 2024');
  await brush(page).press(' ');
  await time(page).getByRole('button', { name: 'Pause' }).waitFor();
  const breaks = new Set<string>();
  const months = new Set<string>();
  await expect
    .poll(async () => {
      breaks.add((await legend.getByRole('list').innerText()) || '');
      months.add((await shown(page).textContent()) ?? '');
      return months.size;
    }, soon)
    .toBeGreaterThan(4);
  await brush(page).press(' ');
  await time(page).getByRole('button', { name: 'Play' }).waitFor();
  expect([...breaks].slice(1)).toEqual([]);

  await time(page).getByRole('button', { name: 'All', exact: true }).click();
  await expect.poll(() => total(page), soon).toBeGreaterThan(50_000);
});

test('Alice zooms, and the hexagons follow until she pins them', async () => {
  const { page } = await arrive();
  await openMap(page);
  const size = page.getByRole('combobox', { name: 'Hexagon size' });
  const said = () => size.locator('option').first().textContent();
  const first = await said();
  for (let i = 0; i < 2; i++) {
    const at = page.url();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await expect.poll(() => page.url(), soon).not.toBe(at);
  }
  await expect.poll(said, soon).not.toBe(first);
  await size.selectOption('8');
  await expect.poll(() => page.url(), soon).toContain('res=8');
  const at = page.url();
  await page.getByRole('button', { name: 'Show the whole area' }).click();
  await expect.poll(() => page.url(), soon).not.toBe(at);
  expect(await size.inputValue()).toBe('8');
  expect(page.url()).toContain('res=8');
});

test('Alice asks for a clock where hours are known, and is told where only months are', async () => {
  const { page } = await arrive();
  await openMap(page, '/?agency=sample-ambulance');
  await ranked(page).first().click();
  const why = page.getByRole('article');
  await why.getByText(/^Busiest: \w+day, \d\d:00 to \d\d:00/).waitFor();
  await page.goto('/?agency=sample-police&type=shoplifting');
  await expect.poll(() => shown(page).textContent(), soon).toMatch(/, 1 agency$/);
  await ranked(page).first().click();
  await why.getByText('These feeds have months only: no hour or weekday can be shown.').waitFor();
});

test('Alice sorts the table, and takes away the rows that it shows, marked', async () => {
  const { page } = await arrive();
  await openMap(page, '/?panel=table&res=7');
  const table = page.getByRole('region', { name: 'Table' });
  const column = (n: number) => table.locator(`tbody td:nth-child(${n})`).allTextContents();
  const totals = (await column(3)).map(figure);
  expect(totals).toEqual([...totals].sort((a, b) => b - a));
  await table.getByRole('button', { name: /^Crime/ }).click();
  await table.locator('th[aria-sort="descending"]').filter({ hasText: 'Crime' }).waitFor();
  const crimes = (await column(4)).map(figure);
  expect(crimes).toEqual([...crimes].sort((a, b) => b - a));

  expect(await accessibilityProblems(page, 'table')).toEqual([]);

  const shownThere = await total(page);
  await table.getByRole('link', { name: 'Export these rows…' }).click();
  const card = page.getByRole('article', { name: 'Counts by hexagon' });
  await card.getByText('OFFICIAL-SENSITIVE', { exact: false }).first().waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    card.getByRole('button', { name: 'Counts by hexagon as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^OFFICIAL-SENSITIVE hexes-r7-[-\d]+ .*\.csv$/);
  await card.getByText(/^Saved as “OFFICIAL-SENSITIVE hexes-r7-/).waitFor();
  const file = await text(await download.createReadStream());
  const [head = '', ...lines] = file.trim().split(/\r?\n/);
  const at = head.split(',').indexOf('total');
  expect(lines.map((line) => Number(line.split(',')[at])).reduce((a, b) => a + b, 0)).toBe(
    shownThere,
  );
  expect(lines.every((line) => line.includes(',OFFICIAL-SENSITIVE,'))).toBe(true);
});

test('Bob opens the address that Alice copied, and sees what she sees', async () => {
  const alice = await arrive();
  await openMap(alice.page, '/?from=2024-03-01&to=2024-08-31&kind=asb,needle_find&res=8');
  await ranked(alice.page).nth(2).click();
  await whyHere(alice.page).waitFor();
  const incidents = alice.page.locator('.big strong');
  await incidents.waitFor();
  const bob = await arrive();
  await openMap(bob.page, alice.page.url());
  await bob.page.locator('.big strong').waitFor();
  expect(await shown(bob.page).textContent()).toBe(await shown(alice.page).textContent());
  expect(await whyHere(bob.page).innerText()).toBe(await whyHere(alice.page).innerText());
  expect(await bob.page.locator('.big').innerText()).toBe(
    await alice.page.locator('.big').innerText(),
  );
  expect(bob.page.url()).toBe(alice.page.url());

  await alice.page.goBack();
  await whyHere(alice.page).waitFor({ state: 'detached' });
  await alice.page.goForward();
  await whyHere(alice.page).waitFor();
});

test('Alice works in a dim room: dark stays dark after a reload', async () => {
  const { page } = await arrive();
  await openMap(page);
  const ground = () =>
    page.evaluate(
      () => getComputedStyle(document.querySelector('header') ?? document.body).backgroundColor,
    );
  const light = await ground();
  await page.getByRole('combobox', { name: 'Colours' }).selectOption('Dark');
  await expect.poll(ground, soon).not.toBe(light);
  const dark = await ground();
  await page.reload();
  await shown(page).waitFor();
  expect(await ground()).toBe(dark);
  await page.getByRole('combobox', { name: 'Colours' }).selectOption('Light');
  await expect.poll(ground, soon).toBe(light);
});
