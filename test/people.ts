/** Whom the tests are about, and for which agency each acts. */
export interface Person {
  readonly name: string;
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

/** The header that says for whom a request acts; Dev belongs to an agency that nobody knows. */
export const actingAs = ({ agency }: Person): Record<string, string> => ({
  'acting-agency': agency ?? 'nobodys-agency',
});
