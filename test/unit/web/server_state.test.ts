/** What an answer says of the server itself. */
import { beforeEach, expect, it } from 'vitest';
import { STATE_HEADER } from '#api/contract/server_state.ts';
import { noted, onServerState } from '#web/lib/server_state.ts';

let heard: unknown[] = [];
beforeEach(() => {
  heard = [];
  onServerState((trouble) => heard.push(trouble));
});
const answer = (status: number, state?: string) =>
  noted(new Response(null, { status, headers: state ? { [STATE_HEADER]: state } : {} }));

it('An answer says whether the server takes writes and has its database', () => {
  answer(200, 'read-only');
  answer(503, 'read-only');
  answer(503, 'database-away');
  answer(200);
  answer(401);
  expect(heard).toEqual(['read-only', 'read-only', 'database-away', null, null]);
});

it('What a proxy answers for a server that is not there says nothing of it', () => {
  answer(502);
  answer(504);
  answer(500);
  expect(heard).toEqual([]);
});

it('A word that this page does not know changes nothing for the worse', () => {
  answer(200, 'on-fire');
  expect(heard).toEqual([null]);
});
