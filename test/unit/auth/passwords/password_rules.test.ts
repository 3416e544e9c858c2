import { describe, expect, it } from 'vitest';
import { faultOfPassword } from '#api/auth/passwords/password_rules.ts';

const alice = {
  name: 'Alice Merriweather',
  email: 'alice.merriweather@severnside.example',
  agency: 'Severnside Council',
};
const fault = (password: string, whose = alice) => faultOfPassword(password, whose);

describe('A password', () => {
  it('of unrelated words is taken, with spaces, without digits or signs', async () => {
    expect(await fault('maple tractor seven lemons')).toBeNull();
    expect(await fault('rhwbarb ösztöndíj ladder')).toBeNull();
  });

  it('shorter than 15 characters is not, and the sentence says what to do', async () => {
    expect(await fault('vK9#qLz2$wPx7!')).toMatch(/^Use at least 15 characters/);
    expect(await fault('vK9#qLz2$wPx7!m')).toBeNull();
  });

  it('is counted in characters, as they are after composing', async () => {
    // 14 characters in 28 UTF-16 units, and 14 in 15 code points before composing
    expect(await fault('🐙🦑🪼🦀🐚🦞🐠🦈🐬🐳🐡🦭🦐🐟')).toMatch(/at least 15/);
    expect(await fault('vK9qLz2wPx7mQe\u0301')).toMatch(/at least 15/);
  });

  it('longer than 128 is not; of 128 is', async () => {
    const long = Array.from({ length: 32 }, (_, n) => (n * 7919 + 1000).toString(36).slice(-4));
    const text = long.join('').padEnd(128, 'q9Zr!').slice(0, 128);
    expect(await fault(text)).toBeNull();
    expect(await fault(`${text}x`)).toBe('Use at most 128 characters.');
  });

  it('that a list of common ones has is not, nor its doubles and keyboard rows', async () => {
    for (const easy of [
      'passwordpassword',
      'qwertyuiopasdfgh',
      '123456789012345',
      'aaaaaaaaaaaaaaaa',
      'P@ssw0rdP@ssw0rd',
    ])
      expect(await fault(easy), easy).toMatch(/^This one is easy to guess\./);
  });

  it('made of the person’s own name, address or agency is not', async () => {
    for (const own of ['alicemerriweather', 'severnsidecouncil', 'Severnside Council 1'])
      expect(await fault(own), own).toMatch(/easy to guess/);
    // it is hers that makes it easy: to Bob it would be as good as any
    const bob = { name: 'Bob Okafor', email: 'bob@police.example', agency: 'Sabrina Police' };
    expect(await fault('severnsidecouncil', bob)).toBeNull();
  });
});
