/** How many attempts are allowed. An attempt is counted before it is checked, so that a thousand at once count as a thousand;
 *  what is counted, and where, is for the caller. Success takes the account's count back. */

/** What is counted: strangers' attempts for one account (found or not), the part of them from one address, strangers' second
 *  factors, all strangers' attempts from one address, links opened; and what is tried at a device that is known:
 *  passwords, second factors, anything else. */
export type Throttled =
  | 'account'
  | 'account_address'
  | 'second_factor'
  | 'address'
  | 'link'
  | 'device'
  | 'device_password'
  | 'device_second_factor';

export interface Limit {
  readonly attempts: number;
  readonly seconds: number;
}

/** An account's own are few: no 15 characters are guessed at 40 an hour. A second factor has its own count, which the right
 *  password does not reset: three of a million codes are good at a time. An address has many, since a whole office
 *  may stand behind one. One address gets half of an account's, so that it takes more than one to shut out a person at a
 *  new device. A device has as many as an account. A link holds 256 bits, so its limit only spares the database. */
export const LIMITS: Readonly<Record<Throttled, Limit>> = {
  account: { attempts: 10, seconds: 15 * 60 },
  account_address: { attempts: 5, seconds: 15 * 60 },
  second_factor: { attempts: 6, seconds: 15 * 60 },
  address: { attempts: 300, seconds: 15 * 60 },
  link: { attempts: 100, seconds: 15 * 60 },
  device: { attempts: 100, seconds: 15 * 60 },
  device_password: { attempts: 10, seconds: 15 * 60 },
  device_second_factor: { attempts: 6, seconds: 15 * 60 },
};

/** One count: attempts since `since`, this one included. */
export interface Count {
  readonly of: Throttled;
  readonly attempts: number;
  readonly since: Date;
}

export type Decision =
  { readonly allowed: true } | { readonly allowed: false; readonly retryAfter: number };

/** Whether this attempt may be checked; otherwise in how many whole seconds (at least 1) the next may. */
export function decide(counts: readonly Count[], now: Date): Decision {
  const waits = counts
    .filter(({ of, attempts }) => attempts > LIMITS[of].attempts)
    .map(({ of, since }) => since.getTime() + LIMITS[of].seconds * 1000 - now.getTime())
    .filter((wait) => wait > 0);
  if (waits.length === 0) return { allowed: true };
  return { allowed: false, retryAfter: Math.max(1, Math.ceil(Math.max(...waits) / 1000)) };
}
