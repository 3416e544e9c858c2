/** The Operations page: when the last backup was made and verified, where it is, and one more at a press. The answers stand in for
 *  a server with a folder for backups: a real one makes them in test/faults/backup_killed.test.ts. */
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import type { Backups } from '#api/contract/backups.ts';
import { accessibilityProblems } from './accessibility.ts';
import { arrive, DESKTOP, PHONE } from './visit.ts';

const KEPT: Backups['kept'] = [
  ['20261130T020000Z', '2026-11-30T02:00:00Z'],
  ['20261129T020000Z', '2026-11-29T02:00:00Z'],
].map(([stamp = '', made_at = '']) => ({
  name: `common-ground-${stamp}.backup`,
  made_at,
  verified_at: made_at.replace(':00:00Z', ':01:10Z'),
  bytes: 50_000_000,
  encrypted: true,
}));
const RUN: Backups['runs'][number] = {
  id: 1,
  state: 'running',
  asked_by: 'Ada Lovelace',
  started_at: '2026-11-30T15:00:00Z',
  ended_at: null,
  step: 'rows',
  share: 0.4,
  problem: null,
  file: KEPT[0]?.name ?? '',
  encrypted: true,
  bytes: null,
};
const FOLDER: NonNullable<Backups['folder']> = {
  path: '/backups',
  same_disk: false,
  encrypted: true,
  free_bytes: 200_000_000_000,
  problem: null,
  next_at: '2099-12-01T02:00:00Z',
};
const rules = { days: 7, weeks: 5, months: 12 };

/** What the server answers from now on, one after the other; the last stays. */
async function answers(page: Page, ...all: Backups[]): Promise<void> {
  await page.unroute('**/api/backups');
  await page.route('**/api/backups', (route) => {
    if (route.request().method() === 'POST') return route.fulfill({ status: 202, json: RUN });
    const next = all.length > 1 ? all.shift() : all[0];
    return route.fulfill({ json: next });
  });
}

test('Without a folder the page says what to set, and where the server says no, it asks again', async () => {
  const { page } = await arrive({ at: 'nothing', expect: /Failed to load resource/ });
  let away = true;
  await page.route('**/api/backups', (route) => (away ? route.abort() : route.continue()));
  await page.goto('/operations');
  await page.getByText(/^The server did not answer/).waitFor();
  away = false;
  await page.getByRole('button', { name: 'Try again', exact: true }).click();
  await page.getByText('No backups are made', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Back up now' }).count()).toBe(0);
  expect(await accessibilityProblems(page, 'no backups')).toEqual([]);
});

test('An administrator sees the last backup, makes another, and reads how to restore it', async () => {
  const { page } = await arrive({ at: 'nothing' });
  const before: Backups = { folder: FOLDER, kept: [], rules, runs: [] };
  await answers(
    page,
    before,
    { ...before, runs: [RUN] },
    { ...before, runs: [{ ...RUN, step: 'check', share: 0.9 }] },
    { ...before, kept: KEPT, runs: [{ ...RUN, state: 'done' }] },
  );
  await page.goto('/');
  await page.getByRole('button', { name: /: your account$/ }).click();
  await page.getByRole('link', { name: 'Operations', exact: true }).click();
  await page.getByText('There is no backup yet', { exact: true }).waitFor();
  const wrong = await accessibilityProblems(page, 'never backed up');

  await page.getByRole('button', { name: 'Back up now', exact: true }).click();
  await page.getByRole('progressbar', { name: 'Writing records' }).waitFor();
  await page.getByText('The backup is made and verified', { exact: true }).waitFor();
  await page.getByText('30 Nov 2026, 02:00').first().waitFor();
  await page.getByText('at most 50 MB').first().waitFor();
  await page.getByText('at least 200 GB').waitFor();
  const command = page.getByLabel('Command', { exact: true });
  expect(await command.inputValue()).toBe(
    `npm run cli -- restore /backups/${KEPT[0]?.name} --replace`,
  );
  wrong.push(...(await accessibilityProblems(page, 'backups')));

  await page.setViewportSize(PHONE);
  await page.getByRole('list', { name: 'Kept' }).waitFor();
  await page.setViewportSize(DESKTOP);
  const failed = { ...RUN, state: 'failed' as const, problem: 'The disk became full.' };
  await answers(page, {
    ...{ kept: KEPT, rules, runs: [failed] },
    folder: { ...FOLDER, same_disk: true, encrypted: false },
  });
  await page.reload();
  await page.getByText('The disk became full.', { exact: true }).waitFor();
  await page.getByText('The backups are on the disk that has the data', { exact: true }).waitFor();
  wrong.push(...(await accessibilityProblems(page, 'a backup that failed')));
  expect(wrong).toEqual([]);
});
