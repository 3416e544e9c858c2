/** A person at a browser. Whatever a page complains of fails the test in which it does. */
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, inject } from 'vitest';

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Everything the pages of this visit complained of. */
  readonly complaints: string[];
}

export interface VisitOptions extends BrowserContextOptions {
  /** 'county' (the sample), 'nothing' (an empty partnership), or an address. */
  readonly at?: 'county' | 'nothing' | `http${string}`;
  /** Complaints that belong to what the test does, such as a request that it lets fail. */
  readonly expect?: RegExp;
}

export const DESK = { width: 1440, height: 900 } as const;
export const PROJECTOR = { width: 1920, height: 1080 } as const;
export const PHONE = { width: 390, height: 844 } as const;

let browser: Browser | undefined;
let open: { visit: Visit; expected: RegExp | undefined }[] = [];

afterEach(async () => {
  const visits = open;
  open = [];
  const complaints: string[] = [];
  for (const { visit, expected } of visits) {
    await visit.context.close();
    complaints.push(...visit.complaints.filter((line) => !expected?.test(line)));
  }
  if (complaints.length > 0) throw new Error(`The page complained:\n${complaints.join('\n')}`);
});
afterAll(() => browser?.close());

const addressOf = (at: NonNullable<VisitOptions['at']>) =>
  at === 'county' || at === 'nothing' ? inject(at) : at;

/** Opens a browser of one's own (nothing remembered) without going anywhere. Paths given to
 *  `page.goto` are meant from the server's address. */
export async function arrive({
  at = 'county',
  expect,
  ...options
}: VisitOptions = {}): Promise<Visit> {
  browser ??= await chromium.connect(inject('browser'));
  return watched(browser, addressOf(at), expect, options);
}

/** The same in a browser that the test started, with switches of its own. */
export async function watched(
  from: Browser,
  address: string,
  expected?: RegExp,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await from.newContext({
    baseURL: address,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: DESK,
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(10_000);
  const complaints: string[] = [];
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
  const visit = { context, page: await context.newPage(), complaints };
  open.push({ visit, expected });
  return visit;
}
