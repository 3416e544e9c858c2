import { describe, expect, it } from 'vitest';
import {
  isSignInPage,
  keepWayBack,
  signInPage,
  takeWayBack,
  wayBack,
} from '#web/screens/sign_in/way_back.ts';

const origin = 'https://ground.example';

describe('the way back after signing in', () => {
  it.each(['/', '/actions/12', '/?kind=asb&from=2025-01-01', '/data#last'])('leads to %s', (path) =>
    expect(wayBack(path, origin)).toBe(path),
  );

  it.each([
    '//evil.example/',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example/',
    'https:/evil.example',
    'javascript:alert(1)',
    ' /actions',
    'actions',
    '/\t/evil.example',
    '/\n/evil.example',
    '',
    null,
  ])('never leads a person off this site: %j', (text) => {
    const back = wayBack(text, origin);
    // what a browser would make of it, should anything come back at all
    expect(back === null || new URL(back, origin).origin === origin).toBe(true);
    expect(back === null || !back.startsWith('//')).toBe(true);
  });

  it.each(['/sign-in', '/sign-in?to=/x', '/invited#abc', '/welcome'])(
    'does not lead back to the door itself: %s',
    (path) => expect(wayBack(path, origin)).toBeNull(),
  );

  it('is on the sign-in page’s address, whole', () => {
    const requested = new URL('https://ground.example/actions?state=all#top');
    const page = new URL(signInPage(requested), origin);
    expect(page.pathname).toBe('/sign-in');
    expect(wayBack(page.searchParams.get('to'), origin)).toBe('/actions?state=all#top');
    expect(signInPage(new URL('https://ground.example/'))).toBe('/sign-in');
  });

  it('is kept once while the browser is at an agency’s provider', () => {
    const kept = new Map<string, string>();
    const store = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => void kept.set(key, text),
      removeItem: (key: string) => void kept.delete(key),
    };
    keepWayBack(store, '/finds/new');
    expect(takeWayBack(store)).toBe('/finds/new');
    expect(takeWayBack(store)).toBeNull();
  });
});

it('a page whose name only begins like a door is none', () => {
  expect(isSignInPage('/sign-in')).toBe(true);
  expect(isSignInPage('/invited')).toBe(true);
  expect(isSignInPage('/sign-inside')).toBe(false);
  expect(isSignInPage('/')).toBe(false);
});
