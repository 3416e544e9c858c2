/** A passkey instead of a password, with a device that Chromium pretends. */
import { expect, test } from 'vitest';
import { byName, invite, newEmail, signOut, withDevice } from './people_screen.ts';
import { carryOn } from './sign_in.ts';
import { arrive } from './visit.ts';
import { administratorSession } from './worker.ts';

test('Bob joins with his fingerprint, adds a key, loses the laptop, and is never left without a way in', async () => {
  const at = await byName();
  const alice = await arrive({ at, who: null, as: {} });
  await carryOn(alice.context, at.address, await administratorSession());
  const email = newEmail('bob');
  const link = await invite(alice.page, { name: 'Bob Baker', email, roles: ['Analyst'] });

  const { context, page } = await arrive({ at, who: null, as: {}, expect: /40[19] \(/ });
  const laptop = await withDevice(context, page);
  await page.goto(link);
  await page.getByRole('radio', { name: /^With a passkey/ }).waitFor();
  await page.getByLabel('What to call it').fill('Work laptop');
  await page.getByRole('button', { name: 'Make the passkey and sign in' }).click();
  await page.getByRole('button', { name: /^Bob Baker, First Council/ }).waitFor();

  // in again with nothing typed
  await signOut(page);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByRole('button', { name: /^Bob Baker, First Council/ }).waitFor();

  // the last way in stays
  await page.goto('/me');
  const remove = (label: string) => page.getByRole('button', { name: `Remove ${label}` });
  await remove('Work laptop').click();
  const sure = page.getByRole('dialog', { name: 'Remove Work laptop' });
  await sure.getByRole('button', { name: 'Yes, remove it' }).click();
  await sure
    .getByText('You could not sign in any more. Set up another way of signing in first.')
    .waitFor();
  await sure.getByRole('button', { name: 'Cancel' }).click();

  // the same device is told apart from another one
  const add = async (label: string) => {
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a passkey' });
    await dialog.getByLabel('What to call it').fill(label);
    await dialog.getByRole('button', { name: 'Make the passkey' }).click();
    return dialog;
  };
  const dialog = await add('The same laptop');
  await dialog.getByText(/^This device has a passkey for this account already/).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await laptop.lose();
  await withDevice(context, page, 'usb');
  await add('Key on my ring');
  await page.getByText('The passkey “Key on my ring” is added.').waitFor();

  await remove('Work laptop').click();
  await sure.getByRole('button', { name: 'Yes, remove it' }).click();
  await page.getByText('Work laptop is removed.').waitFor();
  expect(await remove('Work laptop').count()).toBe(0);
  await signOut(page);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByRole('button', { name: /^Bob Baker, First Council/ }).waitFor();

  // and the administrator sees how he signs in
  await alice.page.goto('/people');
  const row = alice.page.getByRole('row').filter({ hasText: email });
  await row.getByText('Yes: a passkey').waitFor();
});

test('a device that says no, or that nobody here knows, is told in words; another way stays open', async () => {
  const at = await byName();
  const { context, page } = await arrive({ at, who: null, as: {}, expect: /401 \(/ });
  await page.goto('/sign-in');
  await withDevice(context, page);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByText(/^The device did not confirm it is you/).waitFor();
  await page.getByLabel('E-mail address').waitFor();

  // at an address in digits there are none, and the page says where there are
  const digits = await arrive({ at: 'nothing', who: null, as: {} });
  await digits.page.goto('/sign-in');
  await digits.page.getByText('Passkeys do not work at an address in digits.').waitFor();
  const there = digits.page.getByRole('link', { name: 'Open this page at localhost' });
  expect(await there.getAttribute('href')).toBe(`${at.address}/sign-in`);
});
