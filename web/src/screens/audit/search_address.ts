/** The audit's search as an address, so that going back and reloading keep it. */
import type { AuditQuery } from '#api/contract/audit.ts';

/** What is looked for; an empty text is no condition. The same words as the API's parameters. */
export interface AuditSearch {
  readonly from: string;
  readonly to: string;
  readonly event: string;
  readonly outcome: string;
  readonly agency: string;
  readonly text: string;
}

export const EMPTY_SEARCH: AuditSearch = {
  from: '',
  to: '',
  event: '',
  outcome: '',
  agency: '',
  text: '',
};
const NAMES = ['from', 'to', 'event', 'outcome', 'agency', 'text'] as const;

export const parseSearch = (query: Pick<URLSearchParams, 'get'>): AuditSearch => {
  const found: Record<(typeof NAMES)[number], string> = { ...EMPTY_SEARCH };
  for (const name of NAMES) found[name] = (query.get(name) ?? '').trim();
  return found;
};

/** The query string, without the question mark; empty for no condition. */
export const printSearch = (search: AuditSearch): string => {
  const query = new URLSearchParams();
  for (const name of NAMES) if (search[name].trim()) query.set(name, search[name].trim());
  return query.toString();
};

/** As query parameters of the API. @param before only lines before this number: the `next` of the page before */
export const searchParams = (search: AuditSearch, before: number | null) => ({
  ...(search.from && { from: search.from }),
  ...(search.to && { to: search.to }),
  ...(search.event && { event: search.event }),
  // as: an address may say anything; the server refuses what is no outcome, and the form shows why
  ...(search.outcome && { outcome: search.outcome as NonNullable<AuditQuery['outcome']> }),
  ...(search.agency && { agency: search.agency }),
  ...(search.text && { text: search.text }),
  ...(before !== null && { before }),
});
