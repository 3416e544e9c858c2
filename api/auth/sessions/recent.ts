/** Sensitive changes need a recent sign-in, in a browser: a session left open, or a script's
 *  token, is not enough to change how somebody signs in. */
import type { Context } from 'hono';
import type { AuthServices } from '../services.ts';
import { Problem } from '../../http/problem.ts';
import type { Principal } from '../../http/principal.ts';

const RECENT_MS = 10 * 60_000;

/** Until when the last proof counts as recent; null: it does not. */
export function recentUntil(
  { kind, provedAt }: Pick<Principal, 'kind' | 'provedAt'>,
  now: Date,
): Date | null {
  if (kind !== 'browser' || provedAt === null) return null;
  const until = new Date(provedAt.getTime() + RECENT_MS);
  return until > now ? until : null;
}

/** The caller. Throws Problem `sign_in_first`. */
export function callerIn(c: Context): Principal {
  const principal = c.get('principal');
  if (!principal) throw new Problem('sign_in_first');
  return principal;
}

/** The caller, in a browser. Throws Problem `browser_only`. */
export function personIn(c: Context): Principal & { readonly sessionId: string } {
  const principal = callerIn(c);
  const { kind, sessionId } = principal;
  if (kind !== 'browser' || sessionId === null) throw new Problem('browser_only');
  return { ...principal, sessionId };
}

/** The caller, having just proved who they are. Throws Problem `browser_only`, `sign_in_again`. */
export function recentPersonIn(
  services: AuthServices,
  c: Context,
): Principal & { readonly sessionId: string } {
  const person = personIn(c);
  if (!recentUntil(person, services.now())) throw new Problem('sign_in_again');
  return person;
}

/** The same for an administrator; the operator, who may read the data folder anyway, has nothing to prove. */
export function recentAdministratorIn(services: AuthServices, c: Context): Principal {
  const principal = callerIn(c);
  return principal.kind === 'operator' ? principal : recentPersonIn(services, c);
}
