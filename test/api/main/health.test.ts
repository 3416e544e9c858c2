/** Monitoring calls without signing in, and learns nothing of anybody's records. */
import { describe, expect, it } from 'vitest';
import { withTestApp } from '#test/support/test_app.ts';
import { policeCsv } from '#test/support/factories.ts';
import { bob } from '#test/support/people.ts';

const testApp = await withTestApp();
await testApp.importFile(policeCsv([{ id: 'a' }, { id: 'b' }, { id: 'c' }]), { as: bob });

const health = async (headers: Record<string, string> = {}, from?: string): Promise<unknown> => {
  const answer = await testApp.call('/api/health', { headers }, from);
  expect(answer.status).toBe(200);
  return answer.json();
};

describe('How the server is', () => {
  it('holds the number of all records for the operator', async () => {
    const operator = { authorization: `Bearer ${testApp.operator.token}` };
    expect(await health(operator)).toMatchObject({
      status: 'ok',
      incidents: 3,
      backup: { made_days: null, verified_days: null },
    });
  });

  it('holds it for whoever is at this machine and not signed in', async () => {
    expect(await health({}, '127.0.0.1')).toMatchObject({ status: 'ok', incidents: 3 });
  });

  it('goes to everybody else without it: of two agencies each could subtract its own', async () => {
    const signed = { authorization: `Bearer ${testApp.tokenOf(bob)}` };
    for (const [headers, from] of [
      [{}, '203.0.113.9'],
      [signed, '127.0.0.1'],
      [signed, '203.0.113.9'],
      [{ 'x-forwarded-for': '127.0.0.1' }, '127.0.0.1'],
    ] as const)
      expect(await health(headers, from)).toMatchObject({
        status: 'ok',
        incidents: null,
        backup: null,
      });
  });
});
