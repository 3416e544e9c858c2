/** Sends a browser to an agency's provider, with the attempt's token in a cookie. */
import type { Context } from 'hono';
import { asOwner } from '../../db/as_agency.ts';
import { baseUrl } from '../../http/base_url.ts';
import { beginAttempt, secondsOf } from '../attempts/attempts.ts';
import { SignInRefused } from '../attempts/sign_in_refused.ts';
import type { AuthServices } from '../services.ts';
import { cookieFor } from '../tokens/cookie.ts';
import { startJourney, type Provider } from './openid.ts';
import type { ProviderCache } from './provider_cache.ts';
import { providerOf, type StoredProvider } from './queries.ts';

export const secretPlace = (agencyId: number): string => `identity_provider.secret ${agencyId}`;

/** Each agency has its own address to come back to: an answer of one provider never counts for another's. */
export const redirectUri = (services: AuthServices, c: Context, slug: string): string =>
  new URL(`/api/sign-in/openid/${slug}/callback`, baseUrl(services, c)).href;

/** The provider with its secret as it was given. */
export const decrypted = (
  services: AuthServices,
  { secret, ...provider }: StoredProvider,
): Provider => ({
  ...provider,
  clientSecret:
    secret === null
      ? null
      : services.secretEncryption.decrypt(secret, secretPlace(provider.agencyId)),
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
  const found = await providers.find(decrypted(services, stored));
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
