/** What a person's second factor is, from their ways of signing in. */
import type { PersonFacts } from '#api/contract/people.ts';

export type Factor = 'passkey' | 'app' | 'provider' | 'no';

/** The strongest first. A passkey is both factors at once; what an agency's provider asks for is the agency's to say. */
export function factorOf(ways: PersonFacts['ways']): Factor {
  if (ways.passkeys > 0) return 'passkey';
  if (ways.totp) return 'app';
  return ways.provider ? 'provider' : 'no';
}
