/** Who needs a second factor, and which ways of signing in are enough. */
import type { Role } from '../../contract/permissions.ts';

/** Those who log finds on the street, and those who only read. Everyone else is staff. */
const WITHOUT: readonly Role[] = ['street', 'reader'];

export const needsSecondFactor = (roles: readonly Role[]): boolean =>
  roles.some((role) => !WITHOUT.includes(role));

export interface Ways {
  readonly password: boolean;
  readonly totp: boolean;
  readonly passkeys: number;
  /** Providers that vouch for the person: the agency decides what they require. */
  readonly providers: number;
}

/** Whether somebody with these ways can sign in at all. A passkey is both factors at once. */
export const canSignIn = (ways: Ways, needed: boolean): boolean =>
  ways.passkeys > 0 || ways.providers > 0 || (ways.password && (ways.totp || !needed));
