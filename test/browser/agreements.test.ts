/** What agencies let each other see: said, accepted, seen on the map, and taken back. Alice of the police is the sample's
 *  Lee Barker, Bob of the hospital its Nia Rowe. */
import type { BrowserContext, Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import type { Agreement } from '#api/contract/agreements.ts';
import { localDateOf } from '#api/time/local_date.ts';
import { ranked, shown, whyHere } from './map_screen.ts';
import { HOSPITAL_ANALYST, POLICE_ANALYST } from './sign_in.ts';
import { arrive } from './visit.ts';

const HOSPITAL = 'Sample Hospital Emergency Department';
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const step = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true });
const chip = (page: Page, label: string) =>
  page.locator('.state').getByText(label, { exact: true });

/** What stands beside the hospital in the list of agencies. */
async function levelOnMap(page: Page): Promise<string> {
  await page.goto('/?kind=alcohol');
  await shown(page).waitFor();
  const row = page.locator('label').filter({ hasText: HOSPITAL });
  return row.locator('small').innerText();
}

/** The same terms between the two, from today. */
async function shareAnew(
  police: BrowserContext,
  hospital: BrowserContext,
  { resolution, threshold, kinds, ends_on, review_on }: Agreement,
): Promise<void> {
  const proposed = await hospital.request.post('/api/agreements', {
    data: {
      ...{ provider: 'sample-hospital', audience: 'agency', recipient: 'sample-police' },
      ...{ level: 'cell', resolution, threshold, kinds, max_sensitivity: 1 },
      ...{ purpose: 'As before', legal_basis: 'As before' },
      ...{ starts_on: localDateOf(new Date()), ends_on, review_on },
    },
  });
  const { id } = (await proposed.json()) as Agreement; // as: the contract
  const accepted = await police.request.post(`/api/agreements/${id}/acceptance`);
  expect(accepted.status()).toBe(200);
}

test('Alice leaves the hospital’s agreement and asks for another; with Bob’s word her map has counts again, until he takes it back', async () => {
  const alice = await arrive({ who: POLICE_ANALYST });
  const bob = await arrive({ who: HOSPITAL_ANALYST });
  const listed = await alice.page.request.get('/api/agreements');
  const { agreements } = (await listed.json()) as { agreements: Agreement[] }; // as: the contract
  const old = agreements.find(
    ({ provider, audience, state }) =>
      provider === 'sample-hospital' && audience !== 'public' && state === 'active',
  );
  if (!old) throw new Error('The hospital shares with the police in the sample county.');
  // whatever happens here, the police then see as much of the hospital's as the other files expect
  onTestFinished(() => shareAnew(alice.context, bob.context, old));

  // it is said before it is done that there is no way back
  await alice.page.goto(`/agreements/${old.id}`);
  await button(alice.page, 'Leave…').click();
  await alice.page.getByText(/^The others keep it\. Your agency cannot come back/).waitFor();
  await step(alice.page, 'Leave it').click();
  await alice.page.getByText('Your agency has left it.').waitFor();
  expect(await levelOnMap(alice.page)).toBe('not shared');

  // one like it asks for the same, from today, under words of her own
  await alice.page.goto(`/agreements/${old.id}`);
  await alice.page.getByRole('link', { name: 'Propose one like it' }).click();
  await alice.page.getByText(`Filled in as agreement ${old.id}, with new dates.`).waitFor();
  await alice.page.getByLabel('Purpose').fill('Which streets need a patrol on Saturday nights');
  await button(alice.page, 'Propose it').click();
  await alice.page.getByText('Proposed. The others now see it under Agreements.').waitFor();
  await alice.page.getByText(`waits for ${HOSPITAL}`).waitFor();
  const address = new URL(alice.page.url()).pathname;

  // Bob is reminded, reads what his word does, and gives it
  await bob.page.goto('/agreements');
  await bob.page.getByText('Waits for your agency’s word.').first().waitFor();
  await bob.page.goto(address);
  await bob.page.getByText('Which streets need a patrol on Saturday nights').first().waitFor();
  await button(bob.page, 'Accept').click();
  await bob.page
    .getByText(/^From the next request on Sample Vale Police counts alcohol incidents/)
    .waitFor();
  await step(bob.page, 'Accept for our agency').click();
  await bob.page.getByText('Accepted for your agency.').waitFor();
  await chip(bob.page, 'Active').waitFor();

  expect(await levelOnMap(alice.page)).toBe('counts only');
  await ranked(alice.page).first().click();
  await whyHere(alice.page).waitFor();
  await alice.page
    .getByText(new RegExp(`^${HOSPITAL} alcohol incidents: counts only, `))
    .first()
    .waitFor();

  // Bob takes it back; without a reason it is not taken
  await button(bob.page, 'Revoke…').click();
  await step(bob.page, 'Revoke it now').click();
  await bob.page.getByText('Say why, in a few words.').waitFor();
  await bob.page.getByRole('dialog').getByLabel('Why').fill('The patrols have ended.');
  await step(bob.page, 'Revoke it now').click();
  await bob.page.getByText('Revoked. It is over for everyone.').waitFor();
  await chip(bob.page, 'Revoked').waitFor();
  expect(await levelOnMap(alice.page)).toBe('not shared');
});

test('what Alice left out or got wrong is said beside it, and what she typed stays', async () => {
  const { page } = await arrive({ who: POLICE_ANALYST, expect: /422 \(/ });
  await page.goto('/agreements/new');
  const purpose = page.getByLabel('Purpose');
  await purpose.fill('Half a purpose');
  await page.getByLabel('Smallest count shown').fill('five');
  await button(page, 'Propose it').click();
  for (const words of [
    'Choose the agency that sees them.',
    'Choose at least one kind.',
    'Write a whole number from 1 to 100.',
    'Say which power or duty it rests on.',
    'Some fields need correcting.',
  ])
    await page.getByText(words, { exact: true }).waitFor();
  // the first of them has the focus
  const which = page.getByLabel('Which agency');
  expect(await which.evaluate((box) => box === document.activeElement)).toBe(true);
  expect(await purpose.inputValue()).toBe('Half a purpose');

  // what only the server knows to be wrong
  await which.selectOption(HOSPITAL);
  await page.getByRole('checkbox', { name: /Crime/ }).check();
  await page.getByLabel('Smallest count shown').fill('5');
  await page.getByLabel('Legal basis').fill('Crime and Disorder Act 1998, section 115');
  await page.getByLabel('Ends').fill('2020-01-31');
  await button(page, 'Propose it').click();
  await page.locator('.error').first().waitFor();
  expect(await page.locator('.error').allInnerTexts()).toEqual([
    'The end is before the start.',
    'The review lies between start and end.',
  ]);
  expect(await purpose.inputValue()).toBe('Half a purpose');
  expect(new URL(page.url()).pathname).toBe('/agreements/new');
});
