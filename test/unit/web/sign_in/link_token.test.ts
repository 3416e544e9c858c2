import { expect, it } from 'vitest';
import { takeToken } from '#web/screens/sign_in/link_token.ts';

const opened = (address: string) => {
  const url = new URL(address);
  const shown: string[] = [];
  const history = {
    state: { kept: true },
    replaceState: (state: unknown, _: string, to?: string | URL | null) => {
      expect(state).toEqual({ kept: true });
      shown.push(String(to));
    },
  };
  return { token: takeToken(url, history), shown };
};

it('the token leaves the address bar as soon as it is read', () => {
  expect(opened('http://localhost/invited#cgi_abc-DEF_123')).toEqual({
    token: 'cgi_abc-DEF_123',
    shown: ['/invited'],
  });
});

it('without a token nothing is touched', () => {
  expect(opened('http://localhost/invited')).toEqual({ token: '', shown: [] });
});
