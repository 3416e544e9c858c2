/** The way back from an agency's provider (OpenID Connect): signs in, or links an account. The browser carries the
 *  attempt's token in a cookie, so an answer that another browser brings is refused. */
import type { Context } from 'hono';
import { auditAs } from '../../audit/queries.ts';
import type { Me } from '../../contract/sign_in.ts';
import { asOwner, type OwnerTx } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { Problem } from '../../http/problem.ts';
import { openAttempt, type Opened } from '../attempts/attempts.ts';
import { spendAttempt } from '../attempts/queries.ts';
import { noCookie, tokenIn } from '../tokens/cookie.ts';
import { startSession } from '../sessions/start_session.ts';
import { personById } from '../people/person_queries.ts';
import { finishJourney, type Subject } from '../providers/openid.ts';
import { decrypted, redirectUri } from '../providers/send_to_provider.ts';
import type { ProviderCache } from '../providers/provider_cache.ts';
import {
  accountOfIdentity,
  insertIdentity,
  noteIdentityUse,
  providerOf,
  type StoredProvider,
} from '../providers/queries.ts';
import { orRefuse } from '../attempts/answer_refusal.ts';
import { SignInRefused } from '../attempts/sign_in_refused.ts';
import { applyRateLimit } from '../rate_limit/rate_limit.ts';
import { admitByProvider } from '../invitations/admit_member.ts';

/** The callback: signs in, or links the account that began it. Returns the page to go on to. A person's browser is here, so
 *  the page shows what went wrong, and not a problem document. */
export async function finishAtProvider(
  services: AuthServices,
  c: Context,
  providers: ProviderCache,
  slug: string,
): Promise<string> {
  let page = '/sign-in';
  try {
    await orRefuse(services, c, 'openid', async () => {
      await applyRateLimit(services, c, { what: 'nameless' });
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
  const token = tokenIn(c, 'attempt', publicUrl);
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
  const provider = decrypted(services, stored);
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
  startSession(services, c, async (tx) => {
    const accountId =
      invitationId === null
        ? await linked(tx, subject)
        : await admitByProvider(services, tx, invitationId, stored, subject);
    const known = await personById(tx, accountId);
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
