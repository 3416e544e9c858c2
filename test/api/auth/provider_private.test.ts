/** An administrator of any agency names a provider: it must not be a way into the server's own network. */
import { afterAll, expect, it } from 'vitest';
import type { AuditPage } from '#api/contract/audit.ts';
import { refusal } from '#test/api/http/calls.ts';
import { lyingProvider } from '#test/support/lying_provider.ts';
import { openBrowser, settleIn, somebody } from '#test/support/browser.ts';
import { withTestApp } from '#test/support/test_app.ts';

const testApp = await withTestApp({ privateProviders: false });
const there = await lyingProvider();
afterAll(() => there.close());

it('A provider inside the network is refused in words and in the audit, and is not called', async () => {
  const browser = openBrowser(testApp);
  await settleIn(testApp, browser, somebody({ roles: ['administrator'] }));
  for (const [issuer, code] of [
    [there.issuer, 'provider_refused'],
    ['https://169.254.169.254', 'provider_refused'],
    ['https://[::ffff:10.0.0.1]', 'provider_refused'],
    ['https://2130706433', 'provider_refused'],
    ['http://10.0.0.1', 'invalid_input'],
  ] as const) {
    const wanted = { issuer, client_id: 'x', secret: null, tenant: null, enabled: true };
    const problem = await refusal(browser.send('PUT', '/api/agency/provider', wanted));
    expect([issuer, problem.code]).toEqual([issuer, code]);
    if (code === 'provider_refused') expect(problem.detail).toMatch(/OPENID_PRIVATE_ADDRESSES/);
    const { events } = await browser.get<AuditPage>('/api/audit?event=provider.refused');
    expect(events[0]).toMatchObject({ outcome: 'refused', about: { issuer } });
  }
});
