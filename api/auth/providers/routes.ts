/** /api/agency/provider: where an agency's people sign in with the account they have at work. */
import { access, route } from '../../http/access.ts';
import { auditAs } from '../../audit/queries.ts';
import { AgencyProvider, ProviderChange } from '../../contract/people.ts';
import { asOwner, onBehalfOf, type OwnerTx } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import type { OutgoingFetch } from '../../http/outgoing_fetch.ts';
import { body, json, router } from '../../http/router.ts';
import { Problem } from '../../http/problem.ts';
import { redirectUri, secretPlace } from './send_to_provider.ts';
import { discover, isSafeIssuer } from './openid.ts';
import { agencySlug } from '../../agencies/queries.ts';
import { dropProvider, endVouchedSessions, providerOf, putProvider } from './queries.ts';
import { callerIn, recentAdministratorIn } from '../sessions/recent.ts';
import { SignInRefused } from '../attempts/sign_in_refused.ts';
import type { Context } from 'hono';

const OURS = access('people.manage', 'own_agency');

const read = route(OURS, {
  method: 'get',
  path: '/agency/provider',
  operationId: 'getProvider',
  tags: ['people'],
  responses: { 200: json(AgencyProvider, 'The agency’s provider, without its secret') },
});
const put = route(OURS, {
  method: 'put',
  path: '/agency/provider',
  operationId: 'saveProvider',
  tags: ['people'],
  request: { body: body(ProviderChange) },
  responses: { 200: json(AgencyProvider, 'Looked up and stored') },
});
const drop = route(OURS, {
  method: 'delete',
  path: '/agency/provider',
  operationId: 'removeProvider',
  tags: ['people'],
  responses: { 200: json(AgencyProvider, 'Removed; whoever it vouched for is signed out') },
});

const PRIVATE =
  'The issuer, or an address that it names, is inside this server’s own network. Whoever runs the server can allow that: OPENID_PRIVATE_ADDRESSES=allow.';

const refusalInWords = (reason: string): string =>
  reason.includes('PRIVATE_ADDRESS') ? PRIVATE : `The provider said: ${reason}.`;

export const providerRoutes = (services: AuthServices, fetch: OutgoingFetch) => {
  const shown = async (tx: OwnerTx, c: Context, agencyId: number): Promise<AgencyProvider> => {
    const slug = await agencySlug(tx, agencyId);
    const stored = await providerOf(tx, { agencyId });
    return {
      provider: stored
        ? {
            issuer: stored.issuer,
            client_id: stored.clientId,
            has_secret: stored.secret !== null,
            tenant: stored.tenant,
            enabled: stored.enabled,
          }
        : null,
      redirect_uri: redirectUri(services, c, slug),
    };
  };

  return router()
    .openapi(read, async (c) => {
      const { agencyId } = callerIn(c);
      return c.json(await asOwner(services.database, (tx) => shown(tx, c, agencyId)), 200);
    })
    .openapi(put, async (c) => {
      const { secret: given, client_id: clientId, ...wanted } = c.req.valid('json');
      const principal = recentAdministratorIn(services, c);
      const { agencyId } = principal;
      const refused = (reason: string) =>
        asOwner(services.database, (tx) =>
          auditAs(tx, principal, {
            event: 'provider.refused',
            outcome: 'refused',
            about: { issuer: wanted.issuer, reason },
          }),
        );
      if (!isSafeIssuer(wanted.issuer)) {
        await refused('issuer is not https');
        throw new Problem('invalid_input', {
          fields: [{ path: 'issuer', message: 'Write an address that begins with https://.' }],
        });
      }
      // the secret is not needed to look the provider up
      const provider = { ...wanted, clientId, clientSecret: null };
      await discover(provider, fetch).catch(async (error: unknown) => {
        if (!(error instanceof SignInRefused)) throw error;
        await refused(error.reason);
        throw new Problem('provider_refused', { detail: refusalInWords(error.reason) });
      });
      const now = services.now();
      const stored = await asOwner(services.database, async (tx) => {
        await onBehalfOf(tx, principal);
        const before = await providerOf(tx, { agencyId });
        const secret =
          given === undefined
            ? // a secret goes to the provider it was given for, and to no other
              before?.issuer === wanted.issuer
              ? before.secret
              : null
            : given === null
              ? null
              : services.secretEncryption.encrypt(given, secretPlace(agencyId));
        await putProvider(tx, { ...wanted, agencyId, clientId, secret }, now);
        const isOther = before?.issuer !== wanted.issuer || before.tenant !== wanted.tenant;
        if (!wanted.enabled || isOther) await endVouchedSessions(tx, agencyId, now);
        const about = { ...wanted, client_id: clientId };
        await auditAs(tx, principal, { event: 'provider.changed', outcome: 'done', about });
        return shown(tx, c, agencyId);
      });
      return c.json(stored, 200);
    })
    .openapi(drop, async (c) => {
      const principal = recentAdministratorIn(services, c);
      const { agencyId } = principal;
      const left = await asOwner(services.database, async (tx) => {
        await onBehalfOf(tx, principal);
        await dropProvider(tx, agencyId);
        await endVouchedSessions(tx, agencyId, services.now());
        await auditAs(tx, principal, { event: 'provider.removed', outcome: 'done', about: {} });
        return shown(tx, c, agencyId);
      });
      return c.json(left, 200);
    });
};
