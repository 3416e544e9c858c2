/** A person at a browser. Whatever a page complains of fails the test in which it does. */
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, inject } from 'vitest';

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
}

export interface VisitOptions {
  /** 'county' (the sample) or 'nothing' (an empty partnership). */
  readonly at?: 'county' | 'nothing';
  /** Complaints that belong to what the test does, such as a request that it lets fail. */
  readonly expect?: RegExp;
  /** A browser of one's own, not the desk's that all tests of a file share. */
  readonly as?: BrowserContextOptions;
}

export const DESK = { width: 1440, height: 900 } as const;
export const PROJECTOR = { width: 1920, height: 1080 } as const;
export const PHONE = { width: 390, height: 844 } as const;

const DEFAULTS = {
  locale: 'en-GB',
  timezoneId: 'Europe/London',
  viewport: DESK,
  reducedMotion: 'reduce',
} as const;

let browser: Browser | undefined;
/** One a server: what was fetched and compiled once serves all tests of a file. */
const desks = new Map<string, BrowserContext>();
let pages: Page[] = [];
let contexts: BrowserContext[] = [];
let complaints: string[] = [];
let expected: RegExp[] = [];

afterEach(async ({ task }) => {
  const folder = process.env['E2E_PICTURES'];
  if (folder && task.result?.state === 'fail')
    for (const [i, page] of pages.entries())
      await page.screenshot({ path: `${folder}/${task.id}-${i}.png` }).catch(() => undefined);
  const heard = complaints.filter((line) => !expected.some((known) => known.test(line)));
  for (const page of pages) {
    await page.evaluate(() => localStorage.clear()).catch(() => undefined);
    await page.close();
  }
  for (const context of contexts) await context.close();
  pages = [];
  contexts = [];
  expected = [];
  complaints = [];
  if (heard.length > 0) throw new Error(`The page complained:\n${heard.join('\n')}`);
});
afterAll(() => browser?.close());

/** Sits down at a browser in which nothing is remembered, without going anywhere yet. */
export async function arrive({ at = 'county', expect, as }: VisitOptions = {}): Promise<Visit> {
  browser ??= await chromium.connect(inject('browser'));
  if (as) return watched(browser, inject(at), expect, as);
  const desk = desks.get(at) ?? (await newContext(browser, inject(at), {}));
  desks.set(at, desk);
  return { context: desk, page: await anotherPage(desk, expect) };
}

/** The same in a browser that the test started, with switches of its own. */
export async function watched(
  from: Browser,
  address: string,
  expect?: RegExp,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await newContext(from, address, options);
  contexts.push(context);
  return { context, page: await anotherPage(context, expect) };
}

/** A second tab of the same browser. */
export async function anotherPage(context: BrowserContext, expect?: RegExp): Promise<Page> {
  const page = await context.newPage();
  pages.push(page);
  if (expect) expected.push(expect);
  return page;
}

async function newContext(
  from: Browser,
  address: string,
  options: BrowserContextOptions,
): Promise<BrowserContext> {
  const context = await from.newContext({ baseURL: address, ...DEFAULTS, ...options });
  context.setDefaultTimeout(15_000);
  const host = new URL(address).host;
  context.on('request', (request) => {
    const asked = new URL(request.url());
    if (/^(http|ws)/.test(asked.protocol) && asked.host !== host)
      complaints.push(`asked another host: ${request.url()}`);
  });
  context.on('weberror', (error) => complaints.push(`uncaught: ${String(error.error())}`));
  context.on('console', (message) => {
    if (message.type() === 'error')
      complaints.push(`console: ${message.text()} ${message.location().url}`);
  });
  await context.exposeBinding('reportViolation', (_, what: string) => complaints.push(what));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const what = `policy: ${event.violatedDirective} ${event.blockedURI}`;
      // as: put there by exposeBinding above
      (window as unknown as { reportViolation(what: string): void }).reportViolation(what);
    });
  });
  return context;
}
