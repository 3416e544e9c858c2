/** The audit's search as an address, so that going back and reloading keep it. */
import type { AuditSearch } from '#web/lib/api/audit.ts';

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
