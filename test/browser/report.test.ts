/** The quarterly report on the screen and on paper, of the sample county. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { QuarterlyReport } from '#api/contract/reports.ts';
import { accessibilityProblems, scrollsSideways } from './accessibility.ts';
import { pdfPages } from './pdf_text.ts';
import { HOSPITAL_ANALYST, POLICE_ANALYST, STREET_WORKER } from './sign_in.ts';
import { arrive, PHONE } from './visit.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
const figure = (n: number) => n.toLocaleString('en-GB');
const two = (n: number) => (n < 10 ? n.toFixed(2) : figure(Math.round(n)));

async function told(page: Page, query = ''): Promise<QuarterlyReport> {
  const answer = await page.request.get(`/api/reports/quarterly${query}`);
  expect(answer.ok()).toBe(true);
  return (await answer.json()) as QuarterlyReport; // as: the contract
}

/** What the paper must say, as it is written there: from the API's numbers, not from the page. */
function figuresOf({ areas, hotspots, feeds }: QuarterlyReport): string[] {
  return [
    ...areas.flatMap(({ name, kinds }) => [
      name,
      ...kinds.flatMap(({ now, year, before }) => [
        figure(now.count),
        ...[year, before].flatMap(({ count, ratio, low, high }) => [
          figure(count),
          ...(ratio !== null && low !== null && high !== null
            ? [`×${two(ratio)} (${two(low)} to ${two(high)})`]
            : []),
        ]),
      ]),
    ]),
    `${figure(hotspots.incidents)} incidents in ${figure(hotspots.cells_tested)} hexagons: ${hotspots.hot} hot`,
    ...hotspots.places.flatMap(({ count, z, actions }) => [
      figure(count),
      `z ${(z ?? 0).toFixed(2)}`,
      ...actions.map(({ what }) => what),
    ]),
    ...feeds.map(({ name }) => name),
  ];
}

test('Alice opens the report by one click: its figures are the API’s, and so is each page of the PDF', async () => {
  const { page } = await arrive();
  await page.goto('/');
  await page.getByRole('link', { name: 'Report' }).click();
  await heading(page, 'Areas and trends').waitFor();
  const report = await told(page);
  expect(report.areas.length).toBeGreaterThan(5);
  expect(report.hotspots.places.length).toBe(10);
  const shown = (await page.locator('article').innerText()).replace(/\s+/g, ' ');
  for (const words of figuresOf(report)) expect(shown).toContain(words);
  // what clearly changed is what the API calls up or down, and nothing else
  const clear = report.areas.flatMap(({ name, kinds }) =>
    kinds
      .filter(({ year, before }) =>
        [year, before].some(({ verdict }) => verdict === 'up' || verdict === 'down'),
      )
      .map(() => name),
  );
  const changed = page
    .locator('section')
    .filter({ has: heading(page, 'What clearly changed') })
    .getByRole('listitem');
  expect(clear.length).toBeGreaterThan(0);
  expect(await changed.count()).toBe(clear.length);
  // fire sent nothing a year ago: said, hatched, and left out of both periods
  await page.getByText(/Deliberate fires .*July to September 2025 not received/).waitFor();

  await page.emulateMedia({ colorScheme: 'dark' });
  const pages = pdfPages(await page.pdf({ preferCSSPageSize: true }));
  await page.emulateMedia({ colorScheme: 'light' });
  expect(pages.length).toBeGreaterThan(3);
  for (const [i, text] of pages.entries()) {
    expect([i, text.includes('OFFICIAL-SENSITIVE·Quarterlyanalysisreport')]).toEqual([i, true]);
    expect(text).toContain(`${i + 1}/${pages.length}`);
  }
  const printed = pages.join('');
  for (const words of figuresOf(report)) expect(printed).toContain(words.replace(/\s+/g, ''));
  expect(printed).toContain('MorganHale,SampleCountyCouncil');
  // what steers the screen is not on paper
  expect(printed).not.toContain('PrintorsaveasPDF');
  expect(printed).not.toContain('SyntheticdataAsthesystem');
});

test('the quarter and the area are in the address, and the button prints', async () => {
  const { page } = await arrive();
  await page.addInitScript(() => {
    window.print = () => document.body.setAttribute('data-printed', '');
  });
  await page.goto('/report');
  await page.getByRole('combobox', { name: 'Quarter' }).selectOption('2026-Q2');
  await page.getByRole('combobox', { name: 'Area' }).selectOption({ label: 'Redditch' });
  await heading(page, 'Redditch, April to June 2026').waitFor();
  const { searchParams } = new URL(page.url());
  expect(searchParams.get('quarter')).toBe('2026-Q2');
  const report = await told(page, `?${searchParams}`);
  expect(report.areas.map(({ name }) => name)).toEqual(['Redditch']);
  await page.reload();
  await heading(page, 'Redditch, April to June 2026').waitFor();
  const shown = (await page.locator('article').innerText()).replace(/\s+/g, ' ');
  for (const words of figuresOf(report)) expect(shown).toContain(words);
  await page.getByRole('button', { name: 'Print or save as PDF' }).click();
  await page.locator('body[data-printed]').waitFor();
  await page.goBack();
  await heading(page, 'Sample County Community Safety Partnership, April to June 2026').waitFor();
});

test('Chelsea, whose hospital’s records the others only count, reads her own; Bob reads counts of them, and that small ones are left out', async () => {
  const hers = await arrive({ who: HOSPITAL_ANALYST });
  await hers.page.goto('/report');
  await heading(hers.page, 'Areas and trends').waitFor();
  const alcohol = (report: QuarterlyReport) =>
    report.areas[0]?.kinds.find(({ kind }) => kind === 'alcohol')?.now;
  const whole = alcohol(await told(hers.page));
  expect(whole?.counts_only).toBe(0);
  await hers.page.getByText('Made by').waitFor();
  expect(await hers.page.getByText(/by counts only/).count()).toBe(0);

  const his = await arrive({ who: POLICE_ANALYST });
  await his.page.goto('/report');
  await heading(his.page, 'Areas and trends').waitFor();
  const part = alcohol(await told(his.page));
  expect(part?.counts_only).toBeGreaterThan(0);
  expect(part?.count).toBeLessThan(whole?.count ?? 0);
  const row = his.page
    .getByRole('region', { name: 'Sample County Community Safety Partnership' })
    .getByRole('row', { name: /Alcohol/ });
  expect(await row.innerText()).toContain(`${part?.counts_only} by counts only`);
  await his.page
    .getByText(/Sample Hospital Emergency Department: alcohol in hexagons with fewer than 3/)
    .waitFor();
});

test('it can be read everywhere: on a desktop, a projector and a phone, in light and dark', async () => {
  const { page } = await arrive();
  await page.goto('/report?area=worcester');
  await heading(page, 'Methods').waitFor();
  expect(await accessibilityProblems(page, 'report')).toEqual([]);
});

test('whoever may not see counts is told for whom it is; a quarter that has not ended is refused in words', async () => {
  const street = await arrive({ who: STREET_WORKER, as: { viewport: PHONE } });
  await street.page.goto('/report');
  await street.page
    .getByText(/is for/)
    .first()
    .waitFor();
  expect(await street.page.getByRole('link', { name: 'Report' }).count()).toBe(0);

  const { page } = await arrive({ expect: /422/ });
  await page.goto('/report?quarter=2099-Q1');
  await page.getByText('That quarter has not ended. The last that has is').waitFor();
  // the way on is there
  await page.getByRole('combobox', { name: 'Quarter' }).selectOption('2026-Q3');
  await heading(page, 'Areas and trends').waitFor();
});

test('where nothing has come in yet the report says so', async () => {
  const { page } = await arrive({ at: 'nothing' });
  await page.goto('/report');
  await page.getByText('There is nothing to report yet').waitFor();
  await page.getByRole('link', { name: 'To Data' }).waitFor();
  expect(await page.getByRole('button', { name: 'Print or save as PDF' }).isDisabled()).toBe(true);
  expect(await scrollsSideways(page, 'nothing')).toEqual([]);
});
