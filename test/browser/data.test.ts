/** The analyst brings files in, and takes them out again. */
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityProblems } from './accessibility.ts';
import { figure, soon } from './map_screen.ts';
import { POLICE_ANALYST } from './sign_in.ts';
import { unique } from './unique.ts';
import { arrive } from './visit.ts';

const HEADER =
  'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context';
const row = (month: string, longitude: string, latitude: string, type: string) =>
  `,${month},Vale Police,Vale Police,${longitude},${latitude},On or near Mill Lane,E99000001,Made Up 001A,${type},,`;
/** 40 rows with a place, one without, two that cannot be read. */
const police = [
  HEADER,
  ...Array.from({ length: 40 }, (_, i) =>
    row('2023-02', `-2.2${i % 4}0831`, '52.190512', i % 2 ? 'Burglary' : 'Anti-social behaviour'),
  ),
  row('2023-02', '', '', 'Robbery'),
  row('2023-13', '-2.22', '52.19', 'Drugs'),
  row('2023-02', 'east', '52.19', 'Drugs'),
].join('\n');

/** Drops a file as from the desktop, and looks at it. */
async function drop(page: Page, name: string, content: string, agency = 'Sample Vale Police') {
  await page.goto('/data');
  await page.getByRole('heading', { name: 'Data', exact: true }).waitFor();
  const files = await page.evaluateHandle(
    ([fileName, lines]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([lines], fileName, { type: 'text/csv' }));
      return transfer;
    },
    [name, content] as const,
  );
  await page
    .getByRole('group', { name: 'Drop a file here' })
    .dispatchEvent('drop', { dataTransfer: files });
  await page.getByText(name).first().waitFor();
  await page.getByText(`It comes in as data of ${agency}.`).waitFor();
}
const look = (page: Page) => page.getByRole('button', { name: 'Look at the file' }).click();
const counts = async (page: Page): Promise<Record<string, number>> =>
  Object.fromEntries(
    await Promise.all(
      (await page.locator('dl > div').all()).map(async (pair) => [
        await pair.locator('dt').innerText(),
        figure(await pair.locator('dd').first().innerText()),
      ]),
    ),
  );
const counted = async (page: Page): Promise<number> => {
  const answer = await page.request.get('/api/partnership');
  return ((await answer.json()) as { incidents: number }).incidents; // as: the contract
};
const brought = (page: Page) => page.getByText('Brought in', { exact: true }).first();

test('Bob looks at a police file, brings it in, finds nothing new the second time, and undoes it', async () => {
  const { page } = await arrive({ who: POLICE_ANALYST });
  const before = await counted(page);
  await drop(page, '2023-02-vale-street.csv', police);
  await look(page);
  await page.getByText('Dry run: nothing has come in yet').waitFor();
  const dry = await counts(page);
  expect(dry).toMatchObject({
    'Rows read': 43,
    'Would come in': 41,
    Rejected: 2,
    'Without a place': 1,
  });
  await page.getByRole('img', { name: /^Map of the rows by hexagon: [1-9]/ }).waitFor();
  const problems = page.getByRole('region', { name: 'First problems' }).locator('tbody tr');
  expect(await problems.count()).toBe(2);
  expect(await problems.nth(0).innerText()).toMatch(/43\s+Month\s+2023-13/);
  expect(await problems.nth(1).innerText()).toMatch(/44\s+Longitude\s+east/);
  expect(await counted(page)).toBe(before);

  await page.getByRole('button', { name: 'Bring in 41 rows' }).click();
  await brought(page).waitFor();
  await expect
    .poll(() => counts(page))
    .toMatchObject({
      'Rows read': dry['Rows read'],
      'Came in': dry['Would come in'],
      Rejected: dry['Rejected'],
    });
  expect(await counted(page)).toBe(before + 41);
  const [rejects] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download the rejected rows (CSV)' }).click(),
  ]);
  expect(await text(await rejects.createReadStream())).toMatch(/43.*2023-13/);
  const done = page.url();

  await drop(page, '2023-02-vale-street.csv', police);
  await look(page);
  await page.getByText('There is nothing new in this file').waitFor();
  expect(await counts(page)).toMatchObject({ 'Would come in': 0, 'Already present': 41 });
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByText('This import was discarded').waitFor();

  await page.goto(done);
  await page.getByText('Rows read').waitFor();
  expect(await accessibilityProblems(page, 'import')).toEqual([]);
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await page
    .getByRole('dialog')
    .getByText(/^41 rows that came in with it/)
    .waitFor();
  await page.getByRole('button', { name: 'Yes, undo it' }).click();
  await page.getByText('This import was undone').waitFor();
  expect(await counted(page)).toBe(before);
});

test('Alice says once what a council’s columns mean, and the next file needs no answer', async () => {
  const { page } = await arrive();
  const dataset = unique('Night patrol');
  // a reference belongs to its dataset, so the same ones may come in again under another
  const sheet = (month: string) =>
    ['Job,Wot,Seen,Lon Deg,Lat Deg']
      .concat(
        Array.from(
          { length: 12 },
          (_, i) => `J${month}${i},Noise,0${(i % 9) + 1}/${month}/2023 21:15,-2.22${i % 10},52.19`,
        ),
      )
      .join('\n');
  await drop(page, 'jobs-march.csv', sheet('03'), 'Sample County Council');
  await page.getByLabel('Dataset', { exact: true }).selectOption('A new dataset…');
  await page.getByLabel('Name of the new dataset').fill(dataset);
  await look(page);
  await page
    .getByText(/The file needs an answer from you|Dry run/)
    .first()
    .waitFor();
  const feeds = (column: string) => page.getByLabel(`Field that the column ${column} feeds`);
  await feeds('Job').selectOption('Reference');
  await feeds('Wot').selectOption('Category');
  await feeds('Seen').selectOption('When (or from when)');
  await feeds('Lon Deg').selectOption('Longitude');
  await feeds('Lat Deg').selectOption('Latitude');
  await page.getByLabel('Kind of incident').selectOption('Anti-social behaviour');
  await page.getByLabel('Order of day and month').selectOption('Day first: 31/12/2025');
  const categories = page.getByLabel('Type of the category Noise');
  if ((await categories.count()) > 0) await categories.selectOption('Noise');
  await page.getByRole('button', { name: 'Read again' }).click();
  await page.getByText('Dry run: nothing has come in yet').waitFor();
  await expect.poll(async () => (await counts(page))['Would come in'], soon).toBe(12);
  await page.getByRole('button', { name: 'Bring in 12 rows' }).click();
  await brought(page).waitFor();

  await drop(page, 'jobs-april.csv', sheet('04'), 'Sample County Council');
  await page.getByLabel('Dataset', { exact: true }).selectOption(dataset);
  await look(page);
  await page.getByText('Dry run: nothing has come in yet').waitFor();
  expect(await counts(page)).toMatchObject({ 'Rows read': 12, 'Would come in': 12, Rejected: 0 });
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByText('This import was discarded').waitFor();
});

test('A page saved instead of a file is refused in a sentence, and nothing comes in', async () => {
  const { page } = await arrive({ who: POLICE_ANALYST });
  const before = await counted(page);
  const name = `${unique('street')}.csv`;
  await drop(page, name, '<!doctype html><html><body><h1>Sign in</h1></body></html>');
  await look(page);
  await page.getByText('This file cannot be brought in').waitFor();
  expect(await page.locator('.notice.bad').innerText()).toMatch(/web page/i);
  await page.getByRole('link', { name: 'Choose another file' }).click();
  await page.getByRole('row').filter({ hasText: name }).getByText('Refused').waitFor();
  expect(await accessibilityProblems(page, 'data')).toEqual([]);
  expect(await counted(page)).toBe(before);
});

const zip = fileURLToPath(
  new URL('../../../shared/data/police-uk/west-mercia-2025.zip', import.meta.url),
);
test.skipIf(!existsSync(zip))(
  'Bob looks at a real year of a police force (needs ../shared/data)',
  async () => {
    const { page } = await arrive({ who: POLICE_ANALYST });
    await page.goto('/data');
    await page.getByLabel('Choose a file').setInputFiles(zip);
    await look(page);
    await page.getByRole('progressbar').first().waitFor();
    await page.getByText('Dry run: nothing has come in yet').waitFor();
    const found = await counts(page);
    expect(found['Rows read']).toBeGreaterThan(50_000);
    expect((found['Would come in'] ?? 0) + (found['Rejected'] ?? 0)).toBe(found['Rows read']);
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByText('This import was discarded').waitFor();
  },
);
