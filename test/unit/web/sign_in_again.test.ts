import { afterEach, describe, expect, it } from 'vitest';
import {
  onSignInNeeded,
  settleSignIn,
  signInAgain,
  signInReason,
  type Why,
} from '#web/lib/sign_in_again.ts';

let shown: (Why | null)[] = [];
onSignInNeeded((why) => shown.push(why));
afterEach(() => {
  settleSignIn(false);
  shown = [];
});

describe('calls that were turned away', () => {
  it('are those that a sign-in would help', () => {
    expect(signInReason('sign_in_first')).toBe('ended');
    expect(signInReason('sign_in_again')).toBe('again');
    expect(signInReason('sign_in_refused')).toBeNull();
    expect(signInReason('not_allowed')).toBeNull();
  });

  it('wait together, the sign-in is shown once, and all go on', async () => {
    const both = Promise.all([signInAgain('ended'), signInAgain('ended')]);
    expect(shown).toEqual(['ended']);
    settleSignIn(true);
    expect(await both).toEqual([true, true]);
    expect(shown).toEqual(['ended', null]);
  });

  it('are told when the person would rather not', async () => {
    const waiting = signInAgain('again');
    settleSignIn(false);
    expect(await waiting).toBe(false);
  });

  it('a session that ends while somebody is asked to prove it again asks louder, and neither is forgotten', async () => {
    const delicate = signInAgain('again');
    const other = signInAgain('ended');
    void signInAgain('again');
    expect(shown).toEqual(['again', 'ended']);
    settleSignIn(true);
    expect(await Promise.all([delicate, other])).toEqual([true, true]);
  });

  it('are called off with the screen that made them', async () => {
    const call = new AbortController();
    const waiting = signInAgain('ended', call.signal);
    call.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await expect(signInAgain('ended', call.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
