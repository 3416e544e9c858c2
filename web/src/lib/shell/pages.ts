/** What a page is called in the browser's title, and what somebody must be allowed to see it. */
import { shellWords as words } from '#web/lib/words.ts';
import type { Explained } from '#web/lib/role_words.ts';

interface Page {
  readonly at: string;
  readonly title: string;
  readonly needs?: Explained;
}

/** The longest address first. */
const PAGES: readonly Page[] = [
  { at: '/actions/new', title: words.screens.actions, needs: 'actions.assign' },
  { at: '/actions', title: words.screens.actions, needs: 'actions.read' },
  { at: '/finds', title: words.screens.finds, needs: 'finds.log' },
  { at: '/alerts', title: words.account.alerts, needs: 'counts.read' },
  { at: '/owed', title: words.account.deliveries, needs: 'counts.read' },
  { at: '/data', title: words.screens.data, needs: 'imports.read' },
  { at: '/report', title: words.report, needs: 'counts.read' },
  { at: '/export', title: words.exporting, needs: 'exports.make' },
  { at: '/people', title: words.account.people, needs: 'people.manage' },
  { at: '/agreements/new', title: words.account.agreements, needs: 'agreements.manage' },
  { at: '/agreements', title: words.account.agreements, needs: 'agreements.read' },
  { at: '/public-releases', title: words.account.releases, needs: 'agreements.read' },
  { at: '/retention', title: words.account.retention, needs: 'agreements.read' },
  { at: '/operations', title: words.account.operations, needs: 'partnership.manage' },
  { at: '/audit', title: words.account.audit, needs: 'audit.read' },
  { at: '/me', title: words.account.me },
  { at: '/sign-in', title: words.signIn },
  { at: '/invited', title: words.invited },
  { at: '/welcome', title: words.welcome },
];
const MAP: Page = { at: '/', title: words.screens.map, needs: 'counts.read' };

export const pageAt = (path: string): Page | undefined =>
  path === '/' ? MAP : PAGES.find(({ at }) => path === at || path.startsWith(`${at}/`));
