/** What still lies ahead of an agreement, in order. Pure. */
import type { Agreement } from '#api/contract/agreements.ts';

/** Days that still count for it; none once it is over. */
export function aheadOf(
  { state, starts_on, review_on, ends_on }: Agreement,
  today: string,
): { readonly on: string; readonly what: 'begins' | 'review' | 'ends' }[] {
  if (state === 'revoked' || state === 'expired') return [];
  const days = [
    { on: starts_on, what: 'begins' as const },
    { on: review_on, what: 'review' as const },
    { on: ends_on, what: 'ends' as const },
  ];
  return days
    .filter(({ on, what }) => on > today || (on === today && what === 'ends'))
    .sort((a, b) => a.on.localeCompare(b.on));
}
