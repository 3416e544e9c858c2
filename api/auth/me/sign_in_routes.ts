/** /api/me/ways: the caller's ways of signing in. Every change needs a sign-in within ten minutes, signs the person out
 *  everywhere else, and ends what they have begun elsewhere. */
import type { Context } from 'hono';
import { access, route } from '../../http/access.ts';
import { auditAs } from '../../audit/queries.ts';
import { IdParam } from '../../contract/common.ts';
import {
  Enrolment,
  InvitationBegun,
  MyWays,
  OpenIdJourney,
  PasswordChange,
} from '../../contract/sign_in.ts';
import { asOwner, type OwnerTx } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { body, json, router } from '../../http/router.ts';
import { Problem } from '../../http/problem.ts';
import { deviceIn } from '../devices/known_device.ts';
import { forgetDevices } from '../devices/queries.ts';
import { openAttempt } from '../attempts/attempts.ts';
import { sendToProvider } from '../providers/send_to_provider.ts';
import { orRefuse } from '../attempts/answer_refusal.ts';
import type { ProviderCache } from '../providers/provider_cache.ts';
import { endAttemptsOf, spendAttempt } from '../attempts/queries.ts';
import { beginEnrolment, finishEnrolment } from '../second_factor/enrolment.ts';
import {
  personById,
  lockAccount,
  setPassword,
  type KnownPerson,
} from '../people/person_queries.ts';
import { dropPasskey, listPasskeys } from '../second_factor/passkey_queries.ts';
import { hashPassword, saltFor } from '../passwords/password_hash.ts';
import { faultOfPassword } from '../passwords/password_rules.ts';
import type { Principal } from '../../http/principal.ts';
import { listIssuers } from '../providers/queries.ts';
import { callerIn, recentPersonIn } from '../sessions/recent.ts';
import { canSignIn, needsSecondFactor } from '../second_factor/second_factor.ts';
import { endOtherSessionsOf, strengthenSession } from '../sessions/queries.ts';
import { dropTotp } from '../second_factor/totp_queries.ts';
import { limitWorkFor } from '../rate_limit/rate_limit.ts';

const MINE = access('signed_in', 'self');
const after = (description: string) => ({ 200: json(MyWays, description) });

const ways = route(MINE, {
  method: 'get',
  path: '/me/ways',
  operationId: 'getMySignInWays',
  tags: ['me'],
  responses: after('How one signs in'),
});
const password = route(MINE, {
  method: 'put',
  path: '/me/ways/password',
  operationId: 'changeMyPassword',
  tags: ['me'],
  request: { body: body(PasswordChange) },
  responses: after('Changed; signed out everywhere else'),
});
const begin = route(MINE, {
  method: 'post',
  path: '/me/ways/begin',
  operationId: 'beginMySignInWay',
  tags: ['me'],
  responses: { 200: json(InvitationBegun, 'What a new app or passkey needs') },
});
const add = route(MINE, {
  method: 'post',
  path: '/me/ways',
  operationId: 'addMySignInWay',
  tags: ['me'],
  request: { body: body(Enrolment) },
  responses: after('The app (in place of the one before) or the passkey is set up'),
});
const linkProvider = route(MINE, {
  method: 'post',
  path: '/me/ways/openid',
  operationId: 'linkMyProviderAccount',
  tags: ['me'],
  responses: {
    200: json(
      OpenIdJourney,
      'Where to send the browser, to link one’s account at work; it comes back to /me',
    ),
  },
});
const withoutTotp = route(MINE, {
  method: 'delete',
  path: '/me/ways/totp',
  operationId: 'removeMyAuthenticatorApp',
  tags: ['me'],
  responses: after('The app is forgotten'),
});
const withoutPasskey = route(MINE, {
  method: 'delete',
  path: '/me/ways/passkeys/{id}',
  operationId: 'removeMyPasskey',
  tags: ['me'],
  request: { params: IdParam },
  responses: after('The passkey is forgotten'),
});

const NOT_BY_PROVIDER =
  'You came in by your agency’s own provider, which cannot change how you sign in here. Sign in by a way you set up here; if you have none, ask an administrator of your agency for a link.';

const needOf = ({ memberships }: KnownPerson): boolean =>
  memberships.some(({ roles }) => needsSecondFactor(roles));

export const myWaysRoutes = (services: AuthServices, providers: ProviderCache) => {
  /** The caller, proved recently, to us, and not one of the sample's. A provider vouches for its agency only: given a
   *  password or a passkey on the account, whoever runs it would act for every agency that the person works for. */
  const changerIn = (c: Context) => {
    const person = recentPersonIn(services, c);
    if (person.sample) throw new Problem('sample_person');
    if (person.vouchedBy !== null) throw new Problem('other_way_in', { detail: NOT_BY_PROVIDER });
    return { ...person, device: deviceIn(services, c) };
  };
  type Changer = ReturnType<typeof changerIn>;
  const myself = async (tx: OwnerTx, { accountId }: Pick<Principal, 'accountId'>) => {
    const known = await personById(tx, accountId);
    // the operator has none
    if (!known) throw new Problem('not_allowed');
    return known;
  };
  const shown = async (tx: OwnerTx, person: Pick<Principal, 'accountId'>): Promise<MyWays> => {
    const known = await myself(tx, person);
    const passkeys = await listPasskeys(tx, person.accountId);
    return {
      password: known.passwordHash !== null,
      totp: known.totp,
      passkeys: passkeys.map(({ id, label, created_at, last_used_at }) => ({
        id,
        label,
        created_at: created_at.toISOString(),
        last_used_at: last_used_at?.toISOString() ?? null,
      })),
      providers: (await listIssuers(tx, person.accountId)).map(({ issuer }) => issuer),
      second_factor: needOf(known),
    };
  };
  /** Runs a change and returns what is left; throws Problem `last_way_in` when that would be too little. */
  const change = (
    person: Changer,
    event: string,
    work: (tx: OwnerTx, known: KnownPerson) => Promise<unknown>,
  ): Promise<MyWays> =>
    asOwner(services.database, async (tx) => {
      await lockAccount(tx, person.accountId);
      await work(tx, await myself(tx, person));
      const known = await myself(tx, person);
      const left = { ...known, password: known.passwordHash !== null };
      if (!canSignIn(left, needOf(known))) throw new Problem('last_way_in');
      await endOtherSessionsOf(tx, person.accountId, person.sessionId, services.now());
      await endAttemptsOf(tx, person.accountId, services.now());
      await forgetDevices(tx, person.accountId, person.device);
      await auditAs(tx, person, { event, outcome: 'done', about: {} });
      return shown(tx, person);
    });

  return router()
    .openapi(ways, async (c) =>
      c.json(await asOwner(services.database, (tx) => shown(tx, callerIn(c))), 200),
    )
    .openapi(password, async (c) => {
      const wanted = c.req.valid('json').password;
      const person = changerIn(c);
      // hashing is expensive
      await limitWorkFor(services, person.accountId);
      const known = await asOwner(services.database, (tx) => myself(tx, person));
      const { name, email, memberships } = known;
      // a password goes with a name to sign in with
      if (email === null) throw new Problem('not_allowed');
      const agency = memberships.map((one) => one.name).join(' ');
      const fault = await faultOfPassword(wanted, { name, email, agency });
      if (fault !== null)
        throw new Problem('invalid_input', { fields: [{ path: 'password', message: fault }] });
      const hash = await hashPassword(wanted, saltFor(services, email));
      const left = await change(person, 'password.changed', (tx) =>
        setPassword(tx, person.accountId, hash),
      );
      return c.json(left, 200);
    })
    .openapi(begin, async (c) => {
      const person = changerIn(c);
      const begun = await asOwner(services.database, async (tx) => {
        const { accountId, name, email } = await myself(tx, person);
        return beginEnrolment(
          services,
          c,
          tx,
          { accountId, name, email: email ?? name },
          { accountId },
        );
      });
      return c.json(begun, 200);
    })
    .openapi(add, async (c) => {
      const answer = c.req.valid('json');
      const person = changerIn(c);
      const event = answer.passkey ? 'passkey.added' : 'totp.changed';
      const left = await change(person, event, async (tx, { email }) => {
        // an app's code comes after a password, which needs an e-mail address to sign in with
        if (answer.code !== undefined && email === null) throw new Problem('not_allowed');
        const attempt = await openAttempt(services, tx, 'enrol', answer.attempt);
        if (attempt.accountId !== person.accountId) throw new Problem('attempt_over');
        await finishEnrolment(services, c, tx, attempt, answer);
        await spendAttempt(tx, attempt.id, services.now());
        await strengthenSession(tx, person.sessionId);
      });
      return c.json(left, 200);
    })
    .openapi(linkProvider, async (c) => {
      const { accountId, agency: slug } = changerIn(c);
      const url = await orRefuse(services, c, 'openid', () =>
        sendToProvider(services, c, providers, { slug, accountId }),
      );
      return c.json({ url }, 200);
    })
    .openapi(withoutTotp, async (c) => {
      const person = changerIn(c);
      const left = await change(person, 'totp.removed', (tx) => dropTotp(tx, person.accountId));
      return c.json(left, 200);
    })
    .openapi(withoutPasskey, async (c) => {
      const { id } = c.req.valid('param');
      const person = changerIn(c);
      const left = await change(person, 'passkey.removed', (tx) =>
        dropPasskey(tx, person.accountId, id),
      );
      return c.json(left, 200);
    });
};
