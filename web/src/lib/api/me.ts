/** Calls about oneself: where one is signed in, and by what ways. */
import type { InvitationBegun, Me, MyWays, SessionFacts } from '#api/contract/sign_in.ts';
import { call } from '#web/lib/api.ts';
import type { EnrolmentAnswer } from '#web/lib/api/sign_in.ts';

export const switchAgency = (agency: string) =>
  call<Me>('POST', '/api/me/agency', { body: { agency } });

export const getMySessions = async (signal?: AbortSignal) =>
  (await call<{ sessions: SessionFacts[] }>('GET', '/api/me/sessions', { signal })).sessions;

/** Of everywhere but here; what is left. */
export const endOtherSessions = async () =>
  (await call<{ sessions: SessionFacts[] }>('DELETE', '/api/me/sessions')).sessions;

/** One's own, or one of the agency's people's. */
export const endSession = (id: string) => call<undefined>('DELETE', `/api/sessions/${id}`);

export const getMyWays = (signal?: AbortSignal) => call<MyWays>('GET', '/api/me/ways', { signal });

/** Each change answers with what is left. @throws ApiProblem `last_way_in` */
export const changePassword = (password: string) =>
  call<MyWays>('PUT', '/api/me/ways/password', { body: { password } });

export const beginWay = () => call<InvitationBegun>('POST', '/api/me/ways/begin');
export const addWay = (body: EnrolmentAnswer) => call<MyWays>('POST', '/api/me/ways', { body });
export const dropApp = () => call<MyWays>('DELETE', '/api/me/ways/totp');
export const dropPasskey = (id: number) => call<MyWays>('DELETE', `/api/me/ways/passkeys/${id}`);

/** The address of one's agency's provider, where the account at work is to be linked. */
export const linkAtWork = async () =>
  (await call<{ url: string }>('POST', '/api/me/ways/openid')).url;

/** The token is in this answer and nowhere else. */
export const makeScriptToken = (body: { label: string; days: number }) =>
  call<{ token: string; session: SessionFacts }>('POST', '/api/me/tokens', { body });
