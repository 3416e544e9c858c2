/** A colleague of Chelsea’s outdoors, with a phone. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityProblems } from './accessibility.ts';
import { figure, soon } from './map_screen.ts';
import { STREET_WORKER } from './sign_in.ts';
import { arrive, PHONE, type Visit, type VisitOptions } from './visit.ts';

const phone: BrowserContextOptions = {
  viewport: PHONE,
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 2,
  geolocation: { latitude: 52.1931, longitude: -2.2208, accuracy: 9 },
  permissions: ['geolocation'],
};
/** Outdoors, signed in as one of the street team. */
const outdoors = (options: VisitOptions = {}): Promise<Visit> =>
  arrive({ as: phone, who: STREET_WORKER, ...options });

/** How many incidents the partnership has, as its host's analyst sees it: the street team sees no counts. */
const counted = async (): Promise<number> => {
  const { page } = await arrive();
  const answer = await page.request.get('/api/partnership');
  return ((await answer.json()) as { incidents: number }).incidents; // as: the contract
};
const tap = (page: Page, name: string) => page.getByRole('radio', { name, exact: true }).tap();
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });

test('Four taps and Save, and the find is in the counts and in the list', async () => {
  const { page } = await outdoors();
  const before = await counted();
  await page.goto('/finds/new');
  await page.getByText('Your position, ± 9 m').waitFor();
  await tap(page, '2–5');
  await tap(page, 'Car park');
  await tap(page, 'Needs collection');
  await save(page).tap();
  await page.getByText('Saved. It is on the map now.').waitFor();
  expect(await counted()).toBe(before + 1);

  // it is for the agency of whoever is signed in, and nobody is asked
  await page.getByRole('button', { name: 'Log another' }).tap();
  await page.getByText('For Sample Drug and Alcohol Outreach').waitFor();
  await page.getByRole('link', { name: 'Finds' }).tap();
  const latest = page.locator('main li').first();
  expect(await latest.innerText()).toMatch(/Needs collection\s+2 to 5/);
  expect(await latest.innerText()).toContain('Car park');

  // and on the map, today, for whoever has one
  const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/London' });
  const { page: map } = await arrive();
  await map.goto(`/?from=${today}&to=${today}&kind=needle_find`);
  await expect
    .poll(async () => figure(await map.locator('.facts strong').textContent()), soon)
    .toBeGreaterThan(0);
});

test('Searched, found nothing: two taps, and no needle is counted', async () => {
  const { page } = await outdoors();
  await page.goto('/finds');
  await page.getByRole('link', { name: 'Searched, found nothing' }).tap();
  await page.getByText('Your position, ± 9 m').waitFor();
  const before = await counted();
  await save(page).tap();
  await page.getByText(/^Saved\./).waitFor();
  expect(await counted()).toBe(before);
  await page.getByRole('link', { name: 'All finds' }).tap();
  await page.locator('main li').first().getByText('Searched, found nothing').waitFor();
});

test('What is missing is said beside it, and nothing is sent', async () => {
  const { page } = await outdoors({ as: { ...phone, permissions: [] } });
  await page.goto('/finds/new');
  await page.getByText(/does not share its position|No position could be taken/).waitFor();
  await save(page).tap();
  for (const words of [/Set the place/, /Say how many/, /made safe\./])
    await page.getByText(words).first().waitFor();
  expect(await accessibilityProblems(page, 'new find')).toEqual([]);
  // without a position the place is written, or the map moved under the pin
  await page.getByRole('button', { name: 'Write the place' }).tap();
  await page.getByLabel('Grid reference, or latitude, longitude').fill('SO 849 548');
  await page.getByRole('button', { name: 'Set the pin there' }).tap();
  await page.getByText('Set by hand').waitFor();
  await tap(page, '1');
  await tap(page, 'Made safe');
  await save(page).tap();
  await page.getByText('Saved. It is on the map now.').waitFor();
});

test('Without signal the find is kept on the phone, and arrives once', async () => {
  const { page, context } = await outdoors({ expect: /Failed to load resource/ });
  await page.goto('/finds/new');
  await page.getByText('Your position, ± 9 m').waitFor();
  const before = await counted();
  await tap(page, '6–10');
  await tap(page, 'Alley');
  await tap(page, 'Made safe');
  // the first answer is lost, not the request: the server has the find, and the phone cannot know
  let tries = 0;
  let signal = false;
  await page.route('**/api/finds', async (route) => {
    if (route.request().method() !== 'POST' || signal) return route.continue();
    if (tries++ === 0) await route.fetch();
    return route.abort();
  });
  await save(page).tap();
  await page.getByText('1 find not sent yet').waitFor();
  await page.getByText(/^No signal\. What you entered is kept on this phone/).waitFor();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Send now' }).tap();
  await page.getByRole('button', { name: 'Send now' }).waitFor();
  await page.getByText('1 find not sent yet').waitFor();
  signal = true;
  // coming back is enough: the phone sends by itself
  await context.setOffline(false);
  await page.getByText('1 find not sent yet').waitFor({ state: 'detached' });
  expect(await counted()).toBe(before + 1);
});

test('Pricked: first aid is one tap away, before anything is logged', async () => {
  const { page } = await outdoors();
  await page.goto('/finds/new');
  await page
    .getByRole('button', { name: 'Pricked? First aid when a needle has pricked you' })
    .tap();
  const aid = page.getByRole('dialog', { name: 'If a needle has pricked you' });
  expect(await aid.getByRole('listitem').count()).toBe(5);
  expect(await accessibilityProblems(page, 'first aid')).toEqual([]);
  expect(await aid.getByRole('link', { name: 'Call 111 (NHS, free)' }).getAttribute('href')).toBe(
    'tel:111',
  );
  await aid.getByRole('button', { name: 'Close' }).tap();
  await aid.waitFor({ state: 'hidden' });
});

test('The phone page is small: at most 100 kB of script come over the air', async () => {
  const { page } = await outdoors();
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script')
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await page.goto('/finds/new');
  await page.getByText('Your position, ± 9 m').waitFor();
  const bytes = (await Promise.all(sizes)).reduce((a, b) => a + b, 0);
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThanOrEqual(100_000);
});
