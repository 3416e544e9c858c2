/** Calls of signing in: they answer at the door, to whoever has no session yet. */
import type {
  InvitationAccept,
  InvitationBegun,
  InvitationFacts,
  Me,
  SignInStep,
  WaysIn,
} from '#api/contract/sign_in.ts';
import { call } from '#web/lib/api.ts';

const post = <T>(path: string, body?: unknown) => call<T>('POST', path, { body, atTheDoor: true });

export const getWaysIn = (signal?: AbortSignal) =>
  call<WaysIn>('GET', '/api/sign-in', { atTheDoor: true, signal });

/** @throws ApiProblem `sign_in_refused`, `too_many_attempts`, as all of these */
export const signInByPassword = (body: { email: string; password: string }) =>
  post<SignInStep>('/api/sign-in/password', body);

export const sendCode = (body: { attempt: string; code: string }) =>
  post<SignInStep>('/api/sign-in/second-factor', body);

type PasskeyMade = NonNullable<InvitationAccept['passkey']>;

/** A code of the app just set up, or a passkey just made: one of the two. */
export interface EnrolmentAnswer {
  readonly attempt: string;
  readonly code?: string;
  readonly passkey?: PasskeyMade;
}

/** The second factor that was due. */
export const sendEnrolment = (body: EnrolmentAnswer) =>
  post<SignInStep>('/api/sign-in/enrol', body);

export const askForPasskey = () =>
  post<{ attempt: string; options: unknown }>('/api/sign-in/passkey/begin');
export const signInByPasskey = (body: { attempt: string; response: unknown }) =>
  post<SignInStep>('/api/sign-in/passkey', body);

/** The address of the agency's provider, where the browser is to go. */
export const toProvider = async (agency: string) =>
  (await post<{ url: string }>('/api/sign-in/openid', { agency })).url;

export const signInAsSample = (id: string) => post<SignInStep>('/api/sign-in/sample', { id });

export const signOut = () => post<undefined>('/api/sign-out');

// --- links that let somebody in ---

/** @throws ApiProblem `link_spent`, as all of these */
export const readInvitation = (token: string) =>
  post<InvitationFacts>('/api/invitations/look', { token });

export const beginInvitation = (body: {
  token: string;
  email?: string;
  name?: string;
  /** looked at and not kept, so that nobody sets an app up for a password that will not do */
  password?: string;
  agency?: InvitationAccept['agency'];
}) => post<InvitationBegun>('/api/invitations/begin', body);

export const acceptInvitation = (body: InvitationAccept) =>
  post<Me>('/api/invitations/accept', body);

/** The address of the agency's provider, for an account there that is to be linked. */
export const acceptAtProvider = async (token: string) =>
  (await post<{ url: string }>('/api/invitations/openid', { token })).url;

/** With the account that is signed in, which goes on acting for the agency it was. @throws ApiProblem `other_person` */
export const joinToo = (token: string) =>
  call<Me>('POST', '/api/invitations/join', { body: { token } });
