/** Coming in and going out: in the sample county with one click, and with a password. */
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import type { SessionFacts } from '#api/contract/sign_in.ts';
import { rmSync } from 'node:fs';
import { accessibilityProblems } from './accessibility.ts';
import { shown } from './map_screen.ts';
import { cover, menu, setUpPassword, signInTitle, signOut } from './people_screen.ts';
import { sampleFolder, startServer } from './servers.ts';
import { firstLink, HOST_ANALYST, POLICE_ANALYST, READER, STREET_WORKER } from './sign_in.ts';
import { anotherPage, arrive } from './visit.ts';
import { county } from './worker.ts';

const card = (page: Page, name: string) => page.getByRole('button', { name: `Enter as ${name}` });
/** What a call answers to a browser that is not, or no longer, signed in is a red line on its console. */
const turnedAway = /401 \(Unauthorized\)/;

test('Dev has no access: every page is the sign-in page, which leads to the page he requested', async () => {
  const { page } = await arrive({ who: null, as: {} });
  const requested: string[] = [];
  page.on('request', (request) => requested.push(new URL(request.url()).pathname));
  await page.goto('/actions?state=all');
  await signInTitle(page).waitFor();
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  expect(await page.getByRole('navigation').count()).toBe(0);
  // nothing of the partnership was even asked for
  expect(requested.filter((path) => path.startsWith('/api/'))).not.toContain('/api/partnership');
  await card(page, HOST_ANALYST).click();
  await page.getByRole('heading', { name: 'Actions', exact: true }).waitFor();
  expect(new URL(page.url()).search).toBe('?state=all');
  await page.getByText('Sample County Community Safety Partnership').waitFor();
  expect(requested).toContain('/api/partnership');
});

test('a link that asks to be led to another site afterwards leads to one’s own start page', async () => {
  const { page } = await arrive({ who: null, as: {} });
  for (const to of ['//evil.example/', '/\\evil.example', 'https://evil.example/actions']) {
    await page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
    await card(page, STREET_WORKER).click();
    await page.getByRole('heading', { name: 'Recent finds' }).waitFor();
    expect(page.url()).toBe(`${await county()}/finds`);
    await signOut(page);
  }
});

test('each person finds the screens of their role, and what is missing is explained', async () => {
  const street = await arrive({ who: STREET_WORKER, as: {} });
  await street.page.goto('/');
  await street.page.getByRole('heading', { name: 'This page is not part of your role' }).waitFor();
  await street.page.getByText(/^The map is for administrators, analysts/).waitFor();
  const screens = street.page.getByRole('navigation', { name: 'Screens' }).getByRole('link');
  expect(await screens.allInnerTexts()).toEqual(['Finds']);
  await street.page.getByRole('link', { name: 'To your own start page' }).click();
  await street.page.getByText('You see the finds that you logged yourself.').waitFor();

  const reader = await arrive({ who: READER, as: {} });
  await reader.page.goto('/actions?state=all');
  await reader.page
    .getByText('Assigning an action is for analysts and the tasking group.')
    .waitFor();
  expect(await reader.page.getByRole('link', { name: 'Assign an action' }).count()).toBe(0);
  await reader.page.getByRole('row').nth(1).getByRole('link').first().click();
  await reader.page.getByText(/^Reporting on an action is for analysts/).waitFor();
  expect(await reader.page.getByRole('button', { name: 'Edit' }).count()).toBe(0);
  expect(await reader.page.getByRole('region', { name: 'Next step' }).count()).toBe(0);
  await menu(reader.page).click();
  expect(await reader.page.locator('.menu a').allInnerTexts()).toEqual([
    'My sign-in',
    'Alerts',
    'Who owes what',
    'Agreements',
    'Public releases',
    'Retention',
  ]);

  // and those who may have all of it there
  const { page } = await arrive();
  await page.goto('/actions?state=all');
  await page.getByRole('link', { name: 'Assign an action' }).waitFor();
  await menu(page).click();
  expect(await page.locator('.menu a').allInnerTexts()).toEqual([
    'My sign-in',
    'Alerts',
    'Who owes what',
    'People',
    'Agreements',
    'Public releases',
    'Retention',
    'Audit',
    'Operations',
  ]);
});

test('Alice signs out in one tab: the other is covered at once, and what she typed there is still there when she is back', async () => {
  const { context, page } = await arrive({ as: {}, expect: turnedAway });
  await page.goto('/actions/new');
  await page.getByLabel('What will be done').fill('Half a sentence');
  const second = await anotherPage(context);
  await second.goto('/finds');
  await signOut(second);
  await card(second, HOST_ANALYST).waitFor();

  await cover(page).waitFor();
  // nothing of the page can be seen or reached behind it
  const behind = page.getByLabel('What will be done');
  const covered = () =>
    behind.evaluate((box) => {
      const { x, y, width, height } = box.getBoundingClientRect();
      const top = document.elementFromPoint(x + width / 2, y + height / 2);
      return top === null || !box.contains(top);
    });
  expect(await covered()).toBe(true);
  await page.keyboard.press('Escape');
  await cover(page).waitFor();
  // only the one who was there can come back to it
  expect(
    await cover(page)
      .getByRole('button', { name: /^Enter as|Morgan/ })
      .count(),
  ).toBe(1);
  await card(page, HOST_ANALYST).click();
  await cover(page).waitFor({ state: 'detached' });
  expect(await behind.inputValue()).toBe('Half a sentence');
  // the tab at the door has noticed too
  await shown(second).waitFor();
});

test('somebody else signs in where Alice was: her page begins anew for them', async () => {
  const { context, page } = await arrive({ as: {}, expect: turnedAway });
  await page.goto('/actions/new');
  await page.getByLabel('What will be done').fill('Not for Bob');
  const second = await anotherPage(context);
  await second.goto('/finds');
  await signOut(second);
  await cover(page).waitFor();
  await card(second, POLICE_ANALYST).click();
  await shown(second).waitFor();
  await page.getByRole('button', { name: /^Lee Barker, Sample Vale Police/ }).waitFor();
  expect(await page.getByLabel('What will be done').inputValue()).toBe('');
});

test('what was pressed when the session had ended is done after signing in, without pressing again', async () => {
  const { context, page } = await arrive({ as: {}, expect: turnedAway });
  await page.goto('/people');
  await page.getByRole('button', { name: 'Change: Morgan Hale' }).waitFor();
  // the server ends it; the page does not know yet
  await context.request.post('/api/sign-out');
  await page.getByRole('navigation').getByRole('link', { name: 'Data' }).click();
  await cover(page).waitFor();
  await card(page, HOST_ANALYST).click();
  await page.getByRole('link', { name: 'county-asb-reports.csv' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/data');
});

test('what is delicate asks once more who it is, and is then done', async () => {
  const { page } = await arrive({ as: {}, expect: /403 \(Forbidden\)/ });
  await page.goto('/me');
  let requested = 0;
  // ten minutes later, as the server would say it
  await page.route('**/api/me/tokens', (route) =>
    requested++ === 0
      ? route.fulfill({
          status: 403,
          contentType: 'application/problem+json',
          body: JSON.stringify({ code: 'sign_in_again', status: 403, title: 'Sign in again.' }),
        })
      : route.continue(),
  );
  await page.getByLabel('What is it for?').fill('Monthly report');
  await page.getByRole('button', { name: 'Make a token' }).click();
  const dialog = page.getByRole('dialog', { name: 'Is it still you?' });
  await dialog.getByRole('button', { name: 'Not now' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Sign in again.').waitFor();

  requested = 0;
  await page.getByRole('button', { name: 'Make a token' }).click();
  await card(page, HOST_ANALYST).click();
  const token = await page.getByLabel('Token', { exact: true }).inputValue();
  const bearer = { authorization: `Bearer ${token}` };
  const url = await county();
  const asScript = () => fetch(`${url}/api/me`, { headers: bearer });
  expect((await asScript()).status).toBe(200);
  await page.getByRole('button', { name: 'I have copied it' }).click();
  expect(await page.getByText(token).count()).toBe(0);
  await page.getByRole('button', { name: 'Sign out: Monthly report' }).click();
  await page.getByText('The token “Monthly report” no longer works.').waitFor();
  expect((await asScript()).status).toBe(401);
});

test('a stranger neither enters with a made-up session nor ends anybody’s', async () => {
  const alice = await arrive({ as: {} });
  const mine = await alice.context.request.get('/api/me/sessions');
  const { sessions } = (await mine.json()) as { sessions: SessionFacts[] }; // as: the contract
  const id = sessions.find(({ current }) => current)?.id ?? '';

  const stranger = await arrive({ who: null, as: {} });
  await stranger.context.addCookies([
    { name: 'commonground-session', value: 'cgs_'.padEnd(47, 'A'), url: await county() },
  ]);
  await stranger.page.goto('/people');
  await card(stranger.page, HOST_ANALYST).waitFor();

  // an administrator of another agency is as strange
  const bob = await arrive({ who: POLICE_ANALYST, as: {} });
  const refused = await bob.context.request.delete(`/api/sessions/${id}`);
  expect(refused.status()).toBe(404);
  await bob.page.goto('/people');
  await bob.page.getByRole('button', { name: `Change: ${POLICE_ANALYST}` }).waitFor();
  expect(await bob.page.getByText(HOST_ANALYST).count()).toBe(0);
  await alice.page.goto('/people');
  await alice.page.getByRole('button', { name: `Change: ${HOST_ANALYST}` }).waitFor();

  // her own she may end, and it is over at once
  expect((await alice.context.request.delete(`/api/sessions/${id}`)).status()).toBe(204);
  expect((await alice.context.request.get('/api/me')).status()).toBe(401);
});

test('Ada opens the link that the server prints, and the sample’s people are gone', async () => {
  const folder = await sampleFolder();
  const server = await startServer(folder, { SAMPLE: 'county' });
  onTestFinished(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const at = { address: server.url };
  const sample = await arrive({ who: null, as: {}, at, expect: /40[13] \(/ });
  await sample.page.goto('/actions');
  await card(sample.page, HOST_ANALYST).click();
  await sample.page.getByRole('heading', { name: 'Actions', exact: true }).waitFor();

  const { page } = await arrive({ who: null, as: {}, at });
  await page.goto(await firstLink(server));
  await page.getByRole('heading', { name: 'Set up this installation' }).waitFor();
  expect(await accessibilityProblems(page, 'welcome')).toEqual([]);
  await page.getByRole('button', { name: 'Continue' }).click();
  for (const words of [
    'Write your name.',
    'Write the e-mail address you want to sign in with.',
    '15 characters are missing.',
  ])
    await page.getByText(words, { exact: true }).waitFor();
  await page.getByLabel('Your name').fill('Ada Archer');
  await page.getByLabel('E-mail address').fill('ada@first.example');
  await setUpPassword(page, 'ada@first.example');
  await page.getByRole('button', { name: 'Finish and sign in' }).click();
  await page.getByRole('button', { name: /^Ada Archer, Sample County Council/ }).waitFor();

  await sample.page.getByRole('navigation').getByRole('link', { name: 'Data' }).click();
  await cover(sample.page).waitFor();
  await cover(sample.page).getByRole('button', { name: 'I am somebody else' }).click();
  await sample.page.getByRole('heading', { name: 'With an account here' }).waitFor();
  expect(await sample.page.getByText('Try the sample county').count()).toBe(0);
  expect(await card(sample.page, HOST_ANALYST).count()).toBe(0);
});
