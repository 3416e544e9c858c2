/** The server without room, and without its database, as people see it: test/api/http/read_only.test.ts and test/faults/ hold
 *  the answers that the routes here give. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { PROBLEMS, type ProblemCode } from '#api/http/problem.ts';
import { STATE_HEADER, type ServerTrouble } from '#api/contract/server_state.ts';
import { accessibilityProblems } from './accessibility.ts';
import { filters, openMap, ranked, soon, time, total } from './map_screen.ts';
import { STREET_WORKER } from './sign_in.ts';
import { arrive, PHONE } from './visit.ts';

const refusal = (code: ProblemCode, state: ServerTrouble) => ({
  status: PROBLEMS[code][0],
  contentType: 'application/problem+json',
  headers: { [STATE_HEADER]: state, 'retry-after': '5' },
  body: JSON.stringify({
    type: `about:blank#${code}`,
    title: PROBLEMS[code][1],
    status: 503,
    code,
  }),
});

/** Reading goes on under the server's mark; every write is refused. */
const withoutRoom = (page: Page) =>
  page.route('**/api/**', async (route) => {
    if (route.request().method() !== 'GET') return route.fulfill(refusal('read_only', 'read-only'));
    const response = await route.fetch();
    return route.fulfill({
      response,
      headers: { ...response.headers(), [STATE_HEADER]: 'read-only' },
    });
  });

const banner = (page: Page) =>
  page.getByRole('status').filter({ hasText: /Nothing can be saved|The database is not/ });

test('While the disk is full a find waits on the phone under a banner, and goes by itself when there is room', async () => {
  const { page } = await arrive({
    who: STREET_WORKER,
    expect: /Failed to load resource/,
    as: {
      viewport: PHONE,
      isMobile: true,
      hasTouch: true,
      geolocation: { latitude: 52.1931, longitude: -2.2208, accuracy: 9 },
      permissions: ['geolocation'],
    },
  });
  await withoutRoom(page);
  await page.goto('/finds/new');
  await page.getByText('Your position, ± 9 m').waitFor();
  await banner(page).waitFor();
  for (const choice of ['2–5', 'Alley', 'Made safe'])
    await page.getByRole('radio', { name: choice, exact: true }).tap();
  await page.getByRole('button', { name: 'Save', exact: true }).tap();
  await page.getByText('1 find not sent yet').waitFor();
  expect(await accessibilityProblems(page, 'finds, no room')).toEqual([]);
  await page.unroute('**/api/**');
  // nothing is pressed: the page looks every ten seconds
  await page.getByText('1 find not sent yet').waitFor({ state: 'detached' });
  await banner(page).waitFor({ state: 'detached' });
});

test('While the disk is full Alice reads on, and what she typed stays in its form', async () => {
  const { page } = await arrive({ expect: /Failed to load resource/ });
  await withoutRoom(page);
  await openMap(page);
  await banner(page).waitFor();
  expect(await total(page)).toBeGreaterThan(1000);
  // the map gives way: nothing of it lies below the window
  const bottom = await time(page).evaluate((element) => element.getBoundingClientRect().bottom);
  expect(bottom).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0);
  expect(await accessibilityProblems(page, 'map, no room')).toEqual([]);
  const views = filters(page).getByRole('region', { name: 'Saved views' });
  await views.getByRole('textbox').fill('Kept while the disk is full');
  await views.getByRole('button', { name: 'Save this view' }).click();
  await views.getByText(/^Nothing can be saved at the moment/).waitFor();
  expect(await views.getByRole('textbox').inputValue()).toBe('Kept while the disk is full');
});

test('While the database is away the figures stay on the map, and it goes on by itself', async () => {
  const { page } = await arrive({ expect: /Failed to load resource/ });
  await openMap(page);
  const before = await total(page);
  await page.route('**/api/**', (route) =>
    route.fulfill(refusal('database_away', 'database-away')),
  );
  await page
    .getByRole('checkbox', { name: /Needle finds/ })
    .first()
    .click();
  await banner(page).waitFor();
  expect(await total(page)).toBe(before);
  expect(await ranked(page).count()).toBeGreaterThan(0);
  expect(await accessibilityProblems(page, 'map, database away')).toEqual([]);
  await page.unroute('**/api/**');
  await banner(page).waitFor({ state: 'detached' });
  // what was asked meanwhile is answered without asking again
  await expect.poll(() => total(page), soon).toBeLessThan(before);
});

test('Whoever opens a page while the database is away finds it open by itself afterwards', async () => {
  const { page } = await arrive({ expect: /Failed to load resource/ });
  await page.route('**/api/**', (route) =>
    route.fulfill(refusal('database_away', 'database-away')),
  );
  await page.goto('/data');
  await banner(page).waitFor();
  expect(await accessibilityProblems(page, 'database away')).toEqual([]);
  await page.unroute('**/api/**');
  await page.getByRole('heading', { name: 'Data', level: 1 }).waitFor();
  await expect.poll(() => banner(page).count(), soon).toBe(0);
});
