/** WCAG 2.2 AA, as far as a program can tell. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Experimental in axe, and so off unless named: what is written on a control is part of its accessible name. */
const EXPERIMENTAL = { 'label-content-name-mismatch': { enabled: true } };

/** What axe finds wrong, a line each: rule, element, what to do. */
export async function findings(
  page: Page,
  where: string,
  rules?: readonly string[],
): Promise<string[]> {
  // one frame, so the blank page that the newer mode opens for each run is not needed
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (
    rules
      ? axe.withRules([...rules])
      : axe.options({ runOnly: { type: 'tag', values: STANDARD }, rules: EXPERIMENTAL })
  ).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 3)
      .map(
        ({ target, failureSummary }) =>
          `${where}: ${id} ${target.join(' ')} (${failureSummary?.split('\n')[1]?.trim() ?? ''})`,
      ),
  );
}
