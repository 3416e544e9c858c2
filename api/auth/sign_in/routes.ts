/** /api/sign-in, /api/sign-out: the ways of signing in that need no link. */
import { SAMPLE_PEOPLE } from '#data/people.ts';
import type { Context } from 'hono';
import { access, route } from '../../http/access.ts';
import { auditAs } from '../../audit/queries.ts';
import {
  Enrolment,
  OpenIdJourney,
  OpenIdStart,
  PasskeyRequest,
  PasskeySignIn,
  PasswordSignIn,
  SampleSignIn,
  SecondFactor,
  SignInStep,
  WaysIn,
} from '../../contract/sign_in.ts';
import { asOwner } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { body, json, router } from '../../http/router.ts';
import { Problem } from '../../http/problem.ts';
import { z } from '@hono/zod-openapi';
import { Slug } from '../../contract/common.ts';
import { beginPasskey, byPasskey } from './by_passkey.ts';
import { byEnrolment, byPassword, bySecondFactor } from './by_password.ts';
import { finishAtProvider } from './by_provider.ts';
import { callerOf, isAtThisMachine } from '../../http/caller.ts';
import { noCookie } from '../tokens/cookie.ts';
import { startSession } from '../sessions/start_session.ts';
import { hasAdministrator, personById, listSamplePeople } from '../people/person_queries.ts';
import type { ProviderCache } from '../providers/provider_cache.ts';
import { listProviders } from '../providers/queries.ts';
import { sendToProvider } from '../providers/send_to_provider.ts';
import { relyingParty } from '../second_factor/passkey.ts';
import { baseUrl } from '../../http/base_url.ts';
import { meOf } from '../sessions/me.ts';
import { presentedToken } from '../sessions/principal.ts';
import { orRefuse } from '../attempts/answer_refusal.ts';
import { SignInRefused } from '../attempts/sign_in_refused.ts';
import { endSession } from '../sessions/queries.ts';
import { hashOfToken } from '../tokens/token.ts';
import { applyRateLimit } from '../rate_limit/rate_limit.ts';

const ANYONE = access('anyone', 'none');

const ways = route(ANYONE, {
  method: 'get',
  path: '/sign-in',
  operationId: 'getSignInWays',
  tags: ['sign-in'],
  responses: { 200: json(WaysIn, 'The ways in that there are here') },
});
const password = route(ANYONE, {
  method: 'post',
  path: '/sign-in/password',
  operationId: 'signInByPassword',
  tags: ['sign-in'],
  request: { body: body(PasswordSignIn) },
  responses: { 200: json(SignInStep, 'Signed in, or what is still needed') },
});
const secondFactor = route(ANYONE, {
  method: 'post',
  path: '/sign-in/second-factor',
  operationId: 'sendSecondFactor',
  tags: ['sign-in'],
  request: { body: body(SecondFactor) },
  responses: { 200: json(SignInStep, 'Signed in') },
});
const enrol = route(ANYONE, {
  method: 'post',
  path: '/sign-in/enrol',
  operationId: 'enrolSecondFactor',
  tags: ['sign-in'],
  request: { body: body(Enrolment) },
  responses: { 200: json(SignInStep, 'The second factor is set up; signed in') },
});
const beginPasskeyRoute = route(ANYONE, {
  method: 'post',
  path: '/sign-in/passkey/begin',
  operationId: 'beginPasskeySignIn',
  tags: ['sign-in'],
  responses: { 200: json(PasskeyRequest, 'For navigator.credentials.get') },
});
const passkey = route(ANYONE, {
  method: 'post',
  path: '/sign-in/passkey',
  operationId: 'signInByPasskey',
  tags: ['sign-in'],
  request: { body: body(PasskeySignIn) },
  responses: { 200: json(SignInStep, 'Signed in') },
});
const openId = route(ANYONE, {
  method: 'post',
  path: '/sign-in/openid',
  operationId: 'beginProviderSignIn',
  tags: ['sign-in'],
  request: { body: body(OpenIdStart) },
  responses: { 200: json(OpenIdJourney, 'Where to send the browser') },
});
const callback = route(ANYONE, {
  method: 'get',
  path: '/sign-in/openid/{agency}/callback',
  operationId: 'completeProviderSignIn',
  tags: ['sign-in'],
  // a provider may add parameters of its own, which are to be ignored (RFC 6749, 4.1.2)
  request: { params: z.object({ agency: Slug }), query: z.looseObject({}) },
  responses: {
    303: {
      description:
        'To /sign-in, or /me where an account was linked; with ?refused=REFERENCE or ?wait=SECONDS when it did not work',
    },
  },
});
const sample = route(ANYONE, {
  method: 'post',
  path: '/sign-in/sample',
  operationId: 'signInAsSamplePerson',
  tags: ['sign-in'],
  request: { body: body(SampleSignIn) },
  responses: { 200: json(SignInStep, 'Signed in as a person of the synthetic county') },
});
const signOut = route(ANYONE, {
  method: 'post',
  path: '/sign-out',
  operationId: 'signOut',
  tags: ['sign-in'],
  responses: { 204: { description: 'Signed out, whether or not anybody was signed in' } },
});

export const signInRoutes = (services: AuthServices, providers: ProviderCache) => {
  const isHere = (c: Context) =>
    isAtThisMachine(callerOf(c, services.config.trustedProxies), services.config);

  return router()
    .openapi(ways, async (c) => {
      const here = isHere(c);
      const principal = c.get('principal');
      const found = await asOwner(services.database, async (tx) => ({
        me: principal && (await meOf(tx, principal, services.now())),
        sample: here ? await listSamplePeople(tx) : [],
        administered: await hasAdministrator(tx),
        providers: await listProviders(tx),
      }));
      return c.json(
        {
          me: found.me,
          first_administrator: !found.administered && found.sample.length === 0,
          passkeys: whyNoPasskeys(services, c),
          agencies: found.providers
            .filter(({ enabled }) => enabled)
            .map(({ slug, name }) => ({ slug, name })),
          sample_people:
            found.sample.length === 0
              ? null
              : found.sample.map((person) => ({
                  ...person,
                  roles: [...person.roles],
                  about: SAMPLE_PEOPLE.find(({ name }) => name === person.name)?.about ?? '',
                })),
        },
        200,
      );
    })
    .openapi(password, async (c) => {
      const given = c.req.valid('json');
      return c.json(
        await orRefuse(services, c, 'password', () => byPassword(services, c, given)),
        200,
      );
    })
    .openapi(secondFactor, async (c) => {
      const given = c.req.valid('json');
      return c.json(
        await orRefuse(services, c, 'password', () => bySecondFactor(services, c, given)),
        200,
      );
    })
    .openapi(enrol, async (c) => {
      const given = c.req.valid('json');
      return c.json(
        await orRefuse(services, c, 'password', () => byEnrolment(services, c, given)),
        200,
      );
    })
    .openapi(beginPasskeyRoute, async (c) => c.json(await beginPasskey(services, c), 200))
    .openapi(passkey, async (c) => {
      const given = c.req.valid('json');
      const me = await orRefuse(services, c, 'passkey', () => byPasskey(services, c, given));
      return c.json({ next: 'signed_in' as const, me }, 200);
    })
    .openapi(openId, async (c) => {
      const { agency: slug } = c.req.valid('json');
      await applyRateLimit(services, c, { what: 'nameless' });
      const url = await orRefuse(services, c, 'openid', () =>
        sendToProvider(services, c, providers, { slug }),
      );
      return c.json({ url }, 200);
    })
    .openapi(callback, async (c) => {
      const { agency } = c.req.valid('param');
      return c.redirect(await finishAtProvider(services, c, providers, agency), 303);
    })
    .openapi(sample, async (c) => {
      const { id } = c.req.valid('json');
      if (!isHere(c)) throw new Problem('sample_closed');
      const me = await startSession(services, c, async (tx) => {
        const known = await personById(tx, id);
        if (!known?.sample) throw new SignInRefused('not a sample person');
        return { known, way: 'sample', agencyId: null, strong: true, vouchedBy: null };
      }).catch((error: unknown) => {
        if (error instanceof SignInRefused) throw new Problem('sample_closed');
        throw error;
      });
      return c.json({ next: 'signed_in' as const, me }, 200);
    })
    .openapi(signOut, async (c) => {
      const principal = c.get('principal');
      const token = presentedToken(services, c);
      if (principal?.sessionId && token !== null)
        await asOwner(services.database, async (tx) => {
          await endSession(tx, hashOfToken(token), services.now());
          await auditAs(tx, principal, {
            event: 'sign_out.done',
            outcome: 'done',
            about: { session: principal.sessionId },
          });
        });
      c.header('set-cookie', noCookie('session', services.config.publicUrl));
      return c.body(null, 204);
    });
};

/** Null where passkeys can be used at the address this call came to. */
function whyNoPasskeys(services: AuthServices, c: Context): string | null {
  try {
    relyingParty(baseUrl(services, c));
    return null;
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}
