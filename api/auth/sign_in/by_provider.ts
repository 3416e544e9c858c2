/** Signing in where the agency's people have an account already, and back (OpenID Connect). The browser carries a token of
 *  the attempt in a cookie: an answer that somebody else's browser brought in is not taken. */
import type { Context } from 'hono';
import { auditAs } from '../../audit/queries.ts';
import type { Me } from '../../contract/sign_in.ts';
import { asOwner, type OwnerTx } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { Problem } from '../../http/problem.ts';
import { beginAttempt, openAttempt, secondsOf, type Opened } from './attempts.ts';
import { spendAttempt } from './attempt_queries.ts';
import { baseUrl } from '../../http/base_url.ts';
import { cookieFor, noCookie, tokenIn } from '../sessions/cookie.ts';
import { letIn } from '../sessions/start_session.ts';
import { knownById } from '../people/known_queries.ts';
import { finishJourney, startJourney, type Provider, type Subject } from '../providers/openid.ts';
import type { ProviderCache } from '../providers/provider_cache.ts';
import {
  accountOfIdentity,
  insertIdentity,
  noteIdentityUse,
  providerOf,
  type StoredProvider,
} from '../providers/queries.ts';
import { orRefuse } from './refuse.ts';
import { SignInRefused } from './refused.ts';
import { addressTry, countTries } from './rate_limit.ts';
import { welcomeByProvider } from '../invitations/admit_member.ts';

export const secretPlace = (agencyId: number): string => `identity_provider.secret ${agencyId}`;

/** Each agency has its own address to come back to: an answer of one provider never counts for another's. */
export const redirectUri = (services: AuthServices, c: Context, slug: string): string =>
  new URL(`/api/sign-in/openid/${slug}/callback`, baseUrl(services, c)).href;

const opened = (services: AuthServices, { secret, ...provider }: StoredProvider): Provider => ({
  ...provider,
  clientSecret: secret === null ? null : services.seal.open(secret, secretPlace(provider.agencyId)),
});

/** What somebody who is signed in already proves: that they did so there within five minutes, not some time this week. */
const FRESH_SECONDS = 300;

/** Returns where to send the browser, and gives it the attempt's cookie. Throws SignInRefused. */
export async function sendToProvider(
  services: AuthServices,
  c: Context,
  providers: ProviderCache,
  about: {
    readonly slug: string;
    /** a link that is being accepted */
    readonly invitationId?: number;
    /** the account, signed in, that is to be linked */
    readonly accountId?: string;
  },
): Promise<string> {
  const stored = await asOwner(services.database, (tx) => providerOf(tx, { slug: about.slug }));
  if (!stored?.enabled) throw new SignInRefused('no provider');
  const found = await providers.find(opened(services, stored));
  const maxAge = c.get('principal') ? FRESH_SECONDS : null;
  const { url, ...journey } = await startJourney(
    found,
    redirectUri(services, c, about.slug),
    maxAge,
  );
  const { agencyId } = stored;
  const { invitationId = null, accountId = null } = about;
  const token = await asOwner(services.database, (tx) =>
    beginAttempt(services, tx, 'openid', { agencyId, invitationId, accountId }, journey),
  );
  const cookie = cookieFor('attempt', services.config.publicUrl, token, secondsOf('openid'));
  c.header('set-cookie', cookie, { append: true });
  return url;
}

/** The way back: signs in, or links the account that sent for it. Returns the page to go on to; a person's browser is here,
 *  so that what went wrong is said there and not in a document. */
export async function comeBack(
  services: AuthServices,
  c: Context,
  providers: ProviderCache,
  slug: string,
): Promise<string> {
  let page = '/sign-in';
  try {
    await orRefuse(services, c, 'openid', async () => {
      await countTries(services, [addressTry(services, c)]);
      const { attempt, stored } = await takeAttempt(services, c, slug);
      const { accountId } = attempt;
      if (accountId !== null) page = '/me';
      const subject = await proved(services, c, providers, attempt, stored);
      if (accountId === null) await signInAs(services, c, attempt, stored, subject);
      else await link(services, c, accountId, stored, subject);
    });
    return page;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { reference, retry_after } = error.extra;
    if (retry_after !== undefined) return `${page}?wait=${retry_after}`;
    return `${page}?refused=${encodeURIComponent(reference ?? error.code)}`;
  }
}

/** The attempt that this browser carries, for this provider. It is spent whatever comes of it: an answer is looked at once. */
async function takeAttempt(services: AuthServices, c: Context, slug: string) {
  const { publicUrl } = services.config;
  const token = tokenIn('attempt', publicUrl, c.req.header('cookie'));
  c.header('set-cookie', noCookie('attempt', publicUrl), { append: true });
  if (token === null) throw new SignInRefused('no attempt in this browser');
  const { attempt, stored } = await asOwner(services.database, async (tx) => {
    const begun = await openAttempt(services, tx, 'openid', token);
    await spendAttempt(tx, begun.id, services.now());
    return { attempt: begun, stored: await providerOf(tx, { slug }) };
  });
  if (!stored?.enabled) throw new SignInRefused('no provider');
  if (attempt.agencyId !== stored.agencyId) throw new SignInRefused('answer of another provider');
  return { attempt, stored };
}

async function proved(
  services: AuthServices,
  c: Context,
  providers: ProviderCache,
  attempt: Opened<'openid'>,
  stored: StoredProvider,
): Promise<Subject> {
  const provider = opened(services, stored);
  // behind a proxy the call's own address is not the one that people see
  const cameBackTo = new URL(redirectUri(services, c, stored.slug));
  cameBackTo.search = new URL(c.req.url).search;
  const found = await providers.find(provider);
  return finishJourney(found, provider, cameBackTo, attempt.secrets);
}

const signInAs = (
  services: AuthServices,
  c: Context,
  { invitationId }: Opened<'openid'>,
  stored: StoredProvider,
  subject: Subject,
): Promise<Me> =>
  letIn(services, c, async (tx) => {
    const accountId =
      invitationId === null
        ? await linked(tx, subject)
        : await welcomeByProvider(services, tx, invitationId, stored, subject);
    const known = await knownById(tx, accountId);
    if (!known) throw new SignInRefused('unknown account');
    await noteIdentityUse(tx, subject.issuer, subject.subject, services.now());
    const { agencyId } = stored;
    return { known, way: 'openid', agencyId, strong: true, vouchedBy: agencyId };
  });

/** Links whom the provider means to the account that is signed in here, which is the one that sent for it. */
async function link(
  services: AuthServices,
  c: Context,
  accountId: string,
  stored: StoredProvider,
  { issuer, subject }: Subject,
): Promise<void> {
  const principal = c.get('principal');
  const who = { accountId, agencyId: stored.agencyId };
  if (principal?.accountId !== accountId || principal.agencyId !== stored.agencyId)
    throw new SignInRefused('signed in as somebody else meanwhile', { who });
  await asOwner(services.database, async (tx) => {
    const before = await accountOfIdentity(tx, issuer, subject);
    if (before !== undefined && before !== accountId)
      throw new SignInRefused('linked to somebody else', { who });
    if (before === undefined)
      await insertIdentity(tx, { issuer, subject, accountId, now: services.now() });
    await auditAs(tx, who, { event: 'identity.linked', outcome: 'done', about: { issuer } });
  });
}

/** The account that was linked. An e-mail address links nothing, however verified. */
async function linked(tx: OwnerTx, { issuer, subject }: Subject): Promise<string> {
  const accountId = await accountOfIdentity(tx, issuer, subject);
  if (accountId === undefined) throw new SignInRefused('not linked');
  return accountId;
}
