import { describe, expect, it } from 'vitest';
import {
  authenticationOptions,
  registrationOptions,
  relyingParty,
  verifyAuthentication,
  verifyRegistration,
} from '#api/auth/second_factor/passkey.ts';
import { passkeyDevice, type Lies, type PasskeyDevice } from '#test/support/passkey_device.ts';

const origin = 'https://cg.example';
const party = relyingParty(new URL(`${origin}/sign-in`));
const alice = {
  accountId: '0b6f0d6e-0a58-4b8e-9c0f-2f6b3a4f1c11',
  email: 'alice@severnside.example',
  name: 'Alice',
};

async function registered(device: PasskeyDevice = passkeyDevice()) {
  const options = await registrationOptions(party, alice, []);
  const passkey = await verifyRegistration(
    party,
    options.challenge,
    device.register(options, origin),
  );
  return { device, stored: { ...passkey, accountId: alice.accountId } };
}

describe('The relying party of a passkey', () => {
  it('is the server by its name', () => {
    expect(relyingParty(new URL('https://cg.example/x'))).toEqual({
      id: 'cg.example',
      origin: 'https://cg.example',
    });
    expect(relyingParty(new URL('http://localhost:8080/'))).toEqual({
      id: 'localhost',
      origin: 'http://localhost:8080',
    });
  });

  it('cannot be an address in digits, and the sentence says where to go instead', () => {
    for (const here of ['http://127.0.0.1:8080', 'http://[::1]:8080'])
      expect(() => relyingParty(new URL(here))).toThrow(
        /Open the page at http:\/\/localhost:8080$/,
      );
    expect(() => relyingParty(new URL('https://192.0.2.7'))).toThrow(/under the server’s name/);
  });

  it('must come by https, but on this very machine', () => {
    expect(() => relyingParty(new URL('http://cg.example'))).toThrow(/https only/);
  });
});

describe('A passkey', () => {
  it('is requested with the device’s own check, and without a list of accounts', async () => {
    const register = await registrationOptions(party, alice, [
      { credential: 'abcd', transports: ['usb'] },
    ]);
    expect(register.authenticatorSelection).toMatchObject({
      residentKey: 'required',
      userVerification: 'required',
    });
    expect(register.excludeCredentials).toMatchObject([{ id: 'abcd' }]);
    expect(Buffer.from(register.user.id, 'base64url').toString('hex')).toBe(
      alice.accountId.replaceAll('-', ''),
    );
    const signIn = await authenticationOptions(party);
    expect(signIn.userVerification).toBe('required');
    expect(signIn.allowCredentials).toBeUndefined();
    expect(Buffer.from(signIn.challenge, 'base64url').length).toBeGreaterThanOrEqual(16);
  });

  it('lets in whoever has it', async () => {
    const { device, stored } = await registered();
    const options = await authenticationOptions(party);
    const answer = device.signIn(options, origin);
    expect(await verifyAuthentication(party, options.challenge, answer, stored)).toBe(1);
  });

  it.each<[string, Lies, RegExp]>([
    ['for another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAA' }, /challenge/],
    ['from another page', { origin: 'https://cg.example.evil.example' }, /origin/],
    ['for another server', { rpId: 'evil.example' }, /origin/],
    ['without the device’s check', { userVerified: false }, /without user verification/],
  ])('%s is not made, and lets nobody in', async (_what, lies, reason) => {
    const device = passkeyDevice();
    const options = await registrationOptions(party, alice, []);
    await expect(
      verifyRegistration(party, options.challenge, device.register(options, origin, lies)),
    ).rejects.toThrow(reason);

    const { device: honest, stored } = await registered();
    const requested = await authenticationOptions(party);
    await expect(
      verifyAuthentication(
        party,
        requested.challenge,
        honest.signIn(requested, origin, lies),
        stored,
      ),
    ).rejects.toThrow(reason);
    // and the same device, when it does not lie, is let in
    const again = honest.signIn(requested, origin);
    await expect(
      verifyAuthentication(party, requested.challenge, again, stored),
    ).resolves.toBeGreaterThan(0);
  });

  it('of somebody else is none', async () => {
    const { stored } = await registered();
    const { device: other } = await registered();
    const requested = await authenticationOptions(party);
    const forged = { ...other.signIn(requested, origin), id: stored.credential };
    await expect(verifyAuthentication(party, requested.challenge, forged, stored)).rejects.toThrow(
      /Sign-in refused/,
    );
  });

  it('that names another account is refused', async () => {
    const { device, stored } = await registered();
    const requested = await authenticationOptions(party);
    const answer = device.signIn(requested, origin, { userHandle: 'AAAAAAAAAAAAAAAAAAAAAA' });
    await expect(verifyAuthentication(party, requested.challenge, answer, stored)).rejects.toThrow(
      /another account/,
    );
  });

  it('whose counter did not grow is a copy, and refused', async () => {
    const { device, stored } = await registered();
    device.counter = 4; // counts to 5
    const requested = await authenticationOptions(party);
    const answer = device.signIn(requested, origin);
    await expect(
      verifyAuthentication(party, requested.challenge, answer, { ...stored, counter: 5 }),
    ).rejects.toThrow(/counter/);
    expect(
      await verifyAuthentication(party, requested.challenge, answer, { ...stored, counter: 4 }),
    ).toBe(5);
  });
});
