/** What a page says, and what it must not have become. */
import type { Page } from 'playwright-core';
import { asShown } from './hostile_county.ts';

/** What hostile words would have made of the page, though nothing need have run yet. */
export const strangeThings = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const strange: string[] = [];
    const never =
      'iframe, object, embed, base, meta[http-equiv=refresh], math, mglyph, form[action^="//"], img[src=x]';
    for (const element of document.querySelectorAll(never)) strange.push(element.outerHTML);
    for (const element of document.querySelectorAll('*'))
      for (const { name, value } of element.attributes) {
        if (name.startsWith('on')) strange.push(`${element.tagName} ${name}=${value}`);
        const leads = /^(href|src|action|formaction|xlink:href)$/.test(name);
        if (leads && /^\s*(javascript|data:text|\/\/)/i.test(value)) strange.push(value);
      }
    for (const script of document.scripts)
      if (script.text.includes('pwned')) strange.push(script.outerHTML);
    return strange;
  });

/** Everything that the page says: its text, what its fields hold, what a pointer or a screen reader is told, where its
 *  links lead. */
export const saidOn = async (page: Page): Promise<string> =>
  asShown(
    await page.evaluate(() => {
      const all: string[] = [document.title];
      const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (!/^(SCRIPT|STYLE)$/.test(node.parentElement?.tagName ?? ''))
          all.push(node.nodeValue ?? '');
      for (const element of document.querySelectorAll('*')) {
        if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
          all.push(element.value);
        for (const name of ['title', 'aria-label', 'placeholder', 'href'])
          all.push(element.getAttribute(name) ?? '');
      }
      return all.join('\n');
    }),
  );

/** Waits until the page has stopped asking and saying more. */
export async function settledPage(page: Page): Promise<void> {
  await page.getByRole('navigation').first().waitFor();
  await page.waitForLoadState('networkidle');
  let before = '';
  for (let said = await saidOn(page); said !== before; said = await saidOn(page)) {
    before = said;
    // what a response changes is drawn two frames later at most
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
  }
}
