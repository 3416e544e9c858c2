/** From a busy place to an action that somebody owns, and what becomes of it. */
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Action } from '#api/contract/actions.ts';
import { localDateOf } from '#api/time/local_date.ts';
import { dayOf, isoOf } from '#api/time/local_day.ts';
import { accessibilityProblems } from './accessibility.ts';
import { figure, openMap, pixelOf, ranked, soon, whyHere } from './map_screen.ts';
import { unique } from './unique.ts';
import { POLICE_ANALYST } from './sign_in.ts';
import { anotherPage, arrive } from './visit.ts';

/** n days from today, where the partnership is. */
const day = (n: number) => isoOf(dayOf(localDateOf(new Date())) + n);

const places = (page: Page) => page.getByRole('region', { name: /^(Places|Hotspots)$/ });

/** Fills every box of the form for an action. */
async function fillIn(form: Locator, what: string): Promise<void> {
  await form.getByLabel('What will be done').fill(what);
  await form.getByLabel('Owner agency').selectOption('Sample County Council');
  await form.getByLabel('Person').fill('Alice Archer');
  await form.getByLabel('Starts on').fill(day(0));
  await form.getByLabel('Deadline').fill(day(30));
  await form.getByLabel('Hours', { exact: true }).fill('40');
  await form.getByLabel('Money (£)').fill('1250');
  await form.getByLabel('Figure aimed for (target)').fill('12');
}

test('Bob proposes a hotspot, shapes it, and assigns an action; Alice reports on it until it is blocked', async () => {
  const place = unique('Bob’s corner');
  const task = unique('Light the passage');
  const { context, page } = await arrive();
  await openMap(page, '/?res=9');
  await ranked(page).nth(4).click();
  await whyHere(page).waitFor();
  const cell = new URL(page.url()).searchParams.get('cell') ?? '';
  const before = page.url();
  await page.getByRole('button', { name: 'Zoom to it' }).click();
  await expect.poll(() => page.url(), soon).not.toBe(before);

  await page.getByRole('button', { name: 'Propose hotspot' }).click();
  const hexagons = async () => figure(await page.locator('form p[aria-live]').textContent());
  expect(await hexagons()).toBe(1);
  const wrong = await accessibilityProblems(page, 'shape');
  await page.getByRole('button', { name: '+ Add all neighbours' }).click();
  await expect.poll(hexagons, soon).toBe(7);
  await page
    .getByRole('button', { name: /^Remove the hexagon/ })
    .last()
    .click();
  await expect.poll(hexagons, soon).toBe(6);
  // pressing a hexagon on the map drops it, pressing again adds it
  const { x, y } = await pixelOf(page, cell);
  await page.mouse.click(x, y);
  await expect.poll(hexagons, soon).toBe(5);
  await page.mouse.click(x, y);
  await expect.poll(hexagons, soon).toBe(6);

  await page.getByRole('button', { name: 'Save hotspot' }).click();
  await page.getByText('Give the place a name.').waitFor();
  await page.getByLabel('Name', { exact: true }).fill(place);
  await page.getByLabel('Why it matters').fill('Residents of the flats keep calling.');
  await page.getByRole('button', { name: 'Save hotspot' }).click();
  await page.getByText(`${place} is proposed.`).waitFor();
  await places(page).getByText('6 hexagons.').waitFor();

  // the next question comes by itself
  const dialog = page.getByRole('dialog', { name: `Assign an action: ${place}` });
  const baseline = await dialog.getByLabel('Figure now (baseline)').inputValue();
  expect(Number(baseline)).toBeGreaterThan(0);
  await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
  expect(await dialog.getByLabel('What will be done').getAttribute('aria-invalid')).toBe('true');
  wrong.push(...(await accessibilityProblems(page, 'assign')));
  await fillIn(dialog, task);
  await dialog.getByRole('button', { name: 'Add a milestone' }).click();
  await dialog.getByLabel('Step').fill('Lamps ordered');
  await dialog.getByLabel('By', { exact: true }).fill(day(10));
  await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
  await page.getByText(/^Assigned to Sample County Council, due /).waitFor();
  await dialog.waitFor({ state: 'hidden' });
  await places(page).getByRole('link', { name: task }).waitFor();

  // it is in Actions, and Alice takes it from there
  await page.getByRole('link', { name: 'Actions', exact: true }).click();
  const row = page.getByRole('row').filter({ hasText: task });
  await row.getByText(place).waitFor();
  await row.getByText('Alice Archer').waitFor();
  wrong.push(...(await accessibilityProblems(page, 'actions')));
  await row.getByRole('link', { name: task }).click();
  await page.getByRole('heading', { name: task }).waitFor();
  await page.getByText('40 h and £1,250').waitFor();
  const next = page.getByRole('region', { name: 'Next step' });
  const state = page.locator('.state .chip');
  await next.getByRole('button', { name: 'Agree' }).click();
  await expect.poll(() => state.textContent(), soon).toBe('Agreed');
  await next.getByRole('button', { name: 'Start' }).click();
  await expect.poll(() => state.textContent(), soon).toBe('In progress');

  await page.getByLabel('What was done').fill('Lamps ordered from the depot.');
  await page.getByLabel('Hours spent').fill('3');
  await page.getByLabel('Figure measured').fill('20');
  await page.getByRole('button', { name: 'Add to the record' }).click();
  await page.getByRole('listitem').filter({ hasText: 'Lamps ordered from the depot.' }).waitFor();
  await page.getByText('3 h spent so far').waitFor();
  await page.getByRole('checkbox', { name: /Lamps ordered/ }).check();
  await page.getByText(/^done \d+ \w{3} \d{4}/).waitFor();

  await next.getByRole('button', { name: 'Blocked by…' }).click();
  await next.getByRole('button', { name: 'Save: blocked' }).click();
  expect(await state.textContent()).toBe('In progress');
  await next.getByLabel('What or who blocks it?').fill('The depot has no lamps.');
  await next.getByRole('button', { name: 'Save: blocked' }).click();
  await expect.poll(() => state.textContent(), soon).toBe('Blocked');
  await page.getByText('Reason: The depot has no lamps.').waitFor();
  wrong.push(...(await accessibilityProblems(page, 'action')));

  // two tabs: the second to save is shown both versions
  const second = await anotherPage(context, /409|412|Failed to load resource/);
  await second.goto(page.url());
  for (const tab of [page, second]) await tab.getByRole('button', { name: 'Edit' }).click();
  wrong.push(...(await accessibilityProblems(page, 'edit')));
  await page.getByRole('dialog').getByLabel('Person').fill('Amir Ali');
  await page.getByRole('button', { name: 'Save the changes' }).click();
  await page.getByText('Sample County Council, Amir Ali').waitFor();
  await second.getByRole('dialog').getByLabel('Person').fill('Ann Other');
  await second.getByRole('dialog').getByLabel('Hours', { exact: true }).fill('60');
  await second.getByRole('button', { name: 'Save the changes' }).click();
  await second.getByText('Somebody changed this while you were editing').waitFor();
  const versions = second.getByRole('row').filter({ hasText: 'Person' });
  expect(await versions.getByRole('cell').allTextContents()).toEqual(['Ann Other', 'Amir Ali']);
  await second.getByRole('button', { name: 'Save with my changes' }).click();
  await second.getByText('60 h and £1,250').waitFor();
  await second
    .getByText(/Ann Other/)
    .first()
    .waitFor();

  // Lee, of the police, cannot change it: it goes to the council as a proposal
  const lee = await arrive({ who: POLICE_ANALYST });
  await lee.page.goto(new URL(page.url()).pathname);
  await lee.page.getByRole('button', { name: 'Propose a change' }).click();
  const proposing = lee.page.getByRole('dialog');
  await proposing.getByText(/^This is Sample County Council’s action: your change/).waitFor();
  await proposing.getByLabel('Figure aimed for (target)').fill('3');
  await proposing.getByRole('button', { name: 'Send the proposal' }).click();
  await lee.page.getByText(/^Your proposal went to Sample County Council\./).waitFor();
  await lee.page.getByText('Sample County Council has to accept or decline it.').waitFor();
  await page.reload();
  const proposed = page.getByRole('region', { name: 'Proposed by others' });
  await proposed.getByRole('heading', { name: 'Sample Vale Police proposes' }).waitFor();
  await proposed.getByText('instead of 12').waitFor();
  wrong.push(...(await accessibilityProblems(page, 'proposed')));
  await proposed.getByRole('button', { name: 'Accept' }).click();
  await page.getByText('Accepted: the action is changed as proposed.').waitFor();

  // who did what is said, newest first
  const history = page.getByRole('region', { name: 'History' });
  await history.getByText('target 12').waitFor();
  const lines = history.getByRole('listitem');
  expect(await lines.nth(0).innerText()).toMatch(
    /, Sample County Council, .*\n+Changed: target 12/,
  );
  expect(await lines.nth(2).innerText()).toMatch(/^Lee Barker, Sample Vale Police, /);
  await history.getByRole('button', { name: /^Show all/ }).click();
  await history.getByText('Added the step “Lamps ordered”').waitFor();
  await history.getByText('Assigned', { exact: true }).waitFor();
  wrong.push(...(await accessibilityProblems(page, 'history')));

  // it is on the map, with its action
  await page.getByRole('link', { name: 'Show on the map' }).click();
  await places(page).getByRole('heading', { name: place }).waitFor();
  await places(page).getByText('Blocked').waitFor();
  expect(wrong).toEqual([]);
});

test('An action that is for no place yet is not assigned, and the form says so', async () => {
  const { page } = await arrive();
  await page.goto('/actions/new');
  await page.getByRole('button', { name: 'Assign the action' }).click();
  await page.getByText('Choose the place it is for.').waitFor();
  expect(await accessibilityProblems(page, 'new action')).toEqual([]);
});

test('What people write is shown as they wrote it, and is never obeyed', async () => {
  const { page } = await arrive();
  const own = unique('of');
  const evil = (where: string) =>
    `${where} ${own} <img src=x onerror="window.obeyed=1"> **bold** <script>window.obeyed=1</script> [link](javascript:alert(1))`;
  const post = async (path: string, body: unknown) => {
    const answer = await page.request.post(path, { data: body });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as { id: number }; // as: whatever is stored has an id
  };
  const hotspot = await post('/api/hotspots', {
    name: evil('A place').slice(0, 120),
    note: evil('A note'),
    resolution: 9,
    cells: ['89195b4d2cfffff'],
    from: '2026-01-01',
    to: '2026-06-30',
  });
  const action = await post('/api/actions', {
    hotspot_id: hotspot.id,
    agency: 'sample-county-council',
    person: evil('A person').slice(0, 120),
    what: evil('A task'),
    starts_on: day(0),
    due_on: day(9),
    measure: evil('A measure'),
    baseline: 3,
    target: 1,
    milestones: [{ title: evil('A step'), due_on: day(3) }],
  });
  // another agency's person proposes, and is answered
  const lee = await arrive({ who: POLICE_ANALYST });
  const path = `/api/actions/${action.id}`;
  const sent = await lee.page.request.patch(path, {
    data: { person: evil('A proposal').slice(0, 120), measure: evil('Another measure') },
    headers: { 'if-match': '"1"' },
  });
  const { proposals } = (await sent.json()) as Action; // as: the contract
  const answer = { reason: evil('A refusal') };
  await lee.page.request.patch(path, {
    data: { what: evil('An open proposal') },
    headers: { 'if-match': '"1"' },
  });
  await post(`${path}/proposals/${proposals[0]?.id}/refusal`, answer);
  await post(`/api/actions/${action.id}/progress`, { on_day: day(0), note: evil('Progress') });
  await post('/api/finds', {
    id: crypto.randomUUID(),
    agency: 'sample-county-council',
    longitude: -2.22,
    latitude: 52.19,
    needles_min: 1,
    needles_max: 1,
    outcome: 'made_safe',
    note: evil('A find'),
    found_at: new Date().toISOString(),
    sent_at: new Date().toISOString(),
  });

  const literal = async (words: string) => {
    await page.getByText(`${words} ${own} <img src=x onerror=`).first().waitFor();
    expect(await page.evaluate(() => 'obeyed' in window)).toBe(false);
    expect(await page.locator('img, main script, a[href^="javascript:"]').count()).toBe(0);
  };
  await page.goto(`/?hotspot=${hotspot.id}`);
  for (const words of ['A place', 'A note', 'A task']) await literal(words);
  await page.goto('/actions');
  for (const words of ['A task', 'A place', 'A person']) await literal(words);
  await page.goto(`/actions/${action.id}`);
  const shown = ['A task', 'A place', 'A person', 'A measure', 'A step', 'Progress'];
  const decided = ['A proposal', 'Another measure', 'A refusal', 'An open proposal'];
  for (const words of [...shown, ...decided]) await literal(words);
  await page.goto('/finds');
  await literal('A find');
});
