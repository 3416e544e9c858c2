/** Signing in, people, agreements, audit and export for everybody: WCAG 2.2 AA as far as a program can tell, in every
 *  light and size, with the sample county and before anything has come in; and all of it by keyboard. */
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityProblems, tabTo } from './accessibility.ts';
import { invite, menu, newEmail, signInTitle } from './people_screen.ts';
import { HOST_ANALYST, newPassword, POLICE_ANALYST } from './sign_in.ts';
import { unique } from './unique.ts';
import { arrive } from './visit.ts';

const button = (page: Page | Locator, name: string) =>
  page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });

test('In the sample county: the sign-in page, one’s own sign-in, people, an invitation being made', async () => {
  const signIn = await arrive({ who: null, as: {} });
  await signIn.page.goto('/sign-in');
  await button(signIn.page, 'Sign in').waitFor();
  const wrong = await accessibilityProblems(signIn.page, 'sign-in');

  const { page } = await arrive();
  await page.goto('/me');
  await heading(page, 'Tokens for scripts').waitFor();
  wrong.push(...(await accessibilityProblems(page, 'me')));
  await page.goto('/people');
  await heading(page, 'Open invitations').waitFor();
  wrong.push(...(await accessibilityProblems(page, 'people')));
  await button(page, `Change: ${HOST_ANALYST}`).click();
  await heading(page, 'Where they are signed in').waitFor();
  wrong.push(...(await accessibilityProblems(page, 'a person')));
  await page.keyboard.press('Escape');
  await button(page, 'Invite somebody').click();
  await button(page, 'Make the link').click();
  await page.getByText('Choose at least one role.').waitFor();
  wrong.push(...(await accessibilityProblems(page, 'inviting')));
  expect(wrong).toEqual([]);
});

test('In the sample county: agreements, one of them, a new one with its mistakes', async () => {
  const { page } = await arrive();
  await page.goto('/agreements');
  await heading(page, 'All agreements').waitFor();
  const wrong = await accessibilityProblems(page, 'agreements');
  await page.goto('/agreements/1');
  await heading(page, 'History').waitFor();
  wrong.push(...(await accessibilityProblems(page, 'agreement')));
  await page.goto('/agreements/new');
  await heading(page, 'In one sentence').waitFor();
  wrong.push(...(await accessibilityProblems(page, 'new agreement')));
  await button(page, 'Propose it').click();
  await page.getByText('Some fields need correcting.').waitFor();
  wrong.push(...(await accessibilityProblems(page, 'its mistakes')));
  expect(wrong).toEqual([]);
});

test('In the sample county: the audit and its check, taking files away', async () => {
  const { page } = await arrive();
  await page.goto('/audit');
  await page.getByRole('row').nth(2).waitFor();
  await button(page, 'Check the chain').click();
  await page.getByLabel('Newest hash').waitFor();
  const wrong = await accessibilityProblems(page, 'audit');
  await page.goto('/export?from=2025-06-01&to=2025-06-30');
  await heading(page, 'Action log').waitFor();
  await page
    .getByRole('link', { name: /^agreement \d+$/ })
    .first()
    .waitFor();
  wrong.push(...(await accessibilityProblems(page, 'export')));
  expect(wrong).toEqual([]);
});

test('The same before anything has come in', async () => {
  const { page } = await arrive({ at: 'nothing' });
  const wrong: string[] = [];
  for (const [path, words] of [
    ['/me', 'How you sign in'],
    ['/people', 'Open invitations'],
    ['/people/provider', 'Not set up'],
    ['/agreements', 'Nothing has been agreed yet'],
    ['/agreements/new', 'In one sentence'],
    ['/audit', 'Is the audit whole?'],
    ['/export', 'There is nothing to take away yet'],
  ] as const) {
    await page.goto(path);
    await page.getByText(words, { exact: true }).first().waitFor();
    wrong.push(...(await accessibilityProblems(page, `${path} empty`)));
  }
  expect(wrong).toEqual([]);
});

test('What a link opens, up to the second factor, and what it says when it is not whole', async () => {
  const { page } = await arrive({ at: 'nothing' });
  const email = newEmail('bob');
  const link = await invite(page, { name: 'Bob Baker', email, roles: ['Analyst'] });
  const bob = await arrive({ at: 'nothing', who: null, as: {} });
  const wrong: string[] = [];
  for (const [path, words] of [
    ['/sign-in', 'With an account here'],
    ['/welcome', 'This page needs the whole link'],
    [link, 'How will you sign in?'],
  ] as const) {
    await bob.page.goto(path);
    await bob.page.getByText(words, { exact: true }).waitFor();
    wrong.push(...(await accessibilityProblems(bob.page, `${path} empty`)));
  }
  await bob.page.getByLabel('Choose a password').fill(newPassword());
  await button(bob.page, 'Continue').click();
  await bob.page.getByLabel('Code that the app shows now').waitFor();
  wrong.push(...(await accessibilityProblems(bob.page, 'second factor')));
  expect(wrong).toEqual([]);
});

test('Alice has no mouse: in by keyboard, through the menu, an agreement proposed, and out again', async () => {
  const { page } = await arrive({ who: null, as: {} });
  const purpose = unique('By keyboard alone');
  await page.goto('/agreements');
  const me = page.getByRole('button', { name: `Enter as ${POLICE_ANALYST}` });
  await me.waitFor();
  await tabTo(page, me);
  await page.keyboard.press('Enter');
  const propose = page.getByRole('link', { name: 'Propose an agreement' });
  await propose.waitFor();

  // Escape closes the menu and gives the focus back to what opened it
  await tabTo(page, menu(page));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('My sign-in');
  await page.keyboard.press('Escape');
  expect(await page.locator('.menu').count()).toBe(0);
  expect(await menu(page).evaluate((opener) => opener === document.activeElement)).toBe(true);

  await tabTo(page, propose);
  await page.keyboard.press('Enter');
  const which = page.getByLabel('Which agency');
  await which.waitFor();
  // to everybody: the arrow chooses within the group
  await tabTo(page, page.getByRole('radio', { name: 'One agency' }));
  await page.keyboard.press('ArrowDown');
  await which.waitFor({ state: 'detached' });
  await tabTo(page, page.getByRole('checkbox', { name: /Alcohol/ }));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByLabel('Purpose'));
  await page.keyboard.type(purpose);
  await page.keyboard.press('Tab');
  await page.keyboard.type('Crime and Disorder Act 1998, section 115');
  await tabTo(page, button(page, 'Propose it'));
  await page.keyboard.press('Enter');
  await page.getByText('Proposed. The others now see it under Agreements.').waitFor();

  // and taken back, so that nobody is asked about it
  await tabTo(page, button(page, 'Revoke…'));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('dialog').getByLabel('Why'));
  await page.keyboard.type('A trial');
  await tabTo(page, button(page.getByRole('dialog'), 'Revoke it now'));
  await page.keyboard.press('Enter');
  await page.getByText('Revoked. It is over for everyone.').waitFor();

  await tabTo(page, menu(page));
  await page.keyboard.press('Enter');
  await tabTo(page, button(page.locator('.menu'), 'Sign out'), 16);
  await page.keyboard.press('Enter');
  await signInTitle(page).waitFor();
});
