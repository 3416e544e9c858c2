/** An agreement's state on a day, its reminders, and what a caller may do about it. Pure; the database
 *  decides the same for each transaction (effective_agreement in 04_sharing.sql). */
import type { AgreementState } from '../contract/agreement_states.ts';
import { REMIND_DAYS, type Agreement } from '../contract/agreements.ts';

/** An agreement with the days and parties that decide. Days as yyyy-mm-dd. */
export interface Standing {
  readonly provider: string;
  readonly audience: Agreement['audience'];
  readonly recipient: string | null;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly review_on: string;
  readonly parties: readonly { readonly agency: string; readonly ended_at: string | null }[];
  readonly revoked: object | null;
}

const DAY_MS = 86_400_000;
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

const accepted = ({ parties }: Standing): Set<string> =>
  new Set(parties.filter(({ ended_at }) => ended_at === null).map(({ agency }) => agency));

/** It acts once the provider and at least one recipient (of the public release: the provider alone) have accepted. */
export function stateOn(standing: Standing, today: string): AgreementState {
  if (standing.revoked) return 'revoked';
  if (standing.ends_on < today) return 'expired';
  const decided = accepted(standing);
  const others = [...decided].some((agency) => agency !== standing.provider);
  if (!decided.has(standing.provider) || (standing.audience !== 'public' && !others))
    return 'proposed';
  return standing.starts_on > today ? 'scheduled' : 'active';
}

/** Agencies that have not decided. With all partners: everyone who has not joined; who has left does not come back. */
export function undecided(standing: Standing, agencies: readonly string[]): string[] {
  const decided = new Set(standing.parties.map(({ agency }) => agency));
  const required =
    standing.audience === 'partners'
      ? agencies
      : [standing.provider, ...(standing.recipient === null ? [] : [standing.recipient])];
  return required.filter((agency) => !decided.has(agency));
}

export function reminderOn(standing: Standing, today: string): Agreement['reminder'] {
  const state = stateOn(standing, today);
  if (state !== 'active' && state !== 'scheduled') return null;
  if (daysBetween(today, standing.ends_on) <= REMIND_DAYS) return 'ends';
  return standing.review_on <= today ? 'review' : null;
}

/** What an administrator of `agency` may do about it now. */
export function mayDo(
  standing: Standing,
  agency: string,
  agencies: readonly string[],
  today: string,
): Agreement['may'] {
  const open = !['revoked', 'expired'].includes(stateOn(standing, today));
  const party = agency === standing.provider || agency === standing.recipient;
  return {
    accept: open && undecided(standing, agencies).includes(agency),
    revoke: open && party,
    leave: open && !party && accepted(standing).has(agency),
  };
}
