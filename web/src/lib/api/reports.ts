/** The quarterly report, composed by the server. */
import type { QuarterlyReport } from '#api/contract/reports.ts';
import { call } from '#web/lib/api.ts';

export function getQuarterlyReport(
  { quarter, area }: { readonly quarter: string | null; readonly area: string | null },
  signal?: AbortSignal,
): Promise<QuarterlyReport> {
  const query = new URLSearchParams();
  if (quarter !== null) query.set('quarter', quarter);
  if (area !== null) query.set('area', area);
  const path = query.size > 0 ? `/api/reports/quarterly?${query}` : '/api/reports/quarterly';
  return call<QuarterlyReport>('GET', path, { signal });
}
