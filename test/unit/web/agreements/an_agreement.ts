import type { Agreement } from '#api/contract/agreements.ts';

const ACCEPTED = '2026-01-10T09:00:00.000Z';
export const yes = (agency: string, ended_at: string | null = null) => ({
  agency,
  accepted_at: ACCEPTED,
  ended_at,
});

/** The police let the hospital count crime, in force since January. */
export const anAgreement = (change: Partial<Agreement> = {}): Agreement => ({
  id: 7,
  provider: 'police',
  audience: 'agency',
  recipient: 'hospital',
  level: 'cell',
  kinds: ['crime'],
  max_sensitivity: 1,
  resolution: 8,
  threshold: 5,
  purpose: 'Tasking',
  legal_basis: 'Crime and Disorder Act 1998, section 115',
  starts_on: '2026-01-01',
  ends_on: '2026-12-31',
  review_on: '2026-07-01',
  state: 'active',
  proposed_by: 'police',
  proposed_at: ACCEPTED,
  parties: [yes('police'), yes('hospital')],
  waiting_for: [],
  revoked: null,
  reminder: null,
  days_left: 200,
  may: { accept: false, revoke: false, leave: false },
  ...change,
});

const NAMES: Readonly<Record<string, string>> = {
  police: 'Sabrina Police',
  hospital: 'Sabrina NHS Trust',
  council: 'Severnside Council',
};
export const nameOf = (slug: string): string => NAMES[slug] ?? slug;
