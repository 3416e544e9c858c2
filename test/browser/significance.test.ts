/** How sure is it? Hot and cold on the sample county, whose truths are planted. */
import { latLngToCell } from 'h3-js';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { HotspotsChange } from '#api/contract/change.ts';
import type { Persistences } from '#api/contract/persistence.ts';
import type { Prediction } from '#api/contract/prediction.ts';
import type { Significance } from '#api/contract/significance.ts';
import { accessibilityProblems, tabTo } from './accessibility.ts';
import {
  figure,
  filters,
  openMap,
  pixelOf,
  ranked,
  shown,
  soon,
  time,
  whyHere,
} from './map_screen.ts';
import { POLICE_ANALYST } from './sign_in.ts';
import { arrive, PHONE } from './visit.ts';

/** Around the bus station in Worcester something was planted every month of three years. */
const BUS_STATION = latLngToCell(52.1943, -2.2236, 8);
/** Shoplifting on the snap points of a shopping centre, known by month only. */
const SHOPPING_CENTRE = latLngToCell(52.3062, -1.9432, 8);
/** Has no residents, wherever a census was brought in. */
const SEA = '-4.6,51.2;-4.2,51.2;-4.2,51.5;-4.6,51.5';
const YEAR = 'from=2025-11-01&to=2026-10-31';

const toggle = (page: Page): Locator => page.getByRole('button', { name: 'How sure?' });
const howSure = (page: Page): Locator =>
  page.locator('article section').filter({ has: page.getByRole('heading', { name: 'How sure?' }) });
const legend = (page: Page): Locator =>
  page.getByRole('region', { name: 'Incidents in a hexagon' });
const words = (page: Page): Locator => ranked(page).locator('.word');
const inUrl = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

async function tested(page: Page, query: string): Promise<Significance> {
  const answer = await page.request.get(`/api/hotspots/significance?resolution=8&${query}`);
  expect(answer.ok()).toBe(true);
  return (await answer.json()) as Significance; // as: the contract
}

/** What is drawn around a hexagon's middle, as a picture of it. */
async function drawnAt(page: Page, cell: string): Promise<string> {
  const { x, y } = await pixelOf(page, cell);
  const clip = { x: x - 30, y: y - 30, width: 60, height: 60 };
  return (await page.screenshot({ clip })).toString('base64');
}

test('Alice asks how sure it is: the bus station is outlined, first in the list, and told in words', async () => {
  const { page } = await arrive();
  await openMap(page, `/?${YEAR}&res=8`);
  await page.getByRole('heading', { name: 'Busiest hexagons' }).waitFor();
  expect(await words(page).count()).toBe(0);
  const before = await drawnAt(page, BUS_STATION);

  // a meeting's first question is what is new; which places are busy is the second
  await toggle(page).click();
  await page.getByRole('heading', { name: 'Places by evidence' }).waitFor();
  expect(inUrl(page, 'sure')).toBe('usual');
  await legend(page).getByText('Busier than usual: thicker is surer').waitFor();
  await filters(page).getByRole('radio', { name: 'A busy place' }).check();
  await expect.poll(() => inUrl(page, 'sure'), soon).toBe('1');
  await page.getByText(/^Hot places first, the surest \(99/).waitFor();
  await legend(page).getByText('Hot: thicker is surer').waitFor();
  await expect.poll(() => drawnAt(page, BUS_STATION), soon).not.toBe(before);

  const said = await tested(page, YEAR);
  expect(said.refused).toBeNull();
  expect(said.cells.find(({ cell }) => cell === BUS_STATION)?.class).toBe('hot_99');
  expect(await words(page).first().textContent()).toBe('Hot: very unlikely to be chance');
  // beside it stands how lasting it is, as the server says
  const lasting = await page.request.get(`/api/hotspots/persistence?resolution=8&${YEAR}`);
  const { cells } = (await lasting.json()) as Persistences; // as: the contract
  const station = cells.find(({ cell }) => cell === BUS_STATION);
  expect(station?.persistence).toBe('persistent');
  const hot = station?.months.filter((mark) => mark === 'hot').length;
  await ranked(page).first().getByText(`Persistent: hot in ${hot} of 12 months`).waitFor();
  await ranked(page).first().click();
  await expect.poll(() => inUrl(page, 'cell'), soon).toBe(BUS_STATION);
  await whyHere(page).waitFor();
  await howSure(page).getByText('Hot: very unlikely to be chance').waitFor();
  await howSure(page)
    .getByText(/more incidents than chance would give .* the whole partnership/)
    .waitFor();
  await howSure(page)
    .getByText(/^z \d+\.\d\d · adjusted p below 0\.0001/)
    .waitFor();
  await howSure(page).getByText('Against its own past:').waitFor();
  await howSure(page)
    .getByText(/^Persistent: hot in 1[0-2] of the last twelve months/)
    .waitFor();
  const months = howSure(page).getByRole('list', { name: 'Hot or not, the last twelve months' });
  expect(await months.getByRole('listitem').count()).toBe(12);
  await howSure(page).getByText('How this is worked out').click();
  await howSure(page)
    .getByText(/^Getis-Ord Gi\* over every hexagon/)
    .waitFor();
  await howSure(page)
    .getByText(`Compared with ${said.cells_tested.toLocaleString('en-GB')} hexagons`)
    .waitFor();

  await page.reload();
  await howSure(page).getByText('Hot: very unlikely to be chance').waitFor();
  await page.getByRole('button', { name: 'All places' }).click();
  await page.getByRole('heading', { name: 'Places by evidence' }).waitFor();
  await toggle(page).click();
  await page.getByRole('heading', { name: 'Busiest hexagons' }).waitFor();
  expect(await words(page).count()).toBe(0);
  await expect.poll(() => legend(page).textContent(), soon).not.toContain('How sure?');
});

/** Cars meet on a car park in Redditch since September 2026. */
const CAR_MEETS = 'from=2026-09-01&to=2026-10-31&kind=asb';

test('Alice asks what is busier than usual: the car meets come first, with what is usual there', async () => {
  const { page } = await arrive();
  await openMap(page, `/?${CAR_MEETS}&res=8&sure=usual`);
  await page.getByRole('heading', { name: 'Places by evidence' }).waitFor();
  await page.getByText(/^Places busier than usual first/).waitFor();
  const said = await tested(page, `${CAR_MEETS}&mode=usual`);
  expect(said.refused).toBeNull();
  expect(said.like.length).toBeGreaterThan(2);
  const hot = said.cells.filter((one) => one.class === 'hot_99' && one.count > 0);
  expect(hot.length).toBeGreaterThan(0);
  expect(await words(page).first().textContent()).toBe(
    'Busier than usual: very unlikely to be chance',
  );
  await ranked(page)
    .first()
    .getByText(/here and around, usually about/)
    .waitFor();
  expect(await accessibilityProblems(page, 'busier than usual')).toEqual([]);
  await ranked(page).first().click();
  await howSure(page).getByText('Busier than usual: very unlikely to be chance').waitFor();
  await howSure(page)
    .getByText(/^With the six hexagons around it: \d+ incidents now, usually/)
    .waitFor();
  await howSure(page).getByText('Among the places of the area:').waitFor();
  await howSure(page).getByText('How this is worked out').click();
  await howSure(page)
    .getByText(/^Usual is the mean of \d+ earlier windows: /)
    .waitFor();
  expect(await accessibilityProblems(page, 'against its own past')).toEqual([]);

  // where nobody knows what is usual, the other question is one press away
  await page.goto('/?from=2023-11-01&to=2023-11-30&res=8&sure=usual');
  const notice = page.getByRole('status').filter({ hasText: 'What is usual cannot be told here' });
  await notice.getByText(/No earlier window of this length was delivered/).waitFor();
  await notice.getByRole('button', { name: 'Show busy places' }).click();
  await notice.waitFor({ state: 'detached' });
  expect(inUrl(page, 'sure')).toBe('1');
});

test('Bob asks it of shoplifting: the shopping centre in Redditch is hot, and the table says the same', async () => {
  const { page } = await arrive();
  await openMap(page, `/?${YEAR}&type=shoplifting&res=8&sure=1`);
  await page.getByRole('heading', { name: 'Places by evidence' }).waitFor();
  const said = await tested(page, `${YEAR}&type=shoplifting`);
  const planted = said.cells.find(({ cell }) => cell === SHOPPING_CENTRE);
  expect(planted?.class).toBe('hot_99');
  const hot = said.cells.filter((one) => one.class === 'hot_99' && one.count > 0);
  expect(hot.length).toBeGreaterThan(1);
  expect(await words(page).filter({ hasText: 'Hot: very unlikely' }).count()).toBe(
    Math.min(20, hot.length),
  );
  const { x, y } = await pixelOf(page, SHOPPING_CENTRE);
  await page.mouse.move(x, y);
  const tip = page.locator('p[aria-hidden="true"]').filter({ hasText: 'very unlikely' });
  await tip.waitFor();
  expect(await tip.textContent()).toContain(`${planted?.count} incidents`);

  await page.getByRole('button', { name: 'Table', exact: true }).click();
  const table = page.getByRole('region', { name: 'Incidents by hexagon' });
  await table.getByRole('columnheader', { name: 'How sure?' }).waitFor();
  await table.getByRole('columnheader', { name: 'Twelve months' }).waitFor();
  expect(await table.locator('tbody tr').first().textContent()).toContain(
    'Hot: very unlikely to be chance',
  );
});

test('where places are moved to snap points, smaller hexagons are not tested, and Alice reads why', async () => {
  const { page } = await arrive();
  await openMap(page, `/?${YEAR}&agency=sample-police&res=9&sure=1`);
  const notice = page.getByRole('status').filter({ hasText: 'Hot and cold cannot be told here' });
  await notice.getByText(/places are moved to snap points/).waitFor();
  const advised = notice.getByRole('button', { name: 'Use size 8', exact: true });
  await advised.waitFor();
  await page.getByRole('heading', { name: 'Busiest hexagons' }).waitFor();
  expect(await accessibilityProblems(page, 'refused')).toEqual([]);

  // what makes it possible does
  await advised.click();
  await notice.waitFor({ state: 'detached' });
  expect(inUrl(page, 'res')).toBe('8');
  await page.getByRole('heading', { name: 'Places by evidence' }).waitFor();
  await page.getByRole('combobox', { name: 'Hexagon size' }).selectOption('11');
  await notice.getByText('Hexagons this small are not tested').waitFor();
  await notice.getByRole('button', { name: 'Switch it off' }).click();
  await notice.waitFor({ state: 'detached' });
  expect(inUrl(page, 'sure')).toBeNull();
});

test('where the fire service sent nothing, Alice sees hatching and whose it is, and no verdict', async () => {
  const { page } = await arrive();
  const query = 'from=2025-07-01&to=2025-12-31&agency=sample-fire,sample-ambulance';
  const said = await tested(page, query);
  const untested = said.cells.find((one) => one.class === 'untested' && one.count > 0);
  if (!untested) throw new Error('Nothing is missing: the test proves nothing.');
  expect(said.gaps.map(({ agency }) => agency)).toEqual(['sample-fire']);
  await openMap(page, `/?${query}&res=8&sure=1&cell=${untested.cell}`);
  await legend(page).getByText('Not tested: a delivery is missing').waitFor();
  await howSure(page).getByText('Not tested: a delivery is missing', { exact: true }).waitFor();
  await howSure(page).getByText('What is missing is not zero').waitFor();
  await howSure(page)
    .getByText(/July to September 2025 not received/)
    .waitFor();
});

test('Chelsea reads which agencies’ own records disagree, as the server tells each', async () => {
  const { page } = await arrive();
  const agencies = ['sample-police', 'sample-ambulance', 'sample-outreach'];
  const each = [];
  for (const agency of agencies) each.push(await tested(page, `${YEAR}&agency=${agency}`));
  const [police, , outreach] = each.map(
    ({ cells }) => new Map(cells.map((one) => [one.cell, one])),
  );
  const found = each[1]?.cells.find(
    ({ cell, count, class: heat }) =>
      count > 0 &&
      heat.startsWith('hot') &&
      police?.get(cell)?.class.startsWith('hot') &&
      outreach?.get(cell)?.class === 'none' &&
      (outreach.get(cell)?.count ?? 0) > 0,
  );
  if (!found) throw new Error('They agree everywhere: the test proves nothing.');
  await openMap(page, `/?${YEAR}&agency=${agencies.join(',')}&res=8&cell=${found.cell}`);
  await howSure(page).getByRole('heading', { name: 'Sources disagree' }).waitFor();
  expect(
    (await howSure(page).locator('ul:not(.months) li').allTextContents())
      .map((line) => line.trim())
      .sort(),
  ).toEqual([
    'Sample Ambulance Service: hot',
    'Sample Drug and Alcohol Outreach: not',
    'Sample Vale Police: hot',
  ]);
});

test('while time is played the server is not asked again and again, and no outline is older than the counts', async () => {
  const { page } = await arrive();
  await openMap(page, '/?from=2024-01-01&to=2024-01-31&res=8&sure=1');
  await page.getByRole('heading', { name: 'Places by evidence' }).waitFor();
  let requested = 0;
  page.on('request', (request) => {
    if (request.url().includes('/significance')) requested += 1;
  });
  await time(page).getByRole('button', { name: 'Play' }).click();
  await legend(page).getByText('Waits until time stands still.').waitFor();
  await page.getByRole('heading', { name: 'Busiest hexagons' }).waitFor();
  await expect
    .poll(() => page.locator('.facts strong').textContent(), soon)
    .toMatch(/February 2024|March 2024/);
  expect(requested).toBe(0);
  await time(page).getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('heading', { name: 'Places by evidence' }).waitFor();
  expect(requested).toBe(1);
});

/** Squares of a made-up census over the county, 60,000 people each: 800 or so a hexagon. */
const census = () => {
  const zones = Array.from({ length: 100 }, (_, i) => {
    const west = -2.7 + (i % 10) * 0.1;
    const south = 51.95 + Math.floor(i / 10) * 0.06;
    const [east, north] = [west + 0.1, south + 0.06];
    return {
      type: 'Feature',
      properties: { code: `Z${i}` },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [west, south],
            [east, south],
            [east, north],
            [west, north],
            [west, south],
          ],
        ],
      },
    };
  });
  return {
    source: 'Made up',
    residents: Object.fromEntries(zones.map(({ properties }) => [properties.code, 60_000])),
    collection: { type: 'FeatureCollection', features: zones },
  };
};

test('Alice compares rates: without a census she reads what to do, with one each place says its rate', async () => {
  const { page } = await arrive();
  await openMap(page, `/?${YEAR}&res=8&sure=1&within=${SEA}`);
  await filters(page).getByRole('radio', { name: 'Rates by residents' }).check();
  await expect.poll(() => inUrl(page, 'measure'), soon).toBe('rate');
  const notice = page.getByRole('status').filter({ hasText: 'Hot and cold cannot be told here' });
  await notice.getByText(/how many people live where/).waitFor();
  await notice.getByText(/npm run cli -- residents/).waitFor();
  await notice.getByRole('button', { name: 'Compare counts' }).click();
  await notice.waitFor({ state: 'detached' });
  await expect.poll(() => inUrl(page, 'measure'), soon).toBeNull();

  const added = await page.request.post('/api/residents', { data: census() });
  expect(await added.text()).toContain('6000000');
  await openMap(page, `/?${YEAR}&res=8&sure=1`);
  await filters(page).getByRole('radio', { name: 'Rates by residents' }).check();
  const key = page.getByRole('region', { name: 'Incidents per 1,000 residents' });
  await key.waitFor();
  // what has no rate is not missing, and is not hatched as if it were
  expect(await key.textContent()).not.toContain('delivery is missing');
  const said = await tested(page, `${YEAR}&measure=rate`);
  expect(said.refused).toBeNull();
  await ranked(page).first().click();
  await whyHere(page).waitFor();
  const here = said.cells.find(({ cell }) => cell === inUrl(page, 'cell'));
  expect(here?.class).toBe('hot_99');
  await howSure(page)
    .getByText(
      `${new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 }).format(here?.rate ?? NaN)} incidents per 1,000 residents`,
    )
    .waitFor();
  await howSure(page)
    .getByText(/95 % interval/)
    .waitFor();
  await howSure(page).getByText('more incidents for its residents than chance').waitFor();
  await page.reload();
  await howSure(page)
    .getByText(/incidents per 1,000 residents in this window/)
    .waitFor();
  await page.getByRole('button', { name: 'All places' }).click();
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  const table = page.getByRole('region', { name: 'Incidents by hexagon' });
  await table.getByRole('columnheader', { name: 'Per 1,000' }).waitFor();
  await table.getByRole('columnheader', { name: 'Residents' }).waitFor();
  expect(await accessibilityProblems(page, 'rates')).toEqual([]);
});

test('Bob runs no installation: he reads whom to ask, and no command that he cannot give', async () => {
  const { page } = await arrive({ who: POLICE_ANALYST });
  await openMap(page, `/?${YEAR}&res=8&sure=1&measure=rate&within=${SEA}`);
  const notice = page.getByRole('status').filter({ hasText: 'Hot and cold cannot be told here' });
  await notice.getByText(/ask whoever runs this installation/).waitFor();
  expect(await notice.textContent()).not.toContain('npm');
});

test('Chelsea asks of closing time: the map, the list and the sentence are of those hours of Friday and Saturday', async () => {
  const { page } = await arrive();
  await openMap(page, `/?${YEAR}&res=8&sure=1`);
  await page.getByRole('heading', { name: 'Places by evidence' }).waitFor();
  await filters(page).getByRole('combobox', { name: 'Time of day' }).selectOption('closing_time');
  await expect
    .poll(() => [inUrl(page, 'hours'), inUrl(page, 'weekdays')], soon)
    .toEqual(['22-3', 'fri,sat']);
  const query = `${YEAR}&hours=22-3&weekdays=fri,sat`;
  const said = await tested(page, query);
  const all = await tested(page, YEAR);
  expect(said.incidents).toBeGreaterThan(100);
  expect(said.incidents).toBeLessThan(all.incidents / 4);
  const words = '22:00 to 03:59, nights that begin on Friday and Saturday';
  await legend(page).getByText(words).waitFor();
  await page
    .locator('.facts')
    .getByText(`tested on ${said.incidents.toLocaleString('en-GB')} incidents, ${words}`)
    .waitFor();
  const counts = new Map(said.cells.map(({ cell, count }) => [cell, count]));
  const told = figure(await ranked(page).first().locator('.total').textContent());
  await ranked(page).first().click();
  await whyHere(page).waitFor();
  expect(told).toBe(counts.get(inUrl(page, 'cell') ?? ''));
  await howSure(page).getByText(`Tested: ${words}, with ${told} incidents here.`).waitFor();
  await page.getByRole('button', { name: 'All places' }).click();

  // hours of one's own, by day
  await filters(page).getByRole('combobox', { name: 'Time of day' }).selectOption('own');
  await filters(page).getByRole('combobox', { name: 'Until' }).selectOption('3');
  await expect.poll(() => inUrl(page, 'hours'), soon).toBe('22-2');
  await filters(page).getByRole('checkbox', { name: 'Monday' }).uncheck();
  await expect.poll(() => inUrl(page, 'weekdays'), soon).toBe('tue,wed,thu,fri,sat,sun');
  expect(await accessibilityProblems(page, 'hours')).toEqual([]);
});

test('of records that know no hour nothing is said by the hour, and taking all hours brings it back', async () => {
  const { page } = await arrive();
  await openMap(page, `/?${YEAR}&res=8&sure=1&type=shoplifting&hours=15-17`);
  const notice = page.getByRole('status').filter({ hasText: 'Hot and cold cannot be told here' });
  await notice.getByText('None of these records knows its hour').waitFor();
  await notice.getByRole('button', { name: 'Take all hours' }).click();
  await page.getByRole('heading', { name: 'Places by evidence' }).waitFor();
  expect(inUrl(page, 'hours')).toBeNull();
});

test('a season is a window of its own', async () => {
  const { page } = await arrive();
  await openMap(page, '/?res=8');
  await time(page).getByRole('combobox', { name: 'Season' }).selectOption({ label: 'Summer 2026' });
  await expect
    .poll(() => [inUrl(page, 'from'), inUrl(page, 'to')], soon)
    .toEqual(['2026-06-01', '2026-08-31']);
});

test('Alice reads how well September’s map predicted October, in words and in the server’s figures', async () => {
  const { page } = await arrive();
  const october = 'from=2026-10-01&to=2026-10-31';
  await openMap(page, `/?${october}&res=8&panel=analysis`);
  const answer = await page.request.get(`/api/hotspots/prediction?resolution=8&${october}`);
  const said = (await answer.json()) as Prediction; // as: the contract
  expect(said.refused).toBeNull();
  const panel = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'How well did the last map predict?' }) })
    .last();
  await panel
    .getByText(
      `held ${Math.round((said.hit_rate ?? 0) * 100)} % of the incidents since: ${said.pai?.toFixed(1)} times`,
    )
    .waitFor();
  const row = (name: string) => panel.getByRole('row').filter({ hasText: name });
  expect(await row('PAI').getByRole('cell').textContent()).toBe(said.pai?.toFixed(2));
  expect(await row('PEI').getByRole('cell').textContent()).toBe(said.pei?.toFixed(2));
  await row('Hotspots of').getByText('1–30 September 2026').waitFor();
  // a period of which nothing stood out predicted nothing, and says so
  await page.goto(`/?from=2026-10-01&to=2026-10-01&type=drugs&res=8&panel=analysis`);
  await page.getByText('This cannot be told').waitFor();
});

test('Why here? says more or fewer than before with an interval, and never so of a handful', async () => {
  const { page } = await arrive();
  await openMap(page, `/?from=2026-10-01&to=2026-10-31&res=8&cell=${BUS_STATION}`);
  const answer = await page.request.get(
    `/api/hotspots/change?from=2026-10-01&to=2026-10-31&cell=${BUS_STATION}`,
  );
  const said = (await answer.json()) as HotspotsChange; // as: the contract
  const before = said.total?.before;
  expect(before?.refused).toBeNull();
  const section = page
    .locator('article section')
    .filter({ has: page.getByRole('heading', { name: 'More or fewer than before' }) });
  await section.getByText(`All kinds asked for: ${said.total?.now.count} now`).waitFor();
  await section.getByText(`${before?.count}, 1–30 September 2026. `).waitFor();
  await section
    .getByText(/95 % interval/)
    .first()
    .waitFor();
  const few = said.kinds.find(({ year }) => year.verdict === 'too_few_to_tell');
  if (few) {
    await section.getByText('By kind').click();
    await section.getByText('Too few to tell.').first().waitFor();
  }
  expect(await section.textContent()).not.toMatch(/\+\d+ %/);
});

test('with one agency chosen the sentence speaks of one', async () => {
  const { page } = await arrive();
  await openMap(page, `/?${YEAR}&res=8&agency=sample-ambulance`);
  await expect.poll(() => shown(page).textContent(), soon).toMatch(/, 1 agency$/);
  await page.goto(`/?${YEAR}&res=8`);
  await expect.poll(() => shown(page).textContent(), soon).toMatch(/, [2-9] agencies$/);
});

test('by keyboard alone: switch it on, and read why', async () => {
  const { page } = await arrive();
  await openMap(page, `/?${CAR_MEETS}&res=8`);
  await tabTo(page, toggle(page));
  await page.keyboard.press('Space');
  await page.getByRole('heading', { name: 'Places by evidence' }).waitFor();
  expect(await toggle(page).getAttribute('aria-pressed')).toBe('true');
  await ranked(page).first().focus();
  await page.keyboard.press('Enter');
  await howSure(page).getByText('Busier than usual: very unlikely to be chance').waitFor();
  await tabTo(page, howSure(page).locator('summary'));
  await page.keyboard.press('Enter');
  await howSure(page)
    .getByText(/^Each hexagon with those up to k steps away/)
    .waitFor();
});

test('it can be read on a desktop, on a projector and on a phone, in the light and in the dark', async () => {
  const { page } = await arrive({ as: {} });
  await openMap(page, `/?${YEAR}&res=8&sure=1`);
  await page.getByRole('heading', { name: 'Places by evidence' }).waitFor();
  expect(await accessibilityProblems(page, 'places by evidence')).toEqual([]);
  await ranked(page).first().click();
  await howSure(page).getByText('Hot: very unlikely to be chance').waitFor();
  expect(await accessibilityProblems(page, 'how sure')).toEqual([]);

  await page.setViewportSize(PHONE);
  await page.getByRole('button', { name: 'Map', exact: true }).last().click();
  await legend(page).getByText('Hot: thicker is surer').waitFor();
  const [button, key] = [await toggle(page).boundingBox(), await legend(page).boundingBox()];
  expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(key?.y ?? 0);
});
