import { describe, expect, it } from 'vitest';
import type { ReadyFind } from '#web/screens/finds/draft.ts';
import { send } from '#web/lib/outbox/send.ts';

const find: ReadyFind = {
  id: '3f0a5d0e-7d0c-4a30-9a6b-0d4a4bb0f001',
  agency: 'sample-outreach',
  longitude: -2.2,
  latitude: 52.2,
  accuracy: 8,
  needles_min: 1,
  needles_max: 1,
  place_type: null,
  outcome: 'made_safe',
  note: '',
  found_at: '2026-11-22T07:30:00.000Z',
};

const answering = (status: number, body: unknown = {}) =>
  send(find, {
    fetch: () => Promise.resolve(Response.json(body, { status })),
    now: () => new Date('2026-11-22T08:00:00Z'),
    timeoutMs: 1000,
  });

describe('sending a find', () => {
  it('carries the client’s id and the phone’s clock at this moment', async () => {
    let sent: unknown = null;
    await send(find, {
      fetch: (_, init) => {
        sent = JSON.parse(String(init?.body));
        return Promise.resolve(Response.json({}, { status: 201 }));
      },
      now: () => new Date('2026-11-22T08:00:00Z'),
      timeoutMs: 1000,
    });
    expect(sent).toEqual({ ...find, sent_at: '2026-11-22T08:00:00.000Z' });
  });

  it('is done when the server has it now, or had it from an earlier try', async () => {
    expect(await answering(201, { id: find.id })).toEqual({ is: 'stored' });
    expect(await answering(200, { id: find.id })).toEqual({ is: 'had_it' });
  });

  it('tells no signal from a server in trouble', async () => {
    const by = { now: () => new Date(), timeoutMs: 1000 };
    const down = { ...by, fetch: () => Promise.reject(new TypeError('Failed to fetch')) };
    expect(await send(find, down)).toEqual({ is: 'no_signal' });
    expect(await answering(503)).toEqual({ is: 'server_away' });
    expect(await answering(500)).toEqual({ is: 'server_away' });
  });

  it('keeps the find while the server has no room for it', async () => {
    expect(await answering(503, { code: 'read_only' })).toEqual({ is: 'server_away' });
    expect(await answering(507, { code: 'no_room_for_file' })).toEqual({ is: 'server_away' });
  });

  it('keeps the find when nobody is signed in any more', async () => {
    expect(await answering(401, { code: 'sign_in_first' })).toEqual({ is: 'signed_out' });
  });

  it('gives up waiting rather than hang', async () => {
    const hanging: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('timed out')));
      });
    expect(await send(find, { fetch: hanging, now: () => new Date(), timeoutMs: 20 })).toEqual({
      is: 'no_signal',
    });
  });

  it('passes on why the server refused, the field’s own words first', async () => {
    expect(await answering(409, { code: 'find_differs' })).toEqual({ is: 'differs' });
    expect(
      await answering(422, { code: 'unknown_agency', title: 'No agency has that name.' }),
    ).toEqual({
      is: 'refused',
      sentence: 'No agency has that name.',
    });
    expect(
      await answering(422, {
        code: 'invalid_input',
        title: 'Some fields need correcting.',
        fields: [{ path: 'needles_max', message: 'The upper count is below the lower one.' }],
      }),
    ).toEqual({ is: 'refused', sentence: 'The upper count is below the lower one.' });
  });

  it('keeps the find when something that is not the API answers in its place', async () => {
    // A café's sign-in page answers 200 with HTML: the find is not stored.
    const portal = await send(find, {
      fetch: () => Promise.resolve(new Response('<html>Sign in</html>', { status: 200 })),
      now: () => new Date(),
      timeoutMs: 1000,
    });
    expect(portal).toEqual({ is: 'no_signal' });
  });
});
