import type { Role } from '#api/contract/permissions.ts';

/** Whom the tests are about, and for which agency each acts. */
export interface Person {
  readonly name: string;
  /** analyst and administrator unless the test is about roles */
  readonly roles?: readonly Role[];
  /** The agency's slug; null: of no agency, and so without any grant. */
  readonly agency: string | null;
}

export const alice: Person = { name: 'Alice', agency: 'severnside-council' };
export const bob: Person = { name: 'Bob', agency: 'sabrina-police' };
export const chelsea: Person = { name: 'Chelsea', agency: 'sabrina-nhs' };
export const dev: Person = { name: 'Dev', agency: null };

export const AGENCIES = [
  { slug: 'severnside-council', name: 'Severnside Council', kind: 'council' },
  { slug: 'sabrina-police', name: 'Sabrina Police', kind: 'police' },
  { slug: 'sabrina-nhs', name: 'Sabrina NHS Trust', kind: 'nhs' },
] as const;
