/** What has happened to an agreement, and what still lies ahead of it, in order. Pure. */
import type { Agreement } from '#api/contract/agreements.ts';

export type Happening =
  | { readonly at: string; readonly what: 'proposed' | 'left'; readonly agency: string }
  | { readonly at: string; readonly what: 'accepted'; readonly agencies: readonly string[] }
  | {
      readonly at: string;
      readonly what: 'revoked';
      readonly agency: string;
      readonly why: string;
    };

/** Acceptances within a minute of each other are shown together: a partnership signs at one table. */
const TOGETHER_MS = 60_000;

export function historyOf(agreement: Agreement): Happening[] {
  const { proposed_by, proposed_at, parties, revoked } = agreement;
  const accepted: { at: string; what: 'accepted'; agencies: string[] }[] = [];
  for (const { agency, accepted_at } of [...parties].sort((a, b) =>
    order(a.accepted_at, b.accepted_at),
  )) {
    const last = accepted.at(-1);
    if (last && Date.parse(accepted_at) - Date.parse(last.at) < TOGETHER_MS)
      last.agencies.push(agency);
    else accepted.push({ at: accepted_at, what: 'accepted', agencies: [agency] });
  }
  const left = parties.flatMap(({ agency, ended_at }) =>
    ended_at === null ? [] : [{ at: ended_at, what: 'left' as const, agency }],
  );
  // Proposing comes first, though it was written in the same instant as one's own acceptance.
  return [
    { at: proposed_at, what: 'proposed', agency: proposed_by },
    ...[...accepted, ...left].sort((a, b) => order(a.at, b.at)),
    ...(revoked
      ? [{ at: revoked.at, what: 'revoked' as const, agency: revoked.by, why: revoked.why }]
      : []),
  ];
}

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

const order = (a: string, b: string): number => Date.parse(a) - Date.parse(b);
