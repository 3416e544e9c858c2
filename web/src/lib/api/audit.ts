/** Calls of the Audit screen. */
import type { AuditCheck, AuditPage } from '#api/contract/audit.ts';
import { call } from '#web/lib/api.ts';

/** What is looked for; an empty text is no condition. The same words as the API's parameters. */
export interface AuditSearch {
  readonly from: string;
  readonly to: string;
  readonly event: string;
  readonly outcome: string;
  readonly agency: string;
  readonly text: string;
}

/** Newest first. @param before only lines before this number: the `next` of the page before */
export function searchAudit(
  search: AuditSearch,
  before: number | null,
  signal?: AbortSignal,
): Promise<AuditPage> {
  const query = new URLSearchParams(Object.entries(search).filter(([, value]) => value !== ''));
  if (before !== null) query.set('before', String(before));
  return call<AuditPage>('GET', `/api/audit?${query}`, { signal });
}

/** @param head a hash noted earlier, which must still be in the chain; empty: none */
export const checkChain = (head: string, signal?: AbortSignal) =>
  call<AuditCheck>('GET', `/api/audit/check${head ? `?${new URLSearchParams({ head })}` : ''}`, {
    signal,
  });
