/** Calls of an agency's administrators: its people, and its provider. */
import type { AgencyProvider, OpenInvitation, PersonFacts } from '#api/contract/people.ts';
import type { Role } from '#api/contract/permissions.ts';
import type { SessionFacts } from '#api/contract/sign_in.ts';
import { call } from '#web/lib/api.ts';

export interface People {
  readonly people: PersonFacts[];
  readonly invitations: OpenInvitation[];
}

/** A link, shown this once. */
export interface Link {
  readonly id: number;
  readonly link: string;
  readonly expires_at: string;
}

export const getPeople = (signal?: AbortSignal) => call<People>('GET', '/api/people', { signal });

export const invite = (body: { email: string; name: string; roles: Role[] }) =>
  call<Link>('POST', '/api/people/invitations', { body });
export const withdrawInvitation = (id: number) =>
  call<undefined>('DELETE', `/api/people/invitations/${id}`);

const change = (id: string, verb: 'end' | 'disable' | 'enable') =>
  call<PersonFacts>('POST', `/api/people/${id}/${verb}`);

/** Each answers with the person as they then are. @throws ApiProblem `last_administrator` */
export const changeRoles = (id: string, roles: Role[]) =>
  call<PersonFacts>('PATCH', `/api/people/${id}`, { body: { roles } });
export const endMembership = (id: string) => change(id, 'end');
/** @throws ApiProblem `works_elsewhere`, as the two after it */
export const disable = (id: string) => change(id, 'disable');
export const enable = (id: string) => change(id, 'enable');
export const reset = (id: string) => call<Link>('POST', `/api/people/${id}/reset`);

/** Of all the agency's people. */
export const getSessions = async (signal?: AbortSignal) =>
  (await call<{ sessions: SessionFacts[] }>('GET', '/api/sessions', { signal })).sessions;

export const getProvider = (signal?: AbortSignal) =>
  call<AgencyProvider>('GET', '/api/agency/provider', { signal });

export interface ProviderChange {
  readonly issuer: string;
  readonly client_id: string;
  /** absent: the stored one stays; null: none */
  readonly secret?: string | null;
  readonly tenant: string | null;
  readonly enabled: boolean;
}
/** Looked up before it is stored. @throws ApiProblem `provider_refused` with what the provider said */
export const saveProvider = (body: ProviderChange) =>
  call<AgencyProvider>('PUT', '/api/agency/provider', { body });
export const dropProvider = () => call<AgencyProvider>('DELETE', '/api/agency/provider');
