/** A log and a terminal that take nothing, as on a full disk: the server works on, and stops when it is asked to. */
import { expect, it } from 'vitest';
import { AGENCIES } from '#test/support/people.ts';
import { posted, startServer, withPlace } from './server_process.ts';

const place = await withPlace();

it('A log that cannot be written stops nothing', async () => {
  const full = ['sh', '-c', 'exec "$0" "$@" >/dev/full 2>/dev/full'];
  const env = { ...place.env, LOG_LEVEL: 'info' };
  const server = await startServer({ ...place, within: full, env });
  for (const agency of AGENCIES) await server.ask('/api/agencies', posted(agency));
  // refusals and errors are logged as well
  for (const path of ['/api/nothing', '/api/imports/1', '/api/health'])
    expect((await server.fetch(path)).status).toBeOneOf([200, 404]);
  expect(await server.stop('SIGTERM')).toBe(0);
});
