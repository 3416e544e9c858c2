/** Tells two copies of a report apart without a version of the data, which every agency's records would move. */
import { createHash } from 'node:crypto';
import type { QuarterlyReport } from '../contract/reports.ts';

/** The report with the SHA-256 of all that its reader is shown, but for who made it when. */
export function withDigest(report: Omit<QuarterlyReport, 'figures_digest'>): QuarterlyReport {
  // undefined is left out of JSON
  const shown = { ...report, made_by: undefined, made_at: undefined };
  const figures_digest = createHash('sha256').update(JSON.stringify(shown)).digest('hex');
  return { ...report, figures_digest };
}
