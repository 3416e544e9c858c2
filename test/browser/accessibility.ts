/** What stands on a page, looked at in the sizes and themes that change it (WCAG 2.2 AA as far as a program can tell). */
import type { Locator, Page } from 'playwright-core';
import { readSampling } from '#test/support/matrix_sample.ts';
import { findings } from './axe_findings.ts';
import { DESKTOP, PHONE, PROJECTOR } from './visit.ts';

type Size = typeof DESKTOP | typeof PHONE | typeof PROJECTOR;
type Theme = 'light' | 'dark';

/** A size and theme, and the rules that axe asks there; none named: all of them. */
interface View {
  readonly size: Size;
  readonly theme: Theme;
  readonly rules?: readonly string[];
}

/** Everything once on a desktop; then what another size or theme changes. test/unit/web/token_contrast.test.ts holds every
 *  pair of colours in both themes. */
const SAMPLE: readonly View[] = [
  { size: DESKTOP, theme: 'light' },
  { size: PHONE, theme: 'dark', rules: ['color-contrast', 'target-size'] },
];
const FULL: readonly View[] = [
  ...SAMPLE,
  { size: DESKTOP, theme: 'dark', rules: ['color-contrast'] },
  { size: PHONE, theme: 'light' },
  {
    size: PROJECTOR,
    theme: 'light',
    rules: ['color-contrast', 'target-size', 'scrollable-region-focusable'],
  },
  { size: PROJECTOR, theme: 'dark' },
];
const views = readSampling(process.env).full ? FULL : SAMPLE;

export async function scrollsSideways(page: Page, where: string): Promise<string[]> {
  // a table that turns into cards does so a frame after the width has changed
  await page
    .waitForFunction(() => document.documentElement.scrollWidth <= innerWidth)
    .catch(() => undefined);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return over > 0 ? [`${where}: scrolls sideways by ${over} px`] : [];
}

/** Looks at what stands on the page in every view of the run's scope. On the phone the page is scrolled to its end, and
 *  everywhere a dialog, so that the bar at the bottom hides nothing; else the page to its beginning. Leaves the page in the size that it had, and
 *  light. */
export async function accessibilityProblems(page: Page, where: string): Promise<string[]> {
  const before = page.viewportSize() ?? DESKTOP;
  const wrong: string[] = [];
  for (const { size, theme, rules } of views) {
    const here = `${where}, ${size.width} ${theme}`;
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: theme });
    wrong.push(...(await scrollsSideways(page, here)));
    await page.evaluate((end) => {
      // it covers half of whatever lies beneath it where the page happens to end: not so once one scrolls
      for (const header of document.querySelectorAll<HTMLElement>('body header'))
        header.style.position = end ? 'static' : '';
      window.scrollTo(0, end ? document.body.scrollHeight : 0);
      for (const body of document.querySelectorAll('dialog[open] .body'))
        body.scrollTo(0, body.scrollHeight);
    }, size === PHONE);
    wrong.push(...(await findings(page, here, rules)));
  }
  await page.setViewportSize({ width: 320, height: 640 });
  wrong.push(...(await scrollsSideways(page, `${where}, 320`)));
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: 'light' });
  return wrong;
}

/** Presses Tab until it is there. */
export async function tabTo(page: Page, target: Locator, most = 80): Promise<void> {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not reach ${String(target)}.`);
}
