/** What the journeys of signing in have in common: pages that let somebody in, and the menu of whoever is in. */
import { randomUUID } from 'node:crypto';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { InvitationBegun } from '#api/contract/sign_in.ts';
import { codeOf, newPassword, type Account } from './sign_in.ts';
import { nothing } from './worker.ts';

/** The empty partnership by a name: a passkey belongs to one, and 127.0.0.1 is none. */
export const byName = async (): Promise<{ address: string }> => ({
  address: (await nothing()).replace('127.0.0.1', 'localhost'),
});

/** Nobody else of the run has it. */
export const newEmail = (name: string): string =>
  `${name}.${randomUUID().slice(0, 8)}@first.example`;

export const menu = (page: Page): Locator => page.getByRole('button', { name: /: your account$/ });
export const signInTitle = (page: Page): Locator =>
  page.getByRole('heading', { name: 'Sign in', exact: true });
/** What lies over a page while somebody signs in again. */
export const cover = (page: Page): Locator => page.getByRole('dialog', { name: 'Sign in again' });

export async function choose(page: Page, entry: string): Promise<void> {
  await menu(page).click();
  await page.locator('.menu').getByText(entry, { exact: true }).click();
}

/** Ends at the sign-in page. */
export async function signOut(page: Page): Promise<void> {
  await choose(page, 'Sign out');
  await signInTitle(page).waitFor();
}

/** The key that stands beside the QR code. */
export const keyOnPage = async (page: Page): Promise<string> =>
  (await page.getByLabel('Or type this key into the app').inputValue()).replaceAll(' ', '');

/** Sets a password and an app up on the page of a link, up to the last press. Returns what signs them in. */
export async function setUpPassword(page: Page, email: string): Promise<Account> {
  const password = newPassword();
  const way = page.getByRole('radio', { name: /^With a password/ });
  if (await way.isVisible()) await way.check();
  await page.getByLabel('Choose a password').fill(password);
  await page.getByRole('button', { name: 'Continue' }).click();
  const secret = await keyOnPage(page);
  await page.getByLabel('Code that the app shows now').fill(codeOf(secret));
  return { email, password, secret };
}

/** The first step of signing in with an account here. @param where the page, or what covers it */
export async function givePassword(
  where: Page | Locator,
  { email, password }: Pick<Account, 'email' | 'password'>,
): Promise<void> {
  const name = where.getByLabel('E-mail address');
  if (await name.isEditable()) await name.fill(email);
  await where.getByLabel('Password', { exact: true }).fill(password);
  await where.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** A device that always says yes, as Chromium pretends it: the laptop's fingerprint reader, or a key on its port. */
export async function withDevice(
  context: BrowserContext,
  page: Page,
  transport: 'internal' | 'usb' = 'internal',
): Promise<{ lose(): Promise<void> }> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    async lose() {
      await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
    },
  };
}

/** Invites somebody on the People page. Returns the link, which is shown this once. */
export async function invite(
  page: Page,
  who: { readonly name: string; readonly email: string; readonly roles: readonly string[] },
): Promise<string> {
  await page.goto('/people');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite somebody' });
  await dialog.getByLabel('Name', { exact: true }).fill(who.name);
  await dialog.getByLabel('E-mail address').fill(who.email);
  for (const role of who.roles)
    await dialog.getByRole('checkbox', { name: new RegExp(`^${role}`) }).check();
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = await dialog.getByLabel('The link, shown this once').inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.waitFor({ state: 'hidden' });
  return link;
}

/** A reader of the administrator's agency, with a password alone: joined by the calls that the screens make.
 *  @param administrator where the one who invites is signed in */
export async function newReader(
  administrator: BrowserContext,
  name: string,
): Promise<Pick<Account, 'email' | 'password'>> {
  const email = newEmail(name.split(' ')[0]?.toLowerCase() ?? '');
  const password = newPassword();
  // what is asked as nobody carries no cookie, so that the administrator stays signed in
  const post = async (path: string, data: unknown, cookie = ''): Promise<Response> => {
    const answer = await fetch(`${await nothing()}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(cookie && { cookie }) },
      body: JSON.stringify(data),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const invited = await administrator.request.post('/api/people/invitations', {
    data: { email, name, roles: ['reader'] },
  });
  const { link } = (await invited.json()) as { link: string }; // as: the contract
  const token = new URL(link).hash.slice(1);
  const begun = await post('/api/invitations/begin', { token, password });
  const { attempt } = (await begun.json()) as InvitationBegun; // as: the contract
  const accepted = await post('/api/invitations/accept', { token, attempt, password });
  // joining signs in, and nobody sits at that browser
  const [cookie = ''] = accepted.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
  await post('/api/sign-out', {}, cookie);
  return { email, password };
}
