/** Accounts of one's own: from an invitation to a password and an app, in again with both, and out at somebody's word. */
import { TOTP, Secret } from 'otpauth';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  cover,
  givePassword,
  invite,
  keyOnPage,
  newEmail,
  newReader,
  signInTitle,
  signOut,
} from './people_screen.ts';
import { newPassword } from './sign_in.ts';
import { arrive } from './visit.ts';

const STEP_MS = 30_000;
/** An authenticator app whose owner never shows a code twice. The server takes the code of the step after its own, so
 *  two signings-in need not wait for each other. */
function appOf(secret: string) {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  let step = 0;
  return {
    nextCode(): string {
      step = Math.max(Math.floor(Date.now() / STEP_MS), step + 1);
      return totp.generate({ timestamp: step * STEP_MS });
    },
  };
}
const nobody = { at: 'nothing', who: null, as: {} } as const;
const code = (page: Page) => page.getByLabel('Code from your authenticator app');
const emptyMap = (page: Page) => page.getByText('No incidents yet', { exact: true });
const enter = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true });

test('Bob is invited, sets up a password and an app, and comes back with both; no code opens twice', async () => {
  const alice = await arrive({ at: 'nothing' });
  const email = newEmail('bob');
  const link = await invite(alice.page, { name: 'Bob Baker', email, roles: ['Analyst'] });

  const { page } = await arrive({ ...nobody, expect: /401 \(|422 \(/ });
  await page.goto(link);
  await page.getByRole('heading', { name: 'Join First Council' }).waitFor();
  await page.getByText('Ada Archer of First Council invites you.').waitFor();
  await page.getByText(`You sign in as ${email}.`).waitFor();
  // the link is not left in the address bar, where somebody could copy it
  expect(page.url()).not.toContain('#');

  // what is too short, and what is long and easy to guess, is said beside the box
  const password = newPassword();
  const box = page.getByLabel('Choose a password');
  const next = page.getByRole('button', { name: 'Continue' });
  await box.fill('fourteen signs');
  await next.click();
  await page.getByText('One character is missing.').waitFor();
  await box.fill('passwordpassword');
  await next.click();
  await page.getByText(/easy to guess/).waitFor();
  await box.fill(password);
  await next.click();
  const app = appOf(await keyOnPage(page));
  const first = page.getByLabel('Code that the app shows now');
  await first.fill('000000');
  await page.getByRole('button', { name: 'Finish and sign in' }).click();
  await page.locator('.error').first().waitFor();
  await first.fill(app.nextCode());
  await page.getByRole('button', { name: 'Finish and sign in' }).click();
  await emptyMap(page).waitFor();

  // the link is spent
  const stranger = await arrive({ ...nobody, expect: /410 \(/ });
  await stranger.page.goto(link);
  await stranger.page.getByText('This link no longer works', { exact: true }).waitFor();

  await signOut(page);
  await givePassword(page, { email, password: `${password}.` });
  await page.getByText(/^That did not let you in/).waitFor();
  await givePassword(page, { email, password });
  await page.getByText('Your password is right. Now the second factor.').waitFor();
  const shown = app.nextCode();
  await code(page).fill(shown);
  await enter(page).click();
  await emptyMap(page).waitFor();

  // over his shoulder: the same code again, though its time is not over
  await signOut(page);
  await givePassword(page, { email, password });
  await code(page).fill(shown);
  await enter(page).click();
  await page.getByText(/^That did not let you in/).waitFor();
  expect((await page.request.get('/api/me')).status()).toBe(401);
});

test('whoever guesses Rita’s password is told to wait, and until when; then the right one waits there, too, and not at her own browser', async () => {
  const alice = await arrive({ at: 'nothing' });
  const rita = await newReader(alice.context, 'Rita Reed');
  const own = await arrive({ ...nobody });
  await own.page.goto('/sign-in');
  await givePassword(own.page, rita);
  await signOut(own.page);
  const { page } = await arrive({ ...nobody, expect: /401 \(|429 \(/ });
  await page.goto('/sign-in');
  await givePassword(page, { ...rita, password: 'a guess that is wrong' });
  await page.getByText(/^That did not let you in/).waitFor();
  const guess = (n: number) =>
    page.request.post('/api/sign-in/password', {
      data: { email: rita.email, password: `another guess ${n}` },
    });
  for (let n = 2; n <= 5; n++) expect((await guess(n)).status()).toBe(401);
  await givePassword(page, rita);
  await page.getByText(/^Too many attempts/).waitFor();
  await page.getByText(/^Try again after \d\d:\d\d\.$/).waitFor();
  await givePassword(own.page, rita);
  await own.page.getByRole('button', { name: /^Rita Reed, First Council/ }).waitFor();
  // nobody else waits
  const sam = await newReader(alice.context, 'Sam Slater');
  await givePassword(page, sam);
  await page.getByRole('button', { name: /^Sam Slater, First Council/ }).waitFor();
});

test('Alice ends Rita’s session: the next thing Rita presses covers her page, and is done once she is back', async () => {
  const alice = await arrive({ at: 'nothing' });
  const rita = await newReader(alice.context, 'Rita Reed');
  const { page } = await arrive({ ...nobody, expect: /401 \(/ });
  await page.goto('/sign-in?to=%2Factions');
  await givePassword(page, rita);
  await page.getByRole('heading', { name: 'Actions', exact: true }).waitFor();

  await alice.page.goto('/people');
  const person = alice.page.getByRole('row').filter({ hasText: rita.email });
  await person.getByRole('button', { name: 'Change: Rita Reed' }).click();
  const dialog = alice.page.getByRole('dialog', { name: 'Rita Reed' });
  await dialog.getByRole('button', { name: /^Sign out: / }).click();
  await dialog.getByText('Nowhere at this moment.').waitFor();

  await page.getByRole('navigation').getByRole('link', { name: 'Map' }).click();
  await cover(page).waitFor();
  await cover(page).getByText('You are Rita Reed.').waitFor();
  expect(await cover(page).getByLabel('E-mail address').isEditable()).toBe(false);
  await givePassword(cover(page), rita);
  await cover(page).waitFor({ state: 'detached' });
  await emptyMap(page).waitFor();

  // a membership that ends is over at the next press too, and no password brings it back
  await dialog.getByRole('button', { name: 'End the membership…' }).click();
  await dialog.getByText('Rita Reed is signed out of your agency at once.').waitFor();
  await dialog.getByRole('button', { name: 'Yes, end it' }).click();
  await alice.page.getByText('Rita Reed no longer works here for your agency.').waitFor();
  await page.getByRole('link', { name: 'Actions' }).first().click();
  await cover(page).waitFor();
  await givePassword(cover(page), rita);
  await cover(page)
    .getByText(/^That did not let you in/)
    .waitFor();
  await cover(page).getByRole('button', { name: 'I am somebody else' }).click();
  await signInTitle(page).waitFor();
});
