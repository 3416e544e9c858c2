/** Calls of the Agreements screens; every change answers with the whole agreement as it then stands. */
import type { Agreement, NewAgreement } from '#api/contract/agreements.ts';
import { call } from '#web/lib/api.ts';

/** Newest first. */
export const getAgreements = async (signal?: AbortSignal) =>
  (await call<{ agreements: Agreement[] }>('GET', '/api/agreements', { signal })).agreements;

export const proposeAgreement = (body: NewAgreement) =>
  call<Agreement>('POST', '/api/agreements', { body });

/** @throws ApiProblem `agreement_closed` with the agreement as it stands in `current`, as the two below */
export const acceptAgreement = (id: number) =>
  call<Agreement>('POST', `/api/agreements/${id}/acceptance`);

export const leaveAgreement = (id: number) =>
  call<Agreement>('DELETE', `/api/agreements/${id}/acceptance`);

export const revokeAgreement = (id: number, why: string) =>
  call<Agreement>('POST', `/api/agreements/${id}/revocation`, { body: { why } });
