import { describe, expect, it } from 'vitest';
import { newTotpSecret, stepOfCode, totpUri } from '#api/auth/second_factor/totp.ts';

/** The secret of RFC 6238, appendix B: “12345678901234567890”. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1000);

describe('A code of an authenticator app', () => {
  // eight digits in the RFC; six digits are the last six of them
  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('is as RFC 6238 says at second %i', (seconds, code) => {
    expect(stepOfCode(RFC_SECRET, code.slice(-6), at(seconds), null)).toBe(
      Math.floor(seconds / 30),
    );
  });

  it('may be a step early or late, and says which step it was', () => {
    const step = Math.floor(1111111111 / 30);
    const code = '050471';
    const begins = step * 30;
    expect(stepOfCode(RFC_SECRET, code, at(begins - 1), null)).toBe(step);
    expect(stepOfCode(RFC_SECRET, code, at(begins + 59), null)).toBe(step);
    expect(stepOfCode(RFC_SECRET, code, at(begins - 31), null)).toBeNull();
    expect(stepOfCode(RFC_SECRET, code, at(begins + 60), null)).toBeNull();
  });

  it('works once: neither it nor an earlier one counts again', () => {
    const seconds = 1111111111;
    const step = Math.floor(seconds / 30);
    expect(stepOfCode(RFC_SECRET, '050471', at(seconds), step - 1)).toBe(step);
    expect(stepOfCode(RFC_SECRET, '050471', at(seconds), step)).toBeNull();
    // the code of the step before, still within its minute
    expect(stepOfCode(RFC_SECRET, '081804', at(seconds), null)).toBe(step - 1);
    expect(stepOfCode(RFC_SECRET, '081804', at(seconds), step)).toBeNull();
  });

  it('is read with the gap that apps show', () => {
    expect(stepOfCode(RFC_SECRET, '050 471', at(1111111111), null)).not.toBeNull();
  });

  it('that is no code is none', () => {
    for (const wrong of ['', '05047', '0504711', '05047x', '-50471', '٠٥٠٤٧١'])
      expect(stepOfCode(RFC_SECRET, wrong, at(1111111111), null), wrong).toBeNull();
  });
});

describe('A secret', () => {
  it('has 160 bits in base32, new each time', () => {
    expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(newTotpSecret());
    expect(newTotpSecret(() => Buffer.from('12345678901234567890'))).toBe(RFC_SECRET);
  });

  it('goes to the app in a link that names whose it is', () => {
    const uri = new URL(totpUri(RFC_SECRET, 'alice@severnside.example'));
    expect(uri.protocol).toBe('otpauth:');
    expect(uri.host).toBe('totp');
    expect(decodeURIComponent(uri.pathname)).toBe('/Common Ground:alice@severnside.example');
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      issuer: 'Common Ground',
      secret: RFC_SECRET,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });
});
