/** Every text that anybody could write is hostile, and every screen that shows it shows it as text: nothing runs,
 *  nothing is asked of elsewhere, no policy is broken. That each text is there to be seen is the other half. */
import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { visible } from '#api/contract/visible.ts';
import type { Hotspot } from '#api/contract/hotspots.ts';
import type { Partnership } from '#api/contract/partnership.ts';
import { embeddedFolder } from '#test/support/databases.ts';
import { asShown, hostileCounty, hostileGround, Hostility, type Ask } from './hostile_county.ts';
import { ALL_HOSTILE, HOSTILE } from './hostile_words.ts';
import { saidOn, settledPage, strangeThings } from './hostile_pages.ts';
import { soon } from './map_screen.ts';
import { startServer, type RunningServer } from './servers.ts';
import type { OpenApi, Schema } from '#test/support/every_field.ts';
import { PHONE, watched, workerBrowser } from './visit.ts';

/** Twenty of each thing, on software graphics. */
const LONG = 400_000;

let server: RunningServer;
let folder = '';
let browser: Browser;
/** Of a session that began before the server did. */
let token = '';
const hostility = new Hostility();
/** All texts that some screen has shown, of whichever field. */
const seen = new Set<string>();

const ask: Ask = (path, init = {}) => {
  const headers = new Headers(init.headers);
  headers.set('cookie', `${COOKIE}=${token}`);
  return fetch(`${server.url}${path}`, { ...init, headers });
};
const COOKIE = 'commonground-session';

beforeAll(async () => {
  folder = await embeddedFolder();
  token = await hostileGround(folder, hostility);
  server = await startServer(folder, { SAMPLE: 'none' });
  await hostileCounty(ask, hostility);
  browser = await workerBrowser();
}, LONG);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Fields whose words come by a ceremony; the same words are shown from other fields. */
const CEREMONIES = [
  // a passkey's name: 'own passkey'
  '/api/sign-in/enrol passkey.label',
  // the first administrator's, or one's own, in place of the invitation's
  '/api/invitations/begin name',
  '/api/invitations/begin agency.name',
  '/api/invitations/accept name',
  '/api/invitations/accept agency.name',
  '/api/invitations/accept passkey.label',
  '/api/me/ways passkey.label',
  // a provider is asked before it is stored
  '/api/agency/provider issuer',
  '/api/agency/provider client_id',
  '/api/agency/provider tenant',
  // no screen names it
  '/api/residents source',
  // a hostile one is read in actions.test.ts: it takes two agencies
  '/api/actions/proposals/refusal reason',
  // the operator's, on the command line
  '/api/backups file',
  '/api/backups passphrase',
];

const apiDocument = async (): Promise<OpenApi> =>
  (await (await ask('/api/openapi.json')).json()) as OpenApi; // as: served by this very API

/** Every field that takes words, named as Hostility names it. */
function oneLineFields({ paths, components }: OpenApi): string[] {
  const found = new Set<string>();
  const walk = (given: Schema, address: string, place: string) => {
    const name = /^#\/components\/schemas\/(\w+)$/.exec(String(given['$ref']))?.[1];
    if (name !== undefined) return walk(components.schemas[name] ?? {}, address, place);
    for (const key of ['anyOf', 'allOf', 'oneOf'])
      for (const part of (given[key] ?? []) as Schema[]) walk(part, address, place); // as: lists of schemas
    const parts = (given['properties'] ?? {}) as Record<string, Schema>; // as: schemas by name
    for (const [key, part] of Object.entries(parts))
      walk(part, address, place === '' ? key : `${place}.${key}`);
    if (given['items']) walk(given['items'] as Schema, address, `${place}.0`); // as: a schema
    // a list's parts are named as the list is: /api/landmarks name
    const own = place.replace(`${address.split('/').at(-1) ?? ''}.0.`, '');
    if (given['x-text'] !== undefined) found.add(`${address} ${own}`);
  };
  for (const [path, methods] of Object.entries(paths))
    for (const { requestBody } of Object.values(methods))
      for (const { schema } of Object.values(requestBody?.content ?? {}))
        walk(schema, path.replaceAll(/\/\{\w+\}/g, ''), '');
  return [...found];
}

/** A page of somebody signed in, and what it has heard that hostile words would do. */
async function arrive(expected?: RegExp): Promise<{ page: Page; heard: string[] }> {
  const { page, context } = await watched(browser, server.url, expected, {}, { who: null });
  await context.addCookies([{ name: COOKIE, value: token, url: server.url }]);
  const heard: string[] = [];
  context.on('dialog', (dialog) => {
    heard.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('page', (other) => heard.push(`another page: ${other.url()}`));
  await context.exposeBinding('reportPwned', () => void heard.push('pwned'));
  await context.addInitScript(() => {
    Object.defineProperty(window, 'pwned', {
      // as: put there by exposeBinding above
      set: () => (window as unknown as { reportPwned(): void }).reportPwned(),
    });
  });
  return { page, heard };
}

/** Notes what of the hostile texts the page says, and that it says it as text. */
async function look(page: Page): Promise<string> {
  const said = await saidOn(page);
  for (const texts of hostility.written.values())
    for (const text of texts) if (said.includes(text)) seen.add(text);
  expect([page.url(), await strangeThings(page)]).toEqual([page.url(), []]);
  return said;
}

/** Waits until the page says all that was written into these fields. */
async function reads(page: Page, ...fields: readonly string[]): Promise<void> {
  const wanted = fields.flatMap((field) => [...hostility.textsOf(field)]);
  const missing = async () => {
    const said = await look(page);
    return wanted.filter((text) => !said.includes(text));
  };
  await expect.poll(missing, soon).toEqual([]);
}

/** Each visit by its title; the first test that needs one makes it, so that the tests run in any order and alone. */
const visited = new Map<string, () => Promise<void>>();
function visits(title: string, visit: () => Promise<void>): void {
  let made: Promise<void> | undefined;
  const once = () => (made ??= visit());
  visited.set(title, once);
  test(title, { timeout: LONG }, once);
}

test('The words are hostile: put into a page as HTML they run, and the listener hears them', async () => {
  const { page, heard } = await arrive(/./);
  await page.route('**/control', (route) =>
    route.fulfill({ body: '<p>', contentType: 'text/html' }),
  );
  for (const { words, fires } of HOSTILE.filter((one) => one.fires !== 'never')) {
    heard.length = 0;
    await page.goto('/control');
    await page.setContent(`<body>${words} ~1.1~`, { waitUntil: 'commit' });
    // as a page does that takes an element's HTML and sets it again
    if (fires === 'read twice')
      await page.evaluate((html) => {
        const place = document.body;
        place.innerHTML = html;
        place.innerHTML = String(place.innerHTML);
      }, words);
    if (fires === 'by a click') await page.getByRole('link').click();
    await expect.poll(() => [words, heard.includes('pwned')], soon).toEqual([words, true]);
    expect([words, await strangeThings(page)]).not.toEqual([words, []]);
  }
});

test('And if a screen took them for HTML, the policy would still hold', async () => {
  const { page, heard } = await arrive(/./);
  await page.goto('/finds');
  await reads(page, '/api/finds note');
  await page.evaluate(
    (all) => {
      let violations = 0;
      const place = document.body.appendChild(document.createElement('div'));
      document.addEventListener('securitypolicyviolation', () => {
        place.dataset['violations'] = String(++violations);
      });
      for (const words of all) place.insertAdjacentHTML('beforeend', words);
    },
    // all of them in any scope, so that how many break the policy is no matter of chance;
    // no policy keeps a page from being led away by `refresh`: that it is text alone holds it
    ALL_HOSTILE.map(({ words }) => words).filter((words) => !words.includes('http-equiv')),
  );
  const broken = () => page.locator('[data-violations]').getAttribute('data-violations');
  await expect.poll(async () => Number(await broken()), soon).toBeGreaterThanOrEqual(4);
  expect(heard).toEqual([]);
});

visits('Every page that a link leads to', async () => {
  const { page, heard } = await arrive();
  const waiting = [
    ...['/', '/actions?state=all', '/finds/new', '/actions/new', '/data', '/me', '/people'],
    ...['/agreements', '/agreements/new', '/alerts', '/audit', '/export', '/public-releases'],
  ];
  const opened = new Set<string>();
  /** Visits of pages that differ by a number only. The lists show each of the hostile words; what one page makes of a
   *  field, the next makes of it too. */
  const kinds = new Map<string, number>();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const path = next.split(/[?#]/)[0] ?? '';
    const kind = path.replaceAll(/[0-9a-f-]{36}|\d+/g, '#');
    const times = kinds.get(kind) ?? 0;
    // an address of the map is a saved view: its words are looked at in a test of their own
    const most = kind === '/' ? 1 : kind === '/data/#' ? 12 : kind.includes('#') ? 4 : 2;
    if (opened.has(next) || times >= most || path.startsWith('/api/')) continue;
    opened.add(next);
    kinds.set(kind, times + 1);
    await page.goto(next);
    await settledPage(page);
    await look(page);
    const links = await page
      .locator('a[href^="/"]')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    waiting.push(...links);
  }
  expect(heard).toEqual([]);
  for (const kind of [
    '/',
    '/actions',
    '/data',
    '/finds',
    '/me',
    '/people',
    '/agreements',
    '/alerts',
    '/audit',
  ])
    expect([...kinds.keys()]).toContain(kind);
  for (const kind of ['/actions/#', '/agreements/#'])
    expect([kind, kinds.get(kind)]).toEqual([kind, 4]);
});

visits('The map: its filters, views, hotspots, table and places', async () => {
  const { page, heard } = await arrive();
  await page.goto('/');
  await reads(page, 'partnership name', '/api/agencies name', '/api/areas name');
  await reads(page, '/api/views name', '/api/views query');
  await page.goto('/?panel=table&res=8&from=2025-10-01&to=2025-10-31&area=everywhere');
  await reads(page, 'place name');
  await page.goto('/?panel=hotspots');
  await reads(page, '/api/hotspots name');
  const { hotspots } = (await (await ask('/api/hotspots')).json()) as { hotspots: Hotspot[] }; // as: the contract
  for (const { id, note } of hotspots.slice(0, 3)) {
    await page.goto(`/?panel=hotspots&hotspot=${id}`);
    await expect.poll(() => look(page), soon).toContain(asShown(note));
  }
  await page.goto('/?cell=89195193393ffff');
  await reads(page, '/api/actions what');
  // landmarks of a kind replace each other: the last list stands
  const last = (field: string) => [...hostility.textsOf(field)].at(-1) ?? '';
  for (const field of ['/api/landmarks name', '/api/landmarks source'])
    await expect.poll(() => look(page), soon).toContain(last(field));
  await reads(page, '/api/orders name', '/api/orders what', '/api/orders source');
  const { areas } = (await (await ask('/api/partnership')).json()) as Partnership; // as: the contract
  for (const { slug, source } of areas.slice(0, 3)) {
    await page.goto(`/?area=${slug}`);
    await expect.poll(() => look(page), soon).toContain(asShown(source));
  }
  expect(heard).toEqual([]);
});

visits(
  'On the phone: finds, actions, imports, and none so long that the page moves sideways',
  async () => {
    const { page, heard } = await arrive();
    await page.setViewportSize(PHONE);
    for (const [path, field] of [
      ['/finds', '/api/finds note'],
      ['/actions?state=all', '/api/actions what'],
      ['/data', '/api/imports file.name'],
    ] as const) {
      await page.goto(path);
      // the newest; a list does not have them all
      const texts = [...hostility.textsOf(field)].slice(-5);
      await expect
        .poll(
          async () => ((said) => texts.filter((text) => !said.includes(text)))(await look(page)),
          soon,
        )
        .toEqual([]);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect([path, over]).toEqual([path, 0]);
    }
    expect(heard).toEqual([]);
  },
);

visits('An invitation, opened by whoever has its link', async () => {
  const { page, context } = await watched(browser, server.url, undefined, {}, { who: null });
  const heard: string[] = [];
  context.on('dialog', (dialog) => {
    heard.push(dialog.message());
    void dialog.dismiss();
  });
  // a link is for one person: three of those that are opened say what the others would
  for (const link of hostility.links.slice(0, 3)) {
    const { pathname, hash } = new URL(link);
    await page.goto('about:blank');
    await page.goto(`${pathname}${hash}`);
    await page.getByRole('button').first().waitFor();
    await expect
      .poll(
        async () => (await look(page)).includes([...hostility.textsOf('own agency name')][0] ?? ''),
        soon,
      )
      .toBe(true);
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
  }
  expect(heard).toEqual([]);
});

visits('The report, on the screen and on paper, and the calendar of deliveries', async () => {
  const { page, heard } = await arrive();
  for (const path of ['/owed', '/report']) {
    await page.emulateMedia({ media: 'screen' });
    await page.goto(path);
    await settledPage(page);
    await look(page);
    await page.emulateMedia({ media: 'print' });
    await look(page);
    if (path !== '/report') continue;
    const paper = await page.pdf();
    expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
    // a file that opens itself, or leads elsewhere by script
    // what is compressed in it says anything by chance
    const objects = paper.toString('latin1').replaceAll(/\bstream\b.*?\bendstream\b/gs, '');
    expect(objects).not.toMatch(/\/(JavaScript|JS|Launch|OpenAction|EmbeddedFile)\b/);
  }
  expect(heard).toEqual([]);
});

visits('Files: saved and never shown, and no cell of them is a formula', async () => {
  const span = 'from=2025-01-01&to=2025-12-31';
  for (const path of [
    `/api/exports/incidents?format=csv&${span}`,
    `/api/exports/incidents?format=xlsx&${span}`,
    `/api/exports/incidents?format=geojson&${span}`,
    '/api/exports/actions?format=csv',
    `/api/hexes?format=csv&${span}`,
  ]) {
    const answer = await ask(path);
    expect([path, answer.status]).toEqual([path, 200]);
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[^"\\\r\n]*"/,
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const text = await answer.text();
    if (!path.includes('csv')) continue;
    expect(text).not.toMatch(/(^|[,\n])"?[=+@-](?![\d.])/m);
    expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B]/);
  }
});

visits('An action being edited, and one that somebody else has changed meanwhile', async () => {
  const { page, heard } = await arrive(/409/);
  await page.goto('/actions?state=all');
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await look(page);
  const path = `/api${new URL(page.url()).pathname}`;
  const { version, what } = (await (await ask(path)).json()) as { version: number; what: string }; // as: the contract
  const changed = await ask(path, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', 'if-match': `"${version}"` },
    body: JSON.stringify({ what: `${what} <img src=x onerror=pwned=1>` }),
  });
  expect(changed.status).toBe(200);
  await dialog.getByLabel('What will be done').fill(`${what} <svg/onload=pwned=1>`);
  await dialog.getByRole('button', { name: /save/i }).click();
  await expect.poll(() => saidOn(page), soon).toContain('<img src=x onerror=pwned=1>');
  expect(await strangeThings(page)).toEqual([]);
  expect(heard).toEqual([]);
});

test(
  'In the address itself: a mangled link opens, and says nothing that it was told to',
  { timeout: LONG },
  async () => {
    const { page, heard } = await arrive(/40[04]|422/);
    const names =
      'from to kind type agency area within compare res at cell hotspot panel folded state what';
    const parts = names.split(' ');
    // each page has another of the words in each of its parts, until every part has had every third of them
    for (let turn = 0; turn < 7; turn++) {
      const said = parts.map((_, i) =>
        encodeURIComponent(HOSTILE[(3 * turn + i) % HOSTILE.length]?.words ?? ''),
      );
      const query = parts.map((name, i) => `${name}=${said[i] ?? ''}`).join('&');
      for (const path of [`/?${query}#${said[0] ?? ''}`, `/actions?${query}`]) {
        await page.goto(path);
        await page.getByRole('navigation').first().waitFor();
        expect([path, await strangeThings(page)]).toEqual([path, []]);
      }
    }
    for (const path of ['/', '/actions/', '/data/', '/finds/'])
      for (const words of [
        '<img src=x onerror=pwned=1>',
        'javascript:pwned=1',
        '"><svg onload=pwned=1>',
      ]) {
        await page.goto(`${path}${encodeURIComponent(words)}`);
        await page.getByRole('navigation').first().waitFor();
        expect([path, await strangeThings(page)]).toEqual([path, []]);
      }
    expect(heard).toEqual([]);
  },
);

test('The API’s own answers, opened as if they were pages', async () => {
  const { page, heard } = await arrive(/4\d\d/);
  const described = (await (await ask('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, unknown>>;
  }; // as: the part of it that is looked at
  let opened = 0;
  for (const [path, methods] of Object.entries(described.paths)) {
    if (!methods['get']) continue;
    const answer = await page.goto(path.replaceAll(/\{\w+\}/g, '1')).catch(() => null);
    // a file is saved and not shown
    if (answer === null) continue;
    // a way back from a provider of identities leads to the door, a page of ours
    if (!new URL(answer.url()).pathname.startsWith('/api/')) continue;
    expect([path, answer.headers()['content-type']]).not.toEqual([
      path,
      expect.stringMatching(/html|svg|xml/),
    ]);
    expect(await strangeThings(page)).toEqual([]);
    opened++;
  }
  expect(opened).toBeGreaterThan(12);
  expect(heard).toEqual([]);
});

test(
  'Each field that takes words has been seen on some screen, and each of the words in many of them',
  { timeout: 2 * LONG },
  async () => {
    for (const visit of visited.values()) await visit();
    const shownIn = (words: string) =>
      [...hostility.written.values()].filter((texts) =>
        [...texts].some((text) => text.startsWith(asShown(visible(words))) && seen.has(text)),
      ).length;
    const unseen = [...hostility.written]
      .filter(([, texts]) => ![...texts].some((text) => seen.has(text)))
      .map(([field]) => field);
    expect(unseen).toEqual([]);
    expect(hostility.written.size).toBeGreaterThan(20);
    const forgotten = oneLineFields(await apiDocument()).filter(
      (field) => !hostility.written.has(field),
    );
    expect(forgotten).toEqual(CEREMONIES);
    expect(HOSTILE.filter(({ words }) => shownIn(words) < 5)).toEqual([]);
  },
);
