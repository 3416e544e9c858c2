/** Signing in where the agency's people have an account already, and back (OpenID Connect). The browser carries a token of
 *  the attempt in a cookie: an answer that somebody else's browser brought in is not taken. */
import type { Context } from 'hono';
import type { Me } from '../contract/sign_in.ts';
import { asOwner, type OwnerTx } from '../db/as_agency.ts';
import type { House } from '../house.ts';
import { Problem } from '../problem.ts';
import { beginAttempt, openAttempt, secondsOf } from './attempts.ts';
import { spendAttempt } from './attempt_queries.ts';
import { baseUrl } from './base_url.ts';
import { cookieFor, noCookie, tokenIn } from './cookie.ts';
import { letIn } from './enter.ts';
import { knownById } from './known_queries.ts';
import { finishJourney, startJourney, type Provider, type Subject } from './openid.ts';
import type { ProviderCache } from './provider_cache.ts';
import {
  accountOfIdentity,
  noteIdentityUse,
  providerOf,
  type StoredProvider,
} from './provider_queries.ts';
import { SignInRefused } from './refused.ts';
import { welcomeByProvider } from './welcome.ts';

export const secretPlace = (agencyId: number): string => `identity_provider.secret ${agencyId}`;

/** Each agency has its own address to come back to: an answer of one provider never counts for another's. */
export const redirectUri = (house: House, c: Context, slug: string): string =>
  new URL(`/api/sign-in/openid/${slug}/callback`, baseUrl(house, c)).href;

const opened = (house: House, { secret, ...provider }: StoredProvider): Provider => ({
  ...provider,
  clientSecret: secret === null ? null : house.seal.open(secret, secretPlace(provider.agencyId)),
});

/** What somebody who is signed in already proves: that they did so there within five minutes, not some time this week. */
const FRESH_SECONDS = 300;

/** Returns where to send the browser, and gives it the attempt's cookie. Throws SignInRefused. */
export async function sendToProvider(
  house: House,
  c: Context,
  providers: ProviderCache,
  about: {
    readonly slug: string;
    readonly invitationId: number | null;
  },
): Promise<string> {
  const stored = await asOwner(house.database, (tx) => providerOf(tx, { slug: about.slug }));
  if (!stored?.enabled) throw new SignInRefused('no provider');
  const found = await providers.find(opened(house, stored));
  const maxAge = c.get('principal') ? FRESH_SECONDS : null;
  const { url, ...journey } = await startJourney(found, redirectUri(house, c, about.slug), maxAge);
  const { agencyId } = stored;
  const token = await asOwner(house.database, (tx) =>
    beginAttempt(house, tx, 'openid', { agencyId, invitationId: about.invitationId }, journey),
  );
  const cookie = cookieFor('attempt', house.config.publicUrl, token, secondsOf('openid'));
  c.header('set-cookie', cookie, { append: true });
  return url;
}

/** The way back. Throws SignInRefused, Problem `attempt_over`. */
export async function byProvider(
  house: House,
  c: Context,
  providers: ProviderCache,
  slug: string,
): Promise<Me> {
  const { publicUrl } = house.config;
  const token = tokenIn('attempt', publicUrl, c.req.header('cookie'));
  c.header('set-cookie', noCookie('attempt', publicUrl), { append: true });
  if (token === null) throw new SignInRefused('no attempt in this browser');
  const { attempt, stored } = await asOwner(house.database, async (tx) => {
    const begun = await openAttempt(house, tx, 'openid', token);
    // spent whatever comes of it: an answer is looked at once
    await spendAttempt(tx, begun.id, house.now());
    return { attempt: begun, stored: await providerOf(tx, { slug }) };
  });
  if (!stored?.enabled) throw new SignInRefused('no provider');
  if (attempt.agencyId !== stored.agencyId) throw new SignInRefused('answer of another provider');
  const provider = opened(house, stored);
  // behind a proxy the call's own address is not the one that people see
  const cameBackTo = new URL(redirectUri(house, c, slug));
  cameBackTo.search = new URL(c.req.url).search;
  const found = await providers.find(provider);
  const subject = await finishJourney(found, provider, cameBackTo, attempt.secrets);
  return letIn(house, c, async (tx) => {
    const accountId =
      attempt.invitationId === null
        ? await linked(tx, subject)
        : await welcomeByProvider(house, tx, attempt.invitationId, stored, subject);
    const known = await knownById(tx, accountId);
    if (!known) throw new SignInRefused('unknown account');
    await noteIdentityUse(tx, subject.issuer, subject.subject, house.now());
    const { agencyId } = stored;
    return { known, way: 'openid', agencyId, strong: true, vouchedBy: agencyId };
  });
}

/** The account that an invitation linked. Nothing else links: not an e-mail address, however verified. */
async function linked(tx: OwnerTx, { issuer, subject }: Subject): Promise<string> {
  const accountId = await accountOfIdentity(tx, issuer, subject);
  if (accountId === undefined) throw new SignInRefused('not linked');
  return accountId;
}

/** What the page is told when it did not work: the reference, and nothing else. */
export const referenceOf = (error: unknown): string | null =>
  error instanceof Problem ? (error.extra.reference ?? error.code) : null;
