import { describe, expect, it } from 'vitest';
import { addressKey } from '#api/http/address_key.ts';
import { decide, LIMITS, type Throttled } from '#api/auth/rate_limit/decide.ts';

const now = new Date('2025-11-22T12:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const count = (of: Throttled, attempts: number, seconds = 60) => ({
  of,
  attempts,
  since: ago(seconds),
});

describe('How often somebody may try', () => {
  it('up to the limit, and then not', () => {
    const { attempts, seconds } = LIMITS.account;
    expect(decide([count('account', attempts)], now)).toEqual({ allowed: true });
    expect(decide([count('account', attempts + 1)], now)).toEqual({
      allowed: false,
      retryAfter: seconds - 60,
    });
  });

  it('again when the window has run out', () => {
    const { seconds } = LIMITS.account;
    expect(decide([count('account', 1000, seconds - 1)], now)).toEqual({
      allowed: false,
      retryAfter: 1,
    });
    expect(decide([count('account', 1000, seconds)], now)).toEqual({ allowed: true });
  });

  it('an address that tries many accounts is stopped, while each account has attempts left', () => {
    const { attempts } = LIMITS.address;
    const verdict = decide([count('account', 1), count('address', attempts + 1)], now);
    expect(verdict.allowed).toBe(false);
  });

  it('the longer wait is returned', () => {
    const verdict = decide([count('account', 99, 800), count('address', 999, 100)], now);
    expect(verdict).toEqual({ allowed: false, retryAfter: LIMITS.address.seconds - 100 });
  });

  it('at no limit does guessing a code become worth while', () => {
    // three codes of a million are good at any time; a day of guessing finds one with a chance below 1 in 500
    const { attempts, seconds } = LIMITS.second_factor;
    const guesses = attempts * (86_400 / seconds);
    expect(1 - (1 - 3e-6) ** guesses).toBeLessThan(1 / 500);
  });
});

describe('What an address is counted under', () => {
  it('IPv4 by itself, written either way', () => {
    expect(addressKey('203.0.113.7')).toBe('203.0.113.7');
    expect(addressKey('::ffff:203.0.113.7')).toBe('203.0.113.7');
    expect(addressKey('::FFFF:203.0.113.7')).toBe('203.0.113.7');
  });

  it('IPv6 by its first half: the other half is the person’s to choose', () => {
    expect(addressKey('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(addressKey('2001:db8:1:2:ffff::')).toBe('2001:db8:1:2::/64');
    expect(addressKey('2001:db8:0001:0002::6')).toBe('2001:db8:1:2::/64');
    expect(addressKey('2001:db8::6')).toBe('2001:db8:0:0::/64');
    expect(addressKey('2001:db8:1:3::6')).not.toBe(addressKey('2001:db8:1:2::6'));
    expect(addressKey('::1')).toBe('0:0:0:0::/64');
    expect(addressKey('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
    expect(addressKey('64:ff9b::203.0.113.7')).toBe('64:ff9b:0:0::/64');
  });

  it('whatever is no address, together', () => {
    expect(addressKey('nonsense')).toBe('unknown');
    expect(addressKey(undefined)).toBe('unknown');
  });
});
