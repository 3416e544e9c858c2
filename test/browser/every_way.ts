/** What stands on a page, looked at in every light and at every size, as far as a program can tell (WCAG 2.2 AA). */
import type { Locator, Page } from 'playwright-core';
import { findings } from './axe.ts';
import { DESK, PHONE, PROJECTOR } from './visit.ts';

export async function sideways(page: Page, where: string): Promise<string[]> {
  // a table that turns into cards does so a frame after the width has changed
  await page
    .waitForFunction(() => document.documentElement.scrollWidth <= innerWidth, null, {
      timeout: 2_000,
    })
    .catch(() => undefined);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return over > 0 ? [`${where}: scrolls sideways by ${over} px`] : [];
}

/** Looks at what stands on the page in every light and size. Only colours differ in the dark, and only sizes
 *  on the projector: there the rules about those are asked again. */
export async function everyWay(page: Page, where: string): Promise<string[]> {
  const wrong: string[] = [];
  for (const size of [DESK, PHONE]) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: 'light' });
    // what a bar at the bottom hides is scrolled out from under it
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    wrong.push(...(await findings(page, `${where}, ${size.width}`)));
    await page.emulateMedia({ colorScheme: 'dark' });
    wrong.push(...(await findings(page, `${where}, ${size.width}, dark`, ['color-contrast'])));
    await page.emulateMedia({ colorScheme: 'light' });
    wrong.push(...(await sideways(page, `${where}, ${size.width}`)));
  }
  await page.setViewportSize({ width: 320, height: 640 });
  wrong.push(...(await sideways(page, `${where}, 320`)));
  await page.setViewportSize(PROJECTOR);
  // a page scrolled half-way has something under its header, whichever it is
  await page.evaluate(() => window.scrollTo(0, 0));
  wrong.push(
    ...(await findings(page, `${where}, 1920`, [
      'color-contrast',
      'target-size',
      'scrollable-region-focusable',
    ])),
  );
  await page.setViewportSize(DESK);
  return wrong;
}

/** Looks at what differs in words alone from a screen that is looked at every way: on the phone, and in the dark on the
 *  wall of the meeting room. */
export async function twoWays(page: Page, where: string): Promise<string[]> {
  await page.setViewportSize(PHONE);
  const wrong = [
    ...(await findings(page, `${where}, phone`)),
    ...(await sideways(page, `${where}, phone`)),
  ];
  await page.setViewportSize(DESK);
  wrong.push(...(await sideways(page, `${where}, desk`)));
  await page.setViewportSize(PROJECTOR);
  await page.emulateMedia({ colorScheme: 'dark' });
  wrong.push(
    ...(await findings(page, `${where}, 1920, dark`)),
    ...(await sideways(page, `${where}, 1920`)),
  );
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(DESK);
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
