/** Which agreements want a decision, and whose. Pure. */
import type { Agreement } from '#api/contract/agreements.ts';

export interface Due {
  readonly agreement: Agreement;
  /** waits: for one's own agency's word · ends, review: as the server reminds */
  readonly why: 'waits' | 'ends' | 'review';
}

/** Whether an agency has said yes to it, or is asked to. */
const concerns = ({ provider, recipient, parties }: Agreement, agency: string): boolean =>
  provider === agency ||
  recipient === agency ||
  parties.some((party) => party.agency === agency && party.ended_at === null);

/** What waits for the viewer's own word first, then the soonest to end. Reminders that concern other agencies only are
 *  counted, not listed. */
export function dueFor(
  agreements: readonly Agreement[],
  own: string,
): { own: Due[]; others: Agreement[] } {
  const due: Due[] = agreements.flatMap((agreement): Due[] => {
    if (agreement.may.accept) return [{ agreement, why: 'waits' }];
    return agreement.reminder && concerns(agreement, own)
      ? [{ agreement, why: agreement.reminder }]
      : [];
  });
  const rank = { waits: 0, ends: 1, review: 1 } as const;
  due.sort((a, b) => rank[a.why] - rank[b.why] || a.agreement.days_left - b.agreement.days_left);
  return {
    own: due,
    others: agreements.filter((one) => one.reminder !== null && !concerns(one, own)),
  };
}
