/** Files really taken away, read back, and found again in the audit: by whoever took them, and by whose records they
 *  are. Alice chairs the tasking group (the sample's Sam Okafor), Bob is at the police (Lee Barker). */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import readSheets from 'read-excel-file/node';
import { afterAll, expect, test } from 'vitest';
import { figure } from './map_screen.ts';
import { HOST_ANALYST, POLICE_ANALYST, TASKING } from './sign_in.ts';
import { arrive } from './visit.ts';

const JUNE = 'from=2025-06-01&to=2025-06-30';
const folder = mkdtempSync(join(tmpdir(), 'commonground-taken-'));
afterAll(() => rmSync(folder, { recursive: true }));
const card = (page: Page, title: string) => page.getByRole('article', { name: title });

/** Presses a button of the Export screen. @returns the file's name, and where the browser has put it */
async function take(page: Page, button: string): Promise<{ name: string; path: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  const name = download.suggestedFilename();
  await page.getByText(`Saved as “${name}”.`).waitFor();
  const path = join(folder, name);
  await download.saveAs(path);
  return { name, path };
}

test('Alice takes June’s crime as CSV and for Excel: marked, with the agreement, under a name that says so', async () => {
  const { page } = await arrive({ who: HOST_ANALYST });
  await page.goto(`/export?${JUNE}&kind=crime&agency=sample-police`);
  const rows = card(page, 'Incidents, one by one');
  const promised = figure(await rows.locator('.amount strong').innerText());
  expect(promised).toBeGreaterThan(100);
  await rows.getByText('OFFICIAL-SENSITIVE').waitFor();
  const agreement = await rows.getByRole('link', { name: /^agreement \d+$/ }).innerText();

  const csv = await take(page, 'Incidents, one by one as CSV');
  expect(csv.name).toMatch(
    /^OFFICIAL-SENSITIVE incidents 2025-06-01 to 2025-06-30 sample-county-council \d{8}T\d{4}Z\.csv$/,
  );
  const text = readFileSync(csv.path, 'utf8');
  const read: Record<string, string>[] = parse(text, { columns: true, bom: true });
  expect(read).toHaveLength(promised);
  for (const row of read) {
    expect(row).toMatchObject({
      ...{ marking: 'OFFICIAL-SENSITIVE', agreement, agency: 'sample-police', kind: 'crime' },
      exported_by: `${HOST_ANALYST}, Sample County Council`,
    });
    expect(row['started']).toMatch(/^2025-06/);
  }
  expect(text).not.toMatch(/(^|,)"?[=+@]/m);

  const xlsx = await take(page, 'Incidents, one by one as Excel');
  expect(xlsx.name).toMatch(/^OFFICIAL-SENSITIVE incidents .*\.xlsx$/);
  const [about, sheet] = await readSheets(xlsx.path);
  const said = JSON.stringify(about?.data);
  for (const words of ['OFFICIAL-SENSITIVE', HOST_ANALYST, agreement, 'Synthetic'])
    expect(said).toContain(words);
  expect(sheet?.data).toHaveLength(promised + 1);
  expect(sheet?.data[0]).toEqual(Object.keys(read[0] ?? {}));
});

test('Alice of the tasking group gets counts, and no rows; Bob finds in the audit what she took, and what he was refused', async () => {
  const alice = await arrive({ who: TASKING });
  await alice.page.goto(`/export?${JUNE}&kind=crime`);
  await card(alice.page, 'Incidents, one by one').getByText(/./).first().waitFor();
  expect(
    await alice.page.getByRole('button', { name: 'Incidents, one by one as CSV' }).count(),
  ).toBe(0);
  const { name, path } = await take(alice.page, 'Counts by hexagon as CSV');
  expect(name).toMatch(/^OFFICIAL(-SENSITIVE)? .*sample-city-council/);
  expect(readFileSync(path, 'utf8').split('\n').length).toBeGreaterThan(10);

  // Bob asks for what only the host may do
  const bob = await arrive({ who: POLICE_ANALYST });
  const refused = await bob.context.request.post('/api/agencies', {
    data: { slug: 'another', name: 'Another', kind: 'other' },
  });
  expect(refused.status()).toBe(403);

  await bob.page.goto('/audit');
  const search = bob.page.getByRole('search', { name: 'Search' });
  const lines = bob.page.getByRole('row');
  await search.getByLabel('What happened').selectOption('Call refused');
  await search.getByLabel('Outcome').selectOption('Refused');
  await search.getByRole('button', { name: 'Search' }).click();
  const denied = lines.filter({ hasText: 'POST' }).filter({ hasText: '/api/agencies' }).first();
  await denied.getByText(POLICE_ANALYST).waitFor();
  await denied.getByText('Refused', { exact: true }).waitFor();

  // what was asked for stands in the address, and clears
  expect(new URL(bob.page.url()).search).toContain('event=call.denied');
  await search.getByRole('button', { name: 'Show everything' }).click();
  await search.getByLabel('What happened').selectOption('File exported');
  await search.getByLabel('Name or fact').fill(TASKING);
  await search.getByRole('button', { name: 'Search' }).click();
  const taken = lines.filter({ hasText: 'File exported' }).first();
  await taken.getByText(TASKING).waitFor();
  await taken.getByText('Sample City Council Community Safety').first().waitFor();
  await taken.getByText('csv', { exact: false }).first().waitFor();

  await search.getByLabel('Name or fact').fill('nobody is called this');
  await search.getByRole('button', { name: 'Search' }).click();
  await bob.page.getByText('Nothing matches', { exact: true }).waitFor();

  // and nothing has been taken out of it
  await bob.page.getByRole('button', { name: 'Check the chain' }).click();
  await bob.page.getByLabel('Newest hash').waitFor();
  expect(await bob.page.getByLabel('Newest hash').inputValue()).toMatch(/^[0-9a-f]{64}$/);
});
