/** A person at a browser. Whatever a page complains of fails the test in which it does. */
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach } from 'vitest';
import { carryOn, enterAs, HOST_ANALYST, type SamplePersonName } from './sign_in.ts';
import {
  administratorSession,
  browserEndpoint,
  county,
  nothing,
  samplePersonSession,
} from './worker.ts';

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
}

export interface VisitOptions {
  /** 'county' (the sample), 'nothing' (an empty partnership), or the address of a server that the test started. */
  readonly at?: 'county' | 'nothing' | { readonly address: string };
  /** Complaints that belong to what the test does, such as a request that it lets fail. */
  readonly expect?: RegExp;
  /** Who is signed in: one of the sample's people (its host's analyst unless said), or nobody. In the empty partnership
   *  it is always its first administrator. */
  readonly who?: SamplePersonName | null;
  /** A browser of one's own with a session of its own, not the one that all tests of a file share. */
  readonly as?: BrowserContextOptions;
}

export const DESKTOP = { width: 1440, height: 900 } as const;
export const PROJECTOR = { width: 1920, height: 1080 } as const;
export const PHONE = { width: 390, height: 844 } as const;

const DEFAULTS = {
  locale: 'en-GB',
  timezoneId: 'Europe/London',
  viewport: DESKTOP,
  reducedMotion: 'reduce',
} as const;

let browser: Browser | undefined;
/** One a server and person: what was fetched and compiled once serves all tests of a file. */
const sharedContexts = new Map<string, BrowserContext>();
let pages: Page[] = [];
let contexts: BrowserContext[] = [];
let complaints: string[] = [];
let expected: RegExp[] = [];

afterEach(async ({ task }) => {
  const folder = process.env['BROWSER_PICTURES'];
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

const addressOf = async (at: NonNullable<VisitOptions['at']>): Promise<string> =>
  at === 'county' ? county() : at === 'nothing' ? nothing() : at.address;

/** This worker's Chromium. */
export const workerBrowser = async (): Promise<Browser> =>
  (browser ??= await chromium.connect(await browserEndpoint()));

/** Opens a browser that is signed in and remembers nothing else, without going anywhere yet. */
export async function arrive(options: VisitOptions = {}): Promise<Visit> {
  const { at = 'county', who = HOST_ANALYST, expect, as } = options;
  const address = await addressOf(at);
  const chrome = await workerBrowser();
  if (as) return watched(chrome, address, expect, as, options);
  const known = `${address} ${String(who)}`;
  const kept = sharedContexts.get(known);
  const shared = kept ?? (await newContext(chrome, address, {}));
  sharedContexts.set(known, shared);
  if (at === 'county' && who !== null)
    await carryOn(shared, address, await samplePersonSession(who));
  else if (at === 'nothing' || !kept) await signedIn(shared, options);
  return { context: shared, page: await anotherPage(shared, expect) };
}

/** The same in a browser that the test started, with switches of its own. */
export async function watched(
  from: Browser,
  address: string,
  expect?: RegExp,
  options: BrowserContextOptions = {},
  who: Pick<VisitOptions, 'at' | 'who'> = {},
): Promise<Visit> {
  const context = await newContext(from, address, options);
  contexts.push(context);
  await signedIn(context, who);
  return { context, page: await anotherPage(context, expect) };
}

async function signedIn(
  context: BrowserContext,
  { at = 'county', who = HOST_ANALYST }: Pick<VisitOptions, 'at' | 'who'>,
): Promise<BrowserContext> {
  if (who === null) return context;
  if (at === 'nothing') await carryOn(context, await nothing(), await administratorSession());
  else await enterAs(context, who);
  return context;
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
  context.setDefaultTimeout(60_000);
  const host = new URL(address).host;
  context.on('request', (request) => {
    const requested = new URL(request.url());
    if (/^(http|ws)/.test(requested.protocol) && requested.host !== host)
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
